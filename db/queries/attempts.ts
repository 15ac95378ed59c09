import { and, asc, desc, eq, gte, inArray, isNull, lt, sql } from "drizzle-orm";
import {
  type Allowance,
  attemptAllowance,
  deadlineOf,
  drawnOf,
  drawSheet,
  type Sheet,
  sheetFromDrawn,
} from "#app/core/attempt.ts";
import { dayAt } from "#app/core/calendar.ts";
import { canonicalJson } from "#app/core/canonical-json.ts";
import type { Certainty, CertaintyChange } from "#app/core/certainty.ts";
import type { ItemResponse } from "#app/core/item-types.ts";
import type { Quiz } from "#app/core/quiz.ts";
import { type FailureReason, scoreAttempt } from "#app/core/scoring.ts";
import { db, locked, prepared, type Queryable, tables, transaction } from "#db/client.server.ts";
import { recordAudit } from "./audit.ts";
import { findCycleStart, issueDueCertificates } from "./certificates.ts";
import { findExtraTimes } from "./extra-times.ts";
import { findRegradedUnits, unitsOnSheet } from "./graded-attempts.ts";
import { findQuiz, findQuizVersion } from "./quizzes.ts";
import { saveResultNotification } from "./result-notifications.ts";
import { saveStanding } from "./standings.ts";
import { queueForStatistics } from "./statistics.ts";

const { attemptGrants, attempts, itemResponses, people, sites } = tables;

/** One sitting of one quiz version, open or submitted, with everything saved so far. */
export type Attempt = {
  id: number;
  personId: number;
  quizId: string;
  versionId: number;
  quiz: Quiz;
  sheet: Sheet;
  startedAt: Date;
  /** After this instant nothing is saved any more; undefined without a time limit. */
  deadlineAt?: Date;
  /** Saved responses by item id. */
  responses: Map<string, SavedResponse>;
  /** Set once the attempt is submitted, and never changed by anything but a regrade. */
  outcome?: AttemptOutcome;
  /** Units of 1/10000 point of every item on the sheet, once submitted. */
  unitsByItem?: ReadonlyMap<string, number>;
};

export type SavedResponse = {
  response: ItemResponse;
  savedAt: Date;
  /** How sure the person said they were, where the item asks for it. */
  certainty?: Certainty;
  /** Units of 1/10000 point, once submitted. */
  units?: number;
};

export type AttemptOutcome = {
  submittedAt: Date;
  /** Calendar date at the person's home site. */
  submittedOn: string;
  units: number;
  maxUnits: number;
  /** Hundredths of a percent. */
  percent: number;
  passed: boolean;
  reasons: FailureReason[];
};

export type StartedAttempt =
  | { attemptId: number }
  | { refused: Extract<Allowance, { mayStart: false }> };

/**
 * Starts an attempt, or goes on with the one that is open. Two starts at once give one attempt.
 * @param seed a whole number of 31 bits, from which items are drawn and shuffled
 * @returns undefined when there is no such quiz to start
 */
export async function startAttempt(
  personId: number,
  quizId: string,
  seed: number,
  now: Date,
): Promise<StartedAttempt | undefined> {
  return transaction(async (q) => {
    await lockPerson(q, personId);
    const open = await findOpenAttemptId(personId, quizId);
    if (open !== undefined) return { attemptId: open };
    const published = await findQuiz(quizId);
    if (!published) return undefined;
    const { quiz, versionId } = published;
    const allowance = await findAllowance(personId, quizId, quiz, now);
    if (!allowance.mayStart) return { refused: allowance };

    const sheet = drawSheet(quiz, seed, await listSeenItemIds(q, personId, quizId));
    const [started] = await q
      .insert(attempts)
      .values({
        personId,
        quizId,
        versionId,
        seed,
        drawn: drawnOf(quiz, sheet),
        startedAt: now,
        deadlineAt: deadlineOf(quiz, now, await findExtraTimes(personId, quizId)),
      })
      .returning({ id: attempts.id });
    const { id: attemptId } = started as { id: number };
    await recordAudit(q, {
      at: now,
      actorId: personId,
      action: "attempt.started",
      subjectId: personId,
      detail: { attemptId, quizId },
    });
    return { attemptId };
  });
}

