import type { AppLoadContext, EntryContext, HandleErrorFunction } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { renderToString } from "react-dom/server";
import { unavailabilityOf } from "#db/availability.ts";
import { log } from "./log.server.ts";
import { RequestContext } from "./request-context.tsx";

/**
 * Renders the whole page at once. Nothing here waits for anything while it renders, and http.server.ts
 * compresses a page that is whole once and sends it with its length
 * (docs/decisions/0011-rendered-at-once.md).
 */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  loadContext: AppLoadContext,
): Response {
  const { nonce, reference } = loadContext;
  const isUnavailable = loadContext.unavailable !== undefined;
  const html = renderToString(
    <RequestContext.Provider value={{ nonce, reference, isUnavailable }}>
      <RemixServer context={remixContext} url={request.url} nonce={nonce} />
    </RequestContext.Provider>,
  );
  headers.set("Content-Type", "text/html; charset=utf-8");
  // Beside the response: in it, the text would become a stream only to be read out of it again.
  loadContext.page = `<!DOCTYPE html>${html}`;
  return new Response(null, { status, headers });
}

/** Every error that no route expected: into the log, under the reference that the page shows. */
export const handleError: HandleErrorFunction = (error, { request, context }) => {
  context.unavailable ??= unavailabilityOf(error);
  if (request.signal.aborted) return;
  log.error({ reference: context.reference, err: error }, "a request failed");
};
