import { asc, count, eq, inArray } from "drizzle-orm";
import type { SetupInput } from "#app/core/account-forms.ts";
import { sortNameOf } from "#app/core/person-name.ts";
import { ROLES } from "#app/core/roles.ts";
import { db, type Queryable, tables, transaction } from "#db/client.server.ts";
import { recordAudit } from "./audit.ts";
import { refreshClearances } from "./clearances.ts";
import { takeSetupCode } from "./one-time-links.ts";
import { lockOrganisation } from "./organisation-lock.ts";
import type { Asker } from "./people.ts";
import { saveRoles } from "./positions.ts";
import { listEverStaffIdsOf } from "./staff-at.ts";
import { syncStaffPeriods } from "./staff-periods.ts";

const { jobRoles, memberships, organisation, people, sites } = tables;

/** There is one organisation, so its row has one number. */
const ORGANISATION_ID = 1;

/** The clinic or group that runs this installation, once it is set up. */
export async function findOrganisation(): Promise<{ name: string } | undefined> {
  const q = await db();
  const [row] = await q.select({ name: organisation.name }).from(organisation);
  return row;
}

/** True once somebody exists who could sign in. */
export async function isSetUp(): Promise<boolean> {
  const q = await db();
  const [row] = await q.select({ people: count() }).from(people);
  return (row?.people ?? 0) > 0;
}

/** What came of setting up. */
export type SetupOutcome =
  | { personId: number; refused?: undefined }
  | { refused: "code" }
  | { refused: "done" };

/**
 * Sets up an empty installation: the organisation, its first site and its first admin, who holds
 * every role. Works once, however many try at the same time.
 * @param code the one-time code, as `createSetupCode` gave it
 */
export async function setUp(
  { organisation: name, site, timeZone, jobRole, ...person }: Omit<SetupInput, "code">,
  code: string,
  passwordHash: string,
  now: Date,
): Promise<SetupOutcome> {
  return transaction(async (q) => {
    // Others who set up wait here for this row, and then find that somebody exists.
    await q
      .insert(organisation)
      .values({ id: ORGANISATION_ID, name, createdAt: now })
      .onConflictDoUpdate({ target: organisation.id, set: { name } });
    if (await isSetUp()) throw new AlreadySetUp();
    if (!(await takeSetupCode(q, code, now))) throw new WrongSetupCode();
    const siteId = await insertSite(q, { site, timeZone }, now);
    const jobRoleId = jobRole ? await insertJobRole(q, jobRole) : undefined;
    const [admin] = await q
      .insert(people)
      .values({
        name: person.name,
        sortName: sortNameOf(person.name),
        email: person.email,
        passwordHash,
        homeSiteId: siteId,
        createdAt: now,
      })
      .returning({ id: people.id });
    if (!admin) throw new Error("The database kept no first admin");
    const personId = admin.id;
    await q.insert(memberships).values({ personId, siteId, jobRoleId });
    await saveRoles(q, personId, ROLES, [siteId]);
    await syncStaffPeriods(q, personId, now);
    await recordAudit(q, {
      at: now,
      actorId: personId,
      action: "organisation.set-up",
      subjectId: personId,
      detail: { organisation: name, site, timeZone },
    });
    return { personId };
  }).catch(refusedSetup);
}

/** Thrown to undo what the transaction has done so far; what comes out of it is an outcome. */
class AlreadySetUp extends Error {}
class WrongSetupCode extends Error {}

function refusedSetup(reason: unknown): SetupOutcome {
  if (reason instanceof AlreadySetUp) return { refused: "done" };
  if (reason instanceof WrongSetupCode) return { refused: "code" };
  throw reason;
}

/** Gives the organisation another name. Certificates keep the one they were issued under. */
export async function renameOrganisation(actor: Asker, name: string, now: Date): Promise<void> {
  await transaction(async (q) => {
    await q.update(organisation).set({ name });
    await recordAudit(q, {
      at: now,
      actorId: actor.id,
      action: "organisation.renamed",
      detail: { name },
    });
  });
}

/** Every site, by name. */
export async function listSites() {
  const q = await db();
  return q
    .select({ id: sites.id, name: sites.name, timeZone: sites.timeZone })
    .from(sites)
    .orderBy(asc(sites.name));
}