/** The attempt of this quiz that the person has not submitted yet. */
export async function findOpenAttemptId(
  personId: number,
  quizId: string,
): Promise<number | undefined> {
  const q = await db();
  const [open] = await q
    .select({ id: attempts.id })
    .from(attempts)
    .where(
      and(
        eq(attempts.personId, personId),
        eq(attempts.quizId, quizId),
        isNull(attempts.submittedAt),
      ),
    );
  return open?.id;
}

/** Whether the person may start the quiz now, and how many attempts this cycle has left. */
export async function findAllowance(
  personId: number,
  quizId: string,
  quiz: Quiz,
  now: Date,
): Promise<Allowance> {
  const q = await db();
  const startedAt = await findCycleStart(personId, quizId, now);
  const earlier = await q
    .select({
      startedAt: attempts.startedAt,
      submittedAt: attempts.submittedAt,
      passed: attempts.passed,
    })
    .from(attempts)
    .where(and(eq(attempts.personId, personId), eq(attempts.quizId, quizId)));
  const grants = await q
    .select({ grantedAt: attemptGrants.grantedAt })
    .from(attemptGrants)
    .where(
      and(
        eq(attemptGrants.personId, personId),
        eq(attemptGrants.quizId, quizId),
        startedAt && gte(attemptGrants.grantedAt, startedAt),
      ),
    )
    .orderBy(desc(attemptGrants.grantedAt));
  return attemptAllowance(
    quiz,
    earlier.map(({ startedAt, submittedAt, passed }) => ({
      startedAt,
      submittedAt: submittedAt ?? undefined,
      passed: passed ?? undefined,
    })),
    { startedAt, granted: grants.length, lastGrantedAt: grants[0]?.grantedAt },
    now,
  );
}

const attemptOfPerson = prepared((q) =>
  q
    .select()
    .from(attempts)
    .where(
      and(
        eq(attempts.id, sql.placeholder("attemptId")),
        eq(attempts.personId, sql.placeholder("personId")),
      ),
    )
    .prepare("attempt_of_person"),
);

/** The person's own attempt. Somebody else's is not found. */
export async function findAttempt(
  attemptId: number,
  personId: number,
): Promise<Attempt | undefined> {
  const q = await db();
  const [row] = await attemptOfPerson(q).execute({ attemptId, personId });
  if (!row) return undefined;
  const quiz = await versionOf(row.versionId);
  const sheet = sheetFromDrawn(quiz, row.seed, row.drawn);
  const responses = await findResponses(q, row.id, sheet);
  const outcome = outcomeOf(row);
  return {
    id: row.id,
    personId: row.personId,
    quizId: row.quizId,
    versionId: row.versionId,
    quiz,
    sheet,
    startedAt: row.startedAt,
    deadlineAt: row.deadlineAt ?? undefined,
    responses,
    outcome,
    unitsByItem: outcome && unitsOnSheet(sheet, responses, await findRegradedUnits(q, row.id)),
  };
}

/** What one page of an attempt changes: a response by position on the sheet, undefined for blank. */
export type ResponseChange = { position: number; response: ItemResponse | undefined };

/**
 * Saves responses of an open attempt, all or none. A new response keeps the certainty that was
 * given with the old one; of a blank item there is nothing to be sure of.
 * @param certainties what to save beside responses that are there, or are saved now
 * @param over the attempt as it was when this was decided; whoever comes in between is not overwritten
 * @returns false when the attempt is locked (submitted, or past its deadline), or not this person's,
 * or when one of the responses is not any more as it was in `over`
 * @throws if a position is not on the sheet
 */
