import { type CalendarDay, daysBetween, formatDay } from "./calendar.ts";
import { type Notification, within } from "./notification.ts";
import { certificateFor, dutyState, type Holdings } from "./notification-rules.ts";

/** Somebody whom a manager answers for, and all that a digest may have to say of them. */
export type DigestMember = Holdings & {
  id: number;
  name: string;
  /** A calendar date of the person's home site. */
  today: CalendarDay;
  /** Quizzes that were failed twice or more since they were last passed. */
  failures: readonly { quizTitle: string; times: number }[];
};

/** So many people of a list are named; the board has the others. */
const NAMED_AT_MOST = 5;
/** Who lapsed longer ago than that is on the board, and no news on a Monday. */
const EXPIRED_DAYS = 365;

type Line = { personId: number; name: string; what: string; days: number };

type Section = { title: string; lines: Line[] };

/**
 * What a manager is told on a Monday of the staff of their own sites.
 * @param staff by name
 * @param monday the date of the digest, of the manager's home site
 */
export function digestNotification(
  staff: readonly DigestMember[],
  monday: CalendarDay,
): Notification {
  const sections = sectionsOf(staff).filter(({ lines }) => lines.length > 0);
  const concerned = new Set(sections.flatMap(({ lines }) => lines.map(({ personId }) => personId)));
  const about = { kind: "digest" as const, key: `digest:${monday}`, path: "/board" };
  if (concerned.size === 0) {
    return {
      ...about,
      title: "Your staff this week: all is well",
      body: `Nobody is overdue or expired, and nothing lapses in the next 90 days (${people(staff.length)}).`,
    };
  }
  return {
    ...about,
    title: `Your staff this week: ${people(concerned.size)} to look at`,
    body: [
      `As of ${formatDay(monday)}, of ${people(staff.length)} at your sites:`,
      ...sections.map(sectionText),
    ].join("\n\n"),
  };
}

function sectionsOf(staff: readonly DigestMember[]): Section[] {
  const overdue: Line[] = [];
  const expired: Line[] = [];
  const lapsing: Line[] = [];
  const failed: Line[] = [];
  for (const member of staff) {
    const { id: personId, name, today, held, duties, failures } = member;
    const isOverdue = new Set<string>();
    for (const duty of duties) {
      const certificate = certificateFor(duty, held);
      if (dutyState(duty, certificate, today) !== "overdue") continue;
      isOverdue.add(duty.certificationId);
      const since = [duty.dueOn, certificate?.lastValidOn ?? ""].reduce((one, other) =>
        one > other ? one : other,
      );
      const what = `${duty.title}, overdue since ${formatDay(since)}`;
      overdue.push({ personId, name, what, days: daysBetween(today, since) });
    }
    for (const { certificationId, title, lastValidOn } of held) {
      const days = daysBetween(today, lastValidOn);
      if (isOverdue.has(certificationId) || days > 90 || days < -EXPIRED_DAYS) continue;
      const line = { personId, name, days };
      const day = formatDay(lastValidOn);
      if (days < 0) expired.push({ ...line, what: `${title}, was valid until ${day}` });
      else lapsing.push({ ...line, what: `${title}, valid until ${day}` });
    }
    for (const { quizTitle, times } of failures) {
      failed.push({ personId, name, what: `${quizTitle}, failed ${times} times`, days: -times });
    }
  }
  const between = (from: number, to: number) =>
    soonestFirst(lapsing.filter(({ days }) => days >= from && days <= to));
  return [
    { title: "Overdue", lines: soonestFirst(overdue) },
    { title: "Expired", lines: soonestFirst(expired).reverse() },
    { title: "Lapsing within 30 days", lines: between(0, 30) },
    { title: "Lapsing in 31 to 60 days", lines: between(31, 60) },
    { title: "Lapsing in 61 to 90 days", lines: between(61, 90) },
    { title: "Failed twice or more", lines: soonestFirst(failed) },
  ];
}

function soonestFirst(lines: readonly Line[]): Line[] {
  return [...lines].sort((one, other) => one.days - other.days);
}

function people(count: number): string {
  return count === 1 ? "1 person" : `${count} people`;
}

function sectionText({ title, lines }: Section): string {
  const named = lines
    .slice(0, NAMED_AT_MOST)
    .map(({ personId, name, what }) => `- ${within(name)}: ${within(what)} → /people/${personId}`);
  const others = lines.length - named.length;
  const rest = others > 0 ? [`- and ${others} more, on the board → /board`] : [];
  return [`${title} (${lines.length})`, "", ...named, ...rest].join("\n");
}
