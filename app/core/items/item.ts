import type { z } from "zod";
import type { Picture } from "#app/core/pictures.ts";

/** Scores are whole numbers of 1/10000 point, so that 2/3 of a point never becomes a float. */
export const UNITS_PER_POINT = 10_000;

/** `numerator / denominator` of a point in whole units, rounded to the nearest (halves up). */
export function shareOfPoint(numerator: number, denominator: number): number {
  return Math.floor((2 * numerator * UNITS_PER_POINT + denominator) / (2 * denominator));
}

/** Why an item alone is enough to fail an attempt (PRODUCT.md section 3). */
export type CriticalFailure =
  /** A critical item was left blank. */
  | "blank"
  /** A critical item was answered, but not fully right. */
  | "not-fully-right"
  /** A harmful choice was chosen, on any item. */
  | "harmful-choice";

export type ItemScore = {
  /** Whole units of 1/10000 point, from 0 to {@link UNITS_PER_POINT}. */
  units: number;
  criticalFailure?: CriticalFailure;
};

/** What came out of a form: a response, nothing at all (blank), or something that cannot be read. */
export type ReadResponse<Response> =
  | { response: Response }
  | { response: undefined }
  | { problem: string };

/** Puts things into the order in which this attempt shows them. */
export type Reorder = <Thing extends { id: string }>(things: readonly Thing[]) => Thing[];

/** The fields every item has, whatever its type. */
export type BaseItem = {
  id: string;
  type: string;
  critical: boolean;
  /** Whether it asks how sure one is; as the quiz says when left out. */
  certainty?: boolean | undefined;
  stem: string;
  image?: Picture | undefined;
  rationale: string;
  evidence: string[];
  reviewBy: string;
};

/**
 * One kind of item. A new kind is a file that exports one of these, a component that shows its
 * `Presented` and `Reviewed` shapes, and a line in `item-types.ts`.
 */
export type ItemType<
  Item extends BaseItem,
  Response,
  Presented extends { type: Item["type"] },
  Reviewed extends { type: Item["type"] },
> = {
  type: Item["type"];
  /** Parses what an author writes; strict, so that a misspelt field is a fault. */
  schema: z.ZodType<Item, unknown>;
  /** What the schema cannot say: faults of meaning, each at a path inside the item. */
  faults: (item: Item) => ItemFault[];
  /** The item without anything that gives its key away. */
  present: (item: Item, reorder: Reorder) => Presented;
  /** Reads the fields of a posted form. Fields are named after the item's id. */
  readResponse: (item: Item, form: FormData) => ReadResponse<Response>;
  /** Whole units for a response; a blank scores 0. */
  score: (item: Item, response: Response | undefined) => number;
  /** True if the response contains a choice that the author marked as harmful. */
  isHarmful: (item: Item, response: Response | undefined) => boolean;
  /** The item with its key, what was answered and why: only for a locked answer. */
  review: (item: Item, response: Response | undefined, reorder: Reorder) => Reviewed;
};

export type ItemFault = { path: (string | number)[]; message: string };