export async function saveResponses(
  attemptId: number,
  personId: number,
  changes: readonly ResponseChange[],
  now: Date,
  certainties: readonly CertaintyChange[] = [],
  over?: Attempt,
): Promise<boolean> {
  return transaction(async (q) => {
    const [attempt] = await locked(
      q
        .select({
          submittedAt: attempts.submittedAt,
          deadlineAt: attempts.deadlineAt,
          drawn: attempts.drawn,
        })
        .from(attempts)
        .where(and(eq(attempts.id, attemptId), eq(attempts.personId, personId))),
    );
    if (!attempt || attempt.submittedAt) return false;
    if (attempt.deadlineAt && now > attempt.deadlineAt) return false;
    const items = attempt.drawn.length;
    for (const { position } of [...changes, ...certainties]) {
      if (position < 0 || position >= items) {
        throw new RangeError(`Attempt ${attemptId} has no item ${position}`);
      }
    }
    if (over && (await isOvertaken(q, over, [...changes, ...certainties]))) return false;
    const given = changes.flatMap(({ position, response }) =>
      response === undefined ? [] : [{ attemptId, position, response, savedAt: now }],
    );
    const cleared = changes.flatMap(({ position, response }) =>
      response === undefined ? [position] : [],
    );
    if (given.length > 0) {
      await q
        .insert(itemResponses)
        .values(given)
        .onConflictDoUpdate({
          target: [itemResponses.attemptId, itemResponses.position],
          set: { response: sql`excluded.response`, savedAt: sql`excluded.saved_at` },
        });
    }
    if (cleared.length > 0) {
      await q
        .delete(itemResponses)
        .where(
          and(eq(itemResponses.attemptId, attemptId), inArray(itemResponses.position, cleared)),
        );
    }
    for (const { position, certainty } of certainties) {
      await q
        .update(itemResponses)
        .set({ certainty, savedAt: now })
        .where(and(eq(itemResponses.attemptId, attemptId), eq(itemResponses.position, position)));
    }
    return true;
  });
}

/** Whether what is to be changed was changed by somebody else since; the attempt is locked. */
async function isOvertaken(
  q: Queryable,
  { id, sheet, responses }: Attempt,
  changes: readonly { position: number }[],
): Promise<boolean> {
  const current = await findResponses(q, id, sheet);
  const textOf = (saved: SavedResponse | undefined) =>
    saved && canonicalJson([saved.response, saved.certainty ?? null]);
  return changes.some(({ position }) => {
    const itemId = sheet.itemIds[position] ?? "";
    return textOf(current.get(itemId)) !== textOf(responses.get(itemId));
  });
}

/**
 * Submits an attempt: scores it, and issues every certificate that it completes, in one
 * transaction. Submitting again, however often and from wherever, changes nothing. After the
 * deadline it is submitted as of the deadline, by the server.
 * @returns false when this person has no such attempt
 */
export async function submitAttempt(
  attemptId: number,
  personId: number,
  now: Date,
): Promise<boolean> {
  return transaction(async (q) => {
    // Two quizzes submitted at once must see each other, or neither would issue the certificate.
    await lockPerson(q, personId);
    const [asked] = await q
      .select({ submittedAt: attempts.submittedAt })
      .from(attempts)
      .where(and(eq(attempts.id, attemptId), eq(attempts.personId, personId)));
    if (!asked) return false;
    if (asked.submittedAt) return true;
    const overdue = await submitOverdueOf(q, personId, now);
    if (!overdue.includes(attemptId)) await submitOpen(q, attemptId, personId, now);
    return true;
  });
}

/**
 * Submits every attempt whose deadline has passed, with what is saved, as of its deadline. Any
 * number of processes may do it at once: each attempt is submitted by one of them.
 * @returns how many this call submitted
 * @throws once all are tried, if some could not be submitted
 */
