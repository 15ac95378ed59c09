import type { ChainFault, ChainState } from "#app/core/audit-chain.ts";
import { db, type Queryable, transaction } from "#db/client.server.ts";
import { recordAudit } from "./audit.ts";
import {
  type AuditRow,
  findLastLink,
  hashOf,
  hashOfOlder,
  isOlderThanChain,
  pagesOfLog,
} from "./audit-chain.ts";

/**
 * Looks through the whole audit log, in parts, so that others get their turn in between, up to the
 * first entry that is not as it was written.
 * @param notedHash a hash in hex that was noted down earlier: says whether an entry still has it
 */
export async function checkAuditLog(notedHash?: string): Promise<ChainState> {
  const q = await db();
  const state: ChainState = { entries: 0, olderThanChain: 0, ...(notedHash && { noted: {} }) };
  const older = hashOfOlder();
  let before: AuditRow | undefined;
  let isChained = false;
  for await (const rows of pagesOfLog(q)) {
    for (const row of rows) {
      state.entries += 1;
      if (row.hash) {
        const hash = isChained ? before?.hash : older.hash();
        const fault = hash && faultOf(row, hash, isChained ? before : undefined, state);
        if (fault) {
          state.broken =
            fault === "changed" && (await isFromElsewhere(q, row))
              ? { id: row.id, fault: "out of order" }
              : { id: fault === "missing" ? (before?.id ?? 0) + 1 : row.id, fault };
          return state;
        }
        isChained = true;
        const hex = row.hash.toString("hex");
        state.head = { id: row.id, hash: hex };
        if (hex === notedHash) state.noted = { foundAt: row.id };
      } else if (isChained) {
        state.broken = { id: row.id, fault: "unchained" };
        return state;
      } else {
        state.olderThanChain += 1;
        older.add(row);
      }
      before = row;
    }
    await new Promise(setImmediate);
  }
  return state;
}

function faultOf(
  row: AuditRow,
  hashBefore: Buffer,
  before: AuditRow | undefined,
  { olderThanChain }: ChainState,
): ChainFault | undefined {
  const isFirstOfAll = before === undefined && olderThanChain === 0;
  const isNext = before === undefined ? !isFirstOfAll || row.id === 1 : row.id === before.id + 1;
  if (!isNext) return "missing";
  if (row.hash && hashOf(hashBefore, row).equals(row.hash)) return undefined;
  return before === undefined && !isFirstOfAll ? "changed before" : "changed";
}

/** Whether a row would be right at the place of another one: then it was only moved. */
async function isFromElsewhere(q: Queryable, moved: AuditRow): Promise<boolean> {
  let before: Buffer | null = null;
  for await (const rows of pagesOfLog(q)) {
    for (const { id, hash } of rows) {
      // Where two neighbours have changed places, the one before is where this one was.
      const isRightHere = [before, hash].some(
        (link) => link && moved.hash?.equals(hashOf(link, { ...moved, id })),
      );
      if (isRightHere) return true;
      before = hash;
    }
    await new Promise(setImmediate);
  }
  return false;
}

/** The newest entry of the chain and its hash in hex, to be noted down; undefined while there is none. */
export async function findAuditHead(): Promise<{ id: number; hash: string } | undefined> {
  const { id, hash } = await findLastLink(await db());
  return id === 0 ? undefined : { id, hash: hash.toString("hex") };
}

/**
 * Begins the chain where all entries are older than it. Done when the server starts, since going
 * through all of them takes a while when there are many.
 */
export async function beginChain(at: Date): Promise<void> {
  if (!(await isOlderThanChain(await db()))) return;
  await transaction((q) => recordAudit(q, { at, action: "audit.chained" }));
}
