import { z } from "zod";
import {
  type PresentedItemBase,
  presentBase,
  type ReviewedItemBase,
  reviewBase,
} from "./choices.ts";
import { baseItemFields, markdown, reference, stableId } from "./fields.ts";
import { type ItemFault, type ItemType, shareOfPoint, UNITS_PER_POINT } from "./item.ts";
import { letterAt, MOST_PARTS, partField, repeatedIdFaults, unknownPart } from "./parts.ts";

const step = z
  .strictObject({
    id: stableId.describe("Unique among the steps, and the same for ever."),
    text: markdown.describe("What is done in this step. Markdown."),
    rationale: markdown.optional().describe("Why it stands at this place. Markdown."),
  })
  .meta({ title: "step" });

const criticalPair = z
  .strictObject({
    first: reference.describe("The id of the step that must come before the other."),
    // biome-ignore lint/suspicious/noThenProperty: authors write it, and nothing awaits a pair.
    then: reference.describe("The id of the step that must come after it."),
    rationale: markdown.describe("What happens to the client in the other order. Markdown."),
  })
  .meta({ title: "critical pair" });

const schema = z.strictObject({
  type: z.literal("ordering"),
  ...baseItemFields,
  scoring: z
    .enum(["pairs", "exact"])
    .default("pairs")
    .describe("pairs: share of pairs of steps in the right order. exact: all or nothing."),
  steps: z
    .array(step)
    .min(3, "needs at least three steps")
    .max(MOST_PARTS, `can hold ${MOST_PARTS} steps at the most`)
    .describe("The steps in the right order; every attempt sees them shuffled."),
  criticalPairs: z
    .array(criticalPair)
    .default([])
    .describe("Pairs of steps that harm a client the other way round: that fails the attempt."),
});

export type OrderingItem = z.output<typeof schema>;
/** Ids of the steps that were placed, in the person's order; never empty. */
export type OrderingResponse = string[];
export type PresentedOrdering = PresentedItemBase<"ordering"> & {
  scoring: OrderingItem["scoring"];
  /** In an order that says nothing; `letter` names a step's field and stands nowhere else. */
  steps: { letter: string; text: string }[];
};
export type ReviewedOrdering = ReviewedItemBase<"ordering"> & {
  scoring: OrderingItem["scoring"];
  /** In the right order, with the place that the person gave it, counted from 1. */
  steps: { id: string; text: string; rationale?: string; chosenPlace?: number }[];
  /** How many pairs of steps stand in the right order, and of how many. */
  rightPairs: number;
  allPairs: number;
  criticalPairs: {
    before: { id: string; text: string };
    after: { id: string; text: string };
    rationale: string;
    isReversed: boolean;
  }[];
};

