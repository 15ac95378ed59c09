import { canonicalJson } from "./canonical-json.ts";

/** An entry of the audit log as its hash covers it. */
export type ChainedEntry = {
  id: number;
  at: Date;
  actorId: number | null;
  action: string;
  subjectId: number | null;
  detail: unknown;
};

/**
 * The text of an entry that goes into its hash, after the hash of the entry before: everything in
 * it, the same to the letter on every engine.
 */
export function chainedText({ id, at, actorId, action, subjectId, detail }: ChainedEntry): string {
  return canonicalJson({ id, at: at.getTime(), actorId, action, subjectId, detail });
}

/** What can be wrong with an entry of the log. */
export type ChainFault = "changed" | "missing" | "out of order" | "unchained" | "changed before";

/** What looking through the whole log has found. */
export type ChainState = {
  /** How many entries there are. */
  entries: number;
  /** How many of them are older than the chain: they are covered by its first link only. */
  olderThanChain: number;
  /** The newest entry and its hash in hex: what can be noted down. */
  head?: { id: number; hash: string };
  /** The first entry that is not as it was written. */
  broken?: { id: number; fault: ChainFault };
  /** Only where a hash that was noted down is asked for: the entry that has it, if any. */
  noted?: { foundAt?: number };
};

/** True when nothing was changed, removed, moved or slipped in, and a noted hash is there. */
export function isWhole({ broken, noted }: ChainState): boolean {
  return broken === undefined && (noted === undefined || noted.foundAt !== undefined);
}

/** The state of the log in a sentence or two. */
export function chainInWords(state: ChainState): string {
  const { entries, olderThanChain, broken, noted } = state;
  if (broken) return brokenInWords(broken, olderThanChain);
  const count = new Intl.NumberFormat("en").format(entries);
  const whole =
    entries === 0
      ? "There are no entries."
      : `${entries === 1 ? "The one entry is as it was" : `All ${count} entries are as they were`} written.`;
  if (noted === undefined) return whole;
  return noted.foundAt === undefined
    ? "No entry has the hash that was noted down: entries were removed from the end, or the whole log was replaced."
    : `${whole} The hash that was noted down is that of entry ${noted.foundAt}.`;
}

function brokenInWords({ id, fault }: { id: number; fault: ChainFault }, older: number): string {
  switch (fault) {
    case "changed":
      return `Entry ${id} was changed after it was written.`;
    case "missing":
      return `Entry ${id} is missing.`;
    case "out of order":
      return `Entry ${id} is out of order: it stood at another place when it was written.`;
    case "unchained":
      return `Entry ${id} was slipped in: it has no hash, and entries before it have one.`;
    case "changed before":
      return `One of the ${older} entries before entry ${id}, which are older than the chain, was changed or removed, or entry ${id} was.`;
  }
}

const HASH = /^[0-9a-f]{64}$/;

/** A hash as somebody noted it down, in the form that it is compared in; undefined if it is none. */
export function readNotedHash(text: string): string | undefined {
  const hash = text.replace(/\s/g, "").toLowerCase();
  return HASH.test(hash) ? hash : undefined;
}
