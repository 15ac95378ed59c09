import { z } from "zod";
import { grantForm } from "./attempt-grant.ts";

/** More time than a quiz gives everybody: minutes on top of its limit, or percent of it. */
export type ExtraTime = { minutes: number } | { percent: number };

/** Eight hours. */
const MOST_MINUTES = 480;
/** Ten times the limit in all, as far as WCAG 2.2.1 asks a limit to be extendable. */
const MOST_PERCENT = 900;

/**
 * Whole minutes on top of a time limit. Where several extra times are in force, the most generous
 * one counts, not their sum: one for every quiz and one for this quiz are two ways to the same end.
 * Parts of a minute are rounded up.
 */
export function extraMinutes(limitMinutes: number, inForce: readonly ExtraTime[]): number {
  return Math.max(
    0,
    ...inForce.map((extra) =>
      "minutes" in extra ? extra.minutes : Math.ceil((limitMinutes * extra.percent) / 100),
    ),
  );
}

/** "15 minutes more", "25 % more time". */
export function extraTimeInWords(extra: ExtraTime): string {
  if ("percent" in extra) return `${extra.percent} % more time`;
  return `${extra.minutes} ${extra.minutes === 1 ? "minute" : "minutes"} more`;
}

/** What a giver's page sends: how much, for which quiz, why, and how many they saw given so far. */
export const extraTimeForm = z
  .object({
    /** Empty for every quiz. */
    quiz: z.string(),
    amount: z
      .string()
      .trim()
      .regex(/^\d{1,6}$/, "Enter a whole number, for example 15.")
      .transform(Number),
    unit: z.enum(["minutes", "percent"], "Choose minutes or percent."),
    reason: grantForm.shape.reason,
    seen: grantForm.shape.grantsSeen,
  })
  .refine(({ amount, unit }) => unit !== "minutes" || isFrom1To(MOST_MINUTES, amount), {
    path: ["amount"],
    message: `Enter from 1 to ${MOST_MINUTES} minutes.`,
    when: hasAmount,
  })
  .refine(({ amount, unit }) => unit !== "percent" || isFrom1To(MOST_PERCENT, amount), {
    path: ["amount"],
    message: `Enter from 1 to ${MOST_PERCENT} percent. At ${MOST_PERCENT} a quiz lasts ten times its time limit.`,
    when: hasAmount,
  });

/** The amount is judged as soon as it is a number, whatever else stands against the form. */
function hasAmount({ value }: { value: unknown }): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    "amount" in value &&
    typeof value.amount === "number"
  );
}

function isFrom1To(most: number, amount: number): boolean {
  return amount >= 1 && amount <= most;
}
