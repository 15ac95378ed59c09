import QRCode from "qrcode";
import { addressBlock } from "#app/core/address-block.ts";
import { countTry, giveBackTry, type SignInLimit } from "#db/queries/sign-in-limits.ts";
import { env } from "./env.server.ts";
import { hashToken } from "./token.server.ts";

/** The public page that confirms a certificate, as an address to print. */
export function verifyAddress(request: Request, code: string): string {
  return `${env.PUBLIC_URL ?? new URL(request.url).origin}/verify/${code}`;
}

/** Codes from one address that nothing was issued under: guessing is hopeless, and limited too. */
function guessLimit(address: string): SignInLimit {
  return { key: hashToken(`verify:${addressBlock(address)}`), tries: 30, minutes: 15 };
}

/**
 * Counts a code that is looked up, before it is. Returns when the next can be, if this is one too
 * many.
 */
export function countLookUp(address: string, now: Date): Promise<Date | undefined> {
  return countTry([guessLimit(address)], now);
}

/** After a code that there is: whoever looks through a whole clinic's certificates may go on. */
export function spareLookUp(address: string): Promise<void> {
  return giveBackTry(guessLimit(address).key);
}

/** A QR code as the path of its dark modules, on a square of `size` modules. */
export function qrPath(text: string): { d: string; size: number } {
  const { size, data } = QRCode.create(text, { errorCorrectionLevel: "M" }).modules;
  const runs: string[] = [];
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      let length = 0;
      while (x + length < size && data[y * size + x + length]) length += 1;
      if (length > 0) runs.push(`M${x} ${y}h${length}v1h-${length}z`);
      x += length;
    }
  }
  return { d: runs.join(""), size };
}
