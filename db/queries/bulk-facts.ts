import { and, eq, isNull } from "drizzle-orm";
import type { BulkFacts } from "#app/core/bulk-action.ts";
import { db, type Queryable, tables } from "#db/client.server.ts";
import { isStaffOf, type Scope } from "./board.ts";
import { listDecidingFacts } from "./deciding-facts.ts";
import { isOneOf } from "./ids.ts";

const { exceptions, people } = tables;

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
  const who = and(isOneOf(people.id, personIds), isStaffOf(q, scope, {}));
  const staff = await listDecidingFacts(q, who, certificationId);
  const ids = staff.map(({ id }) => id);
  const accounts = await q
    .select({ id: people.id, name: people.name, passwordHash: people.passwordHash })
    .from(people)
    .where(isOneOf(people.id, ids));
  const accountOf = new Map(accounts.map((account) => [account.id, account]));
  const extendedUntil = await listExtensions(q, ids, certificationId);
  return new Map(
    staff.flatMap(({ id, timeZone, ...facts }): [number, BulkPerson][] => {
      const account = accountOf.get(id);
      if (!account) return [];
      const hasJoined = account.passwordHash !== null;
      const own = { ...facts, hasJoined, extendedUntil: extendedUntil.get(id) };
      return [[id, { name: account.name, timeZone, facts: own }]];
    }),
  );
}

/** The latest day to which the due date of each of these people was moved. */
async function listExtensions(
  q: Queryable,
  personIds: readonly number[],
  certificationId: string,
): Promise<Map<number, string>> {
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
  const extendedUntil = new Map<number, string>();
  for (const { personId, untilOn } of extensions) {
    const known = extendedUntil.get(personId);
    if (known === undefined || untilOn > known) extendedUntil.set(personId, untilOn);
  }
  return extendedUntil;
}
