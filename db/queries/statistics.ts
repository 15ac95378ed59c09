import { and, asc, count, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import {
  addTally,
  emptyTally,
  PLACES_IN,
  type Place,
  placeOf,
  type Sample,
  type Tally,
} from "#app/core/attempt-counts.ts";
import { db, engine, type Queryable, tables, transaction } from "#db/client.server.ts";
import { type Move, moveInCounts } from "./statistics-counts.ts";

const { attempts, quizVersions, statisticsCounts, statisticsQueue } = tables;

/** How many attempts are folded into the counts in one transaction. */
const FOLD_AT_ONCE = 500;

/** Puts a submitted attempt in for being counted, in the transaction that submits it. */
export async function queueForStatistics(q: Queryable, attemptId: number): Promise<void> {
  await q.insert(statisticsQueue).values({ attemptId });
}

/** How many submitted attempts wait to be counted. */
export async function countWaitingForStatistics(): Promise<number> {
  const q = await db();
  const [row] = await q.select({ waiting: count() }).from(statisticsQueue);
  return row?.waiting ?? 0;
}

/**
 * Counts attempts that wait, the oldest first: some of them, in one transaction. Any number of
 * processes may do it at once, and end at any moment: each attempt is counted exactly once.
 * @returns how many were counted
 */
export async function foldStatistics(): Promise<number> {
  if ((await countWaitingForStatistics()) === 0) return 0;
  return transaction(async (q) => {
    await lockCounts(q);
    return foldSome(q);
  });
}

/** Counts all attempts that wait, a transaction after the other. */
export async function foldAllStatistics(): Promise<void> {
  while ((await foldStatistics()) > 0);
}

/**
 * Takes attempts out of the counts before their scores are changed, in the transaction that changes
 * them; {@link countIn} puts them back with the new ones. Until the transaction ends, nobody else
 * counts anything.
 */
export async function countOut(q: Queryable, attemptIds: readonly number[]): Promise<void> {
  await lockCounts(q);
  while ((await foldSome(q)) > 0);
  await recount(q, attemptIds, -1);
}

/** See {@link countOut}. */
export async function countIn(q: Queryable, attemptIds: readonly number[]): Promise<void> {
  await recount(q, attemptIds, 1);
}

/** Only one transaction at a time changes the counts; others may read them. */
async function lockCounts(q: Queryable): Promise<void> {
  if (engine === "postgres") {
    await q.execute(sql`lock table ${statisticsCounts} in share row exclusive mode`);
  }
}

async function foldSome(q: Queryable): Promise<number> {
  const waiting = await q
    .select({
      attemptId: statisticsQueue.attemptId,
      personId: attempts.personId,
      quizId: attempts.quizId,
    })
    .from(statisticsQueue)
    .innerJoin(attempts, eq(attempts.id, statisticsQueue.attemptId))
    .orderBy(asc(statisticsQueue.id))
    .limit(FOLD_AT_ONCE);
  if (waiting.length === 0) return 0;
  const folded = new Set(waiting.map(({ attemptId }) => attemptId));
  const groups = new Set(waiting.map(groupOf));
  const before = new Map<string, number[]>();
  const after = new Map<string, number[]>();
  for (const row of await listSubmitted(q, waiting)) {
    const group = groupOf(row);
    if (!groups.has(group)) continue;
    if (!row.isWaiting) pushTo(before, group, row.id);
    if (!row.isWaiting || folded.has(row.id)) pushTo(after, group, row.id);
  }
  const old = placesOf(before);
  const moves = new Map<number, Move>();
  for (const [id, to] of placesOf(after)) {
    const from = old.get(id);
    if (from !== to) moves.set(id, { from, to });
  }
  await moveInCounts(q, moves);
  await q.delete(statisticsQueue).where(inArray(statisticsQueue.attemptId, [...folded]));
  return folded.size;
}

type Group = { personId: number; quizId: string };

function groupOf({ personId, quizId }: Group): string {
  return `${personId} ${quizId}`;
}

/** Everything that these people have submitted, in the order of time, and whether it waits. */
async function listSubmitted(q: Queryable, people: readonly Pick<Group, "personId">[]) {
  const personIds = [...new Set(people.map(({ personId }) => personId))];
  // In one statement: what is submitted meanwhile is seen with its place in the queue, or not at all.
  const rows = await q
    .select({
      id: attempts.id,
      personId: attempts.personId,
      quizId: attempts.quizId,
      queueId: statisticsQueue.id,
    })
    .from(attempts)
    .leftJoin(statisticsQueue, eq(statisticsQueue.attemptId, attempts.id))
    .where(and(inArray(attempts.personId, personIds), isNotNull(attempts.submittedAt)))
    .orderBy(asc(attempts.id));
  return rows.map(({ queueId, ...row }) => ({ ...row, isWaiting: queueId !== null }));
}

/** The place of each attempt, from the attempts of one person at one quiz in their order. */
function placesOf(groups: ReadonlyMap<unknown, readonly number[]>): Map<number, Place> {
  return new Map(
    [...groups.values()].flatMap((ids) =>
      ids.map((id, index) => [id, placeOf(index, ids.length)] as const),
    ),
  );
}

async function recount(q: Queryable, attemptIds: readonly number[], times: 1 | -1): Promise<void> {
  const moves = new Map<number, Move>();
  for (let first = 0; first < attemptIds.length; first += FOLD_AT_ONCE) {
    const ids = attemptIds.slice(first, first + FOLD_AT_ONCE);
    const owners = await q
      .select({ personId: attempts.personId })
      .from(attempts)
      .where(inArray(attempts.id, ids));
    const counted = new Map<string, number[]>();
    for (const row of await listSubmitted(q, owners)) {
      if (!row.isWaiting) pushTo(counted, groupOf(row), row.id);
    }
    const places = placesOf(counted);
    for (const id of ids) {
      const place = places.get(id);
      if (place) moves.set(id, times === 1 ? { to: place } : { from: place });
    }
  }
  await moveInCounts(q, moves);
}

/**
 * Counts everything again from the attempts, a quiz after the other. Changes nothing when the
 * counts were right, but that nothing waits any more.
 */
export async function rebuildStatistics(): Promise<void> {
  const q = await db();
  const quizIds = await q
    .selectDistinct({ quizId: quizVersions.quizId })
    .from(quizVersions)
    .orderBy(asc(quizVersions.quizId));
  for (const { quizId } of quizIds) await transaction((own) => rebuildQuiz(own, quizId));
}

async function rebuildQuiz(q: Queryable, quizId: string): Promise<void> {
  await lockCounts(q);
  const versions = q
    .select({ id: quizVersions.id })
    .from(quizVersions)
    .where(eq(quizVersions.quizId, quizId));
  await q.delete(statisticsCounts).where(inArray(statisticsCounts.versionId, versions));
  const taken = q.select({ id: attempts.id }).from(attempts).where(eq(attempts.quizId, quizId));
  await q.delete(statisticsQueue).where(inArray(statisticsQueue.attemptId, taken));
  const submitted = await q
    .select({ id: attempts.id, personId: attempts.personId })
    .from(attempts)
    // What is submitted while this runs is in the queue, and left to it.
    .leftJoin(statisticsQueue, eq(statisticsQueue.attemptId, attempts.id))
    .where(
      and(eq(attempts.quizId, quizId), isNotNull(attempts.submittedAt), isNull(statisticsQueue.id)),
    )
    .orderBy(asc(attempts.id));
  const byPerson = new Map<number, number[]>();
  for (const { id, personId } of submitted) pushTo(byPerson, personId, id);
  const moves = [...placesOf(byPerson)].map(([id, to]): [number, Move] => [id, { to }]);
  await moveInCounts(q, new Map(moves));
}

function pushTo<Key>(lists: Map<Key, number[]>, key: Key, value: number): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/** Attempts with the same total. */
export type TotalTally = Tally & { total: number };

/** What was counted of a version in a sample, by total, the lowest first. */
export async function listTallies(versionId: number, sample: Sample): Promise<TotalTally[]> {
  const q = await db();
  const rows = await q
    .select()
    .from(statisticsCounts)
    .where(
      and(
        eq(statisticsCounts.versionId, versionId),
        inArray(statisticsCounts.place, [...PLACES_IN[sample]]),
      ),
    )
    .orderBy(asc(statisticsCounts.total));
  const tallies = new Map<number, TotalTally>();
  for (const { total, ...row } of rows) {
    const tally = tallies.get(total) ?? { ...emptyTally(), total };
    addTally(tally, row);
    tallies.set(total, tally);
  }
  return [...tallies.values()];
}

/** How many attempts of a version had a total, and how many of them passed. */
export type TotalCounts = { versionId: number; total: number; attempts: number; passed: number };

/** Totals of every version in a sample; a total may come more than once. */
export async function listTotals(sample: Sample): Promise<TotalCounts[]> {
  const q = await db();
  const { versionId, total, attempts, passed } = statisticsCounts;
  return q
    .select({ versionId, total, attempts, passed })
    .from(statisticsCounts)
    .where(inArray(statisticsCounts.place, [...PLACES_IN[sample]]));
}
