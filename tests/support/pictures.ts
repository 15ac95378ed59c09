import { createHash } from "node:crypto";
import { crc32, deflateSync } from "node:zlib";
import type { Picture } from "#app/core/pictures.ts";
import type { StoredImage } from "#db/queries/images.ts";

/** A drawing as a version stores it, and as an item shows it. */
export function aStoredDrawing({
  width = 80,
  height = 60,
  colour = "teal",
  alt = "A drawing",
} = {}): {
  stored: StoredImage;
  picture: Picture;
} {
  const content = Buffer.from(aDrawing({ width, height, colour }));
  const hash = createHash("sha256").update(content).digest("hex");
  return {
    stored: { hash, mediaType: "image/svg+xml", content },
    picture: { alt, hash, width, height },
  };
}

/** An SVG drawing of one rectangle. */
export function aDrawing({ width = 80, height = 60, colour = "teal" } = {}): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"><rect width="${width}" height="${height}" fill="${colour}"/></svg>`;
}

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const EIGHT_BIT_GREY = [8, 0, 0, 0, 0];

/** A black PNG picture, one byte a pixel. */
export function aPhoto({ width = 2, height = 2 } = {}): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set(EIGHT_BIT_GREY, 8);
  const lines = Buffer.alloc((width + 1) * height);
  return Buffer.concat([
    PNG_SIGNATURE,
    pngChunk("IHDR", head),
    pngChunk("IDAT", deflateSync(lines)),
    pngChunk("IEND", Buffer.alloc(0)),
  ]);
}

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(data.length, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return chunk;
}
