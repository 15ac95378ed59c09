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
  reviewBase,
  reviewChoices,
  scoreChosen,
} from "./choices.ts";
import { baseItemFields, choice } from "./fields.ts";
import type { ItemType } from "./item.ts";

const schema = z.strictObject({
  type: z.literal("multiple"),
  ...baseItemFields,
  scoring: z
    .enum(["net", "exact"])
    .default("net")
    .describe(
      "net: (right chosen - wrong chosen) / right in key, never below 0. exact: all or nothing.",
    ),
  choices: z
    .array(choice)
    .min(3, "needs at least three choices")
    .describe("What can be chosen; one or more are correct."),
});

export type MultipleItem = z.output<typeof schema>;
/** The ids of the chosen choices, in the order of the quiz file; never empty. */
export type MultipleResponse = string[];
export type PresentedMultiple = PresentedItemBase<"multiple"> & {
  scoring: MultipleItem["scoring"];
  choices: PresentedChoice[];
};
export type ReviewedMultiple = ReviewedItemBase<"multiple"> & {
  scoring: MultipleItem["scoring"];
  choices: ReviewedChoice[];
};

/** Several right choices. `net` takes a wrong choice off a right one; `exact` is all or nothing. */
export const multiple = {
  type: "multiple",
  schema,
  faults({ choices }) {
    const faults = choiceFaults(choices);
    const right = choices.filter(({ correct }) => correct).length;
    if (right === 0) {
      faults.push({
        path: ["choices"],
        message: 'A "multiple" item needs at least one correct choice; this one has none.',
      });
    }
    return faults;
  },
  present: (item, orders) => ({
    ...presentBase(item),
    scoring: item.scoring,
    choices: presentChoices(item.choices, orders),
  }),
  readResponse(item, form) {
    const values = form.getAll(item.id);
    const chosen = item.choices.map(({ id }) => id).filter((id) => values.includes(id));
    if (chosen.length !== new Set(values).size) {
      return { problem: "Choose from the choices shown." };
    }
    return { response: chosen.length === 0 ? undefined : chosen };
  },
  fields: ({ id }, response) => ({ [id]: response }),
  isComplete: () => true,
  score: ({ choices, scoring }, response = []) => scoreChosen(choices, response, scoring),
  harm: ({ choices }, response) => harmOfChoices(choices, response),
  review: (item, response, orders) => ({
    ...reviewBase(item, response),
    scoring: item.scoring,
    choices: reviewChoices(item.choices, response ?? [], orders),
  }),
  partsOf: ({ choices }, response) => placesOf(choices, response),
  describeParts: ({ choices }) => describePlaces(choices),
} satisfies ItemType<MultipleItem, MultipleResponse, PresentedMultiple, ReviewedMultiple>;
