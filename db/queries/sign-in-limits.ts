import { and, eq, gt, lte, sql } from "drizzle-orm";
import { tables, transaction } from "#db/client.server.ts";

const { signInLimits } = tables;

/** How many tries something has: an account, or the address that tries come from. */
export type SignInLimit = {
  /** A hash: the table names nobody. */
  key: string;
  tries: number;
  minutes: number;
};

const MINUTE_IN_MS = 60_000;

/**
 * Counts one try against each limit, before it is looked at: tries that arrive together are
 * counted one after the other by the database, so that none slips through.
 * @returns when the next try is possible, if this one is one too many
 */
export async function countTry(
  limits: readonly SignInLimit[],
  now: Date,
): Promise<Date | undefined> {
  return transaction(async (q) => {
    let triesAgainAt: Date | undefined;
    for (const { key, tries, minutes } of limits) {
      const windowEndsAt = new Date(now.getTime() + minutes * MINUTE_IN_MS);
      const isOver = lte(signInLimits.windowEndsAt, now);
      const [counted] = await q
        .insert(signInLimits)
        .values({ key, failures: 1, windowEndsAt })
        .onConflictDoUpdate({
          target: signInLimits.key,
          set: {
            failures: sql`case when ${isOver} then 1 else ${signInLimits.failures} + 1 end`,
            windowEndsAt: sql`case when ${isOver} then excluded.window_ends_at else ${signInLimits.windowEndsAt} end`,
          },
        })
        .returning({
          failures: signInLimits.failures,
          windowEndsAt: signInLimits.windowEndsAt,
        });
      if (counted && counted.failures > tries) {
        triesAgainAt = later(triesAgainAt, counted.windowEndsAt);
      }
    }
    return triesAgainAt;
  });
}

/**
 * After a try that was right: `cleared` has all of its tries again, and `spared` gets this one
 * back, so that a whole clinic can sign in from one address.
 */
export async function forgiveTry(cleared: string, spared?: string): Promise<void> {
  await transaction(async (q) => {
    await q.delete(signInLimits).where(eq(signInLimits.key, cleared));
    if (spared !== undefined) await giveBackTry(spared);
  });
}

/** Takes one try back, because it did no harm. */
export async function giveBackTry(key: string): Promise<void> {
  await transaction(async (q) => {
    await q
      .update(signInLimits)
      .set({ failures: sql`${signInLimits.failures} - 1` })
      .where(and(eq(signInLimits.key, key), gt(signInLimits.failures, 0)));
  });
}

/** Forgets the counts that no longer limit anything. */
export async function deleteEndedSignInLimits(now: Date): Promise<void> {
  await transaction(async (q) => {
    await q.delete(signInLimits).where(lte(signInLimits.windowEndsAt, now));
  });
}

function later(one: Date | undefined, other: Date): Date {
  return one !== undefined && one > other ? one : other;
}
