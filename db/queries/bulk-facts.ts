import { and, eq, isNull } from "drizzle-orm";
import type { BulkFacts } from "#app/core/bulk-action.ts";
import { db, tables } from "#db/client.server.ts";
import { isStaffOf, type Scope } from "./board.ts";
import { isOneOf } from "./ids.ts";
import { listWithdrawn } from "./withdrawals.ts";

const { certifications, clearances, exceptions, people, sites } = tables;

/** Somebody of the asker's staff, with all that decides what an order does to them. */
export type BulkPerson = { name: string; timeZone: string; facts: BulkFacts };

/** Those of these people who are staff of the asker, by id. Nobody else is found. */
export async function listBulkPeople(
  scope: Scope,
  personIds: readonly number[],
  certificationId: string,
): Promise<Map<number, BulkPerson>> {
  const q = await db();
  // One after the other: in a job this is a transaction, which has one connection.
  const withdrawn = await listWithdrawn();
  const extensions = await q
    .select({ personId: exceptions.personId, untilOn: exceptions.untilOn })
    .from(exceptions)
    .where(
      and(
        isOneOf(exceptions.personId, personIds),
        eq(exceptions.kind, "extension"),
        eq(exceptions.certificationId, certificationId),
        isNull(exceptions.endedAt),
      ),
    );
  const rows = await q
    .select({
      id: people.id,
      name: people.name,
      passwordHash: people.passwordHash,
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
    .where(and(isOneOf(people.id, personIds), isStaffOf(q, scope, {})));
  const extendedUntil = new Map<number, string>();
  for (const { personId, untilOn } of extensions) {
    const known = extendedUntil.get(personId);
    if (known === undefined || untilOn > known) extendedUntil.set(personId, untilOn);
  }
  return new Map(
    rows.map(({ id, name, timeZone, passwordHash, lastValidOn, windowOpensOn, ...days }) => {
      const facts: BulkFacts = {
        hasJoined: passwordHash !== null,
        held:
          lastValidOn === null || windowOpensOn === null
            ? undefined
            : { lastValidOn, windowOpensOn },
        withdrawn: withdrawn.get(id)?.get(certificationId),
        partsUntil: days.partsUntil ?? undefined,
        dueOn: days.dueOn ?? undefined,
        waivedUntil: days.waivedUntil ?? undefined,
        suspendedUntil: days.suspendedUntil ?? undefined,
        extendedUntil: extendedUntil.get(id),
      };
      return [id, { name, timeZone, facts }];
    }),
  );
}
