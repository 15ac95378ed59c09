import { type CalendarDay, formatDay } from "./calendar.ts";
import { type Notification, type Wordless, within } from "./notification.ts";
import type { Quiz } from "./quiz.ts";
import { scoreInWords } from "./review.ts";

type SubmittedAttempt = Parameters<typeof scoreInWords>[1] & { attemptId: number };

const RESULT = /^result:(\d+)$/;

/** That an attempt was submitted, to be said in the words of {@link resultNotification} when it is read. */
export function resultNotice({
  attemptId,
  passed,
}: Pick<SubmittedAttempt, "attemptId" | "passed">): Wordless {
  return { kind: passed ? "passed" : "failed", key: `result:${attemptId}` };
}

/** The attempt whose result is told under this key; undefined for any other key. */
export function attemptIdOf(key: string): number | undefined {
  const id = RESULT.exec(key)?.[1];
  return id === undefined ? undefined : Number(id);
}

/**
 * How an attempt went, and the certificates that it issued.
 * @param attempt with the score that it was submitted with
 */
export function resultNotification(
  quiz: Pick<Quiz, "title" | "passingScore">,
  attempt: SubmittedAttempt,
  issued: readonly { title: string; lastValidOn: CalendarDay }[],
): Notification {
  const { attemptId, passed } = attempt;
  const score = scoreInWords(quiz, attempt);
  const follows = passed
    ? issued.map(({ title, lastValidOn }) => `You hold “${title}” until ${formatDay(lastValidOn)}.`)
    : ["Your result shows what to look at again, and when you can take it next."];
  return {
    ...resultNotice(attempt),
    title: `${passed ? "Passed" : "Not passed this time"}: ${quiz.title}`,
    body: [score, ...follows].join(" "),
    path: `/attempts/${attemptId}/result`,
  };
}

/** What brought a certificate about beside an attempt that was passed. */
export type CertifiedBy =
  | { kind: "sign-off"; title: string }
  | { kind: "outside"; title: string }
  | { kind: "regrade" };

/** A certificate that somebody else's doing completed: nobody is there to see it come. */
export function certifiedNotification(
  issued: { certificateId: number; code: string; title: string; lastValidOn: CalendarDay },
  by: CertifiedBy,
): Notification {
  const { certificateId, code, title, lastValidOn } = issued;
  return {
    kind: "certified",
    key: `certified:${certificateId}`,
    title: `Certified: ${title}`,
    body: `${completedBy(by)} You hold “${title}” until ${formatDay(lastValidOn)}.`,
    path: `/certificates/${code}`,
  };
}

function completedBy(by: CertifiedBy): string {
  switch (by.kind) {
    case "sign-off":
      return `Your practical sign-off “${by.title}” was the last part missing.`;
    case "outside":
      return `Your document “${by.title}” is on record and was the last part missing.`;
    case "regrade":
      return "With a corrected result, no part is missing any more.";
  }
}

/** That a regrade turned a verdict round. */
export function correctedNotification(
  quizTitle: string,
  corrected: { regradeId: number; attemptId: number; passed: boolean; reason: string },
): Notification {
  const { regradeId, attemptId, passed, reason } = corrected;
  return {
    kind: "corrected",
    key: `corrected:${regradeId}:${attemptId}`,
    title: `Result corrected: ${quizTitle}`,
    body: `Your result of “${quizTitle}” was corrected. You have ${passed ? "passed" : "not passed"} now. Reason: ${within(reason)}`,
    path: `/attempts/${attemptId}/result`,
  };
}

type ChangedCertificate = { certificateId: number; title: string; reason: string };

/** What withdrew a certificate, or brought it back: it may happen again, and is told again then. */
export type ChangedBy = { regradeId: number } | { withdrawalId: number };

function changeKey(by: ChangedBy): string {
  return "regradeId" in by ? String(by.regradeId) : `by-hand:${by.withdrawalId}`;
}

/** @param by the regrade that withdrew it, or its withdrawal by hand */
export function withdrawnNotification(
  { certificateId, title, reason }: ChangedCertificate,
  by: ChangedBy,
): Notification {
  return {
    kind: "withdrawn",
    key: `withdrawn:${certificateId}:${changeKey(by)}`,
    title: `Certificate withdrawn: ${title}`,
    body: `Your certificate “${title}” was withdrawn and no longer counts. Reason: ${within(reason)}`,
    path: "/training",
  };
}

/** @param by the regrade that brought it back, or the withdrawal by hand that was lifted */
export function restoredNotification(
  { certificateId, title, reason }: ChangedCertificate,
  by: ChangedBy,
): Notification {
  return {
    kind: "restored",
    key: `restored:${certificateId}:${changeKey(by)}`,
    title: `Certificate counts again: ${title}`,
    body: `Your certificate “${title}” had been withdrawn and counts again. Reason: ${within(reason)}`,
    path: "/training",
  };
}

/** A part that was withdrawn: a practical sign-off, or proof from outside. */
export type WithdrawnPart = { id: number; title: string; reason: string } & (
  | { kind: "sign-off"; signedOn: CalendarDay }
  | { kind: "outside"; validUntil: CalendarDay }
);

/** That a part no longer counts: whoever has relied on it may not treat any more. */
export function withdrawnPartNotification(part: WithdrawnPart): Notification {
  const { kind, id, title, reason } = part;
  const what =
    part.kind === "sign-off"
      ? `Your practical sign-off “${title}” of ${formatDay(part.signedOn)}`
      : `The record of your document “${title}”, valid until ${formatDay(part.validUntil)},`;
  return {
    kind: "withdrawn",
    key: `withdrawn:${kind}:${id}`,
    title: `${kind === "sign-off" ? "Practical sign-off" : "Document"} withdrawn: ${title}`,
    body: `${what} was withdrawn and no longer counts. My training shows how you stand now. Reason: ${within(reason)}`,
    path: "/training",
  };
}

/** That a manager granted a further attempt. */
export function grantedNotification(
  grantId: number,
  quizId: string,
  quizTitle: string,
): Notification {
  return {
    kind: "granted",
    key: `granted:${grantId}`,
    title: `Another attempt: ${quizTitle}`,
    body: `You have been given another attempt at “${quizTitle}”.`,
    path: `/quizzes/${quizId}`,
  };
}
