import { and, desc, eq } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { type CalendarDay, dayAt } from "#app/core/calendar.ts";
import { type OutsidePart, requiresOf } from "#app/core/certification-file.ts";
import { withdrawnPartNotification } from "#app/core/notification-words.ts";
import { db, tables, transaction } from "#db/client.server.ts";
import { recordAudit } from "./audit.ts";
import { issueDueCertificates } from "./certificates.ts";
import { listCertificationDefinitions } from "./certification-definitions.ts";
import { refreshClearances } from "./clearances.ts";
import { saveNotifications } from "./notifications.ts";
import { lockAccount } from "./people.ts";
import { saveCertifiedNotifications } from "./result-notifications.ts";
import type { StaffMember } from "./staff.ts";

const { outsideRecords, people } = tables;

/** An outside requirement, and the certifications that ask for it. */
export type AskedOutside = { outside: OutsidePart; certificationTitles: string[] };

/** The outside requirement under this id, where a certification in use asks for it. */
export async function findAskedOutside(outsideId: string): Promise<AskedOutside | undefined> {
  const asking = (await listCertificationDefinitions()).flatMap(({ title, definition }) => {
    const outside = requiresOf(definition).outside.find(({ id }) => id === outsideId);
    return outside ? [{ title, outside }] : [];
  });
  const [first] = asking;
  if (!first) return undefined;
  return { outside: first.outside, certificationTitles: asking.map(({ title }) => title) };
}

/** Something that is on record of a person from outside, with who recorded it. */
export type RecordedOutside = typeof outsideRecords.$inferSelect & {
  recorderName: string;
  withdrawerName?: string;
};

/** Every record of a person for an outside requirement, newest first, withdrawn ones included. */
export async function listOutsideRecords(
  { id: personId }: Pick<StaffMember, "id">,
  outsideId: string,
): Promise<RecordedOutside[]> {
  const q = await db();
  const [recorder, withdrawer] = [alias(people, "recorder"), alias(people, "withdrawer")];
  const rows = await q
    .select({
      record: outsideRecords,
      recorderName: recorder.name,
      withdrawerName: withdrawer.name,
    })
    .from(outsideRecords)
    .innerJoin(recorder, eq(recorder.id, outsideRecords.recordedById))
    .leftJoin(withdrawer, eq(withdrawer.id, outsideRecords.withdrawnById))
    .where(and(eq(outsideRecords.personId, personId), eq(outsideRecords.outsideId, outsideId)))
    .orderBy(desc(outsideRecords.id));
  return rows.map(({ record, recorderName, withdrawerName }) => {
    return { ...record, recorderName, withdrawerName: withdrawerName ?? undefined };
  });
}

export type NewOutsideRecord = {
  outside: OutsidePart;
  validUntil: CalendarDay;
  documentNumber: string | undefined;
  recordedById: number;
  /** The id of the newest record that was seen when it was decided; 0 for none. */
  seen: number;
};

/**
 * Records proof from outside; where it is the last missing part, the certificate is issued with
 * it. Two clicks record it once: the second has not seen the first.
 * @returns "own" for oneself, whom others have to judge; "recorded-meanwhile" when a newer record
 *   is there than was seen, and nothing was changed
 */
export async function saveOutsideRecord(
  { id: personId, timeZone }: Pick<StaffMember, "id" | "timeZone">,
  { outside, validUntil, documentNumber, recordedById, seen }: NewOutsideRecord,
  now: Date,
): Promise<"saved" | "own" | "recorded-meanwhile"> {
  if (personId === recordedById) return "own";
  return transaction(async (q) => {
    await lockAccount(q, personId);
    const [newest] = await listOutsideRecords({ id: personId }, outside.id);
    if ((newest?.id ?? 0) !== seen) return "recorded-meanwhile";
    const [record] = await q
      .insert(outsideRecords)
      .values({
        ...{ personId, outsideId: outside.id, validUntil, documentNumber },
        ...{ recordedById, recordedAt: now },
      })
      .returning({ id: outsideRecords.id });
    if (!record) throw new Error("The database kept no record");
    const { id: outsideRecordId } = record;
    await recordAudit(q, {
      at: now,
      actorId: recordedById,
      action: "outside.recorded",
      subjectId: personId,
      detail: { outside: outside.title, outsideRecordId, validUntil },
    });
    await refreshClearances(q, [personId]);
    const issued = await issueDueCertificates(q, {
      personId,
      part: { outsideRecordId, outsideId: outside.id },
      at: now,
      today: dayAt(now, timeZone),
      actorId: recordedById,
    });
    await saveCertifiedNotifications(q, issued, { kind: "outside", title: outside.title }, now);
    return "saved";
  });
}

/**
 * Withdraws a record of this person: it no longer counts. Withdrawing it again changes nothing.
 * @returns "own" for one's own; "missing" when there is none
 */
export async function withdrawOutsideRecord(
  { id: personId }: Pick<StaffMember, "id">,
  { outside }: AskedOutside,
  recordId: number,
  { actorId, reason }: { actorId: number; reason: string },
  now: Date,
): Promise<"withdrawn" | "own" | "missing"> {
  if (personId === actorId) return "own";
  return transaction(async (q) => {
    await lockAccount(q, personId);
    const records = await listOutsideRecords({ id: personId }, outside.id);
    const record = records.find(({ id }) => id === recordId);
    if (!record) return "missing";
    if (record.withdrawnAt) return "withdrawn";
    await q
      .update(outsideRecords)
      .set({ withdrawnById: actorId, withdrawnAt: now, withdrawnReason: reason })
      .where(eq(outsideRecords.id, recordId));
    await recordAudit(q, {
      at: now,
      actorId,
      action: "outside.withdrawn",
      subjectId: personId,
      detail: { outside: outside.title, outsideRecordId: recordId, reason },
    });
    const { title } = outside;
    const part = { kind: "outside" as const, id: recordId, title, validUntil: record.validUntil };
    const told = withdrawnPartNotification({ ...part, reason });
    await saveNotifications(q, [{ ...told, personId }], now);
    await refreshClearances(q, [personId]);
    return "withdrawn";
  });
}
