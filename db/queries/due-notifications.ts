import { setImmediate } from "node:timers/promises";
import { and, asc, eq, gt, isNotNull, isNull } from "drizzle-orm";
import { calendarAt } from "#app/core/board.ts";
import { dueNotifications, isTellingTime } from "#app/core/notification-rules.ts";
import { db, tables, transaction } from "#db/client.server.ts";
import { listHoldings } from "./holdings.ts";
import { listToldKeys, saveNotifications, type Told } from "./notifications.ts";

const { people, personRoles, sites } = tables;

/** How many people are looked at at a time, so that others get their turn in between. */
const CHUNK = 500;
const KINDS = ["lapses", "assigned", "overdue"] as const;

/**
 * Tells everybody what has become due by the calendar: reminders, assignments, what is overdue. It
 * may be run at any time, as often as one likes and by several processes at once: everybody is
 * told everything once.
 * @returns how many notifications this call saved
 */
export async function saveDueNotifications(now: Date): Promise<number> {
  const todayIn = calendarAt(now);
  let saved = 0;
  let trainees = await listTrainees(0);
  while (trainees.length > 0) {
    const ready = trainees.filter(({ timeZone }) => isTellingTime(now, timeZone));
    const ids = ready.map(({ id }) => id);
    const [holdings, told] = await Promise.all([listHoldings(ids), listToldKeys(ids, KINDS)]);
    const news = ready.flatMap(({ id: personId, timeZone }): Told[] => {
      const due = dueNotifications(
        holdings.get(personId) ?? { held: [], duties: [] },
        todayIn(timeZone),
      );
      return due
        .filter(({ key }) => !told.get(personId)?.has(key))
        .map((notification) => ({ ...notification, personId }));
    });
    if (news.length > 0) saved += await transaction((q) => saveNotifications(q, news, now));
    await setImmediate();
    trainees = await listTrainees(trainees.at(-1)?.id ?? 0);
  }
  return saved;
}

/** The next trainees by id who could read what they are told: active, and they have joined. */
async function listTrainees(afterId: number) {
  const q = await db();
  return q
    .select({ id: people.id, timeZone: sites.timeZone })
    .from(people)
    .innerJoin(sites, eq(sites.id, people.homeSiteId))
    .innerJoin(
      personRoles,
      and(eq(personRoles.personId, people.id), eq(personRoles.role, "trainee")),
    )
    .where(
      and(gt(people.id, afterId), isNull(people.deactivatedAt), isNotNull(people.passwordHash)),
    )
    .orderBy(asc(people.id))
    .limit(CHUNK);
}
