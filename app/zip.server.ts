import { createHash } from "node:crypto";
import { once } from "node:events";
import { Readable } from "node:stream";
import { ZipFile } from "yazl";

/** A file of an archive, made while it is written. */
export type ZippedFile = {
  /** Its path inside the archive, with "/" between folders. */
  name: string;
  content: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;
};

/** What was written of a file. */
export type WrittenFile = {
  name: string;
  /** In bytes, before it was compressed. */
  size: number;
  /** In hex. */
  sha256: string;
};

/**
 * A zip archive in parts, made while it leaves: one file after the other, and of each no more than
 * there is room for on the way.
 * @param files each is asked for when the one before is written
 * @param onWritten is told of each file, before the next one is asked for
 */
export async function* zipped(
  files: AsyncIterable<ZippedFile>,
  onWritten: (file: WrittenFile) => void,
): AsyncGenerator<Uint8Array, void> {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  const fail = (reason: unknown) => output.destroy(asError(reason));
  zip.on("error", fail);
  const given = new AbortController();
  const filling = fill(zip, files, onWritten, given.signal).catch(fail);
  try {
    for await (const part of output) yield part as Uint8Array;
  } finally {
    // Whoever wanted it may have gone: then nothing more is made.
    given.abort();
    output.destroy();
    await filling;
  }
}

async function fill(
  zip: ZipFile,
  files: AsyncIterable<ZippedFile>,
  onWritten: (file: WrittenFile) => void,
  signal: AbortSignal,
): Promise<void> {
  for await (const { name, content } of files) {
    if (signal.aborted) return;
    const written: WrittenFile = { name, size: 0, sha256: "" };
    const stream = Readable.from(measured(content, written), { objectMode: false });
    const ended = once(stream, "end", { signal });
    zip.addReadStream(stream, name, { compress: !name.endsWith(".pdf") });
    try {
      await ended;
    } finally {
      stream.destroy();
    }
    onWritten(written);
  }
  zip.end();
}

/** Passes the content on, and fills in what was written of it. */
async function* measured(content: ZippedFile["content"], written: WrittenFile) {
  const digest = createHash("sha256");
  for await (const part of content) {
    const bytes = Buffer.from(part as Uint8Array);
    digest.update(bytes);
    written.size += bytes.length;
    yield bytes;
  }
  written.sha256 = digest.digest("hex");
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
