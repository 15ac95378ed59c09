import { addDays, type CalendarDay, formatDay } from "./calendar.ts";
import { isAbout, type Requirement, type StaffPeriod } from "./requirement.ts";

/* Whom a requirement is about, how many of them hold what it asks for, and how it reads. */

/** By a day, or so many days after joining. */
export type DueRule =
  | { dueOn: CalendarDay; withinDays?: undefined }
  | { dueOn?: undefined; withinDays: number };

/** Somebody who works somewhere now. */
export type StaffNow = {
  id: number;
  /** Of their home site: its calendar decides what is in force. */
  timeZone: string;
  workplaces: readonly Pick<StaffPeriod, "siteId" | "jobRoleId">[];
};

type WhoIsAsked = Pick<Requirement, "personId" | "siteId" | "jobRoleId">;

/** Those whom a requirement is about, in the order given. */
export function concernedBy<Person extends StaffNow>(
  requirement: WhoIsAsked,
  staff: readonly Person[],
): Person[] {
  return staff.filter((person) =>
    person.workplaces.some((workplace) => isAbout(requirement, person, workplace)),
  );
}

/** How many people there are, and how many of them hold a certificate in force. */
export type Reach = { people: number; holding: number };

/**
 * @param heldUntil the last valid day of the newest certificate, by person
 * @param todayIn the calendar date now, by time zone
 */
export function reachOf(
  people: readonly StaffNow[],
  heldUntil: ReadonlyMap<number, CalendarDay> | undefined,
  todayIn: (timeZone: string) => CalendarDay,
): Reach {
  const holding = people.filter(({ id, timeZone }) => {
    const until = heldUntil?.get(id);
    return until !== undefined && until >= todayIn(timeZone);
  });
  return { people: people.length, holding: holding.length };
}

/** "by 1 Sep 2027", "within 30 days of joining". */
export function dueRuleInWords({ dueOn, withinDays }: DueRule): string {
  if (dueOn !== undefined) return `by ${formatDay(dueOn)}`;
  if (withinDays === 0) return "on the day of joining";
  return `within ${days(withinDays)} of joining`;
}

/** "Nurses at Linden Harbour" as "Nurse, Linden Harbour"; what is left out is any. */
export function whoInWords({ siteName, jobRole }: { siteName?: string; jobRole?: string }): string {
  return `${jobRole ?? "Everybody"}, ${siteName ?? "every site"}`;
}

/** What a new requirement means for those who are there, and for those to come. */
export function consequenceInWords(rule: DueRule, today: CalendarDay): string {
  if (rule.dueOn !== undefined) {
    return `Whoever does not hold it by ${formatDay(rule.dueOn)} shows as overdue, also who joins later.`;
  }
  const askedUntil = formatDay(addDays(today, rule.withinDays));
  return `Who works there already has until ${askedUntil}, counted from today; who joins later has ${days(rule.withinDays)} from the day they join.`;
}

function days(number: number): string {
  return number === 1 ? "1 day" : `${number} days`;
}
