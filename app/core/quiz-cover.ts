import { type Allowance, usualMinutes } from "./attempt.ts";
import { formatInstant } from "./calendar.ts";
import { type ExtraTime, extraMinutes } from "./extra-time.ts";
import { hasCriticalItems, itemCount, type Quiz } from "./quiz.ts";
import { pointsToPass } from "./review.ts";

/** What a person should know before they start, in words. */
export type CoverFacts = {
  /** Each with how many items an attempt has of it. */
  sections: { title: string; items: number; minimum?: number }[];
  facts: { label: string; value: string }[];
  hasSafetyItems: boolean;
};

/**
 * The facts on a quiz's cover.
 * @param extraTimes what the person has in force for it
 */
export function coverFacts(
  quiz: Quiz,
  allowance: Allowance,
  extraTimes: readonly ExtraTime[] = [],
): CoverFacts {
  const items = itemCount(quiz);
  const { passingScore } = quiz;
  return {
    sections: quiz.sections.map((section) => ({
      title: section.title,
      items: section.draw ?? section.items.length,
      minimum: section.minimum,
    })),
    facts: [
      { label: "Items", value: String(items) },
      { label: "To pass", value: `${pointsToPass(passingScore, items)} (${passingScore} %)` },
      { label: "Usually takes", value: `about ${usualMinutes(quiz)} minutes` },
      { label: "Time limit", value: timeLimitInWords(quiz, extraTimes) },
      { label: "Attempts", value: attemptsInWords(quiz, allowance) },
      ...waitingFacts(quiz),
      { label: "Review", value: REVIEW_IN_WORDS[quiz.review] },
    ],
    hasSafetyItems: hasCriticalItems(quiz),
  };
}

const REVIEW_IN_WORDS: Record<Quiz["review"], string> = {
  "after-submit": "After submitting you see every item with what is right, and why.",
  "after-pass": "Once you pass you see every item with what is right, and why.",
  never: "You see your score, and how each section went.",
};

function timeLimitInWords({ timeLimitMinutes }: Quiz, extraTimes: readonly ExtraTime[]): string {
  if (timeLimitMinutes === undefined) return "None. You can leave and go on later.";
  const extra = extraMinutes(timeLimitMinutes, extraTimes);
  const more = extra > 0 ? `, and ${extra} more for you,` : "";
  return `${counted(timeLimitMinutes, "minute")}${more} from the start, even if you leave. What is saved by then is submitted.`;
}

function attemptsInWords({ attempts }: Quiz, allowance: Allowance): string {
  if (attempts?.limit === undefined) return "As many as you need";
  if (!allowance.mayStart && allowance.reason === "limit-reached") return "None left";
  return `${allowance.left ?? attempts.limit} left`;
}

function waitingFacts({ attempts }: Quiz): CoverFacts["facts"] {
  if (!attempts?.waitHours) return [];
  const value = `The next attempt opens ${counted(attempts.waitHours, "hour")} later.`;
  return [{ label: "If you do not pass", value }];
}

/** Why a person may not start now, with when they may. */
export function refusalInWords(
  refused: Extract<Allowance, { mayStart: false }>,
  timeZone: string,
): string {
  return refused.reason === "waiting"
    ? `The next try opens on ${formatInstant(refused.opensAt, timeZone)}.`
    : "You have used every attempt. Your manager can grant you another one.";
}

function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? "" : "s"}`;
}
