import { pagesOf, type Sheet } from "./attempt.ts";
import { canonicalJson } from "./canonical-json.ts";
import { itemsOf, type Quiz } from "./quiz.ts";

export const LONGEST_REPORT = 2000;
/** More than anybody means to send; less than what fills an author's inbox. */
export const MOST_REPORTS_A_DAY = 20;

/** What became of an item since somebody read it. */
export type ItemSince = "in-use" | "unchanged" | "changed" | "removed" | "retired";

/**
 * What became of an item since the version in which it was reported.
 * @param current the version in use, or undefined when the quiz is retired
 */
export function itemSince(
  itemId: string,
  reported: { versionId: number; quiz: Quiz },
  current: { versionId: number; quiz: Quiz } | undefined,
): ItemSince {
  if (!current) return "retired";
  if (current.versionId === reported.versionId) return "in-use";
  const now = itemsOf(current.quiz).find(({ id }) => id === itemId);
  if (!now) return "removed";
  const before = itemsOf(reported.quiz).find(({ id }) => id === itemId);
  return canonicalJson(before) === canonicalJson(now) ? "unchanged" : "changed";
}

export const ITEM_SINCE_IN_WORDS: Record<ItemSince, string> = {
  "in-use": "This version is in use.",
  unchanged: "A newer version is in use. This item is the same in it.",
  changed: "A newer version is in use, and this item was changed in it.",
  removed: "A newer version is in use, and this item is no longer in it.",
  retired: "This quiz is no longer in use.",
};

/** Where somebody reports a problem with an item of their attempt. */
export function problemPath(attemptId: number, itemId: string): string {
  return `/attempts/${attemptId}/items/${itemId}/problem`;
}

/** The page of an open attempt on which an item stands, at the item. */
export function itemPath(
  attemptId: number,
  sheet: Sheet,
  itemsPerPage: Quiz["itemsPerPage"],
  itemId: string,
  search = "",
): string {
  const position = sheet.itemIds.indexOf(itemId);
  const page = pagesOf(sheet, itemsPerPage).findIndex((positions) => positions.includes(position));
  const place = itemsPerPage === 1 ? "" : `#item-${itemId}`;
  return `/attempts/${attemptId}/pages/${page + 1}${search}${place}`;
}