export async function submitOverdueAttempts(now: Date): Promise<number> {
  const q = await db();
  const overdue = await q
    .select({ personId: attempts.personId })
    .from(attempts)
    .where(and(isNull(attempts.submittedAt), lt(attempts.deadlineAt, now)))
    .orderBy(asc(attempts.deadlineAt), asc(attempts.id));
  const failures: unknown[] = [];
  let submitted = 0;
  for (const personId of new Set(overdue.map((attempt) => attempt.personId))) {
    // One attempt that cannot be submitted must not hold up everybody else's.
    await submitOverdueAttemptsOf(personId, now).then(
      (count) => {
        submitted += count;
      },
      (reason: unknown) => failures.push(reason),
    );
  }
  if (failures.length > 0) {
    throw new AggregateError(failures, `Overdue attempts of ${failures.length} people stay open`);
  }
  return submitted;
}

/** The same for one person. @returns how many this call submitted */
export async function submitOverdueAttemptsOf(personId: number, now: Date): Promise<number> {
  return transaction(async (q) => {
    await lockPerson(q, personId);
    return (await submitOverdueOf(q, personId, now)).length;
  });
}

/**
 * Submits what is overdue of a person who is locked. Whether it is, is asked only now: it may have
 * been given extra time a moment ago.
 * @returns the ids of the attempts
 */
async function submitOverdueOf(q: Queryable, personId: number, now: Date): Promise<number[]> {
  // In the order of time: what ended first must count first.
  const overdue = await q
    .select({ id: attempts.id })
    .from(attempts)
    .where(
      and(
        eq(attempts.personId, personId),
        isNull(attempts.submittedAt),
        lt(attempts.deadlineAt, now),
      ),
    )
    .orderBy(asc(attempts.deadlineAt), asc(attempts.id));
  for (const { id } of overdue) await submitOpen(q, id, personId, now);
  return overdue.map(({ id }) => id);
}

/** Submits an open attempt of a person who is locked. */
async function submitOpen(
  q: Queryable,
  attemptId: number,
  personId: number,
  now: Date,
): Promise<void> {
  // A response that is being saved is waited for, and counts; one that comes later is refused.
  await locked(q.select({ id: attempts.id }).from(attempts).where(eq(attempts.id, attemptId)));
  const attempt = await findAttempt(attemptId, personId);
  if (!attempt) throw new Error(`Person ${personId} has no attempt ${attemptId}`);
  const { deadlineAt } = attempt;
  if (deadlineAt && now > deadlineAt) await submitLocked(q, attempt, deadlineAt);
  else await submitLocked(q, attempt, now, personId);
}

/** @param actorId who submits it; nobody when the server does, because its deadline has passed */
async function submitLocked(
  q: Queryable,
  attempt: Attempt,
  at: Date,
  actorId?: number,
): Promise<void> {
  const { id: attemptId, personId, quizId, quiz, sheet, responses } = attempt;
  const timeZone = await findTimeZone(q, personId);
  const submittedOn = dayAt(at, timeZone);
  const score = scoreAttempt(
    quiz,
    sheet.itemIds,
    new Map([...responses].map(([itemId, { response }]) => [itemId, response])),
  );
  const { units, maxUnits, percent, passed, reasons } = score;
  await q
    .update(attempts)
    .set({ submittedAt: at, submittedOn, units, maxUnits, percent, passed, reasons })
    .where(and(eq(attempts.id, attemptId), isNull(attempts.submittedAt)));
  const scored = sheet.itemIds.flatMap((itemId, position) => {
    const saved = responses.get(itemId);
    if (!saved) return [];
    const { response, savedAt } = saved;
    return [{ attemptId, position, response, savedAt, units: score.unitsByItem.get(itemId) }];
  });
  if (scored.length > 0) {
    await q
      .insert(itemResponses)
      .values(scored)
      .onConflictDoUpdate({
        target: [itemResponses.attemptId, itemResponses.position],
        set: { units: sql`excluded.units` },
      });
  }
  await saveStanding(q, {
    personId,
    quizId,
    attemptId,
    submittedAt: at,
    submittedOn,
    percent,
    passed,
  });
  await queueForStatistics(q, attemptId);
  await recordAudit(q, {
    at,
    actorId,
    action: "attempt.submitted",
    subjectId: personId,
    detail: { attemptId, quizId, percent, passed },
  });
  const completion = { personId, part: { attemptId, quizId }, at, today: submittedOn };
  if (passed) await issueDueCertificates(q, { ...completion, actorId: personId });
  await saveResultNotification(q, personId, { attemptId, passed }, at);
}

