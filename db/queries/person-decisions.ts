import { count, eq } from "drizzle-orm";
import { db, tables, transaction } from "#db/client.server.ts";
import { recordAudit } from "./audit.ts";
import { refreshClearances } from "./clearances.ts";
import { type Asker, lockAccount } from "./people.ts";
import type { StaffMember } from "./staff.ts";

const { exceptions, requirements } = tables;

/** What came of a decision about one person. Nobody decides about themselves. */
export type DecisionOutcome = "saved" | "oneself" | "stale";

/**
 * Asks a certification of one person, by a day.
 * @param seen what {@link countDecisions} said when it was decided; left out where that does not matter
 */
export async function assignToPerson(
  asker: Asker,
  { id: personId }: StaffMember,
  { certificationId, dueOn, seen }: { certificationId: string; dueOn: string; seen?: number },
  now: Date,
): Promise<DecisionOutcome> {
  if (personId === asker.id) return "oneself";
  return transaction(async (q) => {
    await lockAccount(q, personId);
    if (seen !== undefined && (await countDecisions({ id: personId })) !== seen) return "stale";
    const [made] = await q
      .insert(requirements)
      .values({ certificationId, personId, dueOn, createdById: asker.id, createdAt: now })
      .returning({ id: requirements.id });
    await refreshClearances(q, [personId]);
    await recordAudit(q, {
      at: now,
      actorId: asker.id,
      action: "requirement.assigned",
      subjectId: personId,
      detail: { requirementId: made?.id ?? null, certificationId, dueOn },
    });
    return "saved";
  });
}

/** How many decisions were ever made about a person alone: whoever knows fewer has not seen all. */
export async function countDecisions({ id }: Pick<StaffMember, "id">): Promise<number> {
  const q = await db();
  const [asked] = await q
    .select({ number: count() })
    .from(requirements)
    .where(eq(requirements.personId, id));
  const [excepted] = await q
    .select({ number: count() })
    .from(exceptions)
    .where(eq(exceptions.personId, id));
  return (asked?.number ?? 0) + (excepted?.number ?? 0);
}
