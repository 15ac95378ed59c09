import { z } from "zod";
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
