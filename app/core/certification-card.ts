import type { CalendarDay } from "./calendar.ts";
import {
  type CertificationStatus,
  certificationProgress,
  passesCountFrom,
  type QuizPass,
  type ValidityPeriod,
  type WithdrawnCertificate,
} from "./certification.ts";
import type { CertificationDefinition } from "./certification-file.ts";
import { NO_RECORDS, type PartRecords } from "./certification-parts.ts";
import { type ClearanceFacts, requiredStatus } from "./clearance.ts";
import { type PartLine, partLines } from "./part-lines.ts";
import {
  lineOf,
  type QuizFacts,
  type QuizLine,
  type QuizState,
  settledState,
  stateOf,
} from "./quiz-line.ts";
import { type Standing, standingOf } from "./training-due.ts";

/** What decides where a person stands with a certification. */
export type CertificationFacts = {
  id: string;
  definition: CertificationDefinition;
  /** The newest certificate, in force or lapsed. */
  held?: HeldCertificate;
  /** The newest certificate that was taken back. */
  withdrawn?: WithdrawnCertificate;
  /** What is on record for the parts beside quizzes; nothing when left out. */
  records?: PartRecords;
  /** How many steps are confirmed of each practical sign-off that waits for the others, by id. */
  confirmedSteps?: ReadonlyMap<string, number>;
  /** What is asked of the person, waived and suspended. */
  required?: Pick<ClearanceFacts, "dueOn" | "waivedUntil" | "suspendedUntil">;
};

export type HeldCertificate = ValidityPeriod & { code: string };

export type CertificationCard = {
  id: string;
  title: string;
  status: CertificationStatus;
  held?: HeldCertificate;
  /** What was taken back, where that is what the status says. */
  withdrawn?: WithdrawnCertificate;
  /** By when it is asked for, waived, suspended: as far as it counts today. */
  standing: Standing;
  quizzes: QuizLine[];
  /** Practical sign-offs, outside requirements and required certifications. */
  parts: PartLine[];
  /** False for one that is only on offer: nothing of it is due. */
  isAsked: boolean;
};

/**
 * Where a person stands with a certification on `today`.
 * @param titles of certifications, by id
 */
export function cardOf(
  {
    id,
    definition,
    held,
    withdrawn,
    required,
    records = NO_RECORDS,
    confirmedSteps,
  }: CertificationFacts,
  quizzes: readonly QuizFacts[],
  today: CalendarDay,
  titles: ReadonlyMap<string, string>,
  isAsked: boolean,
): CertificationCard {
  const byId = new Map(quizzes.map((quiz) => [quiz.quizId, quiz]));
  const passes = quizzes.flatMap(({ quizId, pass }): QuizPass[] =>
    pass ? [{ quizId, passedOn: pass.passedOn }] : [],
  );
  const status = requiredStatus({ ...required, held, withdrawn }, definition, today);
  const { done } = certificationProgress(definition, passes, held, today);
  const countsFrom = passesCountFrom(definition.validity, held, today);
  return {
    id,
    title: definition.title,
    status,
    held,
    withdrawn: status === "withdrawn" ? withdrawn : undefined,
    isAsked,
    parts: partLines(definition, records, today, {
      titleOf: (certificationId) => titles.get(certificationId) ?? certificationId,
      confirmedSteps: (practicalId) => confirmedSteps?.get(practicalId) ?? 0,
    }),
    standing: standingOf(status, required, today),
    quizzes: definition.requires.quizzes.map((quizId) => {
      const quiz = byId.get(quizId);
      if (!quiz) {
        const state: QuizState = { kind: "not-available" };
        return { quizId, title: quizId, isPublished: false, state };
      }
      const state =
        status === "valid" && held
          ? settledState(quiz, held)
          : stateOf(quiz, done.includes(quizId), countsFrom);
      return lineOf(quiz, state);
    }),
  };
}
