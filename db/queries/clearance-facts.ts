import type { FactsBeside } from "#app/core/board-cell.ts";
import { requiresOf } from "#app/core/certification-file.ts";
import type { PartRecords } from "#app/core/certification-parts.ts";
import { type ClearanceFacts, hasOwnParts, type NamedCertification } from "#app/core/clearance.ts";
import { db, type Queryable, tables } from "#db/client.server.ts";
import type { ClearanceRow } from "./clearances.ts";
import { isOneOf } from "./ids.ts";
import { listPartRecords, recordsFor } from "./part-records.ts";

const { clearances } = tables;

type Columns = {
  [Name in "partsUntil" | "dueOn" | "waivedUntil" | "suspendedUntil"]: string | null;
};

/** What decides beside certificates, without what nobody said anything about. */
export function factsBeside(row: Columns): FactsBeside {
  const facts: FactsBeside = {};
  if (row.partsUntil !== null) facts.partsUntil = row.partsUntil;
  if (row.dueOn !== null) facts.dueOn = row.dueOn;
  if (row.waivedUntil !== null) facts.waivedUntil = row.waivedUntil;
  if (row.suspendedUntil !== null) facts.suspendedUntil = row.suspendedUntil;
  return facts;
}

/** By person and certification, from the rows of the table or rows that were worked out. */
export function besideByPerson(
  rows: readonly ClearanceRow[],
): Map<number, Map<string, FactsBeside>> {
  const byPerson = new Map<number, Map<string, FactsBeside>>();
  for (const row of rows) {
    const own = byPerson.get(row.personId) ?? new Map<string, FactsBeside>();
    own.set(row.certificationId, factsBeside(row));
    byPerson.set(row.personId, own);
  }
  return byPerson;
}

/** What decides beside certificates now. Whoever calls has checked that they may see it. */
export async function listBeside(q: Queryable, personIds: readonly number[]) {
  return besideByPerson(
    await q.select().from(clearances).where(isOneOf(clearances.personId, personIds)),
  );
}

/**
 * What is on record for the parts of these certifications, by person and certification; only of
 * those that ask for more than quizzes.
 * @param at as it stood at this instant; as it stands now when left out
 */
export async function listRecordsFor(
  q: Queryable,
  personIds: readonly number[],
  certifications: readonly NamedCertification[],
  at?: Date,
): Promise<Map<number, Map<string, PartRecords>>> {
  const withParts = certifications.filter(
    ({ definition }) => hasOwnParts(definition) || requiresOf(definition).certifications.length > 0,
  );
  if (withParts.length === 0 || personIds.length === 0) return new Map();
  const records = await listPartRecords(q, personIds, at);
  return new Map(
    [...records].map(([personId, own]) => [
      personId,
      new Map(withParts.map(({ id }) => [id, recordsFor(own, id)])),
    ]),
  );
}

/** What decides beside certificates, without the certificates themselves. */
export type RequiredFacts = Omit<ClearanceFacts, "held" | "withdrawn">;

/**
 * What is asked, waived and suspended of one person, by certification. Whoever calls has checked
 * that they may see it.
 */
export async function listRequiredFacts(personId: number): Promise<Map<string, RequiredFacts>> {
  return (await listBeside(await db(), [personId])).get(personId) ?? new Map();
}
