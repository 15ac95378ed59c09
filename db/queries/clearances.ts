import { and, asc, eq } from "drizzle-orm";
import { ownPartsUntil } from "#app/core/certification-parts.ts";
import { hasOwnParts, type NamedCertification } from "#app/core/clearance.ts";
import { dueDay, type ExceptionInForce, type Requirement, untilOf } from "#app/core/requirement.ts";
import { locked, type Queryable, tables } from "#db/client.server.ts";
import { isOneOf } from "./ids.ts";
import { listPartEnds } from "./part-records.ts";
import { listPeriodsAt } from "./staff-at.ts";
import { stood } from "./stood.ts";

const { certificationVersions, clearances, exceptions, people, requirements } = tables;

/** A row of what decides beside the certificate whether somebody may treat. */
export type ClearanceRow = typeof clearances.$inferSelect;

/**
 * What decides beside certificates, worked out from the records that are never overwritten. The
 * table `clearances` is its value now. Where there is nothing to say there is no row.
 * @param at as it stood at this instant; as it stands now when left out
 * @param only the certifications that are asked about; all of them when left out
 */
export async function deriveClearances(
  q: Queryable,
  personIds: readonly number[],
  at?: Date,
  only?: readonly string[],
): Promise<ClearanceRow[]> {
  const everyCertification = await listCertificationsAt(q, at);
  const certifications = everyCertification.filter(({ id }) => only?.includes(id) ?? true);
  const required = await listRequirementsAt(q, at);
  const periods = await listPeriodsAt(q, personIds, at);
  const decisions = await listExceptionsAt(q, personIds, at);
  const records = certifications.some(({ definition }) => hasOwnParts(definition))
    ? await listPartEnds(q, personIds, at, only)
    : undefined;
  return personIds.flatMap((personId) => {
    const person = { id: personId, periods: periods.get(personId) ?? [] };
    const own = decisions.get(personId) ?? [];
    return certifications.flatMap(({ id: certificationId, definition }): ClearanceRow[] => {
      const ends = records?.get(personId);
      const signOffs = ends?.signOffs.get(certificationId) ?? [];
      const partsUntil = hasOwnParts(definition)
        ? ownPartsUntil(definition, { signOffs, outside: ends?.outside ?? [] })
        : undefined;
      const dueOn = dueDay(person, certificationId, required, own);
      const waivedUntil = untilOf("waiver", certificationId, own);
      const suspendedUntil = untilOf("suspension", certificationId, own);
      if (!partsUntil && !dueOn && !waivedUntil && !suspendedUntil) return [];
      return [
        {
          personId,
          certificationId,
          partsUntil: partsUntil ?? null,
          dueOn: dueOn ?? null,
          waivedUntil: waivedUntil ?? null,
          suspendedUntil: suspendedUntil ?? null,
        },
      ];
    });
  });
}

/** How many people's rows are worked out at once. */
const PEOPLE_AT_ONCE = 500;

/**
 * Brings the rows of these people up to date, in the transaction of what changed them: who works
 * where, a requirement, an exception, a sign-off, a record, or the file of a certification. Two such
 * changes that concern the same person wait for each other here, so that neither misses the other.
 */
export async function refreshClearances(q: Queryable, personIds: readonly number[]): Promise<void> {
  const inOrder = [...new Set(personIds)].sort((one, other) => one - other);
  for (let first = 0; first < inOrder.length; first += PEOPLE_AT_ONCE) {
    const some = inOrder.slice(first, first + PEOPLE_AT_ONCE);
    await lockPeople(q, some);
    const rows = await deriveClearances(q, some);
    const before = await q.select().from(clearances).where(isOneOf(clearances.personId, some));
    const known = new Map(before.map((row) => [keyOf(row), row]));
    for (const row of rows) {
      const old = known.get(keyOf(row));
      known.delete(keyOf(row));
      if (old && isSame(old, row)) continue;
      await q
        .insert(clearances)
        .values(row)
        .onConflictDoUpdate({
          target: [clearances.personId, clearances.certificationId],
          set: row,
        });
    }
    for (const { personId, certificationId } of known.values()) {
      await q
        .delete(clearances)
        .where(
          and(eq(clearances.personId, personId), eq(clearances.certificationId, certificationId)),
        );
    }
  }
}

/** In the order of their ids, as everybody locks people. */
async function lockPeople(q: Queryable, personIds: readonly number[]): Promise<void> {
  await locked(
    q
      .select({ id: people.id })
      .from(people)
      .where(isOneOf(people.id, personIds))
      .orderBy(asc(people.id)),
  );
}

function keyOf({ personId, certificationId }: ClearanceRow): string {
  return `${personId} ${certificationId}`;
}

function isSame(one: ClearanceRow, other: ClearanceRow): boolean {
  return (
    one.partsUntil === other.partsUntil &&
    one.dueOn === other.dueOn &&
    one.waivedUntil === other.waivedUntil &&
    one.suspendedUntil === other.suspendedUntil
  );
}

/** The certifications that were in use at an instant, or are now. */
export async function listCertificationsAt(q: Queryable, at?: Date): Promise<NamedCertification[]> {
  return q
    .select({
      id: certificationVersions.certificationId,
      definition: certificationVersions.definition,
    })
    .from(certificationVersions)
    .where(stood(certificationVersions.publishedAt, certificationVersions.endedAt, at))
    .orderBy(asc(certificationVersions.certificationId));
}

/** The requirements that stood at an instant, or stand now. */
async function listRequirementsAt(q: Queryable, at?: Date): Promise<Requirement[]> {
  const rows = await q
    .select()
    .from(requirements)
    .where(stood(requirements.createdAt, requirements.endedAt, at));
  return rows.map(({ personId, siteId, jobRoleId, dueOn, withinDays, ...row }) => ({
    certificationId: row.certificationId,
    createdAt: row.createdAt,
    personId: personId ?? undefined,
    siteId: siteId ?? undefined,
    jobRoleId: jobRoleId ?? undefined,
    dueOn: dueOn ?? undefined,
    withinDays: withinDays ?? undefined,
  }));
}

/** What was decided about people, and stood at an instant or stands now. */
async function listExceptionsAt(
  q: Queryable,
  personIds: readonly number[],
  at?: Date,
): Promise<Map<number, ExceptionInForce[]>> {
  const rows = await q
    .select({
      personId: exceptions.personId,
      kind: exceptions.kind,
      certificationId: exceptions.certificationId,
      untilOn: exceptions.untilOn,
    })
    .from(exceptions)
    .where(
      and(
        isOneOf(exceptions.personId, personIds),
        stood(exceptions.givenAt, exceptions.endedAt, at),
      ),
    );
  const decided = new Map<number, ExceptionInForce[]>();
  for (const { personId, certificationId, ...row } of rows) {
    const exception = { ...row, certificationId: certificationId ?? undefined };
    decided.set(personId, [...(decided.get(personId) ?? []), exception]);
  }
  return decided;
}
