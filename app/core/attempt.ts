import { type ExtraTime, extraMinutes } from "./extra-time.ts";
import {
  type Item,
  type ItemResponse,
  itemFields,
  type PresentedItem,
  presentItem,
  type ReviewedItem,
  readItemResponse,
  reviewItem,
} from "./item-types.ts";
import type { FormFields, Orders, ReadResponse } from "./items/item.ts";
import { itemCount, itemsOf, type Quiz } from "./quiz.ts";
import { seededRandom, seedFor, shuffled } from "./random.ts";

const MINUTE_IN_MS = 60_000;
const HOUR_IN_MS = 60 * MINUTE_IN_MS;
const TIME_TO_FINISH_MS = 5 * MINUTE_IN_MS;

/** One sitting of one quiz version: what was drawn, in which order, and from which seed. */
export type Sheet = {
  seed: number;
  /** Ids of the drawn items, in the order in which this attempt shows them. */
  itemIds: string[];
};

/**
 * Draws the items of a new attempt and puts them in order. A section with `draw` prefers items
 * that this person has not seen, then those seen longest ago. Items keep to their sections.
 * @param seen item ids, the one seen longest ago first
 */
export function drawSheet(quiz: Quiz, seed: number, seen: readonly string[]): Sheet {
  const itemIds = quiz.sections.flatMap((section) => {
    const random = seededRandom(seedFor(seed, section.id));
    const inFileOrder = section.items.map(({ id }) => id);
    const chosen = new Set(
      shuffled(inFileOrder, random)
        // indexOf gives -1 for an item never seen, so those come first; sort() is stable.
        .sort((one, other) => seen.lastIndexOf(one) - seen.lastIndexOf(other))
        .slice(0, section.draw ?? section.items.length),
    );
    const drawn = inFileOrder.filter((id) => chosen.has(id));
    return quiz.shuffle.includes("items") ? shuffled(drawn, random) : drawn;
  });
  return { seed, itemIds };
}

/** The items of a sheet, in its order. A sheet names only items of its own quiz version. */
export function itemsOnSheet(quiz: Quiz, sheet: Sheet): Item[] {
  const byId = new Map(itemsOf(quiz).map((item) => [item.id, item]));
  return sheet.itemIds.map((id) => {
    const item = byId.get(id);
    if (!item) throw new Error(`The quiz version has no item "${id}"`);
    return item;
  });
}

/**
 * What is kept of a sheet beside its seed: the positions of its items in {@link itemsOf}, in the
 * order shown. A version never changes, so positions mean the same item for ever.
 * @throws if the sheet names an item that this version does not have
 */
export function drawnOf(quiz: Quiz, sheet: Sheet): number[] {
  const positions = new Map(itemsOf(quiz).map(({ id }, position) => [id, position]));
  return sheet.itemIds.map((id) => {
    const position = positions.get(id);
    if (position === undefined) throw new Error(`The quiz version has no item "${id}"`);
    return position;
  });
}

/**
 * The sheet behind the positions that {@link drawnOf} gave.
 * @throws if they are not different positions in this version
 */
export function sheetFromDrawn(quiz: Quiz, seed: number, drawn: readonly number[]): Sheet {
  const items = itemsOf(quiz);
  const itemIds = drawn.map((position) => {
    const item = items[position];
    if (!item) throw new Error(`The quiz version has no item at position ${position}`);
    return item.id;
  });
  if (new Set(itemIds).size !== itemIds.length) {
    throw new Error(`The drawn items ${drawn.join(", ")} name an item twice`);
  }
  return { seed, itemIds };
}

/** An item of this sheet without its key, its parts in this attempt's order. */
export function presentOnSheet(quiz: Quiz, sheet: Sheet, item: Item): PresentedItem {
  return presentItem(item, ordersOf(quiz, sheet.seed, item));
}

/** Reads what was posted for an item of this sheet. */
export function readOnSheet(
  quiz: Quiz,
  sheet: Sheet,
  item: Item,
  form: FormData,
): ReadResponse<ItemResponse> {
  return readItemResponse(item, form, ordersOf(quiz, sheet.seed, item));
}

/** What the fields of an item of this sheet hold for a response. */
export function fieldsOnSheet(
  quiz: Quiz,
  sheet: Sheet,
  item: Item,
  response: ItemResponse | undefined,
): FormFields {
  return itemFields(item, response, ordersOf(quiz, sheet.seed, item));
}

/** An item of this sheet with key and rationales: only for a locked answer. */
export function reviewOnSheet(
  quiz: Quiz,
  sheet: Sheet,
  item: Item,
  response: ItemResponse | undefined,
): ReviewedItem {
  return reviewItem(item, response, ordersOf(quiz, sheet.seed, item));
}

function ordersOf(quiz: Quiz, seed: number, { id }: Item): Orders {
  const isShuffled = quiz.shuffle.includes("choices");
  return {
    reorder: (things) =>
      isShuffled ? shuffled(things, seededRandom(seedFor(seed, id))) : [...things],
    // From another seed: two lists of one length that are shuffled alike still belong together.
    shuffle: (things) => shuffled(things, seededRandom(seedFor(seed, `${id}/shuffle`))),
  };
}

