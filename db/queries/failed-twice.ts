import { and, desc, eq, gte, inArray, isNotNull } from "drizzle-orm";
import { db, tables } from "#db/client.server.ts";
import { isStaffOf, type Scope } from "./board.ts";
import { isOneOf } from "./ids.ts";

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
  const candidates = await q
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
      ),
    )
    .orderBy(desc(quizStandings.lastSubmittedAt));
  const results = await q
    .select({ personId: attempts.personId, quizId: attempts.quizId, passed: attempts.passed })
    .from(attempts)
    .where(
      and(
        isOneOf(
          attempts.personId,
          candidates.map(({ personId }) => personId),
        ),
        isNotNull(attempts.submittedAt),
      ),
    )
    .orderBy(desc(attempts.submittedAt), desc(attempts.id));
  const newest = new Map<string, (boolean | null)[]>();
  for (const { personId, quizId, passed } of results) {
    const key = `${personId} ${quizId}`;
    newest.set(key, [...(newest.get(key) ?? []), passed].slice(0, 2));
  }
  return candidates.filter(({ personId, quizId }) =>
    newest.get(`${personId} ${quizId}`)?.every((passed) => passed === false),
  );
}
