import { z } from "zod";
import { isCalendarDay } from "../calendar.ts";

const KEBAB_CASE = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Text that authors write: Markdown without HTML, never empty. */
export const markdown = z.string().trim().min(1, "must not be empty");

/** A name that stays the same for ever: responses and statistics hang on it. */
export const stableId = z
  .string()
  .regex(KEBAB_CASE, 'must be in kebab-case, for example "herpes-in-area"')
  .max(64, "must not be longer than 64 characters");

export const calendarDay = z
  .string()
  .refine(isCalendarDay, 'must be a date that exists, written like "2027-06-30"');

/** The fields of every item type; each type adds its own. */
export const baseItemFields = {
  id: stableId,
  critical: z
    .boolean()
    .default(false)
    .describe("An attempt fails unless this item is answered fully right."),
  stem: markdown.describe("The question: one clear question on a realistic situation."),
  rationale: markdown.describe("What the trainee should take from this item, shown in the review."),
  evidence: z
    .array(z.string())
    .min(1, "must name at least one of the quiz's sources")
    .describe("Ids from the quiz's sources."),
  reviewBy: calendarDay.describe("The day by which somebody must have checked this item again."),
};

export const choice = z.strictObject({
  id: stableId,
  text: markdown,
  correct: z.boolean().default(false),
  critical: z
    .boolean()
    .default(false)
    .describe("A harmful choice: choosing it fails the attempt, whatever the score."),
  rationale: markdown.describe("Why this choice is right or wrong."),
});

export type Choice = z.output<typeof choice>;
