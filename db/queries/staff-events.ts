import { and, eq, lte } from "drizzle-orm";
import type { StaffEvent } from "#app/core/staff-events.ts";
import { db, type Queryable, tables } from "#db/client.server.ts";
import { isOneOf } from "./ids.ts";
import type { StaffMember } from "./staff.ts";

const {
  exceptions,
  jobRoles,
  outsideRecords,
  people,
  practicalSignOffs,
  requirements,
  sites,
  staffPeriods,
} = tables;

/** Everything that the records say happened to a person up to an instant, in no order. */
export async function listStaffEvents({ id }: StaffMember, until: Date): Promise<StaffEvent[]> {
  const q = await db();
  const events = [
    ...(await listPeriodEvents(q, id, until)),
    ...(await listSignOffEvents(q, id, until)),
    ...(await listRecordEvents(q, id, until)),
    ...(await listExceptionEvents(q, id, until)),
    ...(await listRequirementEvents(q, id, until)),
  ].filter(({ at }) => at <= until);
  const actors = new Set(events.flatMap(({ byId }) => byId ?? []));
  const named = await q
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(isOneOf(people.id, [...actors]));
  const names = new Map(named.map((person) => [person.id, person.name]));
  return events.map(({ byId, ...event }) => ({
    ...event,
    by: byId === undefined ? undefined : names.get(byId),
  }));
}

type Event = StaffEvent & { byId?: number };

async function listPeriodEvents(q: Queryable, personId: number, until: Date): Promise<Event[]> {
  const rows = await q
    .select({
      id: staffPeriods.id,
      site: sites.name,
      jobRole: jobRoles.name,
      startedAt: staffPeriods.startedAt,
      endedAt: staffPeriods.endedAt,
    })
    .from(staffPeriods)
    .innerJoin(sites, eq(sites.id, staffPeriods.siteId))
    .leftJoin(jobRoles, eq(jobRoles.id, staffPeriods.jobRoleId))
    .where(and(eq(staffPeriods.personId, personId), lte(staffPeriods.startedAt, until)));
  return rows.flatMap(({ id, site, startedAt, endedAt, ...row }): Event[] => {
    const where = { site, jobRole: row.jobRole ?? undefined };
    const began: Event = { id: `began ${id}`, at: startedAt, kind: "began", ...where };
    return endedAt ? [began, { id: `left ${id}`, at: endedAt, kind: "left", ...where }] : [began];
  });
}

async function listSignOffEvents(q: Queryable, personId: number, until: Date): Promise<Event[]> {
  const rows = await q
    .select()
    .from(practicalSignOffs)
    .where(and(eq(practicalSignOffs.personId, personId), lte(practicalSignOffs.signedAt, until)));
  return rows.flatMap(({ id, certificationId, document, ...row }): Event[] => {
    const what = { what: document.title, certificationId };
    const { signedAt: at, observerId: byId } = row;
    const signed: Event = { id: `signed ${id}`, at, byId, kind: "signed-off", ...what };
    if (!row.withdrawnAt) return [signed];
    const why = { reason: row.withdrawnReason ?? undefined, byId: row.withdrawnById ?? undefined };
    const kind = "sign-off-withdrawn";
    return [signed, { id: `unsigned ${id}`, at: row.withdrawnAt, kind, ...why, ...what }];
  });
}

async function listRecordEvents(q: Queryable, personId: number, until: Date): Promise<Event[]> {
  const rows = await q
    .select()
    .from(outsideRecords)
    .where(and(eq(outsideRecords.personId, personId), lte(outsideRecords.recordedAt, until)));
  return rows.flatMap(({ id, outsideId, validUntil, ...row }): Event[] => {
    const what = { outsideId, until: validUntil };
    const { recordedAt: at, recordedById: byId } = row;
    const recorded: Event = { id: `recorded ${id}`, at, byId, kind: "recorded", ...what };
    if (!row.withdrawnAt) return [recorded];
    const why = { reason: row.withdrawnReason ?? undefined, byId: row.withdrawnById ?? undefined };
    const kind = "record-withdrawn";
    return [recorded, { id: `unrecorded ${id}`, at: row.withdrawnAt, kind, ...why, ...what }];
  });
}

async function listExceptionEvents(q: Queryable, personId: number, until: Date): Promise<Event[]> {
  const rows = await q
    .select()
    .from(exceptions)
    .where(and(eq(exceptions.personId, personId), lte(exceptions.givenAt, until)));
  return rows.flatMap(({ id, kind, untilOn, ...row }): Event[] => {
    const what = { certificationId: row.certificationId ?? undefined, until: untilOn };
    const { givenAt: at, givenById: byId, reason } = row;
    const given: Event = { id: `exception ${id}`, at, byId, reason, kind, ...what };
    if (!row.endedAt) return [given];
    const why = { reason: row.endReason ?? undefined, byId: row.endedById ?? undefined };
    const ended = { id: `exception-ended ${id}`, at: row.endedAt, ...why, ...what };
    return [given, { ...ended, kind: "exception-ended" }];
  });
}

/** Those made for this person alone: what a site asks of everybody is no event of theirs. */
async function listRequirementEvents(
  q: Queryable,
  personId: number,
  until: Date,
): Promise<Event[]> {
  const rows = await q
    .select()
    .from(requirements)
    .where(and(eq(requirements.personId, personId), lte(requirements.createdAt, until)));
  return rows.flatMap(({ id, certificationId, ...row }): Event[] => {
    const { createdAt: at, createdById: byId } = row;
    const made: Event = { id: `required ${id}`, at, byId, kind: "required", certificationId };
    if (!row.endedAt) return [made];
    const ended = { id: `unrequired ${id}`, at: row.endedAt, byId: row.endedById ?? undefined };
    return [made, { ...ended, kind: "no-longer-required", certificationId }];
  });
}
