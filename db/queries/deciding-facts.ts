import { and, asc, eq, type SQL } from "drizzle-orm";
import type { ClearanceFacts } from "#app/core/clearance.ts";
import { type Queryable, tables } from "#db/client.server.ts";
import { factsBeside } from "./clearance-facts.ts";
import { listWithdrawn } from "./withdrawals.ts";

const { certifications, clearances, people, sites } = tables;

/** Somebody, with all that decides now whether a certification lets them treat. */
export type PersonWithFacts = ClearanceFacts & {
  id: number;
  /** IANA name of the zone of the home site: its calendar decides. */
  timeZone: string;
};

/**
 * What decides now about these people and one certification, by name. What nobody said anything
 * about is left out. `facts-at.ts` has the same of a past instant.
 * @param who a condition on `people`, which carries who asks
 */
export async function listDecidingFacts(
  q: Queryable,
  who: SQL | undefined,
  certificationId: string,
): Promise<PersonWithFacts[]> {
  // One after the other: in a job this is a transaction, which has one connection.
  const withdrawn = await listWithdrawn();
  const rows = await q
    .select({
      id: people.id,
      timeZone: sites.timeZone,
      lastValidOn: certifications.lastValidOn,
      windowOpensOn: certifications.windowOpensOn,
      partsUntil: clearances.partsUntil,
      dueOn: clearances.dueOn,
      waivedUntil: clearances.waivedUntil,
      suspendedUntil: clearances.suspendedUntil,
    })
    .from(people)
    .innerJoin(sites, eq(sites.id, people.homeSiteId))
    .leftJoin(
      certifications,
      and(
        eq(certifications.personId, people.id),
        eq(certifications.certificationId, certificationId),
      ),
    )
    .leftJoin(
      clearances,
      and(eq(clearances.personId, people.id), eq(clearances.certificationId, certificationId)),
    )
    .where(who)
    .orderBy(asc(people.sortName), asc(people.id));
  return rows.map(({ id, timeZone, lastValidOn, windowOpensOn, ...row }) => {
    const person: PersonWithFacts = { id, timeZone, ...factsBeside(row) };
    const own = withdrawn.get(id)?.get(certificationId);
    if (own) person.withdrawn = own;
    if (lastValidOn !== null && windowOpensOn !== null)
      person.held = { lastValidOn, windowOpensOn };
    return person;
  });
}
