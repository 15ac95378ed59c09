import { asc, inArray } from "drizzle-orm";
import { arrangedWorkplaces, type KnownPerson, type StaffBook } from "#app/core/staff-list.ts";
import { db, type Queryable, tables } from "#db/client.server.ts";
import { isOneOf } from "./ids.ts";
import { listJobRoles, listSitesOf } from "./organisation.ts";
import { type Asker, seenBy } from "./people.ts";

const { managedSites, memberships, people, personRoles } = tables;

/** How many addresses one statement asks for. */
const EMAILS_AT_ONCE = 500;

/**
 * Everybody whom the asker may see, by name, as far as they may see them: of people who also work
 * elsewhere, only what concerns the asker's sites.
 * @param emails which of these addresses are anybody else's is told as well
 */
export async function findStaffBook(
  asker: Asker,
  emails: readonly string[] = [],
): Promise<StaffBook> {
  const q = await db();
  // One after the other: when a list is brought in, this is a transaction, which has one connection.
  const everySite = await listSitesOf(asker);
  const jobRoles = await listJobRoles();
  const rows = await q
    .select({
      id: people.id,
      name: people.name,
      email: people.email,
      homeSiteId: people.homeSiteId,
      deactivatedAt: people.deactivatedAt,
    })
    .from(people)
    .where(seenBy(q, asker))
    .orderBy(asc(people.sortName), asc(people.id));
  const sites = everySite.map(({ id, name }) => ({ id, name }));
  const own = new Set(sites.map(({ id }) => id));
  const ids = rows.map(({ id }) => id);
  const isAdmin = asker.roles.includes("admin");
  const works = await listByPerson(
    q.select().from(memberships).where(isOneOf(memberships.personId, ids)),
  );
  const roles = await listByPerson(
    q.select().from(personRoles).where(isOneOf(personRoles.personId, ids)),
  );
  // Which further sites somebody manages is only an admin's to see.
  const managed = await listByPerson(
    q
      .select()
      .from(managedSites)
      .where(isOneOf(managedSites.personId, isAdmin ? ids : [])),
  );
  const known = rows.map(({ id, homeSiteId, deactivatedAt, ...person }): KnownPerson => {
    const everywhere = works.get(id) ?? [];
    const workplaces = everywhere
      .filter(({ siteId }) => own.has(siteId))
      .map(({ siteId, jobRoleId }) => ({ siteId, jobRoleId: jobRoleId ?? undefined }));
    const home = own.has(homeSiteId) ? homeSiteId : undefined;
    const held = (roles.get(id) ?? []).map(({ role }) => role);
    const managedSiteIds = (managed.get(id) ?? []).map(({ siteId }) => siteId);
    return {
      ...person,
      id,
      homeSiteId: home,
      worksElsewhere: workplaces.length < everywhere.length || home === undefined,
      workplaces: arrangedWorkplaces(workplaces, home, sites),
      roles: held,
      managedSiteIds: held.includes("manager")
        ? managedSiteIds.sort((one, other) => one - other)
        : [],
      isActive: deactivatedAt === null,
    };
  });
  const seen = new Set(known.map(({ email }) => email));
  const takenEmails = await listTaken(
    q,
    emails.filter((email) => !seen.has(email)),
  );
  return { sites, jobRoles, people: known, takenEmails };
}

async function listByPerson<Row extends { personId: number }>(
  query: PromiseLike<Row[]>,
): Promise<Map<number, Row[]>> {
  const byPerson = new Map<number, Row[]>();
  for (const row of await query) {
    const others = byPerson.get(row.personId);
    if (others) others.push(row);
    else byPerson.set(row.personId, [row]);
  }
  return byPerson;
}

async function listTaken(q: Queryable, emails: readonly string[]): Promise<Set<string>> {
  const taken = new Set<string>();
  for (let first = 0; first < emails.length; first += EMAILS_AT_ONCE) {
    const rows = await q
      .select({ email: people.email })
      .from(people)
      .where(inArray(people.email, emails.slice(first, first + EMAILS_AT_ONCE)));
    for (const { email } of rows) taken.add(email);
  }
  return taken;
}

/** The people with these addresses whom the asker may see and who have not joined yet, by name. */
export async function listNotJoined(
  asker: Asker,
  emails: readonly string[],
): Promise<{ id: number; name: string }[]> {
  const q = await db();
  const wanted = new Set(emails);
  const rows = await q
    .select({
      id: people.id,
      name: people.name,
      email: people.email,
      passwordHash: people.passwordHash,
      deactivatedAt: people.deactivatedAt,
    })
    .from(people)
    .where(seenBy(q, asker))
    .orderBy(asc(people.sortName), asc(people.id));
  return rows
    .filter(
      (row) => wanted.has(row.email) && row.passwordHash === null && row.deactivatedAt === null,
    )
    .map(({ id, name }) => ({ id, name }));
}
