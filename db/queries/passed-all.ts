import { and, eq, inArray, isNotNull, sql } from "drizzle-orm";
import { db, tables } from "#db/client.server.ts";
import { isStaffOf, type Scope } from "./board.ts";

const { people, quizStandings } = tables;

/** The staff of the manager's sites who have passed all of these quizzes at some time. */
export async function listWhoPassedAll(
  scope: Scope,
  quizIds: readonly string[],
): Promise<Set<number>> {
  const q = await db();
  if (quizIds.length === 0) {
    const everybody = await q
      .select({ id: people.id })
      .from(people)
      .where(isStaffOf(q, scope, {}));
    return new Set(everybody.map(({ id }) => id));
  }
  const rows = await q
    .select({ id: quizStandings.personId })
    .from(quizStandings)
    .innerJoin(people, eq(people.id, quizStandings.personId))
    .where(
      and(
        inArray(quizStandings.quizId, [...quizIds]),
        isNotNull(quizStandings.passedOn),
        isStaffOf(q, scope, {}),
      ),
    )
    .groupBy(quizStandings.personId)
    .having(sql`count(*) = ${quizIds.length}`);
  return new Set(rows.map(({ id }) => id));
}
