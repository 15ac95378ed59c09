import { setImmediate } from "node:timers/promises";
import { and, asc, count, desc, eq, exists, gt, isNull, ne } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { correctedNotification } from "#app/core/notification-words.ts";
import type { RecordedScore, RegradeMode } from "#app/core/regrade.ts";
import { formatPercent } from "#app/core/scoring.ts";
import { db, locked, type Queryable, tables, transaction } from "#db/client.server.ts";
import { recordAudit } from "./audit.ts";
import { listCertificationDefinitions } from "./certification-definitions.ts";
import { saveNotifications } from "./notifications.ts";
import { findQuiz } from "./quizzes.ts";
import { saveRecertification } from "./recertifications.ts";
import { planRegrade, planUndo, type RegradePlan, type RegradeRequest } from "./regrade-plans.ts";
import { refreshStanding } from "./standings.ts";
import { countIn, countOut } from "./statistics.ts";

const { attempts, itemResponses, people, quizVersions, quizzes, regradedAttempts, regrades } =
  tables;

/** Who confirms what they were shown, and why. */
export type Confirmation = {
  authorId: number;
  reason: string;
  /** Of the plan that was shown. */
  fingerprint: string;
};

/** What came of it: done, or something changed meanwhile and nothing was done. */
export type RegradeOutcome = { regradeId: number } | { isStale: true };

/** What a regrade would do now. */
export async function previewRegrade(request: RegradeRequest): Promise<RegradePlan> {
  return planRegrade(await db(), request);
}

/** What undoing a regrade would do now. */
export async function previewUndo(regrade: StoredRegrade): Promise<RegradePlan> {
  return planUndo(await db(), { regradeId: regrade.id, quizId: regrade.quizId });
}

/**
 * Does a regrade in one transaction, exactly as it was shown: scores, item units, standings,
 * certificates and the audit log. Old and new scores both stay.
 */
export async function saveRegrade(
  request: RegradeRequest,
  confirmation: Confirmation,
  now: Date,
): Promise<RegradeOutcome> {
  const { quizId, mode, itemIds, keyVersionId } = request;
  return transaction(async (q) => {
    await lockQuiz(q, quizId);
    const plan = await planRegrade(q, request);
    if (plan.fingerprint !== confirmation.fingerprint) return { isStale: true };
    const regrade = { quizId, mode, itemIds: [...itemIds], keyVersionId };
    return savePlan(q, plan, regrade, confirmation, now);
  });
}

/**
 * Undoes a regrade in one transaction: each score as it was before it, certificates that it
 * withdrew count again, those that it issued are withdrawn.
 * @returns stale too when it was undone, or an attempt regraded again, in the meantime
 */
export async function undoRegrade(
  regrade: StoredRegrade,
  confirmation: Confirmation,
  now: Date,
): Promise<RegradeOutcome> {
  const { id, quizId, itemIds, keyVersionId } = regrade;
  return transaction(async (q) => {
    await lockQuiz(q, quizId);
    const current = await findRegrade(quizId, id);
    if (!current || whyNotUndone(current)) return { isStale: true };
    const plan = await planUndo(q, { regradeId: id, quizId });
    if (plan.fingerprint !== confirmation.fingerprint) return { isStale: true };
    const undo = { quizId, mode: "undo" as const, itemIds, keyVersionId, undoesId: id };
    return savePlan(q, plan, undo, confirmation, now);
  });
}

/**
 * Until the transaction ends nobody regrades or publishes this quiz, and none of those who took
 * it submits anything: what was planned is what is done.
 */
async function lockQuiz(q: Queryable, quizId: string): Promise<void> {
  await locked(q.select({ id: quizzes.id }).from(quizzes).where(eq(quizzes.id, quizId)));
  const took = q
    .select({ id: attempts.id })
    .from(attempts)
    .where(and(eq(attempts.personId, people.id), eq(attempts.quizId, quizId)));
  await locked(
    q.select({ id: people.id }).from(people).where(exists(took)).orderBy(asc(people.id)),
  );
}

/** After so many written changes, pages that others have asked for are served. */
const CHANGES_AT_ONCE = 100;

type RegradeToSave = {
  quizId: string;
  mode: RegradeMode | "undo";
  itemIds: string[];
  keyVersionId?: number;
  undoesId?: number;
};

