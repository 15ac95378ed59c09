import { and, eq, inArray } from "drizzle-orm";
import {
  addTally,
  countAttempt,
  emptyTally,
  type Place,
  type Tally,
} from "#app/core/attempt-counts.ts";
import { type Queryable, tables } from "#db/client.server.ts";
import { readCountedAttempts } from "./counted-attempts.ts";

const { statisticsCounts } = tables;

/** How many rows are looked up at once. */
const ROWS_AT_ONCE = 200;

/** Where an attempt was counted, and where it is to be. */
export type Move = { from?: Place; to?: Place };

/**
 * Moves attempts, by their ids, from one place of the counts to another, with the scores that they
 * have now. Whoever calls holds the lock on the counts.
 */
export async function moveInCounts(q: Queryable, moves: ReadonlyMap<number, Move>): Promise<void> {
  await saveTallies(q, await talliesOf(q, moves));
}

/** Changes of counts, by version, place and total. */
type Tallies = Map<string, Tally & { versionId: number; place: Place; total: number }>;

async function talliesOf(q: Queryable, moves: ReadonlyMap<number, Move>): Promise<Tallies> {
  const tallies: Tallies = new Map();
  for await (const chunk of readCountedAttempts(q, [...moves.keys()])) {
    for (const { id, versionId, total, ...attempt } of chunk) {
      const { from, to } = moves.get(id) ?? {};
      if (from) countAttempt(tallyAt(tallies, versionId, from, total), attempt, -1);
      if (to) countAttempt(tallyAt(tallies, versionId, to, total), attempt, 1);
    }
  }
  return tallies;
}

function tallyAt(tallies: Tallies, versionId: number, place: Place, total: number): Tally {
  const key = `${versionId} ${place} ${total}`;
  const known = tallies.get(key) ?? { ...emptyTally(), versionId, place, total };
  tallies.set(key, known);
  return known;
}

/** Adds changes to what is there. */
async function saveTallies(q: Queryable, changes: Tallies): Promise<void> {
  const all = [...changes.values()];
  for (let first = 0; first < all.length; first += ROWS_AT_ONCE) {
    const some = all.slice(first, first + ROWS_AT_ONCE);
    const known = await q
      .select()
      .from(statisticsCounts)
      .where(
        and(
          inArray(statisticsCounts.versionId, [...new Set(some.map((each) => each.versionId))]),
          inArray(statisticsCounts.total, [...new Set(some.map((each) => each.total))]),
        ),
      );
    const rows = new Map(known.map((row) => [`${row.versionId} ${row.place} ${row.total}`, row]));
    for (const { versionId, place, total, ...tally } of some) {
      const row = rows.get(`${versionId} ${place} ${total}`);
      if (row) addTally(tally, row);
      const { attempts, passed, items } = tally;
      const key = and(
        eq(statisticsCounts.versionId, versionId),
        eq(statisticsCounts.place, place),
        eq(statisticsCounts.total, total),
      );
      if (attempts === 0 && row) await q.delete(statisticsCounts).where(key);
      if (attempts !== 0 && row) {
        await q.update(statisticsCounts).set({ attempts, passed, items }).where(key);
      }
      if (attempts !== 0 && !row) {
        await q.insert(statisticsCounts).values({ versionId, place, total, ...tally });
      }
    }
  }
}