/** Pages of a sheet: each a list of positions in it, counted from 0. */
export function pagesOf(sheet: Sheet, itemsPerPage: Quiz["itemsPerPage"]): number[][] {
  const size = itemsPerPage === "all" ? sheet.itemIds.length : itemsPerPage;
  const pages: number[][] = [];
  for (let first = 0; first < sheet.itemIds.length; first += size) {
    const last = Math.min(first + size, sheet.itemIds.length);
    pages.push(Array.from({ length: last - first }, (_, offset) => first + offset));
  }
  return pages;
}

/**
 * The instant after which nothing is saved any more, or undefined without a time limit.
 * @param extraTimes what the person has in force for this quiz; the most generous one counts
 */
export function deadlineOf(
  { timeLimitMinutes }: Pick<Quiz, "timeLimitMinutes">,
  startedAt: Date,
  extraTimes: readonly ExtraTime[] = [],
): Date | undefined {
  if (timeLimitMinutes === undefined) return undefined;
  const minutes = timeLimitMinutes + extraMinutes(timeLimitMinutes, extraTimes);
  return new Date(startedAt.getTime() + minutes * MINUTE_IN_MS);
}

/** An attempt under way that has a deadline. */
type TimedAttempt = { startedAt: Date; deadlineAt: Date };

/**
 * The deadline of an attempt under way once other extra times are in force. Time that is taken away
 * leaves at least five minutes to finish in, unless there was less left before; a deadline that has
 * passed stays where it was.
 */
export function movedDeadline(
  quiz: Pick<Quiz, "timeLimitMinutes">,
  { startedAt, deadlineAt }: TimedAttempt,
  extraTimes: readonly ExtraTime[],
  now: Date,
): Date {
  const due = deadlineOf(quiz, startedAt, extraTimes);
  if (!due || now > deadlineAt) return deadlineAt;
  const soonest = Math.min(deadlineAt.getTime(), now.getTime() + TIME_TO_FINISH_MS);
  return new Date(Math.max(due.getTime(), soonest));
}

/** How many of an attempt's minutes are more than everybody's, in whole ones. */
export function extraMinutesIn(
  { timeLimitMinutes = 0 }: Pick<Quiz, "timeLimitMinutes">,
  { startedAt, deadlineAt }: TimedAttempt,
): number {
  const minutes = (deadlineAt.getTime() - startedAt.getTime()) / MINUTE_IN_MS;
  return Math.max(0, Math.round(minutes - timeLimitMinutes));
}

/** True when an attempt was submitted because its time was up: then it counts as of its deadline. */
export function endedByDeadline(deadlineAt: Date | undefined, submittedAt: Date): boolean {
  return deadlineAt?.getTime() === submittedAt.getTime();
}

/** What is known of a person's earlier attempts at a quiz. */
export type EarlierAttempt = { startedAt: Date; submittedAt?: Date; passed?: boolean };

export type Allowance =
  | { mayStart: true; left?: number }
  | { mayStart: false; reason: "limit-reached" }
  | { mayStart: false; reason: "waiting"; left?: number; opensAt: Date };

/** A certification cycle: when it began, and the attempts that were granted in it on top. */
export type AttemptCycle = {
  /** Undefined when it began with the person's first attempt. */
  startedAt?: Date;
  granted: number;
  /** When the newest of them was granted. */
  lastGrantedAt?: Date;
};

/**
 * Whether a person may start a quiz now, and how many attempts are left in this certification
 * cycle. Attempts started before the cycle do not count; granted ones come on top. The wait runs
 * from the submission of a failed attempt; a grant lifts it for failures before the grant only.
 */
export function attemptAllowance(
  quiz: Quiz,
  earlier: readonly EarlierAttempt[],
  cycle: AttemptCycle,
  now: Date,
): Allowance {
  const since = cycle.startedAt?.getTime() ?? Number.NEGATIVE_INFINITY;
  const counted = earlier.filter(({ startedAt }) => startedAt.getTime() >= since);
  const limit = quiz.attempts?.limit;
  const left =
    limit === undefined ? undefined : Math.max(0, limit + cycle.granted - counted.length);
  if (left === 0) return { mayStart: false, reason: "limit-reached" };

  const waitMs = (quiz.attempts?.waitHours ?? 0) * HOUR_IN_MS;
  const waitLiftedAt = cycle.lastGrantedAt?.getTime() ?? Number.NEGATIVE_INFINITY;
  const failedAt = counted.flatMap(({ submittedAt, passed }) =>
    submittedAt && passed === false ? [submittedAt.getTime()] : [],
  );
  const lastFailedAt = Math.max(...failedAt.filter((time) => time > waitLiftedAt));
  if (lastFailedAt + waitMs > now.getTime()) {
    return { mayStart: false, reason: "waiting", left, opensAt: new Date(lastFailedAt + waitMs) };
  }
  return { mayStart: true, left };
}

/**
 * Minutes an attempt usually takes: one an item, at least five, and never more than there are. Only
 * a help for planning a day.
 */
export function usualMinutes(quiz: Quiz): number {
  return Math.min(Math.max(5, itemCount(quiz)), quiz.timeLimitMinutes ?? Number.POSITIVE_INFINITY);
}