async function savePlan(
  q: Queryable,
  { changes, certificates }: RegradePlan,
  regrade: RegradeToSave,
  { authorId, reason }: Confirmation,
  at: Date,
): Promise<RegradeOutcome> {
  const { quizId, mode, itemIds } = regrade;
  const [saved] = await q
    .insert(regrades)
    .values({ ...regrade, reason, regradedById: authorId, regradedAt: at })
    .returning({ id: regrades.id });
  if (!saved) throw new Error("The regrade was not stored");
  const { id: regradeId } = saved;
  await recordAudit(q, {
    at,
    actorId: authorId,
    action: mode === "undo" ? "quiz.regrade-undone" : "quiz.regraded",
    detail: {
      ...{ regradeId, quizId, mode, items: itemIds.join(", "), reason },
      resultsChanged: changes.length,
    },
  });
  const quizTitle = (await findQuiz(quizId))?.quiz.title;
  const attemptIds = changes.map(({ attemptId }) => attemptId);
  await countOut(q, attemptIds);
  for (const [index, change] of changes.entries()) {
    if (index % CHANGES_AT_ONCE === 0) await setImmediate();
    const { attemptId, personId, before, after, score, rescored } = change;
    const { units, maxUnits, percent, passed, reasons } = score;
    await q
      .update(attempts)
      .set({ units, maxUnits, percent, passed, reasons })
      .where(eq(attempts.id, attemptId));
    for (const { position, units } of rescored) {
      await q
        .update(itemResponses)
        .set({ units })
        .where(and(eq(itemResponses.attemptId, attemptId), eq(itemResponses.position, position)));
    }
    await q.insert(regradedAttempts).values({ regradeId, attemptId, before, after });
    await recordAudit(q, {
      at,
      actorId: authorId,
      action: "attempt.regraded",
      subjectId: personId,
      detail: {
        ...{ attemptId, quizId, reason },
        ...{ from: formatPercent(before.percent), to: formatPercent(percent), passed },
        verdictChanged: before.passed !== passed,
      },
    });
    if (before.passed !== passed) {
      const corrected = { regradeId, attemptId, passed, reason };
      const told = correctedNotification(quizTitle ?? quizId, corrected);
      await saveNotifications(q, [{ ...told, personId }], at);
    }
  }
  await countIn(q, attemptIds);
  const personIds = [...new Set(changes.map(({ personId }) => personId))];
  for (const [index, personId] of personIds.entries()) {
    if (index % CHANGES_AT_ONCE === 0) await setImmediate();
    await refreshStanding(q, personId, quizId);
  }
  const definitions = await listCertificationDefinitions();
  for (const planned of certificates) {
    const cause = { regradeId, actorId: authorId, reason, at };
    await saveRecertification(q, planned, definitions, cause);
  }
  return { regradeId };
}

/** A regrade as it was decided, and what became of it. */
export type StoredRegrade = {
  id: number;
  quizId: string;
  mode: RegradeMode | "undo";
  itemIds: string[];
  keyVersionId?: number;
  /** Of the version whose key is right. */
  keyVersionHash?: string;
  reason: string;
  regradedBy: string;
  regradedAt: Date;
  /** How many results it changed. */
  results: number;
  /** The regrade that it takes back. */
  undoesId?: number;
  /** The regrade that took it back. */
  undoneById?: number;
  /** A later regrade, in force, of some of the same results: to be undone first. */
  followedById?: number;
};

/** Every regrade of a quiz, newest first. */
export async function listRegrades(quizId: string): Promise<StoredRegrade[]> {
  const q = await db();
  const rows = await q
    .select({
      regrade: regrades,
      regradedBy: people.name,
      keyVersionHash: quizVersions.hash,
    })
    .from(regrades)
    .innerJoin(people, eq(people.id, regrades.regradedById))
    .leftJoin(quizVersions, eq(quizVersions.id, regrades.keyVersionId))
    .where(eq(regrades.quizId, quizId))
    .orderBy(desc(regrades.id));
  const counts = await q
    .select({ regradeId: regradedAttempts.regradeId, results: count() })
    .from(regradedAttempts)
    .innerJoin(regrades, eq(regrades.id, regradedAttempts.regradeId))
    .where(eq(regrades.quizId, quizId))
    .groupBy(regradedAttempts.regradeId);
  const results = new Map(counts.map((row) => [row.regradeId, row.results]));
  const undoneBy = new Map(rows.map(({ regrade }) => [regrade.undoesId, regrade.id]));
  return Promise.all(
    rows.map(async ({ regrade, regradedBy, keyVersionHash }) => {
      const { id, mode, itemIds, reason, regradedAt, undoesId, keyVersionId } = regrade;
      return {
        ...{ id, quizId, mode, itemIds, reason, regradedBy, regradedAt },
        keyVersionId: keyVersionId ?? undefined,
        keyVersionHash: keyVersionHash ?? undefined,
        results: results.get(id) ?? 0,
        undoesId: undoesId ?? undefined,
        undoneById: undoneBy.get(id),
        followedById: await findFollower(q, id),
      };
    }),
  );
}

