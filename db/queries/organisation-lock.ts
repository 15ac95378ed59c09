import { locked, type Queryable, tables } from "#db/client.server.ts";

const { organisation } = tables;

/**
 * Makes changes to the whole organisation wait for each other until the transaction ends: who works
 * where, who must hold what, which certifications there are, what things are called. Taken before
 * the row of any person, so that no two transactions wait for each other for ever.
 */
export async function lockOrganisation(q: Queryable): Promise<void> {
  await locked(q.select({ id: organisation.id }).from(organisation));
}
