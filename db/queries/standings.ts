import { and, asc, between, eq, isNotNull, type SQL, sql } from "drizzle-orm";
import { db, type Queryable, tables } from "#db/client.server.ts";

const { attempts, quizStandings } = tables;

/** A submitted attempt, as far as it moves the standing of a person with a quiz. */
export type SubmittedAttempt = {
  personId: number;
  quizId: string;
  attemptId: number;
  submittedAt: Date;
  /** Calendar date at the person's home site. */
  submittedOn: string;
  /** Hundredths of a percent. */
  percent: number;
  passed: boolean;
};

/**
 * What ids of attempts are compared with, beside a standing: those above it came after the newest
 * pass. A plain number, so that the index of a person's attempts is entered right there.
 */
export const sinceLastPass = sql<number>`coalesce(${quizStandings.passAttemptId}, 0)`;

/** Brings the standing up to date, in the transaction that submits the attempt. */
export async function saveStanding(q: Queryable, submitted: SubmittedAttempt): Promise<void> {
  const { personId, quizId, attemptId, submittedAt, submittedOn, percent, passed } = submitted;
  const last = {
    lastAttemptId: attemptId,
    lastSubmittedAt: submittedAt,
    lastPercent: percent,
    lastPassed: passed,
  };
  const pass = passed
    ? { passAttemptId: attemptId, passedOn: submittedOn, passPercent: percent }
    : {};
  await q
    .insert(quizStandings)
    .values({ personId, quizId, attempts: 1, ...last, ...pass })
    .onConflictDoUpdate({
      target: [quizStandings.personId, quizStandings.quizId],
      set: { attempts: sql`${quizStandings.attempts} + 1`, ...last, ...pass },
    });
}

/** Whether the person has passed the quiz in this attempt or in a later one. */
export async function hasPassedSince(
  personId: number,
  quizId: string,
  attemptId: number,
): Promise<boolean> {
  const q = await db();
  const [row] = await q
    .select({ passAttemptId: quizStandings.passAttemptId })
    .from(quizStandings)
    .where(and(eq(quizStandings.personId, personId), eq(quizStandings.quizId, quizId)));
  return (row?.passAttemptId ?? 0) >= attemptId;
}

type Standing = typeof quizStandings.$inferSelect;

/** The standing after a further attempt is submitted: what {@link saveStanding} does to the row. */
export function standingAfter(
  before: Standing | undefined,
  { personId, quizId, attemptId, submittedAt, submittedOn, percent, passed }: SubmittedAttempt,
): Standing {
  return {
    personId,
    quizId,
    attempts: (before?.attempts ?? 0) + 1,
    lastAttemptId: attemptId,
    lastSubmittedAt: submittedAt,
    lastPercent: percent,
    lastPassed: passed,
    passAttemptId: passed ? attemptId : (before?.passAttemptId ?? null),
    passedOn: passed ? submittedOn : (before?.passedOn ?? null),
    passPercent: passed ? percent : (before?.passPercent ?? null),
  };
}

/** Standings of the people with ids from `first` to `last`, out of their submitted attempts. */
export function deriveStandings(q: Queryable, first: number, last: number): Promise<Standing[]> {
  return standingsOf(q, between(attempts.personId, first, last));
}

/** Makes one standing again from its attempts, after the score of one of them has changed. */
export async function refreshStanding(
  q: Queryable,
  personId: number,
  quizId: string,
): Promise<void> {
  const own = and(eq(attempts.personId, personId), eq(attempts.quizId, quizId));
  const [standing] = await standingsOf(q, own);
  if (!standing) return;
  await q
    .update(quizStandings)
    .set(standing)
    .where(and(eq(quizStandings.personId, personId), eq(quizStandings.quizId, quizId)));
}

async function standingsOf(q: Queryable, whose: SQL | undefined): Promise<Standing[]> {
  const submitted = await q
    .select({
      id: attempts.id,
      personId: attempts.personId,
      quizId: attempts.quizId,
      submittedAt: attempts.submittedAt,
      submittedOn: attempts.submittedOn,
      percent: attempts.percent,
      passed: attempts.passed,
    })
    .from(attempts)
    .where(and(whose, isNotNull(attempts.submittedAt)))
    .orderBy(asc(attempts.submittedAt), asc(attempts.id));
  const standings = new Map<string, Standing>();
  for (const { id, personId, quizId, submittedAt, submittedOn, percent, passed } of submitted) {
    if (submittedAt === null || submittedOn === null || percent === null || passed === null) {
      throw new Error(`Attempt ${id} is submitted but has no score`);
    }
    const key = `${personId} ${quizId}`;
    const attempt = { personId, quizId, attemptId: id, submittedAt, submittedOn, percent, passed };
    standings.set(key, standingAfter(standings.get(key), attempt));
  }
  return [...standings.values()];
}

/** Where a person stands with each quiz they have submitted. */
export async function listStandings(q: Queryable, personId: number) {
  return q.select().from(quizStandings).where(eq(quizStandings.personId, personId));
}
