import { and, asc, eq, isNull } from "drizzle-orm";
import { type Queryable, tables } from "#db/client.server.ts";
import { refreshClearances } from "./clearances.ts";

const { memberships, people, personRoles, staffPeriods } = tables;

/**
 * Writes down who works where, and as what, after anything about it has changed: periods that are
 * over end now, and new ones begin. Whoever is deactivated or no trainee is no staff. Requirements
 * come and go with it by themselves. In the transaction of the change, which has locked the
 * organisation before: a requirement that is made meanwhile must find them, or they it.
 */
export async function syncStaffPeriods(q: Queryable, personId: number, now: Date): Promise<void> {
  const wanted = new Map((await listWorkplaces(q, personId)).map((each) => [each.siteId, each]));
  const open = await q
    .select()
    .from(staffPeriods)
    .where(and(eq(staffPeriods.personId, personId), isNull(staffPeriods.endedAt)));
  for (const { id, siteId, jobRoleId } of open) {
    if (wanted.get(siteId)?.jobRoleId === jobRoleId) {
      wanted.delete(siteId);
      continue;
    }
    await q.update(staffPeriods).set({ endedAt: now }).where(eq(staffPeriods.id, id));
  }
  for (const { siteId, jobRoleId } of wanted.values()) {
    await q.insert(staffPeriods).values({ personId, siteId, jobRoleId, startedAt: now });
  }
  await refreshClearances(q, [personId]);
}

/** Where an active trainee works; nobody else works anywhere in this sense. */
async function listWorkplaces(q: Queryable, personId: number) {
  return q
    .select({ siteId: memberships.siteId, jobRoleId: memberships.jobRoleId })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .innerJoin(
      personRoles,
      and(eq(personRoles.personId, people.id), eq(personRoles.role, "trainee")),
    )
    .where(and(eq(memberships.personId, personId), isNull(people.deactivatedAt)))
    .orderBy(asc(memberships.siteId));
}
