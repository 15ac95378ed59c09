import { eq } from "drizzle-orm";
import type { ClearanceFacts } from "#app/core/clearance.ts";
import { db, tables } from "#db/client.server.ts";

const { clearances } = tables;

/** What decides beside certificates, without the certificates themselves. */
export type RequiredFacts = Omit<ClearanceFacts, "held" | "withdrawn">;

/**
 * What is asked, waived and suspended of one person, by certification. Whoever calls has checked
 * that they may see it.
 */
export async function listRequiredFacts(personId: number): Promise<Map<string, RequiredFacts>> {
  const q = await db();
  const rows = await q.select().from(clearances).where(eq(clearances.personId, personId));
  return new Map(
    rows.map(({ certificationId, partsUntil, dueOn, waivedUntil, suspendedUntil }) => [
      certificationId,
      {
        partsUntil: partsUntil ?? undefined,
        dueOn: dueOn ?? undefined,
        waivedUntil: waivedUntil ?? undefined,
        suspendedUntil: suspendedUntil ?? undefined,
      },
    ]),
  );
}
