import { fieldsOnSheet, itemsOnSheet, pagesOf, readOnSheet, type Sheet } from "./attempt.ts";
import { type Completeness, completenessOf, type Item, type ItemResponse } from "./item-types.ts";
import type { FormFields } from "./items/item.ts";
import type { Quiz } from "./quiz.ts";
import { baseIn, baseOf, type Merge, mergeOf } from "./response-base.ts";

/** One page on the way through an attempt. */
export type PageState = {
  /** Counted from 1. */
  number: number;
  /** "Item 3" or "Items 4 to 6". */
  label: string;
  /** Answered once every item on it is in full; open while nothing on it is. */
  state: Completeness;
};

type Paging = Quiz["itemsPerPage"];

/**
 * How far each item of a sheet is answered, in its order.
 * @param responses what is saved, by item id
 */
export function itemStates(
  quiz: Quiz,
  sheet: Sheet,
  responses: ReadonlyMap<string, { response: ItemResponse }>,
): Completeness[] {
  return itemsOnSheet(quiz, sheet).map((item) =>
    completenessOf(item, responses.get(item.id)?.response),
  );
}

/** Every page of an attempt, in order. */
export function pageStates(
  sheet: Sheet,
  itemsPerPage: Paging,
  states: readonly Completeness[],
): PageState[] {
  return pagesOf(sheet, itemsPerPage).map((positions, index) => ({
    number: index + 1,
    label: itemsInWords(positions),
    state: stateOfAll(positions.map((position) => states[position])),
  }));
}

function stateOfAll(states: readonly (Completeness | undefined)[]): Completeness {
  if (states.every((state) => state === "answered")) return "answered";
  return states.every((state) => state === "open") ? "open" : "partly";
}

/** How many items are not answered, or not in full. */
export function openCount(states: readonly Completeness[]): number {
  return states.filter((state) => state !== "answered").length;
}

/** Where a person goes on: the first page that is not answered, or the last page when all are. */
export function pageToGoOn(
  sheet: Sheet,
  itemsPerPage: Paging,
  states: readonly Completeness[],
): number {
  const pages = pageStates(sheet, itemsPerPage, states);
  return (pages.find(({ state }) => state !== "answered") ?? pages.at(-1))?.number ?? 1;
}

/** "Item 7 of 20, 5 answered": where a person is, in words. */
export function placeInWords(
  positions: readonly number[],
  states: readonly Completeness[],
): { place: string; progress: string } {
  return {
    place: `${itemsInWords(positions)} of ${states.length}`,
    progress: `${states.length - openCount(states)} answered`,
  };
}

function itemsInWords(positions: readonly number[]): string {
  const first = (positions[0] ?? 0) + 1;
  const last = (positions.at(-1) ?? 0) + 1;
  return first === last ? `Item ${first}` : `Items ${first} to ${last}`;
}

/**
 * Why an attempt is not submitted yet: open items must be confirmed. A box that was ticked while
 * fewer were open does not count for more.
 * @param confirmed with how many open items the person has agreed to submit
 */
export function confirmationProblem(
  open: number,
  confirmed: FormDataEntryValue | null,
): string | undefined {
  if (open === 0 || Number(confirmed) >= open) return undefined;
  return open === 1
    ? "One item is still open. Tick the box to submit it as it is, or go back to it."
    : `${open} items are still open. Tick the box to submit them as they are, or go back to them.`;
}

/** What the button that sent a page asks for. */
export type Direction = { page: number } | { problemWith: string } | "check" | "stay" | "leave";

/**
 * Where a posted page leads. Beyond the last page is the check page; what cannot be read, or leads
 * to a page that does not exist, leads back to the same page.
 * The field is called `_go`: ids of items, after which the other fields are named, hold no underscore.
 * @param go "next", "back", "page:3", "problem:an-item", "check", "stay" or "leave"
 * @param here the page that was posted, counted from 1
 */
export function directionOf(
  go: FormDataEntryValue | null,
  here: number,
  pageCount: number,
): Direction {
  if (go === "stay" || go === "check" || go === "leave") return go;
  if (go === "next") return here < pageCount ? { page: here + 1 } : "check";
  if (go === "back") return { page: Math.max(1, here - 1) };
  const itemId = typeof go === "string" ? /^problem:([a-z0-9-]{1,64})$/.exec(go)?.[1] : undefined;
  if (itemId !== undefined) return { problemWith: itemId };
  const wanted = typeof go === "string" ? /^page:(\d{1,4})$/.exec(go)?.[1] : undefined;
  const page = Number(wanted);
  return page >= 1 && page <= pageCount ? { page } : { page: here };
}

/** What a posted page says. */
export type PageReading = {
  /** Responses that differ from what is saved, by position on the sheet; undefined for blank. */
  changes: { position: number; response: ItemResponse | undefined }[];
  /** Responses that could not be read, by item id. */
  unreadable: Record<string, UnreadableResponse>;
  /** Where this page met another window or device: at which position, and what came of it. */
  met: { position: number; merge: Extract<Merge, "stale" | "replace"> }[];
};

/** Why a response could not be read, and what its fields held, so that it stays on the page. */
export type UnreadableResponse = { problem: string; typed: FormFields };

/**
 * Reads every item on a page out of the posted form. One that cannot be read does not hold up the
 * others, and what is saved of it stays as it is. One that the page did not touch changes nothing,
 * however old the page is.
 * @param saved responses by item id
 */
export function readPage(
  quiz: Quiz,
  sheet: Sheet,
  positions: readonly number[],
  saved: ReadonlyMap<string, ItemResponse>,
  form: FormData,
): PageReading {
  const items = itemsOnSheet(quiz, sheet);
  const reading: PageReading = { changes: [], unreadable: {}, met: [] };
  for (const position of positions) {
    const item = items[position];
    if (!item) continue;
    const read = readOnSheet(quiz, sheet, item, form);
    if ("problem" in read) {
      reading.unreadable[item.id] = { problem: read.problem, typed: typedFor(item, form) };
      continue;
    }
    const base = (response: ItemResponse | undefined) =>
      baseOf(fieldsOnSheet(quiz, sheet, item, response));
    const merge = mergeOf(baseIn(form, item.id), base(read.response), base(saved.get(item.id)));
    if (merge === "stale" || merge === "replace") reading.met.push({ position, merge });
    if (merge === "change" || merge === "replace") {
      reading.changes.push({ position, response: read.response });
    }
  }
  return reading;
}

/** What stands in the fields of an item, whether or not it can be read. */
export function typedFor({ id }: Pick<Item, "id">, form: FormData): FormFields {
  const names = [...new Set(form.keys())].filter(
    (name) => name === id || name.startsWith(`${id}.`),
  );
  return Object.fromEntries(
    names.map((name) => [name, form.getAll(name).filter((value) => typeof value === "string")]),
  );
}
