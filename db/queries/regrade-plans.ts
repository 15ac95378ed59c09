import { createHash } from "node:crypto";
import { and, asc, count, eq, inArray, isNull } from "drizzle-orm";
import { canonicalJson } from "#app/core/canonical-json.ts";
import { differencesOf, isScoredOtherwise } from "#app/core/item-comparison.ts";
import type { Item } from "#app/core/item-types.ts";
import { itemsOf, type Quiz } from "#app/core/quiz.ts";
import {
  isSameScore,
  type NotRecomputed,
  type RecordedScore,
  type RegradeMode,
  recordOf,
  regradeAttempt,
  restoredScore,
} from "#app/core/regrade.ts";
import type { AttemptScore } from "#app/core/scoring.ts";
import { type Queryable, tables } from "#db/client.server.ts";
import { readGradedAttempts, type StoredGradedAttempt } from "./graded-attempts.ts";
import { findQuizVersion, listVersions } from "./quizzes.ts";
import { type PlannedRecertification, planRecertifications } from "./recertifications.ts";

const { attempts, regradedAttempts } = tables;

/** What an author asks for. */
export type RegradeRequest = {
  quizId: string;
  mode: RegradeMode;
  itemIds: readonly string[];
  /** The version whose key is right; undefined when the items were wrong in all of them. */
  keyVersionId?: number;
};

/** A result that changes. */
export type ResultChange = {
  attemptId: number;
  personId: number;
  versionId: number;
  submittedAt: Date;
  /** Calendar date at the person's home site. */
  submittedOn: string;
  before: RecordedScore;
  after: RecordedScore;
  /** The whole score as it will be. */
  score: AttemptScore;
  /** Positions on the sheet of the items whose units change. */
  rescored: { position: number; itemId: string; units: number }[];
};

/** Everything that a regrade, or undoing one, would do. */
export type RegradePlan = {
  /** How many submitted results hold one of the items as it was wrong. */
  results: number;
  /** How many attempts under way do: they are scored by their own version once submitted. */
  open: number;
  changes: ResultChange[];
  certificates: PlannedRecertification[];
  /** Responses that the right version says nothing about, counted by item and reason. */
  notRecomputed: (NotRecomputed & { results: number })[];
  /** Says whether what is done is what was shown. */
  fingerprint: string;
};

/** What a regrade would do now. Nothing is written; the same rules make the plan that is done. */
export async function planRegrade(q: Queryable, request: RegradeRequest): Promise<RegradePlan> {
  const { quizId, mode, keyVersionId } = request;
  const rightVersion = keyVersionId === undefined ? undefined : await findQuizVersion(keyVersionId);
  const concerned = await concernedVersions(request, rightVersion);
  const versions = new Map([...concerned].map(([versionId, { quiz }]) => [versionId, quiz]));
  const changes: ResultChange[] = [];
  const notRecomputed = new Map<string, NotRecomputed & { results: number }>();
  let results = 0;
  for await (const chunk of readGradedAttempts(q, quizId, versions)) {
    for (const attempt of chunk) {
      const wrong = concerned.get(attempt.versionId)?.itemIds ?? [];
      const itemIds = wrong.filter((itemId) => attempt.score.unitsByItem.has(itemId));
      if (itemIds.length === 0) continue;
      results += 1;
      const regraded = regradeAttempt(attempt, { mode, itemIds, rightVersion });
      for (const each of regraded.notRecomputed) {
        const name = `${each.itemId} ${each.why}`;
        const known = notRecomputed.get(name) ?? { ...each, results: 0 };
        notRecomputed.set(name, { ...known, results: known.results + 1 });
      }
      if (!isSameScore(attempt.score, regraded.score)) {
        changes.push(changeOf(attempt, regraded.score, itemIds));
      }
    }
  }
  const certificates = await planRecertifications(q, verdictsOf(changes));
  const plan = {
    results,
    open: await countOpen(q, quizId, [...versions.keys()]),
    changes,
    certificates,
    notRecomputed: [...notRecomputed.values()],
  };
  return { ...plan, fingerprint: fingerprintOf(request, plan) };
}

/** A regrade whose results an undo would put back. */
export type UndoRequest = { regradeId: number; quizId: string };

