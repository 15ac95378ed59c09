import type { Attempt } from "#db/queries/attempts.ts";
import { findAttempt } from "#db/queries/attempts.ts";
import {
  type OwnReport,
  type ProblemReport,
  saveProblemReport,
} from "#db/queries/problem-reports.ts";
import { findQuiz, findQuizVersion } from "#db/queries/quizzes.ts";
import { isSubmitted } from "./attempt-review.server.ts";
import { itemsOnSheet, presentOnSheet, reviewOnSheet } from "./core/attempt.ts";
import { formatInstant } from "./core/calendar.ts";
import { type FormProblem, readForm } from "./core/form.ts";
import type { Item, PresentedItem, ReviewedItem } from "./core/item-types.ts";
import { problemForm } from "./core/problem-form.ts";
import {
  ITEM_SINCE_IN_WORDS,
  itemPath,
  itemSince,
  MOST_REPORTS_A_DAY,
  problemPath,
} from "./core/problem-report.ts";
import { itemsOf, type Quiz } from "./core/quiz.ts";
import { toHtml, withHtml } from "./markdown.server.ts";
import { resultPath } from "./open-attempt.server.ts";

/** The item of this attempt that an address names, or undefined when it is not on its sheet. */
export function findItemOf({ quiz, sheet }: Attempt, itemId: string | undefined): Item | undefined {
  return itemsOnSheet(quiz, sheet).find(({ id }) => id === itemId);
}

/** Where a person was when they began to report: at the item, or at its review. */
export function placeOfItem(attempt: Attempt, itemId: string, search = ""): string {
  const { id, sheet, quiz, outcome } = attempt;
  return outcome
    ? `${resultPath(id)}${search}#item-${itemId}`
    : itemPath(id, sheet, quiz.itemsPerPage, itemId, search);
}

export type ReportedProblem = { path: string } | { status: 422 | 429; problems: FormProblem[] };

/** Sends what somebody posted about an item of their own attempt, open or submitted. */
export async function reportProblem(
  attempt: Attempt,
  itemId: string,
  form: FormData,
  now: Date,
): Promise<ReportedProblem> {
  const { id: attemptId, personId, quizId, versionId, outcome } = attempt;
  const reading = readForm(problemForm, form);
  if (reading.problems) return { status: 422, problems: reading.problems };
  const context = outcome ? "review" : "item";
  const report = { personId, attemptId, quizId, versionId, itemId, context, ...reading.value };
  if ((await saveProblemReport({ ...report, context }, now)) === "too-many") {
    const message = `You have sent ${MOST_REPORTS_A_DAY} reports within a day, which is as many as one can. Keep this text and send it tomorrow.`;
    return { status: 429, problems: [{ field: "text", message }] };
  }
  return { path: placeOfItem(attempt, itemId, "?reported=1") };
}

/** A report as the person sees it who sent it, ready to read. */
export type OwnReportInWords = {
  id: number;
  itemId: string;
  quizTitle: string;
  /** HTML. */
  stem: string;
  text: string;
  sentAt: string;
  isAttemptOpen: boolean;
  isAnswered: boolean;
  answer?: { text: string; by: string; at: string; isNew: boolean };
  /** Where the item stands. */
  href: string;
};

export async function describeOwnReports(
  reports: readonly OwnReport[],
  timeZone: string,
): Promise<OwnReportInWords[]> {
  const described = await Promise.all(
    reports.map(async (report): Promise<OwnReportInWords | undefined> => {
      const { id, attemptId, versionId, itemId, text, isAttemptOpen, isAnswered, answer } = report;
      const quiz = await findQuizVersion(versionId);
      if (!quiz) return undefined;
      return {
        ...{ id, itemId, text, isAttemptOpen, isAnswered },
        quizTitle: quiz.title,
        stem: stemOf(quiz, itemId),
        sentAt: formatInstant(report.reportedAt, timeZone),
        answer: answer && {
          text: answer.text,
          by: answer.authorName,
          at: formatInstant(answer.answeredAt, timeZone),
          isNew: answer.isNew,
        },
        href: isAttemptOpen
          ? problemPath(attemptId, itemId)
          : `${resultPath(attemptId)}#item-${itemId}`,
      };
    }),
  );
  return described.filter((report) => report !== undefined);
}

function stemOf(quiz: Quiz, itemId: string): string {
  return toHtml(itemsOf(quiz).find(({ id }) => id === itemId)?.stem ?? "");
}

/** A line of the authors' inbox. Says where somebody works and as what, and not who it is. */
export async function describeReport(report: ProblemReport, timeZone: string) {
  const { id, siteName, jobRole, text, answer } = report;
  const quiz = await findQuizVersion(report.versionId);
  return {
    id,
    text,
    quizTitle: quiz?.title ?? report.quizId,
    stem: quiz ? stemOf(quiz, report.itemId) : "",
    from: jobRole ? `${jobRole}, ${siteName}` : siteName,
    sentAt: formatInstant(report.reportedAt, timeZone),
    answer: answer && {
      text: answer.text,
      by: answer.authorName,
      at: formatInstant(answer.answeredAt, timeZone),
    },
  };
}

/** The item of a report for its author: with key and response once the attempt is submitted. */
export type ReportedItem =
  | { state: "open"; presented: PresentedItem }
  | { state: "submitted"; reviewed: ReviewedItem; isBlank: boolean };

/** All that helps an author to judge a report. */
export async function describeReportInFull(report: ProblemReport, timeZone: string) {
  const { versionId, quizId, itemId, context, hash } = report;
  const [attempt, current, head] = await Promise.all([
    findAttempt(report.attemptId, report.personId),
    findQuiz(quizId),
    describeReport(report, timeZone),
  ]);
  const item = attempt && findItemOf(attempt, itemId);
  if (!item) throw new Error(`Report ${report.id} is about an item that its attempt does not have`);
  const since = itemSince(itemId, { versionId, quiz: attempt.quiz }, current);
  return {
    ...head,
    itemId,
    context,
    shortHash: hash.slice(0, 8),
    since: ITEM_SINCE_IN_WORDS[since],
    previewHref: `/author/${quizId}?${new URLSearchParams({ version: hash, keys: "show" })}#item-${itemId}`,
    todayHref: since === "changed" ? `/author/${quizId}?keys=show#item-${itemId}` : undefined,
    keepsItemsBack: attempt.quiz.review !== "after-submit",
    item: reportedItem(attempt, item),
  };
}

/** No key of an item that somebody can still respond to, on any page about it. */
function reportedItem(attempt: Attempt, item: Item): ReportedItem {
  const { quiz, sheet, responses } = attempt;
  if (!isSubmitted(attempt)) {
    return { state: "open", presented: withHtml(presentOnSheet(quiz, sheet, item)) };
  }
  const response = responses.get(item.id)?.response;
  return {
    state: "submitted",
    reviewed: withHtml(reviewOnSheet(quiz, sheet, item, response)),
    isBlank: response === undefined,
  };
}
