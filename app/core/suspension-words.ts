import { type CalendarDay, formatDay } from "./calendar.ts";
import type { Notification } from "./notification.ts";

type Suspension = {
  exceptionId: number;
  /** Of the certification; from every one when left out. */
  title?: string;
  untilOn: CalendarDay;
};

/** That somebody may not treat for a while. Why is their manager's to say, not a mail's. */
export function suspendedNotification({ exceptionId, title, untilOn }: Suspension): Notification {
  const from = title === undefined ? "" : ` from “${title}”`;
  const what = title === undefined ? "whatever you hold" : `under “${title}”`;
  return {
    kind: "suspended",
    key: `suspended:${exceptionId}`,
    title: `You are suspended${from}`,
    body: `Until ${formatDay(untilOn)} you may not treat, ${what}. Ask your manager about it.`,
    path: "/training",
  };
}

/** That a suspension was ended before its day: whether they may treat is said by My training. */
export function suspensionEndedNotification({ exceptionId, title }: Suspension): Notification {
  const from = title === undefined ? "" : ` from “${title}”`;
  return {
    kind: "suspended",
    key: `suspension-ended:${exceptionId}`,
    title: "Your suspension was ended",
    body: `Your suspension${from} was ended today. My training shows what you hold and how you stand.`,
    path: "/training",
  };
}
