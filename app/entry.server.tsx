import type { AppLoadContext, EntryContext, HandleErrorFunction } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { renderToString } from "react-dom/server";
import { unavailabilityOf } from "#db/availability.ts";
import { log } from "./log.server.ts";
import { RequestContext } from "./request-context.tsx";

/**
 * Renders the whole page at once. Nothing here waits for anything while it renders, and a page that
 * is whole is compressed once and sent with its length (docs/decisions/0011-rendered-at-once.md).
 */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  { nonce, reference, unavailable }: AppLoadContext,
): Response {
  const html = renderToString(
    <RequestContext.Provider value={{ nonce, reference, unavailable }}>
      <RemixServer context={remixContext} url={request.url} nonce={nonce} />
    </RequestContext.Provider>,
  );
  headers.set("Content-Type", "text/html; charset=utf-8");
  return new Response(`<!DOCTYPE html>${html}`, { status, headers });
}

/** Every error that no route expected: into the log, under the reference that the page shows. */
export const handleError: HandleErrorFunction = (error, { request, context }) => {
  context.unavailable ??= unavailabilityOf(error);
  if (request.signal.aborted) return;
  log.error({ reference: context.reference, err: error }, "a request failed");
};
