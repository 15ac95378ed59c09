import { z } from "zod";
import {
  compareDecimals,
  type Decimal,
  decimalOf,
  formatDecimal,
  minus,
  parseDecimal,
  plus,
} from "#app/core/decimal.ts";
import {
  type PresentedItemBase,
  presentBase,
  type ReviewedItemBase,
  reviewBase,
} from "./choices.ts";
import { baseItemFields, plainText } from "./fields.ts";
import { type ItemType, UNITS_PER_POINT } from "./item.ts";

const LARGEST = 1_000_000;
const MOST_DECIMALS = 6;

const decimalNumber = z
  .number()
  .max(LARGEST)
  .refine(
    (number) => decimalOf(number).places <= MOST_DECIMALS,
    `must not have more than ${MOST_DECIMALS} decimals`,
  );
const answer = decimalNumber.min(-LARGEST).describe("The right number, in the item's unit.");
const tolerance = decimalNumber
  .min(0)
  .default(0)
  .describe("How far from it a number may be and still be right, both ends included.");

const schema = z.strictObject({
  type: z.literal("numeric"),
  ...baseItemFields,
  unit: plainText
    .max(20, "must not be longer than 20 characters")
    .refine((unit) => !/^[\d.,+\-−]/.test(unit), "must not begin like a number")
    .optional()
    .describe(
      'What is counted or measured: "mm". Plain text; left out where a number says it all.',
    ),
  answer,
  tolerance,
  alternatives: z
    .array(z.strictObject({ answer, tolerance }).meta({ title: "alternative" }))
    .default([])
    .describe("Other numbers that are right as well."),
});

export type NumericItem = z.output<typeof schema>;
/** The number as decimal text with a point, without needless zeros: "1.5". */
export type NumericResponse = string;
export type PresentedNumeric = PresentedItemBase<"numeric"> & { unit?: string };
export type ReviewedNumeric = ReviewedItemBase<"numeric"> & {
  unit?: string;
  chosen?: string;
  isRight: boolean;
  /** Everything that is right: "1.5", and from where to where. */
  right: { number: string; from: string; to: string }[];
};

/** A number within a tolerance of the right one: all or nothing, compared exactly. */
export const numeric = {
  type: "numeric",
  schema,
  faults(item) {
    return item.alternatives.flatMap((alternative, index) => {
      const [from, to] = bounds(alternative);
      const earlier = [item, ...item.alternatives.slice(0, index)];
      const isCovered = earlier.some((each) => isWithin(from, each) && isWithin(to, each));
      const message = "This alternative is right already, so that it adds nothing.";
      return isCovered ? [{ path: ["alternatives", index], message }] : [];
    });
  },
  present: (item): PresentedNumeric => ({ ...presentBase(item), unit: item.unit }),
  readResponse({ id, unit }, form) {
    const values = form.getAll(id);
    const [value = ""] = values;
    if (values.length > 1 || typeof value !== "string") return { problem: NOT_A_NUMBER };
    return value.trim() === "" ? { response: undefined } : readNumber(value.trim(), unit);
  },
  fields: ({ id }, response) => ({ [id]: [response] }),
  isComplete: () => true,
  score: (item, response) =>
    response !== undefined && isRight(item, response) ? UNITS_PER_POINT : 0,
  harm: () => undefined,
  review: (item, response): ReviewedNumeric => ({
    ...reviewBase(item, response),
    unit: item.unit,
    chosen: response,
    isRight: response !== undefined && isRight(item, response),
    right: [item, ...item.alternatives].map((each) => {
      const [from, to] = bounds(each);
      return {
        number: formatDecimal(decimalOf(each.answer)),
        from: formatDecimal(from),
        to: formatDecimal(to),
      };
    }),
  }),
  partsOf: (_, response) => [response],
  describeParts: (item, given) =>
    given.map((part) => ({ part, name: `“${part}”`, isRight: isRight(item, part) })),
} satisfies ItemType<NumericItem, NumericResponse, PresentedNumeric, ReviewedNumeric>;

type Accepted = { answer: number; tolerance: number };

/** The smallest and the largest number that is right. */
function bounds({ answer, tolerance }: Accepted): [Decimal, Decimal] {
  const [middle, reach] = [decimalOf(answer), decimalOf(tolerance)];
  return [minus(middle, reach), plus(middle, reach)];
}

function isWithin(number: Decimal, accepted: Accepted): boolean {
  const [from, to] = bounds(accepted);
  return compareDecimals(number, from) >= 0 && compareDecimals(number, to) <= 0;
}

function isRight(item: NumericItem, response: NumericResponse): boolean {
  const number = parseDecimal(response);
  return (
    number !== undefined && [item, ...item.alternatives].some((each) => isWithin(number, each))
  );
}

/** The same for every item: an example made from the item could give its key away. */
const NOT_A_NUMBER = "Enter a number, for example 1.5.";
const LONGEST = 40;
const NUMBER = /^([-+−]?)\s*([\d.,]*\d[\d.,]*)\s*(.*)$/s;
/** One separator that could part thousands as well as decimals. */
const AMBIGUOUS = /^(\d{1,3})[.,](\d{3})$/;

function readNumber(
  typed: string,
  unit: string | undefined,
): { response: string } | { problem: string } {
  const [, sign, digits = "", rest = ""] = NUMBER.exec(typed) ?? [];
  if (sign === undefined || typed.length > LONGEST) return { problem: NOT_A_NUMBER };
  const separators = digits.replace(/\d/g, "").length;
  if (separators > 1 || /^['’]?\d/.test(rest)) {
    return { problem: "Write the number without signs or spaces between thousands, like 1500." };
  }
  if (rest !== "" && (unit === undefined || tidyUnit(rest) !== tidyUnit(unit))) {
    return {
      problem: unit === undefined ? NOT_A_NUMBER : `Enter a number in ${unit}, for example 1.5.`,
    };
  }
  const minusSign = sign === "-" || sign === "−" ? "-" : "";
  const number = parseDecimal(minusSign + digits.replace(",", "."));
  if (!number) return { problem: NOT_A_NUMBER };
  const [, whole, thousands] = AMBIGUOUS.exec(digits) ?? [];
  if (whole !== undefined && !/^0+$/.test(whole)) {
    const large = `${minusSign}${whole}${thousands}`;
    return {
      problem: `“${typed}” can be read in two ways. Write ${large} or ${formatDecimal(number)}.`,
    };
  }
  return { response: formatDecimal(number) };
}

/** "µ" has two characters, and a space in a unit says nothing. Its case does: mW is not MW. */
function tidyUnit(unit: string): string {
  return unit.normalize("NFKC").replace(/\s+/g, "");
}
