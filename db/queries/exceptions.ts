import { and, desc, eq, isNull } from "drizzle-orm";
import type { CalendarDay } from "#app/core/calendar.ts";
import { suspendedNotification, suspensionEndedNotification } from "#app/core/suspension-words.ts";
import { db, tables, transaction } from "#db/client.server.ts";
import { recordAudit } from "./audit.ts";
import { listEveryCertification } from "./certification-definitions.ts";
import { refreshClearances } from "./clearances.ts";
import { saveNotifications } from "./notifications.ts";
import { type Asker, lockAccount } from "./people.ts";
import { countDecisions, type DecisionOutcome } from "./person-decisions.ts";
import type { StaffMember } from "./staff.ts";

const { clearances, exceptions, people } = tables;

export type ExceptionKind = (typeof exceptions.$inferSelect)["kind"];

/** A decision about one person that stands. */
export type StandingException = {
  id: number;
  kind: ExceptionKind;
  /** Undefined for a suspension from everything. */
  certificationId?: string;
  untilOn: CalendarDay;
  reason: string;
  givenAt: Date;
  giverName: string;
};

/** What was decided about a person and was not ended, the newest first; some may have run out. */
export async function listExceptions({
  id,
}: Pick<StaffMember, "id">): Promise<StandingException[]> {
  const q = await db();
  const rows = await q
    .select({
      id: exceptions.id,
      kind: exceptions.kind,
      certificationId: exceptions.certificationId,
      untilOn: exceptions.untilOn,
      reason: exceptions.reason,
      givenAt: exceptions.givenAt,
      giverName: people.name,
    })
    .from(exceptions)
    .innerJoin(people, eq(people.id, exceptions.givenById))
    .where(and(eq(exceptions.personId, id), isNull(exceptions.endedAt)))
    .orderBy(desc(exceptions.id));
  return rows.map(({ certificationId, ...row }) => ({
    ...row,
    certificationId: certificationId ?? undefined,
  }));
}

/** A decision to be made about one person. */
export type NewException = {
  kind: ExceptionKind;
  /** Left out for a suspension from everything. */
  certificationId?: string;
  /** The new due date; the last day of a waiver or a suspension. */
  untilOn: CalendarDay;
  reason: string;
  /** What `countDecisions` said when it was decided; left out where that does not matter. */
  seen?: number;
};

/** "not-required": nobody asks for what would be waived. "not-later": it is due later already. */
export type ExceptionOutcome = DecisionOutcome | "not-required" | "not-later";

/**
 * Decides about one person: a later due date, a requirement waived, or that they may not treat for
 * a while. Nobody decides about themselves, whatever their roles. Nothing is overwritten: of two
 * decisions the one that reaches further counts.
 */
export async function saveException(
  asker: Asker,
  { id: personId }: StaffMember,
  { kind, certificationId, untilOn, reason, seen }: NewException,
  now: Date,
): Promise<ExceptionOutcome> {
  if (personId === asker.id) return "oneself";
  if (kind !== "suspension" && certificationId === undefined) {
    throw new Error("Only a suspension can be from every certification");
  }
  return transaction(async (q) => {
    await lockAccount(q, personId);
    if (seen !== undefined && (await countDecisions({ id: personId })) !== seen) return "stale";
    if (kind !== "suspension") {
      const dueOn = await findDueOn(personId, certificationId ?? "");
      if (dueOn === undefined) return "not-required";
      if (kind === "extension" && untilOn <= dueOn) return "not-later";
    }
    const [given] = await q
      .insert(exceptions)
      .values({
        ...{ kind, personId, certificationId, untilOn, reason },
        givenById: asker.id,
        givenAt: now,
      })
      .returning({ id: exceptions.id });
    await refreshClearances(q, [personId]);
    if (kind === "suspension" && given) {
      const title = await findTitle(certificationId);
      const told = suspendedNotification({ exceptionId: given.id, title, untilOn });
      await saveNotifications(q, [{ ...told, personId }], now);
    }
    await recordAudit(q, {
      at: now,
      actorId: asker.id,
      action: `${kind}.given`,
      subjectId: personId,
      detail: { ...auditDetailOf({ certificationId, untilOn }), reason },
    });
    return "saved";
  });
}

/** By when a person must hold a certification, if anybody asks for it. */
async function findDueOn(
  personId: number,
  certificationId: string,
): Promise<CalendarDay | undefined> {
  const q = await db();
  const [row] = await q
    .select({ dueOn: clearances.dueOn })
    .from(clearances)
    .where(and(eq(clearances.personId, personId), eq(clearances.certificationId, certificationId)));
  return row?.dueOn ?? undefined;
}

/**
 * Ends what was decided about a person before its day, with a reason; nobody ends what concerns
 * themselves. Ending it again changes nothing.
 */
export async function endException(
  asker: Asker,
  { id: personId }: StaffMember,
  exceptionId: number,
  reason: string,
  now: Date,
): Promise<"saved" | "missing" | "oneself"> {
  if (personId === asker.id) return "oneself";
  return transaction(async (q) => {
    await lockAccount(q, personId);
    const own = and(eq(exceptions.id, exceptionId), eq(exceptions.personId, personId));
    const [row] = await q.select().from(exceptions).where(own);
    if (!row) return "missing";
    if (row.endedAt) return "saved";
    await q
      .update(exceptions)
      .set({ endedById: asker.id, endedAt: now, endReason: reason })
      .where(own);
    await refreshClearances(q, [personId]);
    const { kind, certificationId, untilOn } = row;
    if (kind === "suspension") {
      const title = await findTitle(certificationId ?? undefined);
      const told = suspensionEndedNotification({ exceptionId, title, untilOn });
      await saveNotifications(q, [{ ...told, personId }], now);
    }
    await recordAudit(q, {
      at: now,
      actorId: asker.id,
      action: `${kind}.ended`,
      subjectId: personId,
      detail: {
        ...auditDetailOf({ certificationId: certificationId ?? undefined, untilOn }),
        reason,
      },
    });
    return "saved";
  });
}

/** What a certification is called at the moment; undefined for every one. */
async function findTitle(id: string | undefined): Promise<string | undefined> {
  if (id === undefined) return undefined;
  const every = await listEveryCertification();
  return every.find((certification) => certification.id === id)?.title ?? id;
}

function auditDetailOf({
  certificationId,
  untilOn,
}: Pick<NewException, "certificationId" | "untilOn">) {
  return {
    ...(certificationId === undefined ? { everyCertification: true } : { certificationId }),
    untilOn,
  };
}
