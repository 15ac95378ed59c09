import { and, asc, count, eq, isNotNull, isNull, ne } from "drizzle-orm";
import type { Role } from "#app/core/roles.ts";
import { db, type Queryable, tables, transaction } from "#db/client.server.ts";
import { recordAudit } from "./audit.ts";
import { endLinks } from "./one-time-links.ts";
import { lockOrganisation } from "./organisation-lock.ts";
import { type Asker, findColleague, listRoles, lockAccount } from "./people.ts";
import { deleteOtherSessions } from "./sessions.ts";
import { syncStaffPeriods } from "./staff-periods.ts";

const { jobRoles, managedSites, memberships, people, personRoles, sites } = tables;

/** What a person may do, and where they work. */
export type Position = {
  roles: readonly Role[];
  /** Sites whose staff they see; means nothing without the role "manager". */
  managedSiteIds: readonly number[];
  /** Certification dates are calendar dates of this site. */
  homeSiteId: number;
  /** Where they work, and as what; the home site is among them. */
  memberships: readonly { siteId: number; jobRoleId?: number }[];
};

/** Where a person works, and as what. */
export async function listMemberships(personId: number) {
  const q = await db();
  return q
    .select({
      siteId: sites.id,
      site: sites.name,
      jobRoleId: memberships.jobRoleId,
      jobRole: jobRoles.name,
    })
    .from(memberships)
    .innerJoin(sites, eq(sites.id, memberships.siteId))
    .leftJoin(jobRoles, eq(jobRoles.id, memberships.jobRoleId))
    .where(eq(memberships.personId, personId))
    .orderBy(asc(sites.name));
}

/** The position of a person who exists. */
export async function findPosition(personId: number): Promise<Position | undefined> {
  const q = await db();
  const [person] = await q
    .select({ homeSiteId: people.homeSiteId })
    .from(people)
    .where(eq(people.id, personId));
  if (!person) return undefined;
  const [roles, managed, works] = await Promise.all([
    listRoles(personId),
    q
      .select({ siteId: managedSites.siteId })
      .from(managedSites)
      .where(eq(managedSites.personId, personId)),
    listMemberships(personId),
  ]);
  return {
    roles,
    managedSiteIds: managed.map(({ siteId }) => siteId),
    homeSiteId: person.homeSiteId,
    memberships: works.map(({ siteId, jobRoleId }) => ({
      siteId,
      jobRoleId: jobRoleId ?? undefined,
    })),
  };
}

/** What came of changing somebody's position. */
export type PositionOutcome = "saved" | "missing" | "last-admin" | "site" | "job-role";

/** Gives a person another position. The last admin who can sign in keeps that role. */
export async function savePosition(
  actor: Asker,
  personId: number,
  position: Position,
  now: Date,
): Promise<PositionOutcome> {
  const { roles, homeSiteId } = position;
  const managed = roles.includes("manager") ? position.managedSiteIds : [];
  const works = new Map(position.memberships.map((each) => [each.siteId, each.jobRoleId]));
  if (!works.has(homeSiteId)) works.set(homeSiteId, undefined);
  return transaction(async (q) => {
    await lockOrganisation(q);
    const before = await findColleague(actor, personId);
    if (!before) return "missing";
    if (!roles.includes("admin") && (await isLastAdmin(q, personId))) return "last-admin";
    await lockAccount(q, personId);
    if (!(await areSites(q, [...works.keys(), ...managed]))) return "site";
    if (!(await areJobRoles(q, [...works.values()]))) return "job-role";
    await saveRoles(q, personId, roles, managed);
    await q.update(people).set({ homeSiteId }).where(eq(people.id, personId));
    await q.delete(memberships).where(eq(memberships.personId, personId));
    await q
      .insert(memberships)
      .values([...works].map(([siteId, jobRoleId]) => ({ personId, siteId, jobRoleId })));
    await syncStaffPeriods(q, personId, now);
    await recordAudit(q, {
      at: now,
      actorId: actor.id,
      action: "person.position-changed",
      subjectId: personId,
      detail: {
        rolesBefore: [...before.roles].sort().join(", "),
        roles: [...roles].sort().join(", "),
        homeSiteId,
        siteIds: [...works.keys()].join(", "),
        managedSiteIds: managed.join(", "),
      },
    });
    return "saved";
  });
}

