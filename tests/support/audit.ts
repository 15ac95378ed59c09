import { asc } from "drizzle-orm";
import { db, tables } from "#db/client.server.ts";

/** Everything in the audit log, oldest first. */
export async function listAuditEntries() {
  const q = await db();
  return q.select().from(tables.auditLog).orderBy(asc(tables.auditLog.id));
}
