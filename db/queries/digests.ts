import { setImmediate } from "node:timers/promises";
import { and, asc, count, eq, gt, gte, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import { calendarAt } from "#app/core/board.ts";
import { addDays, type CalendarDay, weekdayOf } from "#app/core/calendar.ts";
import { type DigestMember, digestNotification } from "#app/core/digest.ts";
import { isTellingTime } from "#app/core/notification-rules.ts";
import { db, tables, transaction } from "#db/client.server.ts";
import { isStaffOf, type Scope } from "./board.ts";
import { listHoldings } from "./holdings.ts";
import { listToldKeys, saveNotifications } from "./notifications.ts";
import { listQuizzes } from "./quizzes.ts";

const { attempts, managedSites, people, personRoles, quizStandings, sites } = tables;

const CHUNK = 500;
/** On Monday; on Tuesday if the server was down all Monday. */
const LAST_WEEKDAY = 2;

/**
 * Sends every manager the digest of this week about the staff of their own sites, once, on Monday
 * morning where they are.
 * @returns how many digests this call saved
 */
export async function saveDueDigests(now: Date): Promise<number> {
  const todayIn = calendarAt(now);
  const due = (await listManagers())
    .map((manager) => ({ ...manager, today: todayIn(manager.timeZone) }))
    .filter(
      ({ today, timeZone, managedSiteIds }) =>
        managedSiteIds.length > 0 &&
        weekdayOf(today) <= LAST_WEEKDAY &&
        isTellingTime(now, timeZone),
    );
  const told = await listToldKeys(
    due.map(({ id }) => id),
    ["digest"],
  );
  let saved = 0;
  for (const { id: personId, managedSiteIds, today } of due) {
    const monday = mondayOf(today);
    if (told.get(personId)?.has(digestNotification([], monday).key)) continue;
    const staff = await listDigestMembers({ managedSiteIds }, todayIn);
    const digest = { ...digestNotification(staff, monday), personId };
    saved += await transaction((q) => saveNotifications(q, [digest], now));
    await setImmediate();
  }
  return saved;
}

function mondayOf(day: CalendarDay): CalendarDay {
  return addDays(day, 1 - weekdayOf(day));
}

/** Everybody who manages sites and could read a digest. */
async function listManagers() {
  const q = await db();
  const rows = await q
    .select({ id: people.id, timeZone: sites.timeZone, siteId: managedSites.siteId })
    .from(people)
    .innerJoin(sites, eq(sites.id, people.homeSiteId))
    .innerJoin(
      personRoles,
      and(eq(personRoles.personId, people.id), eq(personRoles.role, "manager")),
    )
    .innerJoin(managedSites, eq(managedSites.personId, people.id))
    .where(and(isNull(people.deactivatedAt), isNotNull(people.passwordHash)))
    .orderBy(asc(people.id));
  const managers = new Map<number, { id: number; timeZone: string; managedSiteIds: number[] }>();
  for (const { id, timeZone, siteId } of rows) {
    const manager = managers.get(id) ?? { id, timeZone, managedSiteIds: [] };
    manager.managedSiteIds.push(siteId);
    managers.set(id, manager);
  }
  return [...managers.values()];
}

/** The staff of a manager's sites, by name, with what a digest or a calendar tells of them. */
export async function listDigestMembers(
  scope: Scope,
  todayIn: (timeZone: string) => CalendarDay,
): Promise<DigestMember[]> {
  const q = await db();
  const staff = await q
    .select({ id: people.id, name: people.name, timeZone: sites.timeZone })
    .from(people)
    .innerJoin(sites, eq(sites.id, people.homeSiteId))
    .where(isStaffOf(q, scope, {}))
    .orderBy(asc(people.sortName), asc(people.id));
  const titles = new Map((await listQuizzes()).map(({ quizId, title }) => [quizId, title]));
  const members: DigestMember[] = [];
  for (let first = 0; first < staff.length; first += CHUNK) {
    const some = staff.slice(first, first + CHUNK);
    const ids = some.map(({ id }) => id);
    const [holdings, failures] = await Promise.all([listHoldings(ids), listFailures(ids)]);
    for (const { id, name, timeZone } of some) {
      members.push({
        ...{ id, name, today: todayIn(timeZone) },
        ...(holdings.get(id) ?? { held: [], duties: [] }),
        failures: failures
          .filter(({ personId }) => personId === id)
          .flatMap(({ quizId, times }) => {
            const quizTitle = titles.get(quizId);
            return quizTitle === undefined ? [] : [{ quizTitle, times }];
          }),
      });
    }
    await setImmediate();
  }
  return members;
}

/** Quizzes that these people failed twice or more since they last passed them. */
async function listFailures(personIds: readonly number[]) {
  const q = await db();
  return q
    .select({ personId: attempts.personId, quizId: attempts.quizId, times: count() })
    .from(attempts)
    .innerJoin(
      quizStandings,
      and(
        eq(quizStandings.personId, attempts.personId),
        eq(quizStandings.quizId, attempts.quizId),
        eq(quizStandings.lastPassed, false),
        gte(quizStandings.attempts, 2),
      ),
    )
    .where(
      and(
        inArray(attempts.personId, [...personIds]),
        eq(attempts.passed, false),
        gt(attempts.id, sql`coalesce(${quizStandings.passAttemptId}, 0)`),
      ),
    )
    .groupBy(attempts.personId, attempts.quizId)
    .having(gte(count(), 2));
}
