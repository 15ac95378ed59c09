import { type CalendarDay, formatDay } from "./calendar.ts";
import { type Notification, within } from "./notification.ts";
import type { Quiz } from "./quiz.ts";
import { scoreInWords } from "./review.ts";

type SubmittedAttempt = Parameters<typeof scoreInWords>[1] & { attemptId: number };

/** How an attempt went, and the certificates that it issued. */
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
    kind: passed ? "passed" : "failed",
    key: `result:${attemptId}`,
    title: `${passed ? "Passed" : "Not passed this time"}: ${quiz.title}`,
    body: [score, ...follows].join(" "),
    path: `/attempts/${attemptId}/result`,
  };
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

/** @param regradeId what withdrew it: another one may do so again, after it was restored */
export function withdrawnNotification(
  { certificateId, title, reason }: ChangedCertificate,
  regradeId: number,
): Notification {
  return {
    kind: "withdrawn",
    key: `withdrawn:${certificateId}:${regradeId}`,
    title: `Certificate withdrawn: ${title}`,
    body: `Your certificate “${title}” was withdrawn and no longer counts. Reason: ${within(reason)}`,
    path: "/training",
  };
}

/** @param regradeId what brought it back */
export function restoredNotification(
  { certificateId, title, reason }: ChangedCertificate,
  regradeId: number,
): Notification {
  return {
    kind: "restored",
    key: `restored:${certificateId}:${regradeId}`,
    title: `Certificate counts again: ${title}`,
    body: `Your certificate “${title}” had been withdrawn and counts again. Reason: ${within(reason)}`,
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
