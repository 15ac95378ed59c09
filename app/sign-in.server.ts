import { addressBlock } from "#app/core/address-block.ts";
import { DEMO_LOG_INS } from "#db/demo.ts";
import { findAccount, listAccountEmails } from "#db/queries/accounts.ts";
import { countTry, forgiveTry, type SignInLimit } from "#db/queries/sign-in-limits.ts";
import { env } from "./env.server.ts";
import { isPasswordOf } from "./password.server.ts";
import { hashToken } from "./token.server.ts";

/** Tries for one account, whether it exists or not: guessing one password at a time is hopeless. */
function accountLimit(email: string): SignInLimit {
  return { key: hashToken(`account:${email}`), tries: 10, minutes: 15 };
}

/** Tries from one address that did not succeed, whichever accounts they were for. */
function addressLimit(address: string): SignInLimit {
  return { key: hashToken(`address:${addressBlock(address)}`), tries: 100, minutes: 15 };
}

/** Tries of the set-up code from one address. */
function setupLimit(address: string): SignInLimit {
  return { key: hashToken(`setup:${addressBlock(address)}`), tries: 10, minutes: 15 };
}

/** What came of checking a password. `retryAt`: not checked, there were too many tries. */
export type PasswordCheck =
  | { state: "right"; personId: number; passwordHash: string }
  | { state: "wrong" }
  | { state: "limited"; retryAt: Date };

/**
 * Checks an e-mail address (lower case) and its password. The try is counted before it is
 * checked, and an account that does not exist is counted, answered and timed like one that does.
 */
export async function checkPassword(
  email: string,
  password: string,
  address: string,
  now: Date,
): Promise<PasswordCheck> {
  const account = accountLimit(email);
  const from = addressLimit(address);
  const retryAt = await countTry([account, from], now);
  if (retryAt) return { state: "limited", retryAt };
  const found = await findAccount(email);
  if (!(await isPasswordOf(found?.passwordHash, password)) || !found) return { state: "wrong" };
  await forgiveTry(account.key, from.key);
  return { state: "right", ...found };
}

/** Gives an account all of its tries again: its password has just been set anew. */
export async function forgiveAccount(email: string): Promise<void> {
  await forgiveTry(accountLimit(email).key);
}

/** Counts a try of the set-up code. Returns when the next is possible, if this is one too many. */
export function countSetupTry(address: string, now: Date): Promise<Date | undefined> {
  return countTry([setupLimit(address)], now);
}

/** The demo log-ins that work, for the sign-in page of a demo installation; none elsewhere. */
export async function listDemoLogIns() {
  if (env.DEMO !== "on") return [];
  const known = await listAccountEmails(DEMO_LOG_INS.map(({ email }) => email));
  return DEMO_LOG_INS.filter(({ email }) => known.includes(email));
}