/** One regrade of a quiz. */
export async function findRegrade(
  quizId: string,
  regradeId: number,
): Promise<StoredRegrade | undefined> {
  return (await listRegrades(quizId)).find(({ id }) => id === regradeId);
}

/** The newest regrade in force that changed one of the same results after this one. */
async function findFollower(q: Queryable, regradeId: number): Promise<number | undefined> {
  const later = alias(regradedAttempts, "later");
  const undo = alias(regrades, "undo");
  const [follower] = await q
    .select({ id: regrades.id })
    .from(regradedAttempts)
    .innerJoin(
      later,
      and(eq(later.attemptId, regradedAttempts.attemptId), gt(later.regradeId, regradeId)),
    )
    .innerJoin(regrades, eq(regrades.id, later.regradeId))
    .leftJoin(undo, eq(undo.undoesId, regrades.id))
    .where(
      and(eq(regradedAttempts.regradeId, regradeId), ne(regrades.mode, "undo"), isNull(undo.id)),
    )
    .orderBy(desc(regrades.id))
    .limit(1);
  return follower?.id;
}

/** Why a regrade cannot be undone, if it cannot. */
export function whyNotUndone({
  mode,
  results,
  undoneById,
  followedById,
}: StoredRegrade): "is-undo" | "changed-nothing" | "undone" | "followed" | undefined {
  if (mode === "undo") return "is-undo";
  if (results === 0) return "changed-nothing";
  if (undoneById !== undefined) return "undone";
  return followedById === undefined ? undefined : "followed";
}

/** A result that a regrade changed. */
export type RegradedResult = {
  attemptId: number;
  personId: number;
  submittedAt: Date;
  submittedOn: string;
  versionId: number;
  before: RecordedScore;
  after: RecordedScore;
};

/** The results that a regrade changed, the oldest first. Only for whoever may see the regrade. */
export async function listRegradedResults(regradeId: number): Promise<RegradedResult[]> {
  const q = await db();
  const rows = await q
    .select({
      attemptId: regradedAttempts.attemptId,
      personId: attempts.personId,
      submittedAt: attempts.submittedAt,
      submittedOn: attempts.submittedOn,
      versionId: attempts.versionId,
      before: regradedAttempts.before,
      after: regradedAttempts.after,
    })
    .from(regradedAttempts)
    .innerJoin(attempts, eq(attempts.id, regradedAttempts.attemptId))
    .where(eq(regradedAttempts.regradeId, regradeId))
    .orderBy(asc(regradedAttempts.attemptId));
  return rows.flatMap(({ submittedAt, submittedOn, ...row }) =>
    submittedAt && submittedOn ? { ...row, submittedAt, submittedOn } : [],
  );
}

/** A correction of one attempt's score. */
export type Correction = {
  at: Date;
  before: RecordedScore;
  after: RecordedScore;
  reason: string;
  /** True where an earlier correction was taken back. */
  isUndo: boolean;
};

/** How the score of an attempt was corrected, in order. Whoever calls may see the attempt. */
export async function listCorrections(attemptId: number): Promise<Correction[]> {
  const q = await db();
  const rows = await q
    .select({
      at: regrades.regradedAt,
      before: regradedAttempts.before,
      after: regradedAttempts.after,
      reason: regrades.reason,
      mode: regrades.mode,
    })
    .from(regradedAttempts)
    .innerJoin(regrades, eq(regrades.id, regradedAttempts.regradeId))
    .where(eq(regradedAttempts.attemptId, attemptId))
    .orderBy(asc(regrades.id));
  return rows.map(({ mode, ...row }) => ({ ...row, isUndo: mode === "undo" }));
}

/** How many attempts each version of a quiz has, submitted and under way. */
export async function countAttemptsByVersion(quizId: string) {
  const q = await db();
  const rows = await q
    .select({
      versionId: attempts.versionId,
      started: count(),
      submitted: count(attempts.submittedAt),
    })
    .from(attempts)
    .where(eq(attempts.quizId, quizId))
    .groupBy(attempts.versionId);
  return new Map(
    rows.map(({ versionId, started, submitted }) => [
      versionId,
      { submitted, open: started - submitted },
    ]),
  );
}
