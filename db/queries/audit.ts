import { desc, eq } from "drizzle-orm";
import { db, type Queryable, tables } from "#db/client.server.ts";
import type { AuditDetail } from "#db/schema.ts";

const { auditLog } = tables;

/** Something that somebody did, or that the server did by itself (no actor). */
export type AuditEntry = {
  at: Date;
  actorId?: number;
  /** What happened, noun first: "attempt.submitted". */
  action: string;
  /** Whom it concerns. */
  subjectId?: number;
  detail?: AuditDetail;
};

/** Writes an entry into the transaction that does the thing, so that neither exists alone. */
export async function recordAudit(q: Queryable, entry: AuditEntry): Promise<void> {
  const { at, actorId, action, subjectId, detail = {} } = entry;
  await q.insert(auditLog).values({ at, actorId, action, subjectId, detail });
}

/** The newest entries that concern a person, newest first. */
export async function listAuditEntriesOf(subjectId: number, limit: number) {
  const q = await db();
  return q
    .select()
    .from(auditLog)
    .where(eq(auditLog.subjectId, subjectId))
    .orderBy(desc(auditLog.id))
    .limit(limit);
}
