import { askedCertifications } from "./asked-certifications.ts";
import type { CalendarDay } from "./calendar.ts";
import { type CertificationCard, type CertificationFacts, cardOf } from "./certification-card.ts";
import { lineOf, looseState, type QuizFacts, type QuizLine } from "./quiz-line.ts";
import { type Due, dueNext } from "./training-next.ts";

/** Everything that decides what a person has to do next. */
export type TrainingFacts = {
  certifications: readonly CertificationFacts[];
  quizzes: readonly QuizFacts[];
};

export type Training = {
  due: Due;
  certifications: CertificationCard[];
  /** Quizzes that no certification requires. */
  others: QuizLine[];
};

/** What a person sees of their training on `today`, a calendar date of their home site. */
export function trainingOf(
  { certifications, quizzes }: TrainingFacts,
  today: CalendarDay,
): Training {
  const required = new Set(certifications.flatMap(({ definition }) => definition.requires.quizzes));
  const titles = new Map(certifications.map(({ id, definition }) => [id, definition.title]));
  const asked = askedCertifications(
    certifications.map((each) => ({ ...each, isRequired: each.required?.dueOn !== undefined })),
  );
  const cards = certifications
    .map((facts) => cardOf(facts, quizzes, today, titles, asked.has(facts.id)))
    .sort((one, other) => Number(other.isAsked) - Number(one.isAsked));
  const others = quizzes
    .filter(({ quizId, isPublished, open }) => !required.has(quizId) && (isPublished || open))
    .map((quiz) => lineOf(quiz, looseState(quiz)));
  return { due: dueNext(cards, others, quizzes), certifications: cards, others };
}
