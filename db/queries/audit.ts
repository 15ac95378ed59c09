import { count, desc, eq, or } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { beforeCommit, db, type Queryable, tables } from "#db/client.server.ts";
import { type AuditEntry, appendToChain } from "./audit-chain.ts";

const { auditLog, people } = tables;

/**
 * Writes an entry with the transaction that does the thing, so that neither exists alone. It gets
 * its place in the chain, and can be read, when all the work of the transaction is done.
 * @param _q the transaction: there has to be one
 */
export async function recordAudit(_q: Queryable, entry: AuditEntry): Promise<void> {
  beforeCommit(appendToChain, entry);
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

/**
 * One page of the audit log, newest first: all of it, or what one person did or what concerns
 * them.
 * @param page counted from 1
 */
export async function listAuditEntries(
  personId: number | undefined,
  page: number,
  pageSize: number,
) {
  const q = await db();
  const actor = alias(people, "actor");
  const subject = alias(people, "subject");
  const where =
    personId === undefined
      ? undefined
      : or(eq(auditLog.actorId, personId), eq(auditLog.subjectId, personId));
  const [totals, entries] = await Promise.all([
    q.select({ total: count() }).from(auditLog).where(where),
    q
      .select({
        id: auditLog.id,
        at: auditLog.at,
        action: auditLog.action,
        detail: auditLog.detail,
        actor: { id: actor.id, name: actor.name },
        subject: { id: subject.id, name: subject.name },
      })
      .from(auditLog)
      .leftJoin(actor, eq(actor.id, auditLog.actorId))
      .leftJoin(subject, eq(subject.id, auditLog.subjectId))
      .where(where)
      .orderBy(desc(auditLog.id))
      .limit(pageSize)
      .offset((page - 1) * pageSize),
  ]);
  return { total: totals[0]?.total ?? 0, entries };
}
