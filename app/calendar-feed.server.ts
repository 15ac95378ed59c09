import { setImmediate } from "node:timers/promises";
import ical, { ICalEventTransparency } from "ical-generator";
import { calendarAt } from "#app/core/board.ts";
import { type CalendarEvent, ownEvents, staffEvents } from "#app/core/calendar-events.ts";
import type { CalendarFeed, FeedScope } from "#db/queries/calendar-feeds.ts";
import { listDigestMembers } from "#db/queries/digests.ts";
import { listHoldings } from "#db/queries/holdings.ts";
import { env } from "./env.server.ts";

/** How often a calendar program should look again. */
const REFRESH_SECONDS = 6 * 3_600;
/** The library folds lines character by character: others get their turn in between. */
const EVENTS_AT_ONCE = 200;

const NAMES: Record<FeedScope, string> = {
  own: "Needlepoint: my certification",
  staff: "Needlepoint: my staff",
};

/** Where this installation is found: in its settings, or as it was asked for. */
export function originOf(request: Request): string {
  return env.PUBLIC_URL ?? new URL(request.url).origin;
}

/** The whole address of a calendar, as it is given to a calendar program. */
export function addressOfFeed(token: string, request: Request): string {
  return `${originOf(request)}/calendar/${token}.ics`;
}

/** What stands in a calendar today. */
export async function listFeedEvents(feed: CalendarFeed, now: Date): Promise<CalendarEvent[]> {
  const todayIn = calendarAt(now);
  if (feed.scope === "staff") {
    const staff = await listDigestMembers(feed, todayIn);
    return staff.flatMap((member) => staffEvents(member, member.today));
  }
  const { personId, timeZone } = feed;
  const holdings = (await listHoldings([personId])).get(personId) ?? { held: [], duties: [] };
  return ownEvents(personId, holdings, todayIn(timeZone));
}

/** A calendar as RFC 5545 writes it. */
export async function writeCalendar(
  scope: FeedScope,
  events: readonly CalendarEvent[],
  origin: string,
  now: Date,
): Promise<string> {
  const head = write(scope, [], origin, now);
  const parts = [head.slice(0, head.indexOf(END))];
  for (let first = 0; first < events.length; first += EVENTS_AT_ONCE) {
    const text = write(scope, events.slice(first, first + EVENTS_AT_ONCE), origin, now);
    parts.push(text.slice(text.indexOf("BEGIN:VEVENT"), text.indexOf(END)));
    await setImmediate();
  }
  return `${parts.join("")}${END}\r\n`;
}

const END = "END:VCALENDAR";

function write(
  scope: FeedScope,
  events: readonly CalendarEvent[],
  origin: string,
  now: Date,
): string {
  const { host } = new URL(origin);
  const calendar = ical({
    name: NAMES[scope],
    prodId: { company: "Needlepoint", product: "Calendar", language: "EN" },
    ttl: REFRESH_SECONDS,
  });
  for (const { id, day, title, text, path } of events) {
    calendar.createEvent({
      id: `${id}@${host}`,
      start: day,
      allDay: true,
      stamp: now,
      summary: title,
      description: text,
      url: origin + path,
      // The day stays free for clients.
      transparency: ICalEventTransparency.TRANSPARENT,
    });
  }
  return calendar.toString();
}
