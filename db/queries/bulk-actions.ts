import type { BulkOrder } from "#app/core/bulk-action.ts";
import { type Queryable, tables } from "#db/client.server.ts";
import { recordAudit } from "./audit.ts";
import { refreshClearances } from "./clearances.ts";

const { exceptions, notifications, requirements } = tables;

/** Who gives an order, of which job, about which certification. */
export type BulkGiver = { jobId: number; actorId: number; actorName: string; title: string };

/**
 * Carries an order out for these people, in the transaction that writes down that it is done for
 * them; whoever calls has decided that it may be, and holds on to their rows.
 */
export async function carryOut(
  q: Queryable,
  order: BulkOrder,
  giver: BulkGiver,
  personIds: readonly number[],
  now: Date,
): Promise<void> {
  for (const personId of personIds) await carryOutFor(q, order, giver, personId, now);
  if (order.kind !== "remind") await refreshClearances(q, personIds);
}

async function carryOutFor(
  q: Queryable,
  order: BulkOrder,
  { jobId, actorId, actorName, title }: BulkGiver,
  personId: number,
  now: Date,
): Promise<void> {
  const { certificationId } = order;
  const about = { at: now, actorId, subjectId: personId };
  switch (order.kind) {
    case "assign": {
      const { dueOn } = order;
      await q
        .insert(requirements)
        .values({ certificationId, personId, dueOn, createdById: actorId, createdAt: now });
      const detail = { certificationId, dueOn, kind: "person", jobId };
      return recordAudit(q, { ...about, action: "requirement.assigned", detail });
    }
    case "extend": {
      const { untilOn, reason } = order;
      const kind = "extension" as const;
      await q.insert(exceptions).values({
        kind,
        personId,
        certificationId,
        untilOn,
        reason,
        givenById: actorId,
        givenAt: now,
      });
      const detail = { certificationId, untilOn, reason, jobId };
      return recordAudit(q, { ...about, action: "extension.given", detail });
    }
    case "remind": {
      await q
        .insert(notifications)
        .values({
          personId,
          kind: "reminder",
          key: `reminder:${jobId}`,
          title: `Reminder: ${title}`,
          body: `${actorName} asks you to look at what is due for ${title}. My training shows it.`,
          path: "/training",
          createdAt: now,
          mail: "waiting",
          mailNextAt: now,
        })
        .onConflictDoNothing({ target: [notifications.personId, notifications.key] });
      const detail = { certificationId, jobId };
      return recordAudit(q, { ...about, action: "reminder.sent", detail });
    }
  }
}