/** The sites whose staff an asker may see and invite to, by name. */
export async function listSitesOf(asker: Asker) {
  const q = await db();
  return q
    .select({ id: sites.id, name: sites.name, timeZone: sites.timeZone })
    .from(sites)
    .where(asker.roles.includes("admin") ? undefined : inArray(sites.id, asker.managedSiteIds))
    .orderBy(asc(sites.name));
}

/** Every job role, by name. */
export async function listJobRoles() {
  const q = await db();
  return q
    .select({ id: jobRoles.id, name: jobRoles.name })
    .from(jobRoles)
    .orderBy(asc(jobRoles.name));
}

/** A site, as an admin describes it. `timeZone` is an IANA name. */
export type SiteInput = { site: string; timeZone: string };

/** "taken": another one has this name already, however it is written. "missing": there is no such row. */
export type NamingOutcome = "saved" | "taken" | "missing";

/** Adds a site. */
export async function addSite(actor: Asker, input: SiteInput, now: Date): Promise<NamingOutcome> {
  return transaction(async (q) => {
    if (await isTaken(q, sites, input.site)) return "taken";
    const siteId = await insertSite(q, input, now);
    const { site, timeZone } = input;
    await recordAudit(q, {
      at: now,
      actorId: actor.id,
      action: "site.added",
      detail: { siteId, name: site, timeZone },
    });
    return "saved";
  });
}

/**
 * Renames a site or moves it to another time zone. Days that certificates were issued with stay
 * as they are; what is counted from now on is counted in the new zone, days after joining included.
 */
export async function changeSite(
  actor: Asker,
  siteId: number,
  { site, timeZone }: SiteInput,
  now: Date,
): Promise<NamingOutcome> {
  return transaction(async (q) => {
    if (await isTaken(q, sites, site, siteId)) return "taken";
    const changed = await q
      .update(sites)
      .set({ name: site, timeZone })
      .where(eq(sites.id, siteId))
      .returning({ id: sites.id });
    if (changed.length === 0) return "missing";
    await refreshClearances(q, await listEverStaffIdsOf(q, siteId));
    await recordAudit(q, {
      at: now,
      actorId: actor.id,
      action: "site.changed",
      detail: { siteId, name: site, timeZone },
    });
    return "saved";
  });
}

/** Adds a job role. */
export async function addJobRole(actor: Asker, name: string, now: Date): Promise<NamingOutcome> {
  return transaction(async (q) => {
    if (await isTaken(q, jobRoles, name)) return "taken";
    const jobRoleId = await insertJobRole(q, name);
    await recordAudit(q, {
      at: now,
      actorId: actor.id,
      action: "job-role.added",
      detail: { jobRoleId, name },
    });
    return "saved";
  });
}

/** Gives a job role another name. */
export async function renameJobRole(
  actor: Asker,
  jobRoleId: number,
  name: string,
  now: Date,
): Promise<NamingOutcome> {
  return transaction(async (q) => {
    if (await isTaken(q, jobRoles, name, jobRoleId)) return "taken";
    const renamed = await q
      .update(jobRoles)
      .set({ name })
      .where(eq(jobRoles.id, jobRoleId))
      .returning({ id: jobRoles.id });
    if (renamed.length === 0) return "missing";
    await recordAudit(q, {
      at: now,
      actorId: actor.id,
      action: "job-role.renamed",
      detail: { jobRoleId, name },
    });
    return "saved";
  });
}

async function insertSite(q: Queryable, { site, timeZone }: SiteInput, now: Date): Promise<number> {
  const [row] = await q
    .insert(sites)
    .values({ name: site, timeZone, createdAt: now })
    .returning({ id: sites.id });
  if (!row) throw new Error("The database kept no site");
  return row.id;
}

async function insertJobRole(q: Queryable, name: string): Promise<number> {
  const [row] = await q.insert(jobRoles).values({ name }).returning({ id: jobRoles.id });
  if (!row) throw new Error("The database kept no job role");
  return row.id;
}

/**
 * True when another row has the name, apart from case and accents. Who names things waits for the
 * others, so that two cannot take a name at the same time.
 */
async function isTaken(
  q: Queryable,
  table: typeof sites | typeof jobRoles,
  name: string,
  exceptId?: number,
): Promise<boolean> {
  await lockOrganisation(q);
  const rows = await q.select({ id: table.id, name: table.name }).from(table);
  return rows.some((row) => row.id !== exceptId && sortNameOf(row.name) === sortNameOf(name));
}
