import type { Allowance } from "./attempt.ts";
import type { CalendarDay } from "./calendar.ts";
import type { ValidityPeriod } from "./certification.ts";
import type { HundredthsOfPercent } from "./scoring.ts";

/** What decides where a person stands with a quiz. */
export type QuizFacts = {
  quizId: string;
  title: string;
  /** False once the file is gone: what is open can be finished, nothing new can be started. */
  isPublished: boolean;
  /** The newest submitted attempt. */
  last?: {
    attemptId: number;
    submittedOn: CalendarDay;
    percent: HundredthsOfPercent;
    passed: boolean;
  };
  /** The newest pass. */
  pass?: { passedOn: CalendarDay; percent: HundredthsOfPercent };
  /** The attempt under way. */
  open?: OpenAttempt;
  allowance: Allowance;
};

export type OpenAttempt = {
  attemptId: number;
  items: number;
  /** The first item without a response, counted from 1; undefined when none is left. */
  nextItem?: number;
  startedAt: Date;
};

/** Where a person stands with one quiz of a certification. */
export type QuizState =
  | { kind: "in-progress"; open: OpenAttempt }
  | { kind: "passed"; percent: HundredthsOfPercent; passedOn: CalendarDay }
  | { kind: "not-yet" }
  | { kind: "failed"; percent: HundredthsOfPercent; allowance: Allowance }
  /** The pass there is does not count for the next certificate. */
  | { kind: "again"; passedOn: CalendarDay; allowance: Allowance }
  /** Required since the certificate was issued: comes with the renewal. */
  | { kind: "with-renewal"; from: CalendarDay }
  | { kind: "not-available" };

export type QuizLine = QuizName & {
  isPublished: boolean;
  /** The newest submitted attempt, to look back at. */
  lastAttemptId?: number;
  state: QuizState;
};

export type QuizName = Pick<QuizFacts, "quizId" | "title">;

/** While a certificate is in force and its window is not open, nothing is due. */
export function settledState(
  { open, pass }: QuizFacts,
  held: Pick<ValidityPeriod, "windowOpensOn">,
): QuizState {
  if (open) return { kind: "in-progress", open };
  return pass ? { kind: "passed", ...pass } : { kind: "with-renewal", from: held.windowOpensOn };
}

/**
 * Where a person stands with a quiz that is asked for.
 * @param isDone whether its pass counts for the next certificate
 * @param countsFrom the first day of a pass that counts for it
 */
export function stateOf(quiz: QuizFacts, isDone: boolean, countsFrom: CalendarDay): QuizState {
  const { open, pass, last, allowance, isPublished } = quiz;
  if (open) return { kind: "in-progress", open };
  if (isDone && pass) return { kind: "passed", ...pass };
  if (!isPublished) return { kind: "not-available" };
  const failedLately = last && !last.passed && last.submittedOn >= countsFrom;
  if (last && !last.passed && (failedLately || !pass)) {
    return { kind: "failed", percent: last.percent, allowance };
  }
  return pass ? { kind: "again", passedOn: pass.passedOn, allowance } : { kind: "not-yet" };
}

/** A quiz outside of every certification: its pass counts for ever. */
export function looseState(quiz: QuizFacts): QuizState {
  return stateOf(quiz, quiz.pass !== undefined, "");
}

/** What a quiz is called, and nothing else of it. */
export function nameOf({ quizId, title }: QuizName): QuizName {
  return { quizId, title };
}

/** A line about a quiz in this state. */
export function lineOf(quiz: QuizFacts, state: QuizState): QuizLine {
  const { isPublished, last } = quiz;
  return { ...nameOf(quiz), isPublished, lastAttemptId: last?.attemptId, state };
}
