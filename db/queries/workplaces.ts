import { and, asc, desc, eq, inArray, sql } from "drizzle-orm";
import { db, tables } from "#db/client.server.ts";
import { isOneOf } from "./ids.ts";

const { jobRoles, memberships, people, sites } = tables;

/** Where somebody works, and as what. */
export type Workplace = { siteName: string; jobRole?: string };

/**
 * Where people work, by person, their home site first.
 * @param siteIds only of these sites, if given
 */
export async function listWorkplaces(
  personIds: readonly number[],
  siteIds?: readonly number[],
): Promise<Map<number, Workplace[]>> {
  const q = await db();
  const rows = await q
    .select({
      personId: memberships.personId,
      siteName: sites.name,
      jobRole: jobRoles.name,
    })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .innerJoin(sites, eq(sites.id, memberships.siteId))
    .leftJoin(jobRoles, eq(jobRoles.id, memberships.jobRoleId))
    .where(
      and(
        isOneOf(memberships.personId, personIds),
        siteIds && inArray(memberships.siteId, [...siteIds]),
      ),
    )
    .orderBy(desc(sql`${people.homeSiteId} = ${memberships.siteId}`), asc(sites.name));
  const workplaces = new Map<number, Workplace[]>();
  for (const { personId, siteName, jobRole } of rows) {
    const others = workplaces.get(personId) ?? [];
    workplaces.set(personId, [...others, { siteName, jobRole: jobRole ?? undefined }]);
  }
  return workplaces;
}
