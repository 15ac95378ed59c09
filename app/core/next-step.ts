import { nextTry } from "./quiz-line-words.ts";
import type { Training } from "./training.ts";
import { type DueInWords, dueInWords } from "./training-next-words.ts";

/** What follows a submitted attempt; nothing once a newer attempt at the quiz has followed it. */
export type NextStep = {
  /** When a failed quiz can be tried again. */
  nextTry?: { text: string; href?: string };
  missing: { certification: string; quizzes: string[] }[];
  due: DueInWords;
};

/** What to do after this submitted attempt. */
export function nextStep(
  training: Training,
  attempt: { quizId: string; attemptId: number; passed: boolean },
  timeZone: string,
): NextStep | undefined {
  const { quizId, attemptId, passed } = attempt;
  const lines = [...training.certifications.flatMap(({ quizzes }) => quizzes), ...training.others];
  const line = lines.find((each) => each.quizId === quizId);
  if (line?.lastAttemptId !== attemptId || line.state.kind === "in-progress") return undefined;
  const { state } = line;
  return {
    nextTry:
      !passed && state.kind === "failed"
        ? {
            text: nextTry(state.allowance, timeZone),
            href: state.allowance.mayStart ? `/quizzes/${quizId}` : undefined,
          }
        : undefined,
    missing: passed ? stillMissing(training, quizId) : [],
    due: dueInWords(training.due, timeZone),
  };
}

/** For each asked certification that takes this quiz and is not complete yet, what else it takes. */
function stillMissing(
  { certifications }: Training,
  quizId: string,
): { certification: string; quizzes: string[] }[] {
  return certifications.flatMap(({ title, status, quizzes, parts, isAsked }) => {
    const missing = [
      ...quizzes.filter(({ state }) => state.kind !== "passed"),
      ...parts.filter(({ isMissing }) => isMissing),
    ];
    const takesThis = isAsked && quizzes.some((quiz) => quiz.quizId === quizId);
    return takesThis && status !== "valid" && missing.length > 0
      ? [{ certification: title, quizzes: missing.map((each) => each.title) }]
      : [];
  });
}
