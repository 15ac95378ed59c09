import { z } from "zod";
import {
  type ItemFault,
  type ItemScore,
  type ReadResponse,
  type Reorder,
  UNITS_PER_POINT,
} from "./items/item.ts";
import { multiple } from "./items/multiple.ts";
import { single } from "./items/single.ts";
import { trueFalse } from "./items/true-false.ts";

/** Every kind of item there is. A new one is a file in `items/`, a component, and a line here. */
const ITEM_TYPES = {
  single,
  multiple,
  "true-false": trueFalse,
} as const;

type ItemTypes = typeof ITEM_TYPES;
export type ItemTypeName = keyof ItemTypes;
type TypeOf<Name extends ItemTypeName> = ItemTypes[Name];

export const item = z
  .discriminatedUnion("type", [single.schema, multiple.schema, trueFalse.schema])
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
  present: (item: Item, reorder: Reorder) => PresentedItem;
  readResponse: (item: Item, form: FormData) => ReadResponse<ItemResponse>;
  score: (item: Item, response: ItemResponse | undefined) => number;
  isHarmful: (item: Item, response: ItemResponse | undefined) => boolean;
  review: (item: Item, response: ItemResponse | undefined, reorder: Reorder) => ReviewedItem;
};

function behaviourOf({ type }: Item): Behaviour {
  return ITEM_TYPES[type] as unknown as Behaviour;
}

/** Faults of meaning in one item, each at a path inside it. */
export function itemFaults(item: Item): ItemFault[] {
  return behaviourOf(item).faults(item);
}

/** The item without its key, its choices in the order of this attempt. */
export function presentItem(item: Item, reorder: Reorder): PresentedItem {
  return behaviourOf(item).present(item, reorder);
}

/** Reads what was posted for one item: a response, a blank, or a problem in plain words. */
export function readItemResponse(item: Item, form: FormData): ReadResponse<ItemResponse> {
  return behaviourOf(item).readResponse(item, form);
}

/** The item with key, response and rationales. Call it only when the answer is locked. */
export function reviewItem(
  item: Item,
  response: ItemResponse | undefined,
  reorder: Reorder,
): ReviewedItem {
  return behaviourOf(item).review(item, response, reorder);
}

/**
 * The score of one item in units of 1/10000 point, and whether it alone fails the attempt:
 * a harmful choice on any item, or a critical item that is blank or not fully right.
 */
export function scoreItem(item: Item, response: ItemResponse | undefined): ItemScore {
  const behaviour = behaviourOf(item);
  const units = behaviour.score(item, response);
  if (behaviour.isHarmful(item, response)) return { units, criticalFailure: "harmful-choice" };
  if (!item.critical || units === UNITS_PER_POINT) return { units };
  return { units, criticalFailure: response === undefined ? "blank" : "not-fully-right" };
}