/** An attempt in a list: of one person, newest first. */
export type AttemptSummary = {
  id: number;
  quizId: string;
  startedAt: Date;
  deadlineAt?: Date;
  outcome?: AttemptOutcome;
};

/** Every attempt of a person, newest first. Whoever calls has checked that they may see it. */
export async function listAttempts(personId: number): Promise<AttemptSummary[]> {
  const q = await db();
  const rows = await q
    .select()
    .from(attempts)
    .where(eq(attempts.personId, personId))
    .orderBy(desc(attempts.id));
  return rows.map((row) => ({
    id: row.id,
    quizId: row.quizId,
    startedAt: row.startedAt,
    deadlineAt: row.deadlineAt ?? undefined,
    outcome: outcomeOf(row),
  }));
}

type AttemptRow = typeof attempts.$inferSelect;

function outcomeOf(row: AttemptRow): AttemptOutcome | undefined {
  const { submittedAt, submittedOn, units, maxUnits, percent, passed, reasons } = row;
  if (
    submittedAt === null ||
    submittedOn === null ||
    units === null ||
    maxUnits === null ||
    percent === null ||
    passed === null
  ) {
    return undefined;
  }
  return { submittedAt, submittedOn, units, maxUnits, percent, passed, reasons: reasons ?? [] };
}

const responsesOfAttempt = prepared((q) =>
  q
    .select()
    .from(itemResponses)
    .where(eq(itemResponses.attemptId, sql.placeholder("attemptId")))
    .orderBy(asc(itemResponses.position))
    .prepare("responses_of_attempt"),
);

async function findResponses(
  q: Queryable,
  attemptId: number,
  sheet: Sheet,
): Promise<Map<string, SavedResponse>> {
  const rows = await responsesOfAttempt(q).execute({ attemptId });
  return new Map(
    rows.map(({ position, response, savedAt, units, certainty }) => {
      const itemId = sheet.itemIds[position];
      if (itemId === undefined) throw new Error(`Attempt ${attemptId} has no item ${position}`);
      return [
        itemId,
        { response, savedAt, certainty: certainty ?? undefined, units: units ?? undefined },
      ];
    }),
  );
}

/** Items this person had on earlier sheets of the quiz, the one seen longest ago first. */
async function listSeenItemIds(q: Queryable, personId: number, quizId: string): Promise<string[]> {
  const earlier = await q
    .select({ versionId: attempts.versionId, seed: attempts.seed, drawn: attempts.drawn })
    .from(attempts)
    .where(and(eq(attempts.personId, personId), eq(attempts.quizId, quizId)))
    .orderBy(asc(attempts.id));
  const seen: string[] = [];
  for (const { versionId, seed, drawn } of earlier) {
    seen.push(...sheetFromDrawn(await versionOf(versionId), seed, drawn).itemIds);
  }
  return seen;
}

async function versionOf(versionId: number): Promise<Quiz> {
  const quiz = await findQuizVersion(versionId);
  if (!quiz) throw new Error(`There is no quiz version ${versionId}`);
  return quiz;
}

/** Until the transaction ends, nobody else starts or submits for this person. */
async function lockPerson(q: Queryable, personId: number): Promise<void> {
  await locked(q.select({ id: people.id }).from(people).where(eq(people.id, personId)));
}

async function findTimeZone(q: Queryable, personId: number): Promise<string> {
  const [row] = await q
    .select({ timeZone: sites.timeZone })
    .from(people)
    .innerJoin(sites, eq(sites.id, people.homeSiteId))
    .where(eq(people.id, personId));
  if (!row) throw new Error(`There is no person ${personId}`);
  return row.timeZone;
}
