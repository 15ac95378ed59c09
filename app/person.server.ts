import { allowanceInWords, canBeGranted } from "#app/core/attempt-grant.ts";
import { boardCell } from "#app/core/board-cell.ts";
import { dayAt, formatDay, formatInstant, formatMoment } from "#app/core/calendar.ts";
import { sureButUnsafeInWords } from "#app/core/certainty.ts";
import { historyMood, historyNote, historyTitle } from "#app/core/history.ts";
import { formatPercent } from "#app/core/scoring.ts";
import { validityLeft } from "#app/core/training.ts";
import { type AttemptSummary, findAllowance, listAttempts } from "#db/queries/attempts.ts";
import { listSureButUnsafeOf } from "#db/queries/certainty.ts";
import { listCertificates } from "#db/queries/certificates.ts";
import {
  listEveryCertification,
  type PublishedCertification,
} from "#db/queries/certification-definitions.ts";
import { listExtraTimes } from "#db/queries/extra-times.ts";
import { findQuiz, listEveryQuiz } from "#db/queries/quizzes.ts";
import { findOnBoard, listHistory, type StaffMember } from "#db/queries/staff.ts";
import { listWithdrawals, type Withdrawal } from "#db/queries/withdrawals.ts";
import { describeExtraTime } from "./extra-time.server.ts";

/** How far back the history of a person's page goes. */
const HISTORY_ENTRIES = 40;

/** Everything that the page of a member of staff tells, ready to read. */
export async function describeStaffMember(member: StaffMember, now: Date) {
  const { timeZone } = member;
  const today = dayAt(now, timeZone);
  const [everyCertification, everyQuiz, attempts, certificates, history, unsafe, extraTimes] =
    await Promise.all([
      listEveryCertification(),
      listEveryQuiz(),
      listAttempts(member.id),
      listCertificates(member.id),
      listHistory(member, HISTORY_ENTRIES),
      listSureButUnsafeOf(member),
      listExtraTimes(member),
    ]);
  const unsafeOf = new Map(
    unsafe.map((each) => [each.attemptId, sureButUnsafeInWords(each.items)]),
  );
  const titles = new Map([
    ...everyQuiz.map(({ quizId, title }): [string, string] => [quizId, title]),
    ...everyCertification.map(({ id, title }): [string, string] => [id, title]),
  ]);
  const titleOf = (id: string) => titles.get(id) ?? id;
  const certifications = everyCertification.filter(({ retiredAt }) => retiredAt === undefined);
  const onBoard = await findOnBoard(member, certifications);
  const withdrawals = await listWithdrawals(certificates.map(({ id }) => id));
  const current = new Set(
    certificates.filter(({ id }) => !withdrawals.has(id)).map(({ renewsId }) => renewsId),
  );

  return {
    certifications: certifications.map((certification) => {
      const { id, title } = certification;
      const cell = boardCell(certification, certifications, onBoard, today);
      const { status, quizzes } = cell;
      const missing = quizzes.filter(({ state }) => status !== "valid" && state !== "passed");
      return {
        ...{ id, title, status, state: cell.state, reason: cell.reason },
        left:
          status === "withdrawn"
            ? { share: 0, label: "Withdrawn" }
            : validityLeft(onBoard.held.get(id), today),
        missing: missing.map((quiz) => ({ title: titleOf(quiz.quizId), reason: quiz.reason })),
      };
    }),
    certificates: certificates.map(({ id, code, certificationId, issuedAt, lastValidOn }) => ({
      ...{ id, code },
      title: titleOf(certificationId),
      issuedOn: formatDay(dayAt(issuedAt, timeZone)),
      validUntil: formatDay(lastValidOn),
      isRenewed: current.has(id),
      withdrawal: withdrawalInWords(withdrawals.get(id), timeZone),
    })),
    attempts: attempts.map((attempt) => ({
      id: attempt.id,
      title: titleOf(attempt.quizId),
      ...attemptInWords(attempt, timeZone),
      sureButUnsafe: unsafeOf.get(attempt.id),
    })),
    sureButUnsafe: unsafe
      .filter(({ isPassedSince }) => !isPassedSince)
      .map(({ attemptId, quizId, submittedAt, items }) => ({
        attemptId,
        title: titleOf(quizId),
        when: formatInstant(submittedAt, timeZone),
        text: sureButUnsafeInWords(items),
      })),
    extraTimes: extraTimes.map((each) => describeExtraTime(member, each, titleOf)),
    allowances: await describeAllowances(member, certifications, attempts, now),
    history: history.map((entry) => ({
      id: entry.id,
      when: formatInstant(entry.at, timeZone),
      title: historyTitle(entry, titleOf),
      tone: historyMood(entry),
      note:
        historyNote(entry) ??
        (entry.action === "attempt.submitted"
          ? unsafeOf.get(Number(entry.detail.attemptId))
          : undefined),
    })),
  };
}

function withdrawalInWords(withdrawal: Withdrawal | undefined, timeZone: string) {
  if (!withdrawal) return undefined;
  const { withdrawnAt, reason } = withdrawal;
  return `Withdrawn ${formatDay(dayAt(withdrawnAt, timeZone))}: ${reason}`;
}

function attemptInWords({ startedAt, deadlineAt, outcome }: AttemptSummary, timeZone: string) {
  if (!outcome) {
    const ends = deadlineAt ? `, ends at ${formatMoment(deadlineAt, timeZone, startedAt)}` : "";
    const when = `Started ${formatInstant(startedAt, timeZone)}${ends}`;
    return { state: "open" as const, when, text: "In progress" };
  }
  const { passed, percent, submittedAt } = outcome;
  return {
    state: passed ? ("passed" as const) : ("failed" as const),
    when: formatInstant(submittedAt, timeZone),
    text: `${passed ? "Passed" : "Failed"} ${formatPercent(percent)}`,
  };
}

/** What is left of each quiz that the person has to do with: required, or taken before. */
async function describeAllowances(
  { id, timeZone }: StaffMember,
  certifications: readonly PublishedCertification[],
  attempts: readonly AttemptSummary[],
  now: Date,
) {
  const quizIds = new Set([
    ...certifications.flatMap(({ definition }) => definition.requires.quizzes),
    ...attempts.map(({ quizId }) => quizId),
  ]);
  const published = await Promise.all([...quizIds].map((quizId) => findQuiz(quizId)));
  return Promise.all(
    published
      .filter((quiz) => quiz !== undefined)
      .map(async ({ quizId, quiz }) => {
        const allowance = await findAllowance(id, quizId, quiz, now);
        return {
          quizId,
          title: quiz.title,
          text: allowanceInWords(allowance, timeZone),
          isBlocked: !allowance.mayStart,
          canBeGranted: canBeGranted(quiz),
        };
      }),
  );
}
