import type { LoaderFunctionArgs } from "@remix-run/node";
import { listFeedEvents, originOf, writeCalendar } from "#app/calendar-feed.server.ts";
import { hashToken } from "#app/token.server.ts";
import { findCalendarFeed } from "#db/queries/calendar-feeds.ts";

/** A calendar for a calendar program, which cannot sign in: its address is the secret. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const token = /^([\w-]+)\.ics$/.exec(params.file ?? "")?.[1];
  const feed = token === undefined ? undefined : await findCalendarFeed(hashToken(token));
  if (!feed) throw new Response(null, { status: 404 });
  const now = new Date();
  const events = await listFeedEvents(feed, now);
  return new Response(await writeCalendar(feed.scope, events, originOf(request), now), {
    headers: {
      "Content-Type": "text/calendar; charset=utf-8",
      "Content-Disposition": 'inline; filename="needlepoint.ics"',
      "X-Robots-Tag": "noindex",
    },
  });
}
