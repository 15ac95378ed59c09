import { type CalendarDay, daysBetween, formatDay } from "./calendar.ts";
import type { CertificationStatus } from "./certification.ts";
import type { ExceptionInForce } from "./requirement.ts";
import { dueInWordsOf } from "./training-due.ts";

/**
 * "Due by 10 Jul 2026, in 12 days", "Was due by 1 Jul 2026, 3 days ago", "Not asked for". Whoever
 * has held it since is late for nothing.
 */
export function askedInWords(
  { dueOn, status }: { dueOn?: CalendarDay; status: CertificationStatus },
  today: CalendarDay,
): string {
  if (dueOn === undefined) return "Not asked for";
  const isOpen = status === "assigned" || status === "overdue";
  if (!isOpen) return `Asked for by ${formatDay(dueOn)}`;
  return dueInWordsOf({ on: dueOn, inDays: daysBetween(today, dueOn) });
}

/** An exception in a few words: "Suspended from everything until 3 May 2027". */
export function exceptionInWords({ kind, certificationId, untilOn }: ExceptionInForce): string {
  const day = formatDay(untilOn);
  if (kind === "extension") return `Due date extended to ${day}`;
  if (kind === "waiver") return `Waived until ${day}`;
  const what = certificationId === undefined ? " from every certification" : "";
  return `Suspended${what} until ${day}`;
}
