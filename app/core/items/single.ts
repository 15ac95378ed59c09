import { z } from "zod";
import {
  choiceFaults,
  isAnyChosenHarmful,
  type PresentedChoice,
  type PresentedItemBase,
  presentBase,
  presentChoices,
  type ReviewedChoice,
  type ReviewedItemBase,
  readChosenOne,
  reviewBase,
  reviewChoices,
} from "./choices.ts";
import { baseItemFields, choice } from "./fields.ts";
import { type ItemType, UNITS_PER_POINT } from "./item.ts";

const schema = z.strictObject({
  type: z.literal("single"),
  ...baseItemFields,
  choices: z
    .array(choice)
    .min(2, "needs at least two choices")
    .describe("What can be chosen; exactly one is correct."),
});

export type SingleItem = z.output<typeof schema>;
/** The id of the chosen choice. */
export type SingleResponse = string;
export type PresentedSingle = PresentedItemBase<"single"> & { choices: PresentedChoice[] };
export type ReviewedSingle = ReviewedItemBase<"single"> & { choices: ReviewedChoice[] };

/** One right choice among several: all or nothing. */
export const single = {
  type: "single",
  schema,
  faults({ choices }) {
    const faults = choiceFaults(choices);
    const right = choices.filter(({ correct }) => correct).length;
    if (right !== 1) {
      faults.push({
        path: ["choices"],
        message: `A "single" item has exactly one correct choice; this one has ${right}.`,
      });
    }
    return faults;
  },
  present: (item, reorder) => ({
    ...presentBase(item),
    choices: presentChoices(item.choices, reorder),
  }),
  readResponse: (item, form) =>
    readChosenOne(
      item.choices.map(({ id }) => id),
      form.getAll(item.id),
    ),
  score: ({ choices }, response) =>
    choices.some(({ id, correct }) => correct && id === response) ? UNITS_PER_POINT : 0,
  isHarmful: ({ choices }, response) =>
    response !== undefined && isAnyChosenHarmful(choices, [response]),
  review: (item, response, reorder) => ({
    ...reviewBase(item),
    choices: reviewChoices(item.choices, response === undefined ? [] : [response], reorder),
  }),
} satisfies ItemType<SingleItem, SingleResponse, PresentedSingle, ReviewedSingle>;
