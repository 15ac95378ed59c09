import { z } from "zod";
import { addDays, type CalendarDay, formatDay, isCalendarDay } from "./calendar.ts";
import { type FormProblem, readId } from "./form.ts";
import type { DueRule } from "./requirement-reach.ts";

/* What reads the forms of requirements and exceptions: it stays on the server. */

const MOST_DAYS = 730;
const LONGEST_REASON = 500;
/** Ten years: a day further off was mistyped. */
const FURTHEST_DAYS = 3653;

const optionalId = z.string().transform((text) => readId(text));
const day = z
  .string()
  .trim()
  .refine(isCalendarDay, "Enter a day, as year, month and day: 2027-06-30.");
const reason = z
  .string()
  .trim()
  .min(1, "Say in a few words why.")
  .max(LONGEST_REASON, `Use at most ${LONGEST_REASON} characters.`);
const seen = z.string().transform((text) => (/^\d{1,9}$/.test(text) ? Number(text) : undefined));

/** Who must hold what, by when. Site and job role are empty for any. */
export const requirementForm = z
  .object({
    certificationId: z.string().min(1, "Choose a certification."),
    siteId: z.string().min(1, "Choose a site."),
    jobRoleId: optionalId,
    due: z.enum(["by-day", "after-joining"], "Choose one of the two."),
    dueOn: z.string().trim(),
    withinDays: z.string().trim(),
    /** How many people the preview named: whoever posts another number has not seen the newest. */
    seen,
  })
  .refine(({ due, dueOn }) => due !== "by-day" || isCalendarDay(dueOn), {
    path: ["dueOn"],
    message: "Enter the day by which it is due.",
    when: hasDue,
  })
  .refine(({ due, withinDays }) => due !== "after-joining" || isDays(withinDays), {
    path: ["withinDays"],
    message: `Enter a whole number of days, from 0 to ${MOST_DAYS}.`,
    when: hasDue,
  });

export const ANY_SITE = "any";

/** The due rule that a form was filled in with. */
export function dueRuleOf({
  due,
  dueOn,
  withinDays,
}: Pick<z.output<typeof requirementForm>, "due" | "dueOn" | "withinDays">): DueRule {
  return due === "by-day" ? { dueOn } : { withinDays: Number(withinDays) };
}

/** One person: what is decided about them until a day, and why. */
export const decisionForm = z.object({
  untilOn: day,
  reason,
  /** A suspension can be from every certification. */
  scope: z.string().transform((text) => (text === "every" ? "every" : "one")),
  seen,
});

/** Assigning needs no reason: it asks for something, and takes nothing away. */
export const assignmentForm = z.object({ untilOn: day, seen });

/** Ending what was decided. */
export const endForm = z.object({ reason });

/** What stands against a day that must lie ahead; nothing when it is fine. */
export function problemWithDay(
  field: string,
  chosen: CalendarDay,
  today: CalendarDay,
): FormProblem | undefined {
  if (chosen < today) {
    return { field, message: `Choose today, ${formatDay(today)}, or a later day.` };
  }
  if (chosen > addDays(today, FURTHEST_DAYS)) {
    return { field, message: "Choose a day within the next ten years." };
  }
  return undefined;
}

/** The day or the number is judged as soon as it is known which, whatever else stands against it. */
function hasDue({ value }: { value: unknown }): boolean {
  return typeof value === "object" && value !== null && "due" in value;
}

function isDays(text: string): boolean {
  return /^\d{1,4}$/.test(text) && Number(text) <= MOST_DAYS;
}
