import { type CalendarDay, daysBetween, formatDay } from "./calendar.ts";
import type { CertificationStatus, ValidityPeriod } from "./certification.ts";
import type { ClearanceFacts } from "./clearance.ts";

/* What is asked of somebody who looks at their own training, and what of it comes first. */

/** What counts today of what is asked of a person, waived and suspended. */
export type Standing = {
  /** By when it is asked for, where it was never held; negative once that day is past. */
  due?: { on: CalendarDay; inDays: number };
  waivedUntil?: CalendarDay;
  suspendedUntil?: CalendarDay;
};

export function standingOf(
  status: CertificationStatus,
  required: Pick<ClearanceFacts, "dueOn" | "waivedUntil" | "suspendedUntil"> = {},
  today: CalendarDay,
): Standing {
  const { dueOn, waivedUntil, suspendedUntil } = required;
  const isDue = status === "assigned" || status === "overdue";
  const inForce = (day: CalendarDay | undefined) => (day && day >= today ? day : undefined);
  return {
    due: isDue && dueOn ? { on: dueOn, inDays: daysBetween(today, dueOn) } : undefined,
    waivedUntil: inForce(waivedUntil),
    suspendedUntil: inForce(suspendedUntil),
  };
}

type Needed = {
  status: CertificationStatus;
  held?: Pick<ValidityPeriod, "lastValidOn">;
  standing: Standing;
};

/**
 * Certifications, the most needed first: overdue, then lapsed, then whatever ends or is due first.
 * What nobody asks for comes last where something is asked, and before a renewal where nothing is.
 */
export function byNeed<Card extends Needed>(cards: readonly Card[]): Card[] {
  const isAnythingAsked = cards.some(({ standing }) => standing.due);
  const placed = cards.map((card) => ({ card, place: placeOf(card, isAnythingAsked) }));
  placed.sort(
    ({ place: one }, { place: other }) =>
      one.group - other.group || compareDays(one.day, other.day),
  );
  return placed.map(({ card }) => card);
}

/** The smaller group comes first; in a group the earlier day; without days as they were. */
function placeOf({ status, held, standing }: Needed, isAnythingAsked: boolean) {
  const { due, waivedUntil } = standing;
  if (status === "overdue") return { group: 0, day: due?.on };
  if (waivedUntil) return { group: 4 };
  if (status === "assigned") return { group: 2, day: due?.on };
  if (status === "due-soon") return { group: isAnythingAsked ? 2 : 3, day: held?.lastValidOn };
  if (status === "none" && isAnythingAsked) return { group: 3 };
  return { group: 1 };
}

function compareDays(one: CalendarDay = "", other: CalendarDay = ""): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** "Due by 10 Dec 2026, in 12 days", "Was due by 1 Nov 2026, 21 days ago". */
export function dueInWordsOf({ on, inDays }: NonNullable<Standing["due"]>): string {
  return `${inDays < 0 ? "Was due by" : "Due by"} ${formatDay(on)}, ${distanceOf(inDays)}`;
}

/** What was decided, as the person reads it on their own card. */
export function decidedInWords({ waivedUntil, suspendedUntil }: Standing) {
  return [
    ...(suspendedUntil
      ? [
          {
            tone: "bad" as const,
            title: `You are suspended until ${formatDay(suspendedUntil)}`,
            text: "Until then you may not treat, whatever you hold. Ask your manager about it.",
          },
        ]
      : []),
    ...(waivedUntil
      ? [
          {
            tone: "info" as const,
            title: `Waived until ${formatDay(waivedUntil)}`,
            text: "Nobody asks you for it until then. To treat you still need a certificate in force.",
          },
        ]
      : []),
  ];
}

/** How far a day is from today: "in 12 days", "today", "3 days ago". */
export function distanceOf(days: number): string {
  if (days === 0) return "today";
  const amount = Math.abs(days) === 1 ? "1 day" : `${Math.abs(days)} days`;
  return days > 0 ? `in ${amount}` : `${amount} ago`;
}
