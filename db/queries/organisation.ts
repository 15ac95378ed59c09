import { asc, count } from "drizzle-orm";
import { db, tables } from "#db/client.server.ts";

const { jobRoles, organisation, people, sites } = tables;

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

/** Every site, by name. */
export async function listSites() {
  const q = await db();
  return q
    .select({ id: sites.id, name: sites.name, timeZone: sites.timeZone })
    .from(sites)
    .orderBy(asc(sites.name));
}

/** Every job role, by name. */
export async function listJobRoles() {
  const q = await db();
  return q.select({ id: jobRoles.id, name: jobRoles.name }).from(jobRoles).orderBy(asc(jobRoles.name));
}
