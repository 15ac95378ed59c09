import {
  addDays,
  addMonths,
  type CalendarDay,
  dayAt,
  daysBetween,
  formatDay,
  startOfDay,
} from "./calendar.ts";
import type { CertificationDefinition, ValidityRule } from "./certification-file.ts";
import { type PartRecords, partsMissing } from "./certification-parts.ts";

/** The days of one certificate. All are calendar dates of the site. */
export type ValidityPeriod = {
  startsOn: CalendarDay;
  lastValidOn: CalendarDay;
  windowOpensOn: CalendarDay;
};

/**
 * The last valid day of a period that starts on `start`: the day before start + months; where
 * that day number does not exist in its month, the last day of that month (PRODUCT.md section 5).
 */
export function lastValidDay(start: CalendarDay, months: number): CalendarDay {
  const end = addMonths(start, months);
  const dayNumberExists = end.slice(8) === start.slice(8);
  return dayNumberExists ? addDays(end, -1) : end;
}

/** What a new period asks of the certificate it follows: the days printed on it, whatever the rule says now. */
type PreviousPeriod = Pick<ValidityPeriod, "lastValidOn" | "windowOpensOn">;

/**
 * The period that a completion on `completedOn` gives. `previous` is the certificate it follows,
 * if there is one.
 */
export function validityPeriod(
  rule: ValidityRule,
  completedOn: CalendarDay,
  previous?: PreviousPeriod,
): ValidityPeriod {
  const startsOn = startDay(rule, completedOn, previous);
  const lastValidOn =
    rule.mode === "fixed"
      ? fixedLastDay(rule, completedOn, previous)
      : lastValidDay(startsOn, rule.months);
  // Never on the first day itself: the passes that earned a certificate must not renew it as well.
  const windowOpensOn = laterOf(
    addDays(startsOn, 1),
    addDays(lastValidOn, -rule.renewalWindowDays),
  );
  return { startsOn, lastValidOn, windowOpensOn };
}

/** Renewing inside the window of an anniversary rule loses nothing: the new period follows on. */
function startDay(
  rule: ValidityRule,
  completedOn: CalendarDay,
  previous: PreviousPeriod | undefined,
): CalendarDay {
  if (rule.mode !== "anniversary" || !previous) return completedOn;
  const inWindow = completedOn >= previous.windowOpensOn && completedOn <= previous.lastValidOn;
  return inWindow ? addDays(previous.lastValidOn, 1) : completedOn;
}

/**
 * The smallest fixed day + k periods that leaves at least the minimum active period. Renewing a
 * certificate in force always ends later than it: with a minimum as long as the window, the day
 * the window opens would otherwise give the same last day again.
 */
function fixedLastDay(
  { fixedDay, months, minimumActiveDays }: Extract<ValidityRule, { mode: "fixed" }>,
  completedOn: CalendarDay,
  previous: PreviousPeriod | undefined,
): CalendarDay {
  const leavesMinimum = addDays(completedOn, minimumActiveDays);
  const earliest =
    previous && completedOn <= previous.lastValidOn
      ? laterOf(leavesMinimum, addDays(previous.lastValidOn, 1))
      : leavesMinimum;
  // Start well before and step forward: always from the fixed day, so that month ends do not drift.
  let periods = Math.floor(daysBetween(fixedDay, earliest) / (months * 31)) - 1;
  while (addMonths(fixedDay, periods * months) < earliest) periods += 1;
  while (addMonths(fixedDay, (periods - 1) * months) >= earliest) periods -= 1;
  return addMonths(fixedDay, periods * months);
}

function laterOf(one: CalendarDay, other: CalendarDay): CalendarDay {
  return one > other ? one : other;
}

/**
 * Where a person stands with a certification. Whether they may treat is for `clearance.ts` to say:
 * suspensions and waivers stand beside this, and parts can lapse while a certificate is in force.
 */
export type CertificationStatus =
  | "none"
  /** Never held, and asked for by a day that is not past. */
  | "assigned"
  /** Never held, and the day by which it was asked for is past. */
  | "overdue"
  | "valid"
  | "due-soon"
  | "grace"
  | "expired"
  /** The certificate would be in force, but was taken back. */
  | "withdrawn";

/** The newest certificate of a certification that was taken back. */
export type WithdrawnCertificate = Pick<ValidityPeriod, "lastValidOn"> & {
  code: string;
  /** A calendar date of the person's site. */
  withdrawnOn: CalendarDay;
  reason: string;
  /** True where a corrected result took it away. */
  isByRegrade?: boolean;
};

