import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { type ItemTallies, itemsFromText, itemsToText, PLACES } from "#app/core/attempt-counts.ts";
import type { Kit } from "#db/kit.ts";

type Referred = { attempts: { id: AnyPgColumn }; quizVersions: { id: AnyPgColumn } };

/**
 * Item analysis as exact counts, from which every figure follows. All of it can be counted again
 * from the attempts.
 */
export function defineStatisticsTables(kit: Kit, { attempts, quizVersions }: Referred) {
  const { table, id, int, oneOf, textOf, primaryKey } = kit;

  /** Submitted attempts that are not counted yet, in the order in which they were submitted. */
  const statisticsQueue = table("statistics_queue", {
    id: id(),
    attemptId: int()
      .notNull()
      .unique()
      .references(() => attempts.id),
  });

  /**
   * How attempts with the same total fared at each item of a version. Each attempt is in exactly
   * one row, by the place it has among its person's attempts at the quiz.
   */
  const statisticsCounts = table(
    "statistics_counts",
    {
      versionId: int()
        .notNull()
        .references(() => quizVersions.id),
      place: oneOf([...PLACES]).notNull(),
      /** Units of 1/10000 point over all items. */
      total: int().notNull(),
      attempts: int().notNull(),
      passed: int().notNull(),
      items: textOf<ItemTallies>({ write: itemsToText, read: itemsFromText }).notNull(),
    },
    (columns) => [primaryKey({ columns: [columns.versionId, columns.place, columns.total] })],
  );

  return { statisticsQueue, statisticsCounts };
}