/** What undoing a regrade would do now: every score as it was before, and what follows from it. */
export async function planUndo(
  q: Queryable,
  { regradeId, quizId }: UndoRequest,
): Promise<RegradePlan> {
  const rows = await q
    .select({
      attemptId: regradedAttempts.attemptId,
      before: regradedAttempts.before,
      after: regradedAttempts.after,
      versionId: attempts.versionId,
    })
    .from(regradedAttempts)
    .innerJoin(attempts, eq(attempts.id, regradedAttempts.attemptId))
    .where(eq(regradedAttempts.regradeId, regradeId))
    .orderBy(asc(regradedAttempts.attemptId));
  const recorded = new Map(rows.map((row) => [row.attemptId, row]));
  const versionIds = [...new Set(rows.map(({ versionId }) => versionId))];
  const versions = new Map<number, Quiz>();
  for (const versionId of versionIds) {
    const quiz = await findQuizVersion(versionId);
    if (quiz) versions.set(versionId, quiz);
  }
  const changes: ResultChange[] = [];
  for await (const chunk of readGradedAttempts(q, quizId, versions)) {
    for (const attempt of chunk) {
      const before = recorded.get(attempt.id)?.before;
      if (!before) continue;
      const score = restoredScore(attempt.score, before);
      changes.push(changeOf(attempt, score, Object.keys(before.unitsByItem)));
    }
  }
  const certificates = await planRecertifications(q, verdictsOf(changes), regradeId);
  const plan = { results: changes.length, open: 0, changes, certificates, notRecomputed: [] };
  return { ...plan, fingerprint: fingerprintOf({ regradeId, quizId }, plan) };
}

function changeOf(
  attempt: StoredGradedAttempt,
  score: AttemptScore,
  itemIds: readonly string[],
): ResultChange {
  const { id: attemptId, personId, versionId, submittedAt, submittedOn, sheet } = attempt;
  return {
    ...{ attemptId, personId, versionId, submittedAt, submittedOn },
    before: recordOf(attempt.score, itemIds),
    after: recordOf(score, itemIds),
    score,
    rescored: itemIds.map((itemId) => ({
      position: sheet.itemIds.indexOf(itemId),
      itemId,
      units: score.unitsByItem.get(itemId) ?? 0,
    })),
  };
}

function verdictsOf(changes: readonly ResultChange[]) {
  return changes
    .filter(({ before, after }) => before.passed !== after.passed)
    .map(({ attemptId, personId, after }) => ({ attemptId, personId, passed: after.passed }));
}

/** The versions in which an item was wrong, with the items. */
async function concernedVersions(
  { quizId, mode, itemIds, keyVersionId }: RegradeRequest,
  rightVersion: Quiz | undefined,
) {
  const right = new Map(rightVersion && itemsOf(rightVersion).map((item) => [item.id, item]));
  const concerned = new Map<number, { quiz: Quiz; itemIds: string[] }>();
  for (const { versionId } of await listVersions(quizId)) {
    const quiz = versionId === keyVersionId ? undefined : await findQuizVersion(versionId);
    if (!quiz) continue;
    const wrong = itemsOf(quiz).filter(
      (item) =>
        itemIds.includes(item.id) &&
        (!rightVersion || isWrong(item, right.get(item.id), mode === "credit-all")),
    );
    if (wrong.length > 0) concerned.set(versionId, { quiz, itemIds: wrong.map(({ id }) => id) });
  }
  return concerned;
}

/** Whoever read another text may be credited too; by the key, only another key makes a difference. */
function isWrong(item: Item, right: Item | undefined, countsWording: boolean): boolean {
  if (!right) return true;
  const differences = differencesOf(item, right);
  return isScoredOtherwise(differences) || (countsWording && differences.includes("wording"));
}

async function countOpen(
  q: Queryable,
  quizId: string,
  versionIds: readonly number[],
): Promise<number> {
  if (versionIds.length === 0) return 0;
  const [row] = await q
    .select({ open: count() })
    .from(attempts)
    .where(
      and(
        eq(attempts.quizId, quizId),
        inArray(attempts.versionId, [...versionIds]),
        isNull(attempts.submittedAt),
      ),
    );
  return row?.open ?? 0;
}

function fingerprintOf(
  request: RegradeRequest | UndoRequest,
  { results, changes, certificates }: Omit<RegradePlan, "fingerprint">,
): string {
  const shown = changes.map(({ attemptId, before, after }) => ({ attemptId, before, after }));
  return createHash("sha256")
    .update(canonicalJson({ request, results, shown, certificates }))
    .digest("hex");
}