/** Steps to put in order. `pairs` counts pairs in the right order; `exact` is all or nothing. */
export const ordering = {
  type: "ordering",
  schema,
  faults: ({ steps, criticalPairs }) => [
    ...repeatedIdFaults("steps", steps, "step"),
    ...criticalPairs.flatMap((pair, index) =>
      pairFaults(pair, steps).map(({ path, message }) => ({
        path: ["criticalPairs", index, ...path],
        message,
      })),
    ),
  ],
  present: (item, { shuffle }): PresentedOrdering => ({
    ...presentBase(item),
    scoring: item.scoring,
    steps: shuffle(item.steps).map(({ text }, place) => ({ letter: letterAt(place), text })),
  }),
  readResponse({ id: itemId, steps }, form, { shuffle }) {
    const placed = new Map<number, string>();
    for (const [index, { id }] of shuffle(steps).entries()) {
      const values = form
        .getAll(partField(itemId, letterAt(index)))
        .filter((value) => value !== "");
      if (values.length === 0) continue;
      const place = steps.findIndex((_, each) => values[0] === String(each + 1)) + 1;
      if (values.length > 1 || place === 0) {
        return { problem: "Choose a place for each step from its list." };
      }
      if (placed.has(place)) {
        return { problem: `Two steps have place ${place}. Give each step a place of its own.` };
      }
      placed.set(place, id);
    }
    const response = [...placed].sort(([one], [other]) => one - other).map(([, id]) => id);
    return { response: response.length === 0 ? undefined : response };
  },
  fields: ({ id: itemId, steps }, response, { shuffle }) =>
    Object.fromEntries(
      shuffle(steps).flatMap(({ id }, index) => {
        const place = response.indexOf(id) + 1;
        return place === 0 ? [] : [[partField(itemId, letterAt(index)), [String(place)]]];
      }),
    ),
  isComplete: ({ steps }, response) => steps.every(({ id }) => response.includes(id)),
  score({ steps, scoring }, response = []) {
    const right = rightPairs(steps, response);
    const all = pairsOf(steps.length);
    if (scoring === "exact") return right === all ? UNITS_PER_POINT : 0;
    return shareOfPoint(right, all);
  },
  harm: ({ criticalPairs }, response) =>
    criticalPairs.some((pair) => isReversed(pair, response)) ? "critical-pair" : undefined,
  review(item, response = []): ReviewedOrdering {
    const texts = new Map(item.steps.map(({ id, text }) => [id, text]));
    const stepOf = (id: string) => ({ id, text: texts.get(id) ?? "" });
    return {
      ...reviewBase(item, response.length === 0 ? undefined : response),
      scoring: item.scoring,
      steps: item.steps.map(({ id, text, rationale }) => {
        const place = response.indexOf(id) + 1;
        return { id, text, rationale, chosenPlace: place === 0 ? undefined : place };
      }),
      rightPairs: rightPairs(item.steps, response),
      allPairs: pairsOf(item.steps.length),
      criticalPairs: item.criticalPairs.map((pair) => ({
        before: stepOf(pair.first),
        after: stepOf(pair.then),
        rationale: pair.rationale,
        isReversed: isReversed(pair, response),
      })),
    };
  },
  partsOf: ({ steps }, response) => [
    response.map((id) => steps.findIndex((each) => each.id === id) + 1).join(" "),
  ],
  describeParts: ({ steps }, given) =>
    given.map((part) => ({
      part,
      name: `the order ${part}`,
      isRight: part === steps.map((_, index) => index + 1).join(" "),
    })),
} satisfies ItemType<OrderingItem, OrderingResponse, PresentedOrdering, ReviewedOrdering>;

type CriticalPair = OrderingItem["criticalPairs"][number];
type Steps = readonly { id: string }[];

function pairsOf(steps: number): number {
  return (steps * (steps - 1)) / 2;
}

/** Pairs of steps that were both placed, and in the right order. */
function rightPairs(steps: Steps, response: OrderingResponse): number {
  const places = steps.map(({ id }) => response.indexOf(id));
  let right = 0;
  for (const [index, place] of places.entries()) {
    if (place >= 0) right += places.slice(index + 1).filter((later) => later > place).length;
  }
  return right;
}

function isReversed({ first, then }: CriticalPair, response: OrderingResponse): boolean {
  const place = response.indexOf(then);
  return place >= 0 && place < response.indexOf(first);
}

function pairFaults({ first, then }: CriticalPair, steps: Steps): ItemFault[] {
  const at = (id: string) => steps.findIndex((each) => each.id === id);
  const unknown = Object.entries({ first, then }).filter(([, id]) => at(id) < 0);
  if (unknown.length > 0) {
    return unknown.map(([field, id]) => ({
      path: [field],
      message: unknownPart("step", id, steps),
    }));
  }
  if (first === then) {
    const message = `A critical pair names two different steps; this one names "${first}" twice.`;
    return [{ path: ["then"], message }];
  }
  if (at(first) < at(then)) return [];
  const message = `"${first}" must come before "${then}" here, but comes after it in "steps", which are in the right order.`;
  return [{ path: ["first"], message }];
}