/** Takes a person's access away: their sessions and their links end, their records stay. */
export async function deactivatePerson(
  actor: Asker,
  personId: number,
  now: Date,
): Promise<"saved" | "missing" | "last-admin"> {
  return transaction(async (q) => {
    await lockOrganisation(q);
    if (!(await findColleague(actor, personId))) return "missing";
    if (await isLastAdmin(q, personId)) return "last-admin";
    const changed = await q
      .update(people)
      .set({ deactivatedAt: now })
      .where(and(eq(people.id, personId), isNull(people.deactivatedAt)))
      .returning({ id: people.id });
    // Twice is as good as once, and stands in the audit log once.
    if (changed.length === 0) return "saved";
    await syncStaffPeriods(q, personId, now);
    await deleteOtherSessions(q, personId);
    await endLinks(q, personId, now);
    await recordAudit(q, {
      at: now,
      actorId: actor.id,
      action: "person.deactivated",
      subjectId: personId,
    });
    return "saved";
  });
}

/** Gives a person their access back, with the password they had. */
export async function reactivatePerson(
  actor: Asker,
  personId: number,
  now: Date,
): Promise<"saved" | "missing"> {
  return transaction(async (q) => {
    await lockOrganisation(q);
    if (!(await findColleague(actor, personId))) return "missing";
    const changed = await q
      .update(people)
      .set({ deactivatedAt: null })
      .where(and(eq(people.id, personId), isNotNull(people.deactivatedAt)))
      .returning({ id: people.id });
    if (changed.length === 0) return "saved";
    await syncStaffPeriods(q, personId, now);
    await recordAudit(q, {
      at: now,
      actorId: actor.id,
      action: "person.reactivated",
      subjectId: personId,
    });
    return "saved";
  });
}

/**
 * True when nobody else could act as admin without this person: only who has a password and is
 * active counts. With the organisation locked: changes that could take an admin away wait for each
 * other.
 */
async function isLastAdmin(q: Queryable, personId: number): Promise<boolean> {
  const canAct = and(
    eq(personRoles.role, "admin"),
    isNotNull(people.passwordHash),
    isNull(people.deactivatedAt),
  );
  const [own, others] = await Promise.all(
    [eq(people.id, personId), ne(people.id, personId)].map(async (who) => {
      const [row] = await q
        .select({ admins: count() })
        .from(people)
        .innerJoin(personRoles, eq(personRoles.personId, people.id))
        .where(and(canAct, who));
      return row?.admins ?? 0;
    }),
  );
  return own === 1 && others === 0;
}

/** Gives a person exactly these roles, and exactly these sites to manage. */
export async function saveRoles(
  q: Queryable,
  personId: number,
  roles: readonly Role[],
  managedSiteIds: readonly number[],
): Promise<void> {
  await q.delete(personRoles).where(eq(personRoles.personId, personId));
  await q.insert(personRoles).values([...new Set(roles)].map((role) => ({ personId, role })));
  await q.delete(managedSites).where(eq(managedSites.personId, personId));
  if (managedSiteIds.length === 0) return;
  await q
    .insert(managedSites)
    .values([...new Set(managedSiteIds)].map((siteId) => ({ personId, siteId })));
}

async function areSites(q: Queryable, ids: readonly number[]): Promise<boolean> {
  const known = new Set((await q.select({ id: sites.id }).from(sites)).map(({ id }) => id));
  return ids.every((id) => known.has(id));
}

/** True when each is a job role that exists, or none. */
export async function areJobRoles(
  q: Queryable,
  ids: readonly (number | undefined)[],
): Promise<boolean> {
  const known = new Set((await q.select({ id: jobRoles.id }).from(jobRoles)).map(({ id }) => id));
  return ids.every((id) => id === undefined || known.has(id));
}
