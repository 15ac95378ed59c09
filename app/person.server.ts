import { allowanceInWords, canBeGranted } from "#app/core/attempt-grant.ts";
import { boardCell } from "#app/core/board-cell.ts";
import {
  type CalendarDay,
  dayAt,
  formatDay,
  formatInstant,
  formatMoment,
} from "#app/core/calendar.ts";
import { cellActions } from "#app/core/cell-actions.ts";
import { sureButUnsafeInWords } from "#app/core/certainty.ts";
import { requiresOf } from "#app/core/certification-file.ts";
import { historyMood, historyNote, historyTitle } from "#app/core/history.ts";
import { formatPercent } from "#app/core/scoring.ts";
import { inOneLine, staffEventTitle } from "#app/core/staff-events.ts";
import { type AttemptSummary, findAllowance, listAttempts } from "#db/queries/attempts.ts";
import { endOfDay } from "#db/queries/board-at.ts";
import { listSureButUnsafeOf } from "#db/queries/certainty.ts";
import { listCertificates } from "#db/queries/certificates.ts";
import {
  listEveryCertification,
  type PublishedCertification,
} from "#db/queries/certification-definitions.ts";
import { listCertificationsOn } from "#db/queries/certifications-on.ts";
import { listExtraTimes } from "#db/queries/extra-times.ts";
import { findQuiz, listEveryQuiz } from "#db/queries/quizzes.ts";
import {
  findOnBoard,
  findOnBoardAt,
  listAttemptsAt,
  listHistory,
  type StaffMember,
} from "#db/queries/staff.ts";
import { listStaffEvents } from "#db/queries/staff-events.ts";
import { listWithdrawals, type Withdrawal } from "#db/queries/withdrawals.ts";
import { validityLeft } from "./core/training-words.ts";
import { describeExtraTime } from "./extra-time.server.ts";

/** How far back the history of a person's page goes. */
const HISTORY_ENTRIES = 60;

/**
 * Everything that the page of a member of staff tells, ready to read.
 * @param on a past day: what was true at its end, and nothing that came later
 */
export async function describeStaffMember(member: StaffMember, now: Date, on?: CalendarDay) {
  const { timeZone } = member;
  const today = on ?? dayAt(now, timeZone);
  const until = on ? endOfDay(on, timeZone) : now;
  const [everyCertification, everyQuiz, attempts, everyCertificate, unsafe, extraTimes] =
    await Promise.all([
      listEveryCertification(),
      listEveryQuiz(),
      on ? listAttemptsAt(member, until) : listAttempts(member.id),
      listCertificates(member.id),
      listSureButUnsafeOf(member),
      listExtraTimes(member),
    ]);
  const [history, events] = await Promise.all([
    listHistory(member, HISTORY_ENTRIES, on ? until : undefined),
    listStaffEvents(member, until),
  ]);
  const certificates = everyCertificate.filter(({ issuedAt }) => issuedAt <= until);
  const unsafeOf = new Map(
    unsafe.map((each) => [each.attemptId, sureButUnsafeInWords(each.items)]),
  );
  const titles = new Map([
    ...everyQuiz.map(({ quizId, title }): [string, string] => [quizId, title]),
    ...everyCertification.flatMap(({ definition }) =>
      requiresOf(definition).outside.map(({ id, title }): [string, string] => [id, title]),
    ),
    ...everyCertification.map(({ id, title }): [string, string] => [id, title]),
  ]);
  const titleOf = (id: string) => titles.get(id) ?? id;
  const certifications = on
    ? await listCertificationsOn(on, timeZone)
    : everyCertification.filter(({ retiredAt }) => retiredAt === undefined);
  const onBoard = on
    ? await findOnBoardAt(member, certifications, on)
    : await findOnBoard(member, certifications);
  const certificateIds = certificates.map(({ id }) => id);
  const withdrawals = await listWithdrawals(certificateIds, on ? until : undefined);
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
        mayTreat: cell.mayTreat,
        parts: cell.parts.map(({ kind, id: partId, title: partTitle, text, isInForce }) => ({
          ...{ key: `${kind} ${partId}`, title: partTitle, text, isInForce },
        })),
        actions: on ? [] : cellActions(member.id, id, cell),
        left:
          cell.mayTreat || status === "valid" || status === "due-soon"
            ? validityLeft(onBoard.held.get(id), today)
            : undefined,
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
    allowances: on ? [] : await describeAllowances(member, certifications, attempts, now),
    history: inOneLine(
      [
        ...history.map((entry) => ({
          id: `log ${entry.id}`,
          at: entry.at,
          title: historyTitle(entry, titleOf),
          tone: historyMood(entry),
          note:
            historyNote(entry) ??
            (entry.action === "attempt.submitted"
              ? unsafeOf.get(Number(entry.detail.attemptId))
              : undefined),
        })),
        ...events.map((event) => ({
          id: event.id,
          at: event.at,
          title: staffEventTitle(event),
          tone: "none" as const,
          note: undefined,
        })),
      ],
      HISTORY_ENTRIES,
    ).map(({ at, id, title, tone, note }) => ({
      ...{ id, title, tone, note },
      when: formatInstant(at, timeZone),
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
