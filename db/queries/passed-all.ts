import { and, eq, inArray, isNotNull, min, sql } from "drizzle-orm";
import type { CalendarDay } from "#app/core/calendar.ts";
import { db, tables } from "#db/client.server.ts";
import { isStaffOf, type Scope } from "./board.ts";

const { people, quizStandings } = tables;

/**
 * The staff of the manager's sites who have passed all of these quizzes at some time, each with the
 * day that the oldest of the newest passes is of; without quizzes everybody, without a day.
 */
export async function listWhoPassedAll(
  scope: Scope,
  quizIds: readonly string[],
): Promise<Map<number, CalendarDay | undefined>> {
  const q = await db();
  if (quizIds.length === 0) {
    const everybody = await q
      .select({ id: people.id })
      .from(people)
      .where(isStaffOf(q, scope, {}));
    return new Map(everybody.map(({ id }) => [id, undefined]));
  }
  const rows = await q
    .select({ id: quizStandings.personId, oldestPassOn: min(quizStandings.passedOn) })
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
  return new Map(rows.map(({ id, oldestPassOn }) => [id, oldestPassOn ?? undefined]));
}
