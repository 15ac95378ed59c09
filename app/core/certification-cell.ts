import { type CalendarDay, daysBetween } from "./calendar.ts";
import {
  type CertificationStatus,
  certificationProgress,
  certificationStatus,
  type QuizPass,
  statusReason,
  type ValidityPeriod,
  type WithdrawnCertificate,
} from "./certification.ts";
import type { NamedCertification } from "./clearance.ts";
import { formatPercent, type HundredthsOfPercent } from "./scoring.ts";

type HeldDays = Pick<ValidityPeriod, "lastValidOn" | "windowOpensOn">;

/** Where a person stands with one quiz. */
export type QuizStanding = {
  lastAttemptId: number;
  lastSubmittedAt: Date;
  lastPercent: HundredthsOfPercent;
  lastPassed: boolean;
  /** The newest pass. */
  pass?: { attemptId: number; passedOn: CalendarDay; percent: HundredthsOfPercent };
};

/** What a person has achieved so far: all that their row is made of. */
export type Achievements = {
  /** Certifications that the person holds or held, by id. */
  held: ReadonlyMap<string, ValidityPeriod>;
  /** The newest certificate of each certification that was taken back, by id. */
  withdrawn: ReadonlyMap<string, WithdrawnCertificate>;
  /** Quizzes that the person has submitted, by id. */
  standings: ReadonlyMap<string, QuizStanding>;
  /** Quizzes with an attempt that is not submitted yet. */
  openQuizIds: ReadonlySet<string>;
};

export type CertificationCell = {
  status: CertificationStatus;
  /** Short enough for a cell. */
  reason: string;
  quizzes: QuizCell[];
};

/** A pass either counts, for the certificate in force or the next one, or is to be renewed. */
export type QuizState = "passed" | "renew" | "failed" | "open" | "none";

export type QuizCell = {
  quizId: string;
  state: QuizState;
  reason: string;
  /** The submitted attempt that says so. */
  attemptId?: number;
};

/** Where somebody stands with a certification and each of its quizzes on `today`, and why. */
export function certificationCell(
  { id, definition }: NamedCertification,
  { held: heldById, withdrawn: withdrawnById, standings, openQuizIds }: Achievements,
  today: CalendarDay,
): CertificationCell {
  const held = heldById.get(id);
  const withdrawn = withdrawnById.get(id);
  const { quizzes } = definition.requires;
  const status = certificationStatus(held, today, definition.validity, withdrawn);
  // Nothing can be renewed yet while it is valid: no need to ask, for most people on most days.
  const done =
    status === "valid"
      ? []
      : certificationProgress(definition, passesOf(standings), held, today).done;
  const isBegun = quizzes.some((quizId) => standings.has(quizId) || openQuizIds.has(quizId));
  const progress = `${done.length} of ${quizzes.length} ${quizzes.length === 1 ? "quiz" : "quizzes"}`;
  const mention = status === "none" ? isBegun : done.length > 0;
  return {
    status,
    reason: cellReason(status, held, withdrawn, today, mention ? progress : undefined),
    quizzes: quizzes.map((quizId) => {
      const counts = status === "valid" || done.includes(quizId);
      return { quizId, ...quizState(standings.get(quizId), counts, openQuizIds.has(quizId)) };
    }),
  };
}

/** The newest pass of each quiz. */
function passesOf(standings: Achievements["standings"]): QuizPass[] {
  return [...standings].flatMap(([quizId, { pass }]) =>
    pass ? [{ quizId, passedOn: pass.passedOn }] : [],
  );
}

/** @param progress towards the next certificate, where it says something */
function cellReason(
  status: CertificationStatus,
  held: HeldDays | undefined,
  withdrawn: WithdrawnCertificate | undefined,
  today: CalendarDay,
  progress: string | undefined,
): string {
  if (status === "none") return progress ?? "not started";
  const why =
    status === "due-soon" && held
      ? dueIn(daysBetween(today, held.lastValidOn))
      : statusReason(status, held, withdrawn);
  return progress ? `${why}, ${progress}` : why;
}

/** "due in 12 days"; on the last valid day itself "due today". */
function dueIn(days: number): string {
  if (days === 0) return "due today";
  return days === 1 ? "due tomorrow" : `due in ${days} days`;
}

function quizState(
  standing: QuizStanding | undefined,
  counts: boolean,
  isOpen: boolean,
): Omit<QuizCell, "quizId"> {
  const pass = standing?.pass;
  if (pass && counts) {
    const reason = `passed ${formatPercent(pass.percent)}`;
    return { state: "passed", reason, attemptId: pass.attemptId };
  }
  if (isOpen) return { state: "open", reason: "in progress" };
  if (!standing) return { state: "none", reason: "not started" };
  if (pass && standing.lastPassed) {
    return { state: "renew", reason: "to renew", attemptId: pass.attemptId };
  }
  const reason = `failed ${formatPercent(standing.lastPercent)}`;
  return { state: "failed", reason, attemptId: standing.lastAttemptId };
}
