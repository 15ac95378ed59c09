import { z } from "zod";
import {
  choiceFaults,
  describePlaces,
  harmOfChoices,
  type PresentedChoice,
  type PresentedItemBase,
  placesOf,
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
  present: (item, orders) => ({
    ...presentBase(item),
    choices: presentChoices(item.choices, orders),
  }),
  readResponse: (item, form) =>
    readChosenOne(
      item.choices.map(({ id }) => id),
      form.getAll(item.id),
    ),
  fields: ({ id }, response) => ({ [id]: [response] }),
  isComplete: () => true,
  score: ({ choices }, response) =>
    choices.some(({ id, correct }) => correct && id === response) ? UNITS_PER_POINT : 0,
  harm: ({ choices }, response) => harmOfChoices(choices, [response]),
  review: (item, response, orders) => ({
    ...reviewBase(item, response),
    choices: reviewChoices(item.choices, response === undefined ? [] : [response], orders),
  }),
  partsOf: ({ choices }, response) => placesOf(choices, [response]),
  describeParts: ({ choices }) => describePlaces(choices),
} satisfies ItemType<SingleItem, SingleResponse, PresentedSingle, ReviewedSingle>;
