import { and, asc, count, desc, eq, exists, inArray, isNull, type SQL, sql } from "drizzle-orm";
import type { BoardPerson } from "#app/core/board.ts";
import type { BoardFilter } from "#app/core/board-filter.ts";
import type { ClearanceFacts } from "#app/core/clearance.ts";
import { db, type Queryable, tables, transaction } from "#db/client.server.ts";
import { recordAudit } from "./audit.ts";
import { listDecidingFacts } from "./deciding-facts.ts";
import { matchesName } from "./people-search.ts";
import type { SignedInPerson } from "./sessions.ts";

const { jobRoles, memberships, people, personRoles, sites } = tables;

/** Who asks: only staff of these sites is ever found. */
export type Scope = Pick<SignedInPerson, "managedSiteIds">;

/** Which of them are asked about. */
export type StaffFilter = Partial<Pick<BoardFilter, "search" | "siteId" | "jobRoleId">>;

/**
 * Everybody on the board, by name: trainees who work at the manager's sites and are not
 * deactivated. Someone at two of the sites comes once. No more of each than figures need.
 * @param certificationIds what to bring the facts of: the chosen one first, then what it requires
 */
export async function listBoardPeople(
  scope: Scope,
  filter: StaffFilter,
  [chosenId = "", ...requiredIds]: readonly string[],
): Promise<BoardPerson[]> {
  const q = await db();
  const who = isStaffOf(q, scope, filter);
  const staff = await listDecidingFacts(q, who, chosenId);
  if (requiredIds.length === 0) return staff;
  const required = new Map(staff.map(({ id }) => [id, new Map<string, ClearanceFacts>()]));
  for (const requiredId of requiredIds) {
    for (const { id, timeZone: _, ...facts } of await listDecidingFacts(q, who, requiredId)) {
      required.get(id)?.set(requiredId, facts);
    }
  }
  return staff.map((person) => ({ ...person, required: required.get(person.id) }));
}

/** At which of the sites somebody stands on a board that is grouped by site: their home site first. */
export async function listSiteOf(scope: Scope, filter: StaffFilter): Promise<Map<number, number>> {
  const q = await db();
  const rows = await q
    .select({ personId: memberships.personId, siteId: memberships.siteId })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .innerJoin(sites, eq(sites.id, memberships.siteId))
    .where(inArray(memberships.siteId, sitesOf(scope, filter)))
    .orderBy(asc(sql`${people.homeSiteId} = ${memberships.siteId}`), desc(sites.name));
  return new Map(rows.map((row) => [row.personId, row.siteId]));
}

/** How many people the board has without any filter. */
export async function countBoardPeople(scope: Scope): Promise<number> {
  const q = await db();
  const [row] = await q
    .select({ people: count() })
    .from(people)
    .where(isStaffOf(q, scope, {}));
  return row?.people ?? 0;
}

/** The job roles that somebody has at the manager's sites, by name. */
export async function listJobRolesOf({ managedSiteIds }: Scope) {
  const q = await db();
  return q
    .selectDistinct({ id: jobRoles.id, name: jobRoles.name })
    .from(jobRoles)
    .innerJoin(memberships, eq(memberships.jobRoleId, jobRoles.id))
    .where(inArray(memberships.siteId, managedSiteIds))
    .orderBy(asc(jobRoles.name));
}

/** Keeps that somebody took the board away as a file: how many people, and nobody's name. */
export async function recordExport(
  { id: actorId }: Pick<SignedInPerson, "id">,
  detail: { people: number; filtered: boolean },
  now: Date,
): Promise<void> {
  await transaction((q) => recordAudit(q, { at: now, actorId, action: "board.exported", detail }));
}

/** Everyone works at least at their home site, so memberships decide alone. */
export function isStaffOf(
  q: Queryable,
  scope: Scope,
  { search, siteId, jobRoleId }: StaffFilter,
): SQL | undefined {
  return and(
    isTrainee(q),
    inArray(
      people.id,
      q
        .select({ personId: memberships.personId })
        .from(memberships)
        .where(
          and(
            inArray(memberships.siteId, sitesOf(scope, { siteId })),
            jobRoleId === undefined ? undefined : eq(memberships.jobRoleId, jobRoleId),
          ),
        ),
    ),
    ...matchesName(search),
  );
}

/** The manager's sites, or the one of them that is asked about. */
export function sitesOf({ managedSiteIds }: Scope, { siteId }: StaffFilter): number[] {
  return siteId === undefined ? managedSiteIds : managedSiteIds.filter((id) => id === siteId);
}

/** The same scope, asked of each person: quicker where few people are already named. */
export function worksForOneOf(q: Queryable, { managedSiteIds }: Scope): SQL {
  return exists(
    q
      .select({ one: sql`1` })
      .from(memberships)
      .where(and(eq(memberships.personId, people.id), inArray(memberships.siteId, managedSiteIds))),
  );
}

export function isTrainee(q: Queryable): SQL | undefined {
  const holdsRole = q
    .select({ one: sql`1` })
    .from(personRoles)
    .where(and(eq(personRoles.personId, people.id), eq(personRoles.role, "trainee")));
  return and(isNull(people.deactivatedAt), exists(holdsRole));
}
