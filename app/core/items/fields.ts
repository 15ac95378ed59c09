import { z } from "zod";
import { isCalendarDay } from "#app/core/calendar.ts";
import { hasControlCharacters } from "#app/core/control-characters.ts";
import { picture } from "#app/core/pictures.ts";

/*
 * Messages go on from the name of a field: `"stem" must not be empty.` What the schema itself can
 * say (kinds of value, ranges, lists of allowed words) needs no message: `quiz-file.ts` words it.
 */

const KEBAB_CASE = /^[a-z0-9]+(-[a-z0-9]+)*$/;
/** A tag as CommonMark reads it, or the beginning of a comment. `<https://...>` is a link, not a tag. */
const HTML = /<\/?[a-z][a-z0-9-]*(?:\s[^<>]*)?\/?>|<!--/i;
const PICTURE = /!\[[^\]]*\](?:\(|\[)/;

/** Plain words on one line, never empty: titles, names. */
export const plainText = z
  .string()
  .trim()
  .min(1, "must not be empty")
  .refine((text) => !hasControlCharacters(text), "must not contain invisible characters")
  .refine((text) => !/[\r\n]/.test(text), "must be on one line");

/** Text that authors write: Markdown without HTML, never empty. */
export const markdown = z
  .string()
  .trim()
  .min(1, "must not be empty")
  .refine((text) => !hasControlCharacters(text), "must not contain invisible characters")
  .refine((text) => !HTML.test(text), {
    error: ({ input }) =>
      `must not contain HTML like ${HTML.exec(String(input))?.[0]}. Texts are Markdown: write *emphasis* or **strong**`,
  })
  .refine(
    (text) => !PICTURE.test(text),
    'cannot hold a picture. Put it beside the text, as the "image" of the item or choice',
  );

/** A name that stays the same for ever: responses and statistics hang on it. */
export const stableId = z
  .string()
  .regex(
    KEBAB_CASE,
    'must be in small letters and digits with hyphens between words, for example "herpes-in-area"',
  )
  .max(64, "must not be longer than 64 characters");

/**
 * The id of another part of the same item. Whether there is such a part is a fault of meaning; the
 * title tells `quiz-file.ts` that no stand-in can take its place.
 */
export const reference = z.string().meta({ title: "reference" });

export const calendarDay = z
  .string()
  .meta({ format: "date" })
  .refine(isCalendarDay, 'must be a date that exists, written like "2027-06-30"');

/** The fields of every item type; each type adds its own. */
export const baseItemFields = {
  id: stableId.describe("Unique in the quiz, and the same for ever: statistics hang on it."),
  critical: z
    .boolean()
    .default(false)
    .describe("An attempt fails unless this item is answered fully right."),
  certainty: z
    .boolean()
    .optional()
    .describe("Whether this item asks how sure one is; as the quiz says when left out."),
  stem: markdown.describe("The question: one clear question on a realistic situation. Markdown."),
  image: picture.optional().describe("A picture that belongs to the question."),
  rationale: markdown.describe(
    "What the trainee should take from this item, shown in the review. Markdown.",
  ),
  evidence: z
    .array(z.string())
    .min(1, "must name at least one of the quiz's sources")
    .describe("Ids from the quiz's sources."),
  reviewBy: calendarDay.describe("The day by which somebody must have checked this item again."),
};

export const choice = z
  .strictObject({
    id: stableId.describe("Unique in the item, and the same for ever: responses hang on it."),
    text: markdown.describe("What the trainee reads. Markdown."),
    image: picture.optional().describe("A picture of the choice."),
    correct: z.boolean().default(false).describe("Whether the choice is right."),
    critical: z
      .boolean()
      .default(false)
      .describe("A harmful choice: choosing it fails the attempt, whatever the score."),
    rationale: markdown.describe("Why this choice is right or wrong. Markdown."),
  })
  .meta({ title: "choice" });

export type Choice = z.output<typeof choice>;
