import { randomBytes } from "node:crypto";
import { hash, type Options, verify } from "@node-rs/argon2";

/** OWASP's smallest advice for argon2id, the package's default: 19 MiB, two passes; about 11 ms. */
const COST: Options = {
  memoryCost: 19 * 1024,
  timeCost: 2,
  parallelism: 1,
};

/** Checked when there is no account, so that an unknown one takes as long as a wrong password. */
const nobodysHash = hashPassword(randomBytes(32).toString("base64url"));

/** The argon2id hash of a password. Keyboards compose letters differently: all become NFKC. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFKC"), COST);
}

/** True if the password belongs to the hash. Takes about as long where there is none. */
export async function isPasswordOf(
  passwordHash: string | undefined,
  password: string,
): Promise<boolean> {
  const matches = await verify(passwordHash ?? (await nobodysHash), password.normalize("NFKC"));
  return matches && passwordHash !== undefined;
}
