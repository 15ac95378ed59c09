import { addDays, type CalendarDay, dayAt } from "./calendar.ts";

/** When somebody was an active trainee at a site, and as what; without an end, they still are. */
export type StaffPeriod = {
  siteId: number;
  jobRoleId?: number;
  startedAt: Date;
  endedAt?: Date;
  /** IANA name of the site's zone: its calendar decides when somebody joined. */
  timeZone: string;
};

/** Everyone with a job role at a site (left out: any), or one person, must hold a certification. */
export type Requirement = {
  certificationId: string;
  personId?: number;
  siteId?: number;
  jobRoleId?: number;
  /** By this day, or so many days after joining: one of the two. */
  dueOn?: CalendarDay;
  withinDays?: number;
  createdAt: Date;
};

/** A decision about one person, while it stands. */
export type ExceptionInForce = {
  kind: "extension" | "waiver" | "suspension";
  /** Left out for a suspension from everything. */
  certificationId?: string;
  untilOn: CalendarDay;
};

/**
 * The day by which a person must hold a certification: the earliest of all requirements that are
 * about them, moved by their latest extension; undefined where none is. Days after joining count
 * from the day they joined, or the day the requirement was made where that is later: nobody is
 * late for what was asked of them only now.
 * @param periods all of the person's, ended ones too; without an open one nothing is required
 */
export function dueDay(
  person: { id: number; periods: readonly StaffPeriod[] },
  certificationId: string,
  requirements: readonly Requirement[],
  exceptions: readonly ExceptionInForce[],
): CalendarDay | undefined {
  const days = requirements
    .filter((each) => each.certificationId === certificationId)
    .flatMap((requirement) => dueBy(requirement, person) ?? []);
  const due = firstOf(days);
  if (due === undefined) return undefined;
  const extended = untilOf("extension", certificationId, exceptions);
  return extended !== undefined && extended > due ? extended : due;
}

/** Until when a waiver, a suspension or an extension reaches; undefined where there is none. */
export function untilOf(
  kind: ExceptionInForce["kind"],
  certificationId: string,
  exceptions: readonly ExceptionInForce[],
): CalendarDay | undefined {
  const days = exceptions
    .filter((each) => each.kind === kind)
    .filter((each) => (each.certificationId ?? certificationId) === certificationId)
    .map(({ untilOn }) => untilOn)
    .sort();
  return days.at(-1);
}

/** True where a requirement is about somebody who works there, as that. */
export function isAbout(
  { personId, siteId, jobRoleId }: Pick<Requirement, "personId" | "siteId" | "jobRoleId">,
  person: { id: number },
  period: Pick<StaffPeriod, "siteId" | "jobRoleId">,
): boolean {
  if (personId !== undefined) return personId === person.id;
  return (
    (siteId === undefined || siteId === period.siteId) &&
    (jobRoleId === undefined || jobRoleId === period.jobRoleId)
  );
}

function dueBy(
  requirement: Requirement,
  person: { id: number; periods: readonly StaffPeriod[] },
): CalendarDay | undefined {
  const concerned = person.periods.filter((period) => isAbout(requirement, person, period));
  const open = concerned.filter(({ endedAt }) => endedAt === undefined);
  if (open.length === 0) return undefined;
  if (requirement.dueOn !== undefined) return requirement.dueOn;
  const days = open.map((period) => {
    const joinedOn = dayAt(joinedAt(period, concerned), period.timeZone);
    const askedOn = dayAt(requirement.createdAt, period.timeZone);
    return addDays(joinedOn > askedOn ? joinedOn : askedOn, requirement.withinDays ?? 0);
  });
  return firstOf(days);
}

/** When somebody joined: a move without a gap between two places that count is no new start. */
function joinedAt(period: StaffPeriod, concerned: readonly StaffPeriod[]): Date {
  const before = concerned.find(
    ({ startedAt, endedAt }) =>
      endedAt?.getTime() === period.startedAt.getTime() && startedAt < period.startedAt,
  );
  return before ? joinedAt(before, concerned) : period.startedAt;
}

function firstOf(days: readonly CalendarDay[]): CalendarDay | undefined {
  return [...days].sort()[0];
}
