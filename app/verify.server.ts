import QRCode from "qrcode";
import { env } from "./env.server.ts";

/** The public page that confirms a certificate, as an address to print. */
export function verifyAddress(request: Request, code: string): string {
  return `${env.PUBLIC_URL ?? new URL(request.url).origin}/verify/${code}`;
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
