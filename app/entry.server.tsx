import { PassThrough } from "node:stream";
import { buffer } from "node:stream/consumers";
import type { EntryContext, HandleErrorFunction } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { renderToPipeableStream } from "react-dom/server";
import { log } from "./log.server.ts";
import { RequestContext } from "./request-context.tsx";

/** How long one page may take to render before it is given up. */
const RENDER_TIMEOUT_MS = 10_000;

/**
 * Renders the whole page into one buffer. Nothing here streams, and a buffer can be compressed
 * once and sent with its length (docs/decisions/0003-buffered-rendering.md).
 */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  { nonce, reference }: { nonce: string; reference: string },
): Promise<Response> {
  let responseStatus = status;
  const html = await new Promise<Buffer>((resolve, reject) => {
    const { pipe, abort } = renderToPipeableStream(
      <RequestContext.Provider value={{ nonce, reference }}>
        <RemixServer context={remixContext} url={request.url} nonce={nonce} />
      </RequestContext.Provider>,
      {
        nonce,
        onAllReady() {
          clearTimeout(timeout);
          const body = new PassThrough();
          buffer(body).then(resolve, reject);
          pipe(body);
        },
        onShellError: reject,
        onError(error) {
          responseStatus = 500;
          log.error({ reference, err: error }, "a page could not be rendered");
        },
      },
    );
    const timeout = setTimeout(abort, RENDER_TIMEOUT_MS);
  });
  headers.set("Content-Type", "text/html; charset=utf-8");
  return new Response(new Uint8Array(html), { status: responseStatus, headers });
}

/** Every error that no route expected: into the log, under the reference that the page shows. */
export const handleError: HandleErrorFunction = (error, { request, context }) => {
  if (request.signal.aborted) return;
  log.error({ reference: context.reference, err: error }, "a request failed");
};
