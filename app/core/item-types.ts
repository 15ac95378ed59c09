import { z } from "zod";
import { hotspot } from "./items/hotspot.ts";
import {
  type FormFields,
  type Harm,
  type ItemFault,
  type ItemPart,
  type ItemScore,
  type Orders,
  type ReadResponse,
  UNITS_PER_POINT,
} from "./items/item.ts";
import { matching } from "./items/matching.ts";
import { multiple } from "./items/multiple.ts";
import { numeric } from "./items/numeric.ts";
import { ordering } from "./items/ordering.ts";
import { single } from "./items/single.ts";
import { text } from "./items/text.ts";
import { trueFalse } from "./items/true-false.ts";

/** Every kind of item there is. A new one is a file in `items/`, a component, and a line here. */
const ITEM_TYPES = {
  single,
  multiple,
  "true-false": trueFalse,
  matching,
  ordering,
  numeric,
  text,
  hotspot,
} as const;

type ItemTypes = typeof ITEM_TYPES;
export type ItemTypeName = keyof ItemTypes;
type TypeOf<Name extends ItemTypeName> = ItemTypes[Name];

export const item = z
  .discriminatedUnion("type", [
    single.schema,
    multiple.schema,
    trueFalse.schema,
    matching.schema,
    ordering.schema,
    numeric.schema,
    text.schema,
    hotspot.schema,
  ])
  .meta({ title: "item" });

export type Item = z.output<typeof item>;
/** What a person gave as an answer to one item; plain JSON, stored as it is. */
export type ItemResponse = Exclude<Parameters<TypeOf<ItemTypeName>["score"]>[1], undefined>;
/** An item as a trainee sees it. No field of it could carry a key. */
export type PresentedItem = ReturnType<TypeOf<ItemTypeName>["present"]>;
/** An item with its key and rationales, for an answer that is locked. */
export type ReviewedItem = ReturnType<TypeOf<ItemTypeName>["review"]>;

/**
 * The behaviour of an item's own type. TypeScript cannot follow that an item and the entry under
 * its `type` belong together, so the pair is joined here, once, for the whole program.
 */
type Behaviour = {
  faults: (item: Item) => ItemFault[];
  present: (item: Item, orders: Orders) => PresentedItem;
  readResponse: (item: Item, form: FormData, orders: Orders) => ReadResponse<ItemResponse>;
  fields: (item: Item, response: ItemResponse, orders: Orders) => FormFields;
  isComplete: (item: Item, response: ItemResponse) => boolean;
  score: (item: Item, response: ItemResponse | undefined) => number;
  harm: (item: Item, response: ItemResponse) => Harm | undefined;
  review: (item: Item, response: ItemResponse | undefined, orders: Orders) => ReviewedItem;
  partsOf: (item: Item, response: ItemResponse) => string[];
  describeParts: (item: Item, given: readonly string[]) => ItemPart[];
};

function behaviourOf({ type }: Item): Behaviour {
  return ITEM_TYPES[type] as unknown as Behaviour;
}

/** Faults of meaning in one item, each at a path inside it. */
export function itemFaults(item: Item): ItemFault[] {
  return behaviourOf(item).faults(item);
}

/** The item without its key, its parts in the orders of this attempt. */
export function presentItem(item: Item, orders: Orders): PresentedItem {
  return behaviourOf(item).present(item, orders);
}

/** Reads what was posted for one item: a response, a blank, or a problem in plain words. */
export function readItemResponse(
  item: Item,
  form: FormData,
  orders: Orders,
): ReadResponse<ItemResponse> {
  return behaviourOf(item).readResponse(item, form, orders);
}

/** What the fields of an item's form hold for a response: none for a blank. */
export function itemFields(
  item: Item,
  response: ItemResponse | undefined,
  orders: Orders,
): FormFields {
  return response === undefined ? {} : behaviourOf(item).fields(item, response, orders);
}

/** How far an item is answered: "partly" while a part of the response is missing. */
export type Completeness = "answered" | "partly" | "open";

export function completenessOf(item: Item, response: ItemResponse | undefined): Completeness {
  if (response === undefined) return "open";
  return behaviourOf(item).isComplete(item, response) ? "answered" : "partly";
}

/** The item with key, response and rationales. Call it only when the answer is locked. */
export function reviewItem(
  item: Item,
  response: ItemResponse | undefined,
  orders: Orders,
): ReviewedItem {
  return behaviourOf(item).review(item, response, orders);
}

/**
 * The score of one item in units of 1/10000 point, and whether it alone fails the attempt:
 * harm on any item, or a critical item that is blank or not fully right.
 */
export function scoreItem(item: Item, response: ItemResponse | undefined): ItemScore {
  const behaviour = behaviourOf(item);
  const units = behaviour.score(item, response);
  const harm = response === undefined ? undefined : behaviour.harm(item, response);
  if (harm) return { units, criticalFailure: harm };
  if (!item.critical || units === UNITS_PER_POINT) return { units };
  return { units, criticalFailure: response === undefined ? "blank" : "not-fully-right" };
}

/** What stands for a blank among the parts of responses. */
export const BLANK = "";

/** The parts of a response, as statistics count them; of a blank, {@link BLANK}. */
export function partsOf(item: Item, response: ItemResponse | undefined): string[] {
  return response === undefined ? [BLANK] : behaviourOf(item).partsOf(item, response);
}

/**
 * What parts mean, and whether they are right: only for whoever may see keys.
 * @param given the parts that responses had, the most frequent first; a blank is left out
 */
export function describeParts(item: Item, given: readonly string[]): ItemPart[] {
  const parts = given.filter((part) => part !== BLANK);
  return behaviourOf(item).describeParts(item, parts);
}

/**
 * True where a response is one of several things, so that whoever was wrong chose one of the
 * others: not where several can be chosen together.
 */
export function isChosenOne(item: Item): boolean {
  return item.type !== "multiple" && !(item.type === "hotspot" && item.select === "several");
}
