import { and, asc, desc, eq, inArray, or, type SQL, sql } from "drizzle-orm";
import type { BoardPerson } from "#app/core/board.ts";
import type { PersonOnBoard } from "#app/core/board-cell.ts";
import { addDays, type CalendarDay, startOfDay } from "#app/core/calendar.ts";
import type { ClearanceFacts, NamedCertification } from "#app/core/clearance.ts";
import { db, type Queryable, tables } from "#db/client.server.ts";
import { type Scope, type StaffFilter, sitesOf, worksForOneOf } from "./board.ts";
import type { BoardRow } from "./board-rows.ts";
import { type DecidingFacts, listDecidingAt, listKnownAt } from "./facts-at.ts";
import { isOneOf } from "./ids.ts";
import { matchesName } from "./people-search.ts";
import { stood } from "./stood.ts";
import type { Workplace } from "./workplaces.ts";

const { jobRoles, people, sites, staffPeriods } = tables;

/** The last instant of a calendar date in a time zone. */
export function endOfDay(day: CalendarDay, timeZone: string): Date {
  return new Date(startOfDay(addDays(day, 1), timeZone).getTime() - 1);
}

/** Somebody on the board of a past day, and at which of the manager's sites they stood. */
export type PersonAt = BoardPerson & { siteId: number };

/**
 * Everybody who was the manager's staff at the end of a past day, by name. The day ends for each
 * person in the zone of their home site.
 * @param certificationIds what to bring the facts of: the chosen one first, then what it requires
 */
export async function listBoardPeopleAt(
  scope: Scope,
  filter: StaffFilter,
  [chosenId, ...requiredIds]: readonly string[],
  day: CalendarDay,
): Promise<PersonAt[]> {
  const q = await db();
  const staff = await listStaffAt(q, scope, filter, day);
  const facts = new Map<number, DecidingFacts>();
  if (chosenId !== undefined) {
    for (const [timeZone, ids] of byZone(staff)) {
      const at = endOfDay(day, timeZone);
      for (const [id, own] of await listDecidingAt(q, ids, at, [chosenId, ...requiredIds])) {
        facts.set(id, own);
      }
    }
  }
  return staff.map((person) => {
    const own = facts.get(person.id);
    if (!own || chosenId === undefined) return person;
    const required = new Map(requiredIds.map((id) => [id, factsFor(own, id)]));
    return { ...person, ...factsFor(own, chosenId), required };
  });
}

function factsFor({ held, withdrawn, beside }: DecidingFacts, id: string): ClearanceFacts {
  return { held: held.get(id), withdrawn: withdrawn.get(id), ...beside.get(id) };
}

type StaffAt = { id: number; timeZone: string; siteId: number };

/** Who was staff at the end of a day, by name; of several sites the home site first. */
async function listStaffAt(
  q: Queryable,
  scope: Scope,
  filter: StaffFilter,
  day: CalendarDay,
): Promise<StaffAt[]> {
  const rows = await q
    .select({ id: people.id, timeZone: sites.timeZone, siteId: staffPeriods.siteId })
    .from(staffPeriods)
    .innerJoin(people, eq(people.id, staffPeriods.personId))
    .innerJoin(sites, eq(sites.id, people.homeSiteId))
    .where(
      and(
        inArray(staffPeriods.siteId, sitesOf(scope, filter)),
        filter.jobRoleId === undefined ? undefined : eq(staffPeriods.jobRoleId, filter.jobRoleId),
        await wasStaffAtEndOf(q, day),
        ...matchesName(filter.search),
      ),
    )
    .orderBy(
      asc(people.sortName),
      asc(people.id),
      desc(sql`${people.homeSiteId} = ${staffPeriods.siteId}`),
      asc(staffPeriods.siteId),
    );
  return rows.filter(({ id }, index) => rows[index - 1]?.id !== id);
}

