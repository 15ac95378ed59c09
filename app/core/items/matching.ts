import { z } from "zod";
import {
  type PresentedItemBase,
  presentBase,
  type ReviewedItemBase,
  reviewBase,
} from "./choices.ts";
import { baseItemFields, markdown, plainText, reference, stableId } from "./fields.ts";
import { type ItemFault, type ItemType, shareOfPoint, UNITS_PER_POINT } from "./item.ts";
import { letterAt, MOST_PARTS, partField, repeatedIdFaults, unknownPart } from "./parts.ts";

const prompt = z
  .strictObject({
    id: stableId.describe("Unique among the prompts, and the same for ever."),
    text: markdown.describe("What a target is to be found for. Markdown."),
    target: reference.describe("The id of the target that belongs to it."),
    rationale: markdown.optional().describe("Why this target belongs to it. Markdown."),
  })
  .meta({ title: "prompt" });

const target = z
  .strictObject({
    id: stableId.describe("Unique among the targets, and the same for ever."),
    text: plainText.describe("What stands in the list to choose from: plain text, no Markdown."),
  })
  .meta({ title: "target" });

const schema = z.strictObject({
  type: z.literal("matching"),
  ...baseItemFields,
  scoring: z
    .enum(["pairs", "exact"])
    .default("pairs")
    .describe("pairs: right pairs / prompts. exact: all or nothing."),
  prompts: z
    .array(prompt)
    .min(2, "needs at least two prompts")
    .max(MOST_PARTS, `can hold ${MOST_PARTS} prompts at the most`)
    .describe("What targets are to be found for."),
  targets: z
    .array(target)
    .min(2, "needs at least two targets")
    .max(MOST_PARTS, `can hold ${MOST_PARTS} targets at the most`)
    .describe(
      "What can be chosen; always shuffled. One may belong to several prompts, or to none.",
    ),
});

export type MatchingItem = z.output<typeof schema>;
/** The ids of the chosen targets by prompt id, in the order of the quiz file; never empty. */
export type MatchingResponse = Record<string, string>;
export type PresentedMatching = PresentedItemBase<"matching"> & {
  scoring: MatchingItem["scoring"];
  prompts: { id: string; text: string }[];
  /** `label` is plain text: it stands in a native list. */
  targets: { letter: string; label: string }[];
};
export type ReviewedMatching = ReviewedItemBase<"matching"> & {
  scoring: MatchingItem["scoring"];
  /** `chosen` and `right` are plain text. */
  prompts: {
    id: string;
    text: string;
    rationale?: string;
    chosen?: string;
    right: string;
    isRight: boolean;
  }[];
};

/** A target for each prompt. `pairs` counts the right ones; `exact` is all or nothing. */
export const matching = {
  type: "matching",
  schema,
  faults: ({ prompts, targets }) => [
    ...repeatedIdFaults("prompts", prompts, "prompt"),
    ...repeatedIdFaults("targets", targets, "target"),
    ...prompts.flatMap(({ target: id }, index): ItemFault[] =>
      targets.some((each) => each.id === id)
        ? []
        : [{ path: ["prompts", index, "target"], message: unknownPart("target", id, targets) }],
    ),
    ...targets.flatMap(({ text }, index): ItemFault[] => {
      const isRepeated = targets.findIndex((each) => each.text === text) < index;
      const message = `Two targets read "${text}". Nobody could tell which is meant.`;
      return isRepeated ? [{ path: ["targets", index, "text"], message }] : [];
    }),
  ],
  present: (item, { reorder, shuffle }): PresentedMatching => ({
    ...presentBase(item),
    scoring: item.scoring,
    prompts: reorder(item.prompts).map(({ id, text }) => ({ id, text })),
    targets: shuffle(item.targets).map(({ text }, place) => ({
      letter: letterAt(place),
      label: text,
    })),
  }),
  readResponse({ id: itemId, prompts, targets }, form, { shuffle }) {
    const byLetter = new Map(shuffle(targets).map(({ id }, place) => [letterAt(place), id]));
    const pairs: [string, string][] = [];
    for (const { id } of prompts) {
      const values = form.getAll(partField(itemId, id)).filter((value) => value !== "");
      if (values.length === 0) continue;
      const chosen = byLetter.get(String(values[0]));
      if (values.length > 1 || chosen === undefined) {
        return { problem: "Choose from each list one of the entries shown." };
      }
      pairs.push([id, chosen]);
    }
    return { response: pairs.length === 0 ? undefined : Object.fromEntries(pairs) };
  },
  fields({ id: itemId, prompts, targets }, response, { shuffle }) {
    const shown = shuffle(targets);
    return Object.fromEntries(
      prompts.flatMap(({ id }) => {
        const place = shown.findIndex((each) => each.id === chosenFor(response, id));
        return place < 0 ? [] : [[partField(itemId, id), [letterAt(place)]]];
      }),
    );
  },
  isComplete: ({ prompts }, response) =>
    prompts.every(({ id }) => chosenFor(response, id) !== undefined),
  score({ prompts, scoring }, response = {}) {
    const right = prompts.filter(({ id, target }) => chosenFor(response, id) === target).length;
    if (scoring === "exact") return right === prompts.length ? UNITS_PER_POINT : 0;
    return shareOfPoint(right, prompts.length);
  },
  harm: () => undefined,
  review(item, response, { reorder }): ReviewedMatching {
    const labels = new Map(item.targets.map(({ id, text }) => [id, text]));
    return {
      ...reviewBase(item, response),
      scoring: item.scoring,
      prompts: reorder(item.prompts).map(({ id, text, target, rationale }) => {
        const chosen = response && chosenFor(response, id);
        return {
          id,
          text,
          rationale,
          chosen: chosen === undefined ? undefined : labels.get(chosen),
          right: labels.get(target) ?? "",
          isRight: chosen === target,
        };
      }),
    };
  },
  partsOf: ({ prompts, targets }, response) =>
    prompts.map(({ id }, place) => {
      const chosen = chosenFor(response, id);
      return `${place}:${targets.findIndex((each) => each.id === chosen)}`;
    }),
  describeParts: ({ prompts, targets }, given) =>
    prompts.flatMap(({ text, target: right }, place) =>
      targets.flatMap(({ id, text: name }, at) => {
        const part = `${place}:${at}`;
        const isRight = id === right;
        const prompt = { number: place + 1, text };
        // A table of every pair that nobody chose would say nothing.
        return isRight || given.includes(part)
          ? [{ part, name: `“${name}”`, isRight, prompt }]
          : [];
      }),
    ),
} satisfies ItemType<MatchingItem, MatchingResponse, PresentedMatching, ReviewedMatching>;

/** Prompts may be called like what every object has, "constructor" for one. */
function chosenFor(response: MatchingResponse, promptId: string): string | undefined {
  return Object.hasOwn(response, promptId) ? response[promptId] : undefined;
}
