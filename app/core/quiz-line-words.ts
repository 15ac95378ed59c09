import type { Allowance } from "./attempt.ts";
import { formatDay, formatInstant } from "./calendar.ts";
import type { OpenAttempt, QuizLine, QuizState } from "./quiz-line.ts";
import { formatPercent } from "./scoring.ts";

/** What a state means to the person, and how it looks. */
export type StateInWords = { tone: "good" | "soon" | "bad" | "info" | "none"; text: string };

/** The state of one quiz, short enough for a line of the check list. */
export function quizStateInWords(state: QuizState, timeZone: string): StateInWords {
  switch (state.kind) {
    case "in-progress":
      return { tone: "info", text: `In progress, ${placeOf(state.open)}` };
    case "passed":
      return {
        tone: "good",
        text: `Passed ${formatPercent(state.percent)} on ${formatDay(state.passedOn)}`,
      };
    case "not-yet":
      return { tone: "none", text: "Not yet" };
    case "failed":
      return {
        tone: "bad",
        text: `Not passed, ${formatPercent(state.percent)}. ${nextTry(state.allowance, timeZone)}`,
      };
    case "again":
      return {
        tone: "soon",
        text: `Needs renewing, last passed ${formatDay(state.passedOn)}.${state.allowance.mayStart ? "" : ` ${nextTry(state.allowance, timeZone)}`}`,
      };
    case "with-renewal":
      return { tone: "none", text: `Part of the renewal from ${formatDay(state.from)}` };
    case "not-available":
      return { tone: "none", text: "Not available at the moment" };
  }
}

function placeOf({ nextItem, items }: OpenAttempt): string {
  return nextItem === undefined ? "ready to submit" : `item ${nextItem} of ${items}`;
}

/** When a quiz can be tried again, and how many attempts are left, in a sentence or two. */
export function nextTry(allowance: Allowance, timeZone: string): string {
  if (allowance.mayStart) {
    return ["You can try again now.", attemptsLeft(allowance.left)].filter(Boolean).join(" ");
  }
  if (allowance.reason === "limit-reached") {
    return "No attempts are left. Your manager can grant another one.";
  }
  const opens = `The next try opens on ${formatInstant(allowance.opensAt, timeZone)}.`;
  return [opens, attemptsLeft(allowance.left)].filter(Boolean).join(" ");
}

function attemptsLeft(left: number | undefined): string | undefined {
  if (left === undefined) return undefined;
  return left === 1 ? "One attempt is left." : `${left} attempts are left.`;
}

/** A line of a check list: where its quiz can be looked at, and how the last attempt went. */
export type QuizLineInWords = {
  title: string;
  href?: string;
  lastAttemptHref?: string;
} & StateInWords;

export function lineInWords(line: QuizLine, timeZone: string): QuizLineInWords {
  const { quizId, title, isPublished, lastAttemptId, state } = line;
  const cover = isPublished ? `/quizzes/${quizId}` : undefined;
  return {
    title,
    href: state.kind === "in-progress" ? `/attempts/${state.open.attemptId}` : cover,
    lastAttemptHref: lastAttemptId === undefined ? undefined : `/attempts/${lastAttemptId}/result`,
    ...quizStateInWords(state, timeZone),
  };
}
