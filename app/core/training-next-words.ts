import { formatDay, formatInstant } from "./calendar.ts";
import type { QuizName } from "./quiz-line.ts";
import { distanceOf } from "./training-due.ts";
import type { Due } from "./training-next.ts";

/** What is due, said to the person: a heading, a sentence, and where its button leads. */
export type DueInWords = {
  title: string;
  text: string;
  action?: { label: string; href: string };
};

/** @param timeZone IANA name of the zone of the home site */
export function dueInWords(due: Due, timeZone: string): DueInWords {
  switch (due.kind) {
    case "continue": {
      const { quiz, open } = due;
      const isAllAnswered = open.nextItem === undefined;
      return {
        title: `Continue with “${quiz.title}”`,
        text: isAllAnswered
          ? "Every item is answered. Check your responses and submit them."
          : `You are at item ${open.nextItem} of ${open.items}. What you have answered is saved.`,
        action: {
          label: isAllAnswered ? "Check and submit" : "Continue",
          href: isAllAnswered ? `/attempts/${open.attemptId}/check` : `/attempts/${open.attemptId}`,
        },
      };
    }
    case "start":
      return {
        title: due.isAgain ? `Take “${due.quiz.title}” again` : `Take “${due.quiz.title}” next`,
        text: startInWords(due),
        action: coverOf(due.quiz),
      };
    case "renew":
      return {
        title: `Renew with “${due.quiz.title}”`,
        text: `Your certificate “${due.certification}” is valid until ${formatDay(due.lastValidOn)}. You can renew it now.`,
        action: coverOf(due.quiz),
      };
    case "part":
      return {
        title:
          due.part.kind === "practical"
            ? `Ask your manager to watch you: “${due.part.title}”`
            : `Show your manager your “${due.part.title}”`,
        text: `${due.part.text}. “${due.certification}” needs it.`,
      };
    case "wait":
      return {
        title: `“${due.quiz.title}” opens again soon`,
        text: `The next try opens on ${formatInstant(due.opensAt, timeZone)}. Until then, see how your last attempt went.`,
        action: lastAttemptOf(due),
      };
    case "ask-manager":
      return {
        title: `Ask your manager about “${due.quiz.title}”`,
        text: "No attempts are left. Your manager can grant you another one.",
        action: lastAttemptOf(due),
      };
    case "nothing":
      return due.held
        ? {
            title: "Nothing is due",
            text: `You are certified as “${due.held.title}” until ${formatDay(due.held.certificate.lastValidOn)}.`,
            action: {
              label: "See your certificate",
              href: `/certificates/${due.held.certificate.code}`,
            },
          }
        : { title: "Nothing is due", text: "There is nothing you have to do at the moment." };
    case "nothing-published":
      return {
        title: "There is no training yet",
        text: "As soon as the first quiz is published, it appears here. There is nothing you have to do.",
      };
  }
}

function startInWords({
  certification,
  lastValidOn,
  due,
}: Extract<Due, { kind: "start" }>): string {
  if (lastValidOn) {
    return `Your certificate “${certification}” was valid until ${formatDay(lastValidOn)}. This quiz is part of renewing it.`;
  }
  if (!due) return `It is part of “${certification}”.`;
  const verb = due.inDays < 0 ? "was" : "is";
  const distance = distanceOf(due.inDays);
  return `It is part of “${certification}”, which ${verb} due by ${formatDay(due.on)}, ${distance}.`;
}

function lastAttemptOf({ lastAttemptId }: { lastAttemptId?: number }): DueInWords["action"] {
  return lastAttemptId === undefined
    ? undefined
    : { label: "See your last attempt", href: `/attempts/${lastAttemptId}/result` };
}

function coverOf({ quizId }: QuizName): { label: string; href: string } {
  return { label: "Look at the quiz", href: `/quizzes/${quizId}` };
}
