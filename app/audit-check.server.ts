import type { ChainState } from "#app/core/audit-chain.ts";
import { checkAuditLog } from "#db/queries/audit-check.ts";

/** What the last look through the whole log has found, and when it ended. */
export type AuditCheck = { endedAt: Date; state: ChainState };

let last: AuditCheck | undefined;
/** Looks that are under way, by the hash that they look for: two who ask at once share one. */
const underWay = new Map<string | undefined, Promise<AuditCheck>>();

/** The last check of this process, without any noted hash. */
export function lastAuditCheck(): AuditCheck | undefined {
  return last;
}

/** Looks through the whole log now, in parts, so that pages are served in between. */
export function checkAuditLogNow(notedHash: string | undefined): Promise<AuditCheck> {
  const known = underWay.get(notedHash);
  if (known !== undefined) return known;
  const check = checkAuditLog(notedHash)
    .then((state) => {
      const ended = { endedAt: new Date(), state };
      const { noted: _, ...ofLog } = state;
      last = { ...ended, state: ofLog };
      return ended;
    })
    .finally(() => underWay.delete(notedHash));
  underWay.set(notedHash, check);
  return check;
}
