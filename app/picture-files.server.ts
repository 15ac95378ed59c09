import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { imageSize } from "image-size";
import type { StoredImage } from "#db/queries/images.ts";
import { LARGEST_PICTURE, mediaTypeOf, type PictureFile } from "./core/pictures.ts";
import { nearestWord } from "./core/spelling.ts";
import { svgProblem } from "./core/svg.ts";

/** True for what may be a picture of a quiz; hidden files, and those of editors, are not. */
export function isPictureFile(name: string): boolean {
  return mediaTypeOf(name) !== undefined && !name.startsWith(".");
}

export type ReadPictures = {
  /** What is known of each file, by its path. */
  files: Map<string, PictureFile>;
  /** The content of those that are sound, each once. */
  stored: StoredImage[];
};

/**
 * Reads pictures of the folder of quizzes. Never throws: what is wrong with one is said in a sentence.
 * @param paths from the folder on, as authors write them
 */
export async function readPictures(
  folder: string,
  paths: readonly string[],
): Promise<ReadPictures> {
  const read = await Promise.all(
    paths.map(async (src) => [src, await readPicture(folder, src)] as const),
  );
  const files = new Map<string, PictureFile>();
  const stored = new Map<string, StoredImage>();
  for (const [src, picture] of read) {
    if ("problem" in picture) {
      files.set(src, picture);
      continue;
    }
    const { hash, width, height, mediaType, content } = picture;
    files.set(src, { hash, width, height });
    stored.set(hash, { hash, mediaType, content });
  }
  return { files, stored: [...stored.values()] };
}

type Problem = { problem: string };
type ReadPicture = StoredImage & { width: number; height: number };

async function readPicture(folder: string, src: string): Promise<ReadPicture | Problem> {
  const content = await contentOf(folder, src);
  if ("problem" in content) return content;
  const measured = measure(content);
  if (!measured) return { problem: `"${src}" cannot be read as a picture.` };
  const { mediaType, width, height } = measured;
  if (mediaType !== mediaTypeOf(src)) {
    return { problem: `"${src}" is not what its ending says: it holds ${NAMES[mediaType]}.` };
  }
  if (!isWhole(content, mediaType))
    return { problem: `"${src}" is not whole: its end is missing.` };
  const drawingProblem = mediaType === "image/svg+xml" && svgProblem(content.toString("utf8"));
  if (drawingProblem) return { problem: `"${src}" ${drawingProblem}. Take that out of it.` };
  const hash = createHash("sha256").update(content).digest("hex");
  return { hash, mediaType, content, width, height };
}

async function contentOf(folder: string, src: string): Promise<Buffer | Problem> {
  const file = path.join(folder, src);
  try {
    const { size } = await stat(file);
    if (size > LARGEST_PICTURE) {
      const megabytes = Math.ceil(size / 100_000) / 10;
      const most = LARGEST_PICTURE / 1_000_000;
      return {
        problem: `"${src}" has ${megabytes} MB. A picture may have ${most} MB at the most.`,
      };
    }
    return await readFile(file);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return { problem: await missing(folder, src) };
    if (code === "EISDIR") return { problem: `"${src}" is a folder, not a picture.` };
    if (code !== "EACCES" && code !== "EPERM") {
      return { problem: `"${src}" cannot be read: ${message}.` };
    }
    return { problem: `"${src}" cannot be opened: this program is not allowed to read it.` };
  }
}

async function missing(folder: string, src: string): Promise<string> {
  const beside = path.posix.dirname(src);
  const names = await readdir(path.join(folder, beside)).catch(() => []);
  const nearest = nearestWord(path.posix.basename(src), names.filter(isPictureFile));
  const hint = nearest === undefined ? "" : ` Did you mean "${path.posix.join(beside, nearest)}"?`;
  return `There is no picture "${src}" in the folder of quizzes.${hint}`;
}

/** Media types by what `image-size` calls the kinds of files that we take. */
const KINDS: Record<string, string> = {
  svg: "image/svg+xml",
  png: "image/png",
  jpg: "image/jpeg",
  webp: "image/webp",
};

const NAMES: Record<string, string> = {
  "image/svg+xml": "an SVG drawing",
  "image/png": "a PNG picture",
  "image/jpeg": "a JPEG picture",
  "image/webp": "a WebP picture",
};

/** A camera turns a picture by a mark in its file; from this one on, width and height change places. */
const FIRST_SIDEWAYS_ORIENTATION = 5;

function measure(content: Buffer) {
  try {
    const { width, height, type = "", orientation = 1 } = imageSize(content);
    const mediaType = KINDS[type];
    if (!mediaType || !(width > 0 && height > 0)) return undefined;
    return orientation < FIRST_SIDEWAYS_ORIENTATION
      ? { mediaType, width: Math.round(width), height: Math.round(height) }
      : { mediaType, width: Math.round(height), height: Math.round(width) };
  } catch {
    // image-size throws for whatever it does not know; that is what we asked it.
    return undefined;
  }
}

/** False for a file that is still being copied, or was cut off: it would show half a picture. */
function isWhole(content: Buffer, mediaType: string): boolean {
  const end = content.subarray(-1_024);
  switch (mediaType) {
    case "image/png":
      return end.includes("IEND");
    case "image/jpeg":
      return end.includes(Buffer.from([0xff, 0xd9]));
    case "image/webp":
      return content.length >= content.readUInt32LE(4) + 8;
    default:
      return /<\/([a-z]+:)?svg\s*>/i.test(end.toString("utf8"));
  }
}
