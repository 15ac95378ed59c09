import { z } from "zod";
import {
  type PresentedItemBase,
  presentBase,
  type ReviewedItemBase,
  reviewBase,
} from "./choices.ts";
import { baseItemFields, plainText } from "./fields.ts";
import { type ItemFault, type ItemType, UNITS_PER_POINT } from "./item.ts";

const LONGEST = 200;

const schema = z.strictObject({
  type: z.literal("text"),
  ...baseItemFields,
  accepted: z
    .array(plainText.max(LONGEST, `must not be longer than ${LONGEST} characters`))
    .min(1, "needs at least one text that is right")
    .describe("Every text that is right. Case, white space and accents make no difference."),
});

export type TextItem = z.output<typeof schema>;
/** What was typed, without white space around it; never empty. */
export type TextResponse = string;
export type PresentedText = PresentedItemBase<"text">;
export type ReviewedText = ReviewedItemBase<"text"> & {
  /** Plain text, as are those that are accepted. */
  chosen?: string;
  isRight: boolean;
  accepted: string[];
};

/** A word or a few, typed: right if it is one of those accepted, never if it only looks like one. */
export const text = {
  type: "text",
  schema,
  faults: ({ accepted }) =>
    accepted.flatMap((each, index): ItemFault[] => {
      const path = ["accepted", index];
      const folded = fold(each);
      if (folded === "") return [{ path, message: `"${each}" holds nothing that could be typed.` }];
      const same = accepted.slice(0, index).find((other) => fold(other) === folded);
      const message = `"${each}" is the same as "${same}": case, white space and accents make no difference.`;
      return same === undefined ? [] : [{ path, message }];
    }),
  present: (item): PresentedText => presentBase(item),
  readResponse({ id }, form) {
    const values = form.getAll(id);
    const [value = ""] = values;
    if (values.length > 1 || typeof value !== "string") return { problem: "Write one text." };
    const tidy = value.replaceAll(/\p{Cc}+/gu, " ").trim();
    if ([...tidy].length > LONGEST) return { problem: `Use at most ${LONGEST} characters.` };
    return { response: tidy === "" ? undefined : tidy };
  },
  fields: ({ id }, response) => ({ [id]: [response] }),
  isComplete: () => true,
  score: (item, response) =>
    response !== undefined && isAccepted(item, response) ? UNITS_PER_POINT : 0,
  harm: () => undefined,
  review: (item, response): ReviewedText => ({
    ...reviewBase(item, response),
    chosen: response,
    isRight: response !== undefined && isAccepted(item, response),
    accepted: item.accepted,
  }),
  // What makes no difference to the score makes none here; signs alone would fold to a blank.
  partsOf: (_, response) => [fold(response) || response],
  describeParts: (item, given) =>
    given.map((part) => ({ part, name: `“${part}”`, isRight: isAccepted(item, part) })),
} satisfies ItemType<TextItem, TextResponse, PresentedText, ReviewedText>;

function isAccepted({ accepted }: TextItem, response: TextResponse): boolean {
  const folded = fold(response);
  return folded !== "" && accepted.some((each) => fold(each) === folded);
}

/** Accents of Latin, Greek and Cyrillic. Marks of other scripts are letters there: が is not か. */
const ACCENTS = /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff]/g;

/** What counts in a text. Up and down again is how "ß" and "SS" come to be the same. */
function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(ACCENTS, "")
    .toUpperCase()
    .toLowerCase()
    .replace(/\s+/g, " ")
    .trim();
}
