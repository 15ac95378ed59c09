import { createHash } from "node:crypto";
import { asc, desc, gt, inArray, sql } from "drizzle-orm";
import { chainedText } from "#app/core/audit-chain.ts";
import { engine, prepared, type Queryable, tables, withIds } from "#db/client.server.ts";
import type { AuditDetail } from "#db/schema.ts";

const { auditLog, people } = tables;

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

/** What the next entry is chained to: the number and the hash of the one before it. */
export type AuditLink = { id: number; hash: Buffer };

export type AuditRow = typeof auditLog.$inferSelect;

/** Any number other than those of other locks, as long as all instances agree on it. */
const AUDIT_LOCK = 7_412_088;
/** Rows read or written with one statement; reading so many holds nobody up. */
const ROWS_AT_ONCE = 1_000;

/** The hash of an entry: SHA-256 over the hash before it and everything in it. */
export function hashOf(before: Buffer, row: Omit<AuditRow, "hash">): Buffer {
  return createHash("sha256").update(before).update(chainedText(row)).digest();
}

/** Turns entries into rows, one chained to the other, the first of them to `last`. */
export function chainAfter(last: AuditLink): (entry: AuditEntry) => AuditRow & AuditLink {
  let { id, hash } = last;
  return ({ at, actorId = null, action, subjectId = null, detail = {} }) => {
    id += 1;
    const row = { id, at, actorId, action, subjectId, detail };
    hash = hashOf(hash, row);
    return { ...row, hash };
  };
}

const newestRow = prepared((q) =>
  q
    .select({ id: auditLog.id, hash: auditLog.hash })
    .from(auditLog)
    .orderBy(desc(auditLog.id))
    .limit(1)
    .prepare("newest_audit_entry"),
);

/**
 * The newest link of the chain. Where there is none yet, its place is taken by one hash over all
 * entries that are older than the chain.
 */
export async function findLastLink(q: Queryable): Promise<AuditLink> {
  const [newest] = await newestRow(q).execute();
  if (newest?.hash) return { id: newest.id, hash: newest.hash };
  const older = hashOfOlder();
  for await (const rows of pagesOfLog(q)) for (const row of rows) older.add(row);
  return { id: newest?.id ?? 0, hash: older.hash() };
}

/** Whether there are entries, and even the newest has no hash. */
export async function isOlderThanChain(q: Queryable): Promise<boolean> {
  const [newest] = await newestRow(q).execute();
  return newest?.hash === null;
}

/** One hash over entries that have none of their own, in their order. */
export function hashOfOlder(): { add: (row: AuditRow) => void; hash: () => Buffer } {
  const digest = createHash("sha256");
  return { add: (row) => digest.update(`${chainedText(row)}\n`), hash: () => digest.digest() };
}

/** The whole log from its first entry on, page by page. */
export async function* pagesOfLog(q: Queryable): AsyncGenerator<AuditRow[], void> {
  let after = 0;
  for (;;) {
    const rows = await q
      .select()
      .from(auditLog)
      .where(gt(auditLog.id, after))
      .orderBy(asc(auditLog.id))
      .limit(ROWS_AT_ONCE);
    const last = rows.at(-1);
    if (!last) return;
    yield rows;
    after = last.id;
  }
}

/**
 * Writes entries at the end of the chain. Runs as the last thing before the commit: from here on
 * no other transaction gets to the end of the chain until this one is committed.
 */
export async function appendToChain(q: Queryable, entries: readonly AuditEntry[]): Promise<void> {
  if (engine === "postgres") await waitForTurn(q, entries);
  const chain = chainAfter(await findLastLink(q));
  for (let first = 0; first < entries.length; first += ROWS_AT_ONCE) {
    const rows = entries.slice(first, first + ROWS_AT_ONCE).map(chain);
    await withIds(q.insert(auditLog)).values(rows);
  }
}

/**
 * SQLite has one writer anyway. The people whom the entries refer to are locked before the end of
 * the chain, as the insert would lock them: a transaction that waits for one of them, such as for
 * a changed e-mail address, must not make the others wait who do not.
 */
async function waitForTurn(q: Queryable, entries: readonly AuditEntry[]): Promise<void> {
  const ids = new Set(entries.flatMap(({ actorId, subjectId }) => [actorId ?? 0, subjectId ?? 0]));
  for (const some of inParts([...ids].sort((one, other) => one - other))) {
    await q
      .select({ id: people.id })
      .from(people)
      .where(inArray(people.id, some))
      .orderBy(asc(people.id))
      .for("key share");
  }
  await q.execute(sql`select pg_advisory_xact_lock(${AUDIT_LOCK})`);
}

function inParts<Item>(items: readonly Item[]): Item[][] {
  return Array.from({ length: Math.ceil(items.length / ROWS_AT_ONCE) }, (_, part) =>
    items.slice(part * ROWS_AT_ONCE, (part + 1) * ROWS_AT_ONCE),
  );
}
