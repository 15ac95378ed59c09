import { auditWords } from "./audit-words.ts";
import { formatDay, isCalendarDay } from "./calendar.ts";
import { extraTimeInWords } from "./extra-time.ts";
import { formatPercent } from "./scoring.ts";

/** Something that happened to a person, as the audit log keeps it. */
export type HistoryEntry = {
  id: number;
  at: Date;
  /** Noun first: "attempt.submitted". */
  action: string;
  detail: Readonly<Record<string, string | number | boolean | null>>;
  /** Who did it, unless it was the person or the server. */
  actorName?: string;
};

/** Gives the title of a quiz or a certification by its id. */
export type TitleOf = (id: string) => string;

/** An entry in a sentence of a few words. */
export function historyTitle({ action, detail }: HistoryEntry, titleOf: TitleOf): string {
  const title = titleOf(textOf(detail.quizId ?? detail.certificationId));
  switch (action) {
    case "attempt.started":
      return `Started ${title}`;
    case "attempt.submitted":
      return `${detail.passed === true ? "Passed" : "Failed"} ${title} with ${formatPercent(Number(detail.percent))}`;
    case "attempt.granted":
      return `Was granted another attempt at ${title}`;
    case "attempt.deadline-moved":
      return `The end of ${title} was moved: ${movedBy(detail)}`;
    case "extra-time.given":
      return `Was given ${extraTimeOf(detail)} for ${title || EVERY_QUIZ}`;
    case "extra-time.ended":
      return `Extra time was ended: ${extraTimeOf(detail)} for ${title || EVERY_QUIZ}`;
    case "certificate.issued":
      return `Certificate issued: ${title}${validUntil(detail.lastValidOn)}`;
    case "sign-off.steps-confirmed":
      return `Seen for ${textOf(detail.practical)}: ${textOf(detail.steps)}`;
    case "sign-off.steps-taken-back":
      return `Taken back for ${textOf(detail.practical)}: ${textOf(detail.steps)}`;
    case "sign-off.made":
      return `Signed off: ${textOf(detail.practical)}, for ${title}${validUntil(detail.validUntil)}`;
    case "sign-off.withdrawn":
      return `Sign-off withdrawn: ${textOf(detail.practical)}, for ${title}`;
    case "outside.recorded":
      return `Recorded: ${textOf(detail.outside)}${validUntil(detail.validUntil)}`;
    case "outside.withdrawn":
      return `Record withdrawn: ${textOf(detail.outside)}`;
    case "certificate.withdrawn":
      return `Certificate withdrawn: ${title}`;
    case "certificate.restored":
      return `Certificate counts again: ${title}`;
    case "requirement.assigned":
      return `Was assigned ${title}${onDay(", due by", detail.dueOn)}`;
    case "requirement.unassigned":
      return `Assignment of ${title} was ended`;
    case "extension.given":
      return `Due date of ${title} was extended${onDay(" to", detail.untilOn)}`;
    case "waiver.given":
      return `${title} was waived${onDay(" until", detail.untilOn)}`;
    case "suspension.given":
      return `Was suspended from ${title || EVERY_CERTIFICATION}${onDay(" until", detail.untilOn)}`;
    case "extension.ended":
      return `Extension of the due date of ${title} was ended`;
    case "waiver.ended":
      return `Waiver of ${title} was ended`;
    case "suspension.ended":
      return `Suspension from ${title || EVERY_CERTIFICATION} was ended`;
    case "attempt.regraded":
      return `Score of ${title} corrected from ${textOf(detail.from)} to ${textOf(detail.to)}${verdictChange(detail)}`;
    case "reminder.sent":
      return `Was reminded of ${title}`;
    default:
      return ACCOUNT_NEWS[action] ?? auditWords(action);
  }
}

/** What happens to an account, which needs no detail. */
const ACCOUNT_NEWS: Readonly<Record<string, string>> = {
  "person.invited": "Was invited",
  "person.invited-again": "Was invited again",
  "person.joined": "Accepted the invitation",
  "person.corrected": "Name or e-mail address was corrected",
  "person.position-changed": "Roles, sites or job role were changed",
  "person.deactivated": "Account was deactivated",
  "person.reactivated": "Account was reactivated",
  "person.reset-link-made": "Was given a link to choose a new password",
  "person.password-reset": "Chose a new password by a link",
  "person.password-changed": "Changed the password",
};

const GOOD_NEWS: ReadonlySet<string> = new Set([
  "certificate.issued",
  "certificate.restored",
  "sign-off.made",
  "outside.recorded",
]);
const BAD_NEWS: ReadonlySet<string> = new Set([
  "certificate.withdrawn",
  "sign-off.withdrawn",
  "outside.withdrawn",
  "suspension.given",
]);

/** Whether an entry is good news, bad news, or only news. */
export function historyMood({ action, detail }: HistoryEntry): "good" | "bad" | "info" | "none" {
  if (GOOD_NEWS.has(action)) return "good";
  if (BAD_NEWS.has(action)) return "bad";
  if (action === "attempt.regraded") {
    if (detail.verdictChanged !== true) return "info";
    return detail.passed === true ? "good" : "bad";
  }
  if (action === "attempt.submitted") return detail.passed === true ? "good" : "bad";
  return NEWS.has(action) ? "info" : "none";
}

/** Who did it and why, where that says more than the title. */
export function historyNote({ detail, actorName }: HistoryEntry): string | undefined {
  const reason = textOf(detail.reason);
  const notes = [actorName && `By ${actorName}`, reason && `“${reason}”`].filter(Boolean);
  return notes.length > 0 ? notes.join(": ") : undefined;
}

/** What is neither good nor bad, and still worth a sign. */
const NEWS: ReadonlySet<string> = new Set([
  "attempt.granted",
  "extra-time.given",
  "requirement.assigned",
  "extension.given",
  "waiver.given",
  "suspension.ended",
]);

const EVERY_CERTIFICATION = "every certification";
const EVERY_QUIZ = "every quiz with a time limit";

function extraTimeOf({ minutes, percentOfLimit }: HistoryEntry["detail"]): string {
  return extraTimeInWords(
    typeof minutes === "number" ? { minutes } : { percent: Number(percentOfLimit) },
  );
}

function movedBy({ minutesLater, minutesSooner }: HistoryEntry["detail"]): string {
  const minutes = Number(minutesLater ?? minutesSooner);
  const amount = minutes === 1 ? "1 minute" : `${minutes} minutes`;
  return `${amount} ${minutesLater === undefined ? "sooner" : "later"}`;
}

function verdictChange({ verdictChanged, passed }: HistoryEntry["detail"]): string {
  if (verdictChanged !== true) return "";
  return passed === true ? ", now a pass" : ", now a fail";
}

function validUntil(day: unknown): string {
  return onDay(", valid until", day);
}

function onDay(words: string, day: unknown): string {
  return typeof day === "string" && isCalendarDay(day) ? `${words} ${formatDay(day)}` : "";
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
