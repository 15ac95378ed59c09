import { eq } from "drizzle-orm";
import { addDays, addMonths, dayAt } from "#app/core/calendar.ts";
import { canonicalJson } from "#app/core/canonical-json.ts";
import type { CertificationDefinition } from "#app/core/certification-file.ts";
import { tables, transaction } from "#db/client.server.ts";
import { issueDueCertificates } from "#db/queries/certificates.ts";
import { publishCertification } from "#db/queries/certification-definitions.ts";
import { refreshClearances } from "#db/queries/clearances.ts";
import { listStaffIds } from "#db/queries/staff-at.ts";
import type { TestPerson } from "./factories.ts";

/*
 * Sign-offs, proof from outside, requirements and exceptions as they are kept, with what follows
 * from them: for tests that need them on record at an instant of their own choice.
 */

type ByWhom = { by: { id: number }; at: Date };

/** Publishes a certification as it is defined, at an instant. */
export async function publishDefinition(
  id: string,
  definition: CertificationDefinition,
  at: Date,
): Promise<void> {
  await publishCertification({ id, definition, hash: canonicalJson(definition) }, at);
}

/** A practical sign-off; for ever unless it counts for some days. */
export async function aSignOff(
  person: TestPerson,
  part: { certificationId: string; practicalId: string; days?: number },
  { by, at }: ByWhom,
): Promise<number> {
  const { certificationId, practicalId, days } = part;
  const signedOn = dayAt(at, person.site.timeZone);
  return transaction(async (q) => {
    const [row] = await q
      .insert(tables.practicalSignOffs)
      .values({
        ...{ personId: person.id, certificationId, practicalId, observerId: by.id, signedOn },
        signedAt: at,
        validUntil: days === undefined ? undefined : addDays(signedOn, days),
        document: { title: practicalId, attestation: "Seen.", observerName: "Maja", steps: [] },
      })
      .returning({ id: tables.practicalSignOffs.id });
    const signOffId = row?.id ?? 0;
    await refreshClearances(q, [person.id]);
    const part = { signOffId, certificationId };
    const completion = { personId: person.id, part, at, today: signedOn, actorId: by.id };
    await issueDueCertificates(q, completion);
    return signOffId;
  });
}

export async function withdrawSignOff(
  id: number,
  person: TestPerson,
  { by, at }: ByWhom,
): Promise<void> {
  const withdrawal = { withdrawnAt: at, withdrawnById: by.id, withdrawnReason: "Mistaken." };
  await transaction(async (q) => {
    const { practicalSignOffs } = tables;
    await q.update(practicalSignOffs).set(withdrawal).where(eq(practicalSignOffs.id, id));
    await refreshClearances(q, [person.id]);
  });
}

/** Proof from outside that is valid until a day. */
export async function anOutsideRecord(
  person: TestPerson,
  { outsideId, validUntil }: { outsideId: string; validUntil: string },
  { by, at }: ByWhom,
): Promise<void> {
  await transaction(async (q) => {
    const [row] = await q
      .insert(tables.outsideRecords)
      .values({ personId: person.id, outsideId, validUntil, recordedById: by.id, recordedAt: at })
      .returning({ id: tables.outsideRecords.id });
    await refreshClearances(q, [person.id]);
    const part = { outsideRecordId: row?.id ?? 0, outsideId };
    const today = dayAt(at, person.site.timeZone);
    await issueDueCertificates(q, { personId: person.id, part, at, today, actorId: by.id });
  });
}

type RequirementFields = Partial<
  Pick<typeof tables.requirements.$inferInsert, "personId" | "siteId" | "jobRoleId">
> &
  ({ dueOn: string } | { withinDays: number });

/** A requirement; for everybody unless it says for whom. */
export async function aRequirement(
  certificationId: string,
  fields: RequirementFields,
  { by, at }: ByWhom,
): Promise<number> {
  return transaction(async (q) => {
    const [row] = await q
      .insert(tables.requirements)
      .values({ certificationId, ...fields, createdById: by.id, createdAt: at })
      .returning({ id: tables.requirements.id });
    await refreshClearances(q, await listStaffIds(q));
    return row?.id ?? 0;
  });
}

export async function endRequirement(id: number, { by, at }: ByWhom): Promise<void> {
  await transaction(async (q) => {
    const { requirements } = tables;
    await q
      .update(requirements)
      .set({ endedAt: at, endedById: by.id })
      .where(eq(requirements.id, id));
    await refreshClearances(q, await listStaffIds(q));
  });
}

/** An extension, a waiver or a suspension; of everything unless it names a certification. */
export async function anException(
  person: TestPerson,
  fields: {
    kind: "extension" | "waiver" | "suspension";
    untilOn: string;
    certificationId?: string;
  },
  { by, at }: ByWhom,
): Promise<number> {
  return transaction(async (q) => {
    const given = { reason: "Agreed.", givenById: by.id, givenAt: at };
    const [row] = await q
      .insert(tables.exceptions)
      .values({ personId: person.id, ...fields, ...given })
      .returning({ id: tables.exceptions.id });
    await refreshClearances(q, [person.id]);
    return row?.id ?? 0;
  });
}

export async function endException(
  id: number,
  person: TestPerson,
  { by, at }: ByWhom,
): Promise<void> {
  await transaction(async (q) => {
    const { exceptions } = tables;
    const end = { endedAt: at, endedById: by.id, endReason: "No longer needed." };
    await q.update(exceptions).set(end).where(eq(exceptions.id, id));
    await refreshClearances(q, [person.id]);
  });
}

/** A definition that asks for a quiz, a sign-off and a licence. */
export function definitionWithParts(
  title: string,
  requires: CertificationDefinition["requires"],
  months = 1,
): CertificationDefinition {
  return {
    title,
    requires: {
      practical: [{ id: "face", title: "A whole face", steps: [{ id: "one", text: "One" }] }],
      outside: [{ id: "licence", title: "Licence", documentNumber: "none" }],
      ...requires,
    },
    validity: { mode: "anniversary", months, renewalWindowDays: 7, graceDays: 2 },
  };
}

/** A day some months from an instant, at a person's site. */
export function monthsOn(person: TestPerson, at: Date, months: number): string {
  return addMonths(dayAt(at, person.site.timeZone), months);
}