/**
 * The status on `today`, a calendar date of the person's site. A withdrawn certificate shows for
 * as long as it would have been in force, unless another one is.
 */
export function certificationStatus(
  held: Pick<ValidityPeriod, "lastValidOn" | "windowOpensOn"> | undefined,
  today: CalendarDay,
  rule: Pick<ValidityRule, "graceDays">,
  withdrawn?: Pick<WithdrawnCertificate, "lastValidOn">,
): CertificationStatus {
  const isInForce = held && today <= held.lastValidOn;
  if (withdrawn && today <= withdrawn.lastValidOn && !isInForce) return "withdrawn";
  if (!held) return "none";
  if (today < held.windowOpensOn) return "valid";
  if (today <= held.lastValidOn) return "due-soon";
  return today <= addDays(held.lastValidOn, rule.graceDays) ? "grace" : "expired";
}

/** The reason behind a status, short enough for a cell of the board. */
export function statusReason(
  status: CertificationStatus,
  held: Pick<ValidityPeriod, "lastValidOn"> | undefined,
  withdrawn?: Pick<WithdrawnCertificate, "withdrawnOn">,
): string {
  if (status === "withdrawn" && withdrawn) return `withdrawn ${formatDay(withdrawn.withdrawnOn)}`;
  if (status === "none" || !held) return "never certified";
  const day = formatDay(held.lastValidOn);
  if (status === "expired") return `lapsed, last valid ${day}`;
  return status === "grace" ? `in grace, last valid ${day}` : `valid until ${day}`;
}

/** A pass of one quiz on a calendar date of the site. */
export type QuizPass = { quizId: string; passedOn: CalendarDay };

/**
 * The first day on which a quiz pass counts towards the next certificate. For a renewal that is the
 * day the window opened; for a first certificate, or after expiry, a pass counts while it is not
 * older than the validity period.
 */
export function passesCountFrom(
  rule: ValidityRule,
  held: PreviousPeriod | undefined,
  today: CalendarDay,
): CalendarDay {
  const isRenewal = held !== undefined && today <= held.lastValidOn;
  return isRenewal ? held.windowOpensOn : addMonths(today, -rule.months);
}

export type Progress = {
  /** Quizzes of the certification with a pass that counts. */
  done: string[];
  missing: string[];
};

/** What a person has done towards a certification. */
export type Achieved = { passes: readonly QuizPass[]; records: PartRecords };

/** Which required quizzes are done for the next certificate, and which are missing. */
export function certificationProgress(
  definition: CertificationDefinition,
  passes: readonly QuizPass[],
  held: ValidityPeriod | undefined,
  today: CalendarDay,
): Progress {
  const from = passesCountFrom(definition.validity, held, today);
  const counting = new Set(
    passes.filter(({ passedOn }) => passedOn >= from).map(({ quizId }) => quizId),
  );
  const { quizzes } = definition.requires;
  return {
    done: quizzes.filter((id) => counting.has(id)),
    missing: quizzes.filter((id) => !counting.has(id)),
  };
}

/**
 * The period of the certificate to issue on `today`, or undefined while a part is missing: a quiz
 * without a pass that counts, a sign-off, an outside requirement or another certification that is
 * not in force. A certificate that is in force can only be renewed inside its window.
 */
export function certificateDue(
  definition: CertificationDefinition,
  { passes, records }: Achieved,
  held: ValidityPeriod | undefined,
  today: CalendarDay,
): ValidityPeriod | undefined {
  if (held && today < held.windowOpensOn) return undefined;
  if (certificationProgress(definition, passes, held, today).missing.length > 0) return undefined;
  if (partsMissing(definition, records, today).length > 0) return undefined;
  return validityPeriod(definition.validity, today, held);
}

/**
 * When the present cycle of attempts began, so that limits come back with every cycle: the day the
 * renewal window opened once it is open, the instant the certificate was issued before that, and
 * undefined (from the beginning) without a certificate.
 */
export function cycleStart(
  held: (ValidityPeriod & { issuedAt: Date }) | undefined,
  now: Date,
  timeZone: string,
): Date | undefined {
  if (!held) return undefined;
  const today = dayAt(now, timeZone);
  return today >= held.windowOpensOn ? startOfDay(held.windowOpensOn, timeZone) : held.issuedAt;
}
