import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { Kit } from "#db/kit.ts";

type Referred = { attempts: { id: AnyPgColumn }; quizVersions: { id: AnyPgColumn } };

/** Which attempts are counted: each person's first or newest at the quiz, or all. */
export const SAMPLES = ["first", "newest", "all"] as const;

/**
 * Item analysis as exact counts, from which every figure follows. Marks and totals are units of
 * 1/10000 point. All of it can be counted again from the attempts.
 */
export function defineStatisticsTables(kit: Kit, { attempts, quizVersions }: Referred) {
  const { table, id, int, text, oneOf, primaryKey } = kit;
  const counted = () => ({
    versionId: int()
      .notNull()
      .references(() => quizVersions.id),
    sample: oneOf([...SAMPLES]).notNull(),
  });

  /** Submitted attempts that are not counted yet; or a version to be counted again as a whole. */
  const statisticsQueue = table("statistics_queue", {
    id: id(),
    attemptId: int().references(() => attempts.id),
    recountVersionId: int().references(() => quizVersions.id),
  });

  /** How many attempts had this mark at this item and this total. */
  const itemMarkCounts = table(
    "item_mark_counts",
    {
      ...counted(),
      itemId: text().notNull(),
      units: int().notNull(),
      total: int().notNull(),
      attempts: int().notNull(),
    },
    (columns) => [
      primaryKey({
        columns: [columns.versionId, columns.sample, columns.itemId, columns.units, columns.total],
      }),
    ],
  );

  /** How many attempts with this total gave this part of a response (a choice, or "" for blank). */
  const choiceCounts = table(
    "choice_counts",
    {
      ...counted(),
      itemId: text().notNull(),
      choice: text().notNull(),
      total: int().notNull(),
      attempts: int().notNull(),
    },
    (columns) => [
      primaryKey({
        columns: [columns.versionId, columns.sample, columns.itemId, columns.choice, columns.total],
      }),
    ],
  );

  /** How many attempts had this total, of so much that could be had on their sheet. */
  const totalCounts = table(
    "total_counts",
    {
      ...counted(),
      total: int().notNull(),
      maxTotal: int().notNull(),
      attempts: int().notNull(),
    },
    (columns) => [
      primaryKey({
        columns: [columns.versionId, columns.sample, columns.total, columns.maxTotal],
      }),
    ],
  );

  return { statisticsQueue, itemMarkCounts, choiceCounts, totalCounts };
}
