import { z } from "zod";
import type { Allowance } from "./attempt.ts";
import { formatInstant } from "./calendar.ts";
import type { Quiz } from "./quiz.ts";

const LONGEST_REASON = 500;

/** Granting another attempt: why, and how many the manager saw granted so far. */
export const grantForm = z.object({
  reason: z
    .string()
    .trim()
    .min(1, "Say in a few words why.")
    .max(LONGEST_REASON, `Use at most ${LONGEST_REASON} characters.`),
  grantsSeen: z.string().transform((text) => (/^\d{1,6}$/.test(text) ? Number(text) : -1)),
});

/** True when a further attempt means anything: the quiz limits attempts, or makes people wait. */
export function canBeGranted({ attempts }: Pick<Quiz, "attempts">): boolean {
  return attempts !== undefined && (attempts.limit !== undefined || attempts.waitHours > 0);
}

/** What is left of somebody's attempts at a quiz, in words for whoever may grant another. */
export function allowanceInWords(allowance: Allowance, timeZone: string): string {
  if (!allowance.mayStart && allowance.reason === "limit-reached") return "No attempt left";
  const left = leftInWords(allowance.left);
  if (allowance.mayStart) return left ?? "As many attempts as it takes";
  const wait = `The next one opens on ${formatInstant(allowance.opensAt, timeZone)}`;
  return left ? `${left}. ${wait}` : wait;
}

function leftInWords(left: number | undefined): string | undefined {
  if (left === undefined) return undefined;
  return left === 1 ? "1 attempt left" : `${left} attempts left`;
}
