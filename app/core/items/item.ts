import type { z } from "zod";
import type { Picture } from "#app/core/pictures.ts";

/** Scores are whole numbers of 1/10000 point, so that 2/3 of a point never becomes a float. */
export const UNITS_PER_POINT = 10_000;

/** `numerator / denominator` of a point in whole units, rounded to the nearest (halves up). */
export function shareOfPoint(numerator: number, denominator: number): number {
  return Math.floor((2 * numerator * UNITS_PER_POINT + denominator) / (2 * denominator));
}

/** Why an item alone is enough to fail an attempt (PRODUCT.md section 3). */
export const CRITICAL_FAILURES = [
  /** A critical item was left blank. */
  "blank",
  /** A critical item was answered, but not fully right. */
  "not-fully-right",
  /** A harmful choice was chosen, on any item. */
  "harmful-choice",
  /** Two steps of an ordering stand in an order that would harm a client. */
  "critical-pair",
] as const;

export type CriticalFailure = (typeof CRITICAL_FAILURES)[number];

/** What harms a client whatever the rest of a response, and whether or not the item is critical. */
export type Harm = Extract<CriticalFailure, "harmful-choice" | "critical-pair">;

export function isHarm(failure: CriticalFailure | undefined): failure is Harm {
  return failure === "harmful-choice" || failure === "critical-pair";
}

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

/** What the fields of a form hold, by name: the values as they are posted. */
export type FormFields = Record<string, string[]>;

/** Puts things into the order in which this attempt shows them. */
export type Reorder = <Thing extends { id: string }>(things: readonly Thing[]) => Thing[];

/** The two orders that an attempt has for the parts of an item. */
export type Orders = {
  /** The order of the file, unless the quiz shuffles choices. */
  reorder: Reorder;
  /** Always shuffled, and not as `reorder` does it: for parts whose order gives the key away. */
  shuffle: Reorder;
};

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
  present: (item: Item, orders: Orders) => Presented;
  /** Reads the fields of a posted form. They are called `<item id>` or `<item id>.<part>`. */
  readResponse: (item: Item, form: FormData, orders: Orders) => ReadResponse<Response>;
  /** What the fields hold that {@link ItemType.readResponse} reads as this response. */
  fields: (item: Item, response: Response, orders: Orders) => FormFields;
  /** False while a part of the response is missing: what is there is saved and scored all the same. */
  isComplete: (item: Item, response: Response) => boolean;
  /** Whole units for a response; a blank scores 0. */
  score: (item: Item, response: Response | undefined) => number;
  /** What in the response the author marked as harmful, if anything. */
  harm: (item: Item, response: Response) => Harm | undefined;
  /** The item with its key, what was answered and why: only for a locked answer. */
  review: (item: Item, response: Response | undefined, orders: Orders) => Reviewed;
  /** The parts that a response consists of, by the names that {@link ItemType.describeParts} tells. */
  partsOf: (item: Item, response: Response) => string[];
  /**
   * What parts mean: every one that can be given, in the order of the file, where there are few;
   * otherwise those that were given, in the order in which they come.
   */
  describeParts: (item: Item, given: readonly string[]) => ItemPart[];
};

/** A part of a response: what can be chosen, matched or typed, as statistics name it. */
export type ItemPart = {
  /** A short name that means the same as long as the item stays as it is. */
  part: string;
  /** What it is called in a sentence: "B", "“2.5”". */
  name: string;
  /** What it says, in Markdown, where the name does not say it all. */
  text?: string;
  isRight: boolean;
  /** What it was given for, where an item asks for several: counted from 1, and its Markdown. */
  prompt?: { number: number; text: string };
};

export type ItemFault = { path: (string | number)[]; message: string };
