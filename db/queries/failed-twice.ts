import { and, desc, eq, exists, gt, gte, inArray, lt, sql } from "drizzle-orm";
import { db, tables } from "#db/client.server.ts";
import { isStaffOf, type Scope } from "./board.ts";
import { sinceLastPass } from "./standings.ts";

const { attempts, people, quizStandings } = tables;

/** Somebody whose last two attempts at a quiz were not passed. */
export type FailedTwice = {
  personId: number;
  personName: string;
  quizId: string;
  /** The newest of the two. */
  attemptId: number;
  submittedAt: Date;
  /** Hundredths of a percent. */
  percent: number;
};

/**
 * Staff of the manager's sites whose last two submitted attempts at one of these quizzes were not
 * passed; newest first.
 */
export async function listFailedTwice(
  scope: Scope,
  quizIds: readonly string[],
): Promise<FailedTwice[]> {
  if (quizIds.length === 0) return [];
  const q = await db();
  // One attempt at a quiz is submitted before the next one begins: ids follow the order of time.
  const failedBefore = q
    .select({ one: sql`1` })
    .from(attempts)
    .where(
      and(
        eq(attempts.personId, quizStandings.personId),
        eq(attempts.quizId, quizStandings.quizId),
        gt(attempts.id, sinceLastPass),
        lt(attempts.id, quizStandings.lastAttemptId),
        eq(attempts.passed, false),
      ),
    );
  return q
    .select({
      personId: quizStandings.personId,
      personName: people.name,
      quizId: quizStandings.quizId,
      attemptId: quizStandings.lastAttemptId,
      submittedAt: quizStandings.lastSubmittedAt,
      percent: quizStandings.lastPercent,
    })
    .from(quizStandings)
    .innerJoin(people, eq(people.id, quizStandings.personId))
    .where(
      and(
        eq(quizStandings.lastPassed, false),
        gte(quizStandings.attempts, 2),
        inArray(quizStandings.quizId, [...quizIds]),
        isStaffOf(q, scope, {}),
        exists(failedBefore),
      ),
    )
    .orderBy(desc(quizStandings.lastSubmittedAt));
}
