import {
  type CountedAttempt,
  countAttempt,
  emptyTally,
  type Place,
  type Tally,
} from "#app/core/attempt-counts.ts";
import { tables } from "#db/client.server.ts";
import { type Batch, batchOf } from "./bulk.ts";

type SeededAttempt = CountedAttempt & { personId: number; quizId: string; versionId: number };

/**
 * Counts a history as it is made, which is quicker than reading it all again. Attempts are added in
 * the order of time; the place of each is known once its person's next one comes, or none does.
 */
export function countHistory() {
  const tallies = new Map<string, { versionId: number; place: Place; total: number } & Tally>();
  const newest = new Map<string, { attempt: SeededAttempt; isFirst: boolean }>();

  function count({ versionId, total, ...attempt }: SeededAttempt, place: Place): void {
    const key = `${versionId} ${place} ${total}`;
    const tally = tallies.get(key) ?? { ...emptyTally(), versionId, place, total };
    tallies.set(key, tally);
    countAttempt(tally, attempt, 1);
  }

  return {
    add(attempt: SeededAttempt): void {
      const key = `${attempt.personId} ${attempt.quizId}`;
      const before = newest.get(key);
      if (before) count(before.attempt, before.isFirst ? "first" : "between");
      newest.set(key, { attempt, isFirst: !before });
    },
    /** The rows of everything that was added, once nothing more comes. */
    rows(): Batch {
      for (const { attempt, isFirst } of newest.values()) {
        count(attempt, isFirst ? "only" : "newest");
      }
      newest.clear();
      return batchOf(tables.statisticsCounts, [...tallies.values()]);
    },
  };
}
