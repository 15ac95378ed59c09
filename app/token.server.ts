import { createHash, randomBytes } from "node:crypto";
import { codeFrom } from "#app/core/one-time-code.ts";

const TOKEN_BYTES = 32;
/** Five bits each: 80 bits, for a code that a person types. */
const CODE_BYTES = 16;

/** 256 random bits, safe in a URL. */
export function newToken(): string {
  return randomBytes(TOKEN_BYTES).toString("base64url");
}

/** 80 random bits that can be typed off a screen. */
export function newCode(): string {
  return codeFrom(randomBytes(CODE_BYTES));
}

/** The SHA-256 of a token: what is stored, so that a stolen database signs nobody in. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