/** A condition on staff periods, joined with the home site: in force as the day ended there. */
async function wasStaffAtEndOf(q: Queryable, day: CalendarDay): Promise<SQL | undefined> {
  const zones = await q.selectDistinct({ timeZone: sites.timeZone }).from(sites);
  return or(
    ...zones.map(({ timeZone }) =>
      and(
        eq(sites.timeZone, timeZone),
        stood(staffPeriods.startedAt, staffPeriods.endedAt, endOfDay(day, timeZone)),
      ),
    ),
  );
}

/** How many people the board of a past day has without any filter. */
export async function countBoardPeopleAt(scope: Scope, day: CalendarDay): Promise<number> {
  return (await listStaffAt(await db(), scope, {}, day)).length;
}

/** The job roles that somebody has or had at the manager's sites, by name. */
export async function listJobRolesEver({ managedSiteIds }: Scope) {
  const q = await db();
  return q
    .selectDistinct({ id: jobRoles.id, name: jobRoles.name })
    .from(jobRoles)
    .innerJoin(staffPeriods, eq(staffPeriods.jobRoleId, jobRoles.id))
    .where(inArray(staffPeriods.siteId, managedSiteIds))
    .orderBy(asc(jobRoles.name));
}

/** The rows of these people as they were at the end of a past day, in this order. */
export async function listBoardRowsAt(
  scope: Scope,
  personIds: readonly number[],
  certifications: readonly NamedCertification[],
  day: CalendarDay,
): Promise<BoardRow[]> {
  const q = await db();
  const found = await q
    .select({
      id: people.id,
      name: people.name,
      email: people.email,
      timeZone: sites.timeZone,
      siteName: sql<string>`(select ${sites.name} from ${sites} where ${sites.id} = ${staffPeriods.siteId})`,
      jobRole: jobRoles.name,
    })
    .from(staffPeriods)
    .innerJoin(people, eq(people.id, staffPeriods.personId))
    .innerJoin(sites, eq(sites.id, people.homeSiteId))
    .leftJoin(jobRoles, eq(jobRoles.id, staffPeriods.jobRoleId))
    .where(
      and(
        isOneOf(people.id, personIds),
        inArray(staffPeriods.siteId, scope.managedSiteIds),
        await wasStaffAtEndOf(q, day),
      ),
    )
    .orderBy(desc(sql`${people.homeSiteId} = ${staffPeriods.siteId}`), asc(staffPeriods.siteId));
  const workplaces = new Map<number, Workplace[]>();
  for (const { id, siteName, jobRole } of found) {
    const others = workplaces.get(id) ?? [];
    workplaces.set(id, [...others, { siteName, jobRole: jobRole ?? undefined }]);
  }
  const known = new Map<number, PersonOnBoard>();
  const staff = [...new Map(found.map((row) => [row.id, row])).values()];
  for (const [timeZone, ids] of byZone(staff)) {
    for (const [id, own] of await listKnownAt(q, ids, certifications, endOfDay(day, timeZone))) {
      known.set(id, own);
    }
  }
  const still = await listStillStaff(q, scope, personIds);
  const rows = new Map(
    staff.flatMap(({ id, name, email, timeZone }): [number, BoardRow][] => {
      const own = known.get(id);
      if (!own) return [];
      const person = { id, name, email, timeZone, hasJoined: true, isStaffNow: still.has(id) };
      return [[id, { ...person, ...own, workplaces: workplaces.get(id) ?? [] }]];
    }),
  );
  return personIds.flatMap((id) => rows.get(id) ?? []);
}

/** Who of them works for the manager today: only their pages can be opened. */
async function listStillStaff(q: Queryable, scope: Scope, personIds: readonly number[]) {
  const rows = await q
    .select({ id: people.id })
    .from(people)
    .where(and(isOneOf(people.id, personIds), worksForOneOf(q, scope)));
  return new Set(rows.map(({ id }) => id));
}

function byZone<Person extends { id: number; timeZone: string }>(staff: readonly Person[]) {
  const zones = new Map<string, number[]>();
  for (const { id, timeZone } of staff) {
    const own = zones.get(timeZone);
    if (own) own.push(id);
    else zones.set(timeZone, [id]);
  }
  return zones;
}
