import { log } from "./log.server.ts";

/**
 * A file that leaves while it is being made: the next part is made when there is room for it on
 * the way to the browser, so that no file is ever held as a whole. When a part cannot be made the
 * connection is broken off, so that half a file is never taken for a whole one.
 */
export function download(
  parts: AsyncIterable<string | Uint8Array>,
  { fileName, type }: { fileName: string; type: string },
): Response {
  const iterator = parts[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await iterator.next();
          if (done) controller.close();
          else controller.enqueue(typeof value === "string" ? encoder.encode(value) : value);
        } catch (err) {
          log.error({ err, fileName }, "a download broke off");
          controller.error(err);
        }
      },
      async cancel() {
        await iterator.return?.();
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(body, {
    headers: {
      "Content-Type": type,
      "Content-Disposition": `attachment; filename="${fileName}"`,
    },
  });
}
