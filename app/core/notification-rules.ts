import { addDays, type CalendarDay, daysBetween, formatDay, formatTime } from "./calendar.ts";
import type { Notification } from "./notification.ts";

/** So many days before the last valid day of a certificate its holder is told. */
export const REMINDER_DAYS = [90, 60, 30, 7, 0] as const;
/** For so many days after it a reminder is made up for that a pause of the server swallowed. */
const TOLD_LATE_DAYS = 7;
/** Nobody is told by the clock before this time of day. */
const EARLIEST_TIME = "07:00";

/** What a person holds of one certification: the newest certificate that counts. */
export type Holding = {
  certificationId: string;
  /** Of the certification. */
  title: string;
  certificateId: number;
  completedOn: CalendarDay;
  lastValidOn: CalendarDay;
  windowOpensOn: CalendarDay;
};

/** By when a person must hold a certification. */
export type Duty = {
  certificationId: string;
  title: string;
  dueOn: CalendarDay;
  /** The last day of a waiver. */
  waivedUntil?: CalendarDay;
};

/** What a person holds, or held, and what is asked of them. */
export type Holdings = { held: readonly Holding[]; duties: readonly Duty[] };

/** True once people at this place may be told by the clock today: nobody is woken by a reminder. */
export function isTellingTime(now: Date, timeZone: string): boolean {
  return formatTime(now, timeZone) >= EARLIEST_TIME;
}

/**
 * What a person is to be told by the clock on `today`, a calendar date of their home site. The
 * same keys come on every day until the next threshold: whoever saves them does so once each.
 */
export function dueNotifications(holdings: Holdings, today: CalendarDay): Notification[] {
  const { held, duties } = holdings;
  return [
    ...held.flatMap((certificate) => reminderOf(certificate, today) ?? []),
    ...duties.flatMap((duty) => dutyNotification(duty, certificateFor(duty, held), today) ?? []),
  ];
}

/** The certificate that answers a duty, in force or lapsed. */
export function certificateFor(
  { certificationId }: Duty,
  held: readonly Holding[],
): Holding | undefined {
  return held.find((certificate) => certificate.certificationId === certificationId);
}

/** How a duty stands: nothing is asked while it is waived or something valid is held. */
export function dutyState(
  { dueOn, waivedUntil }: Duty,
  certificate: Holding | undefined,
  today: CalendarDay,
): "none" | "assigned" | "overdue" {
  const isWaived = waivedUntil !== undefined && today <= waivedUntil;
  const isHeld = certificate !== undefined && today <= certificate.lastValidOn;
  if (isWaived || isHeld) return "none";
  return today > dueOn ? "overdue" : "assigned";
}

/**
 * The threshold that was reached last; those before it are not made up for. What had passed
 * already when the certificate was completed does not count: nobody is warned of what they have
 * just been given.
 */
function thresholdOf(
  { completedOn, lastValidOn }: Holding,
  today: CalendarDay,
): number | undefined {
  if (daysBetween(lastValidOn, today) > TOLD_LATE_DAYS) return undefined;
  const left = Math.max(0, daysBetween(today, lastValidOn));
  const nearest = REMINDER_DAYS.findLast((days) => left <= days);
  if (nearest === undefined || addDays(lastValidOn, -nearest) <= completedOn) return undefined;
  return nearest;
}

function reminderOf(certificate: Holding, today: CalendarDay): Notification | undefined {
  const threshold = thresholdOf(certificate, today);
  if (threshold === undefined) return undefined;
  const { title, certificateId, lastValidOn, windowOpensOn } = certificate;
  const left = daysBetween(today, lastValidOn);
  const about = {
    kind: "lapses" as const,
    key: `lapses:${certificateId}:${threshold}`,
    path: "/training",
  };
  const day = formatDay(lastValidOn);
  if (left < 0) {
    return {
      ...about,
      title: `Lapsed: ${title}`,
      body: `Your certification “${title}” was valid until ${day}. You can take its quizzes again now, in My training.`,
    };
  }
  const renewal =
    today < windowOpensOn
      ? `You can renew it from ${formatDay(windowOpensOn)}.`
      : "You can renew it now, in My training.";
  return {
    ...about,
    title: `${title}: ${left === 0 ? "last valid today" : `valid until ${day}`}`,
    body: `Your certification “${title}” is valid until ${day}, ${daysLeft(left)}. ${renewal}`,
  };
}

/** "in 12 days"; near ones by their name. */
function daysLeft(days: number): string {
  if (days === 0) return "which is today";
  return days === 1 ? "which is tomorrow" : `in ${days} days`;
}

function dutyNotification(
  duty: Duty,
  certificate: Holding | undefined,
  today: CalendarDay,
): Notification | undefined {
  const state = dutyState(duty, certificate, today);
  if (state === "none") return undefined;
  const { certificationId, title, dueOn } = duty;
  const day = formatDay(dueOn);
  if (state === "assigned") {
    return {
      kind: "assigned",
      key: `assigned:${certificationId}:${dueOn}`,
      title: `To do by ${day}: ${title}`,
      body: `Your clinic asks you to hold “${title}” by ${day}. My training shows what it takes.`,
      path: "/training",
    };
  }
  return {
    kind: "overdue",
    // Whoever lapses again later is told again.
    key: `overdue:${certificationId}:${dueOn}:${certificate?.certificateId ?? "none"}`,
    title: `Overdue: ${title}`,
    body:
      certificate && certificate.lastValidOn >= dueOn
        ? `Your clinic asks you to hold “${title}”. Your certification was valid until ${formatDay(certificate.lastValidOn)}. My training shows what is missing.`
        : `Your clinic asked you to hold “${title}” by ${day}, and you do not hold it yet. My training shows what is missing.`,
    path: "/training",
  };
}
