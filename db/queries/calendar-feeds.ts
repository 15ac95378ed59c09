import { and, eq, isNull } from "drizzle-orm";
import { db, tables, transaction } from "#db/client.server.ts";
import { listRoles } from "./people.ts";

const { calendarFeeds, managedSites, people, sites } = tables;

/** Whose dates: a person's own, or those of the staff of the sites that they manage. */
export const FEED_SCOPES = ["own", "staff"] as const;
export type FeedScope = (typeof FEED_SCOPES)[number];

/** Gives a person's calendar an address; one that it had before leads nowhere from now on. */
export async function saveCalendarFeed(
  personId: number,
  scope: FeedScope,
  tokenHash: string,
  now: Date,
): Promise<void> {
  const current = { tokenHash, createdAt: now };
  await transaction((q) =>
    q
      .insert(calendarFeeds)
      .values({ personId, scope, ...current })
      .onConflictDoUpdate({
        target: [calendarFeeds.personId, calendarFeeds.scope],
        set: current,
      }),
  );
}

/** Ends the address of a person's calendar. */
export async function endCalendarFeed(personId: number, scope: FeedScope): Promise<void> {
  await transaction((q) =>
    q
      .delete(calendarFeeds)
      .where(and(eq(calendarFeeds.personId, personId), eq(calendarFeeds.scope, scope))),
  );
}

/** Which calendars of a person have an address, and since when. */
export async function listCalendarFeeds(personId: number) {
  const q = await db();
  return q
    .select({ scope: calendarFeeds.scope, createdAt: calendarFeeds.createdAt })
    .from(calendarFeeds)
    .where(eq(calendarFeeds.personId, personId));
}

/** A calendar as whoever has its address may see it today. */
export type CalendarFeed =
  | { scope: "own"; personId: number; timeZone: string }
  | { scope: "staff"; managedSiteIds: number[] };

/**
 * The calendar under a token. What it may show is asked anew each time: nobody who was deactivated
 * has one, and a manager's ends with the role and shows the sites of today.
 */
export async function findCalendarFeed(tokenHash: string): Promise<CalendarFeed | undefined> {
  const q = await db();
  const [feed] = await q
    .select({
      personId: calendarFeeds.personId,
      scope: calendarFeeds.scope,
      timeZone: sites.timeZone,
    })
    .from(calendarFeeds)
    .innerJoin(people, eq(people.id, calendarFeeds.personId))
    .innerJoin(sites, eq(sites.id, people.homeSiteId))
    .where(and(eq(calendarFeeds.tokenHash, tokenHash), isNull(people.deactivatedAt)));
  if (!feed) return undefined;
  const { personId, scope, timeZone } = feed;
  if (scope === "own") return { scope, personId, timeZone };
  if (!(await listRoles(personId)).includes("manager")) return undefined;
  const managed = await q
    .select({ siteId: managedSites.siteId })
    .from(managedSites)
    .where(eq(managedSites.personId, personId));
  if (managed.length === 0) return undefined;
  return { scope, managedSiteIds: managed.map(({ siteId }) => siteId) };
}
