import { z } from "zod";
import {
  type PresentedItemBase,
  presentBase,
  type ReviewedChoice,
  type ReviewedItemBase,
  readChosenOne,
  reviewBase,
} from "./choices.ts";
import { baseItemFields, markdown } from "./fields.ts";
import { type ItemType, UNITS_PER_POINT } from "./item.ts";

const schema = z.strictObject({
  type: z.literal("true-false"),
  ...baseItemFields,
  answer: z.boolean().describe("Whether the statement in the stem is true."),
  rationales: z
    .strictObject({
      true: markdown.describe("Why answering true is right or wrong. Markdown."),
      false: markdown.describe("Why answering false is right or wrong. Markdown."),
    })
    .describe("Why answering true, and why answering false, is right or wrong."),
});

export type TrueFalseItem = z.output<typeof schema>;
export type TrueFalseResponse = "true" | "false";
export type PresentedTrueFalse = PresentedItemBase<"true-false">;
export type ReviewedTrueFalse = ReviewedItemBase<"true-false"> & { choices: ReviewedChoice[] };

const ANSWERS = ["true", "false"] as const;
const LABELS = { true: "True", false: "False" };

/** A statement that is true or false: all or nothing. The two answers are never shuffled. */
export const trueFalse = {
  type: "true-false",
  schema,
  faults: () => [],
  present: (item) => presentBase(item),
  readResponse: (item, form) => readChosenOne(ANSWERS, form.getAll(item.id)),
  fields: ({ id }, response) => ({ [id]: [response] }),
  isComplete: () => true,
  score: ({ answer }, response) => (response === String(answer) ? UNITS_PER_POINT : 0),
  harm: () => undefined,
  review: (item, response) => ({
    ...reviewBase(item, response),
    choices: ANSWERS.map((id) => ({
      id,
      text: LABELS[id],
      rationale: item.rationales[id],
      chosen: response === id,
      correct: id === String(item.answer),
      harmful: false,
    })),
  }),
  partsOf: (_, response) => [response],
  describeParts: ({ answer }) =>
    ANSWERS.map((part) => ({ part, name: LABELS[part], isRight: part === String(answer) })),
} satisfies ItemType<TrueFalseItem, TrueFalseResponse, PresentedTrueFalse, ReviewedTrueFalse>;
