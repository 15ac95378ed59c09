import type { Allowance } from "./attempt.ts";
import type { CalendarDay } from "./calendar.ts";
import type { CertificationCard, HeldCertificate } from "./certification-card.ts";
import type { PartLine } from "./part-lines.ts";
import {
  nameOf,
  type OpenAttempt,
  type QuizFacts,
  type QuizLine,
  type QuizName,
  type QuizState,
} from "./quiz-line.ts";
import { byNeed, type Standing } from "./training-due.ts";

/** The one thing that is due next. */
export type Due =
  | { kind: "continue"; quiz: QuizName; open: OpenAttempt }
  | {
      kind: "start";
      quiz: QuizName;
      certification: string;
      isAgain: boolean;
      /** Of the certificate that has lapsed, where one has. */
      lastValidOn?: CalendarDay;
      /** By when it is asked for, where it was never held. */
      due?: Standing["due"];
    }
  | { kind: "renew"; quiz: QuizName; certification: string; lastValidOn: CalendarDay }
  | { kind: "part"; part: PartLine; certification: string }
  | { kind: "wait"; quiz: QuizName; opensAt: Date; lastAttemptId?: number }
  | { kind: "ask-manager"; quiz: QuizName; lastAttemptId?: number }
  | { kind: "nothing"; held?: { title: string; certificate: HeldCertificate } }
  | { kind: "nothing-published" };

/**
 * What is under way comes first, then what can be started, then parts that others see to, then what
 * has to wait.
 */
export function dueNext(
  cards: readonly CertificationCard[],
  others: readonly QuizLine[],
  quizzes: readonly QuizFacts[],
): Due {
  const underWay = quizzes
    .flatMap(({ open, ...quiz }) => (open ? [{ quiz: nameOf(quiz), open }] : []))
    .sort((one, other) => other.open.startedAt.getTime() - one.open.startedAt.getTime());
  const [newest] = underWay;
  if (newest) return { kind: "continue", ...newest };
  if (cards.length === 0 && others.length === 0) return { kind: "nothing-published" };

  const asked = cards.filter(({ isAsked }) => isAsked);
  const missing = byNeed(asked).flatMap((card) =>
    card.quizzes.flatMap((quiz) => {
      const allowance = allowanceOf(quiz.state);
      return allowance ? [{ card, quiz, allowance }] : [];
    }),
  );
  const startable = missing.filter(({ allowance }) => allowance.mayStart);
  const [first] = startable;
  if (first) {
    const { quiz } = first;
    const { title: certification, status, held, standing } = first.card;
    if (status === "due-soon" && held) {
      return { kind: "renew", quiz: nameOf(quiz), certification, lastValidOn: held.lastValidOn };
    }
    const isAgain = quiz.state.kind !== "not-yet";
    const hasLapsed = status === "expired" || status === "grace";
    const lastValidOn = hasLapsed ? held?.lastValidOn : undefined;
    const { due } = standing;
    return { kind: "start", quiz: nameOf(quiz), certification, isAgain, lastValidOn, due };
  }
  for (const { title: certification, parts } of byNeed(asked)) {
    // A required certification has a card of its own.
    const part = parts.find(({ kind, isMissing }) => isMissing && kind !== "certification");
    if (part) return { kind: "part", part, certification };
  }
  const waits = missing
    .flatMap(({ quiz, allowance }) =>
      "opensAt" in allowance ? [{ ...blockedOf(quiz), opensAt: allowance.opensAt }] : [],
    )
    .sort((one, other) => one.opensAt.getTime() - other.opensAt.getTime());
  const [soonest] = waits;
  if (soonest) return { kind: "wait", ...soonest };
  const [blocked] = missing;
  if (blocked) return { kind: "ask-manager", ...blockedOf(blocked.quiz) };
  return { kind: "nothing", held: heldLongest(cards) };
}

/** Whether a quiz that is still missing may be started; undefined for one that is not missing. */
function allowanceOf(state: QuizState): Allowance | undefined {
  switch (state.kind) {
    case "not-yet":
      return { mayStart: true };
    case "failed":
    case "again":
      return state.allowance;
    default:
      return undefined;
  }
}

function heldLongest(cards: readonly CertificationCard[]) {
  return cards
    .flatMap(({ title, held, status }) =>
      held && status !== "expired" ? [{ title, certificate: held }] : [],
    )
    .sort((one, other) =>
      one.certificate.lastValidOn < other.certificate.lastValidOn ? 1 : -1,
    )[0];
}

function blockedOf(quiz: QuizLine): { quiz: QuizName; lastAttemptId?: number } {
  return { quiz: nameOf(quiz), lastAttemptId: quiz.lastAttemptId };
}
