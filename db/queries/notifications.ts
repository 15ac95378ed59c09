import { and, count, desc, eq, inArray, isNull, lte, sql } from "drizzle-orm";
import type { Notification, NotificationKind, Wordless } from "#app/core/notification.ts";
import { db, prepared, type Queryable, tables, transaction } from "#db/client.server.ts";
import { inWords } from "./notification-words.ts";

const { notifications } = tables;

/** A person is told something. */
export type Told = (Notification | Wordless) & { personId: number };

const ROWS_AT_ONCE = 500;

/**
 * Tells people something, in the transaction that makes it so. Whoever was told under the same key
 * before is not told again. The mail follows by itself, if mail is set up (db/queries/mails.ts).
 * @returns how many were new
 */
export async function saveNotifications(
  q: Queryable,
  told: readonly Told[],
  at: Date,
): Promise<number> {
  let saved = 0;
  for (let first = 0; first < told.length; first += ROWS_AT_ONCE) {
    const rows = await q
      .insert(notifications)
      .values(
        told
          .slice(first, first + ROWS_AT_ONCE)
          .map(({ personId, kind, key, title, body, path }) => ({
            ...{ personId, kind, key, title, body, path },
            createdAt: at,
            mail: "waiting" as const,
            mailNextAt: at,
          })),
      )
      .onConflictDoNothing({ target: [notifications.personId, notifications.key] })
      .returning({ id: notifications.id });
    saved += rows.length;
  }
  return saved;
}

/** The keys under which these people were told something of these kinds, by person. */
export async function listToldKeys(
  personIds: readonly number[],
  kinds: readonly NotificationKind[],
): Promise<Map<number, Set<string>>> {
  const told = new Map(personIds.map((id) => [id, new Set<string>()]));
  if (personIds.length === 0) return told;
  const q = await db();
  const rows = await q
    .select({ personId: notifications.personId, key: notifications.key })
    .from(notifications)
    .where(
      and(inArray(notifications.personId, [...personIds]), inArray(notifications.kind, [...kinds])),
    );
  for (const { personId, key } of rows) told.get(personId)?.add(key);
  return told;
}

const unreadOfPerson = prepared((q) =>
  q
    .select({ unread: count() })
    .from(notifications)
    .where(
      and(eq(notifications.personId, sql.placeholder("personId")), isNull(notifications.readAt)),
    )
    .prepare("unread_of_person"),
);

/** How many notifications a person has not read yet. */
export async function countUnread(personId: number): Promise<number> {
  const [row] = await unreadOfPerson(await db()).execute({ personId });
  return row?.unread ?? 0;
}

/** A notification as its person sees it. */
export type OwnNotification = {
  id: number;
  title: string;
  body: string;
  createdAt: Date;
  isRead: boolean;
};

/** The newest notifications of a person, newest first. */
export async function listNotifications(
  personId: number,
  limit: number,
): Promise<OwnNotification[]> {
  const q = await db();
  const rows = await q
    .select({
      id: notifications.id,
      key: notifications.key,
      title: notifications.title,
      body: notifications.body,
      path: notifications.path,
      createdAt: notifications.createdAt,
      readAt: notifications.readAt,
    })
    .from(notifications)
    .where(eq(notifications.personId, personId))
    .orderBy(desc(notifications.createdAt), desc(notifications.id))
    .limit(limit);
  const told = await inWords(q, rows);
  return told.map(({ id, title, body, createdAt, readAt }) => ({
    ...{ id, title, body, createdAt },
    isRead: readAt !== null,
  }));
}

/**
 * Marks a person's own notification as read.
 * @returns where it leads; undefined for somebody else's
 */
export async function openNotification(
  notificationId: number,
  personId: number,
  now: Date,
): Promise<string | undefined> {
  const q = await db();
  const own = and(eq(notifications.id, notificationId), eq(notifications.personId, personId));
  const [row] = await q
    .select({
      key: notifications.key,
      title: notifications.title,
      body: notifications.body,
      path: notifications.path,
      readAt: notifications.readAt,
    })
    .from(notifications)
    .where(own);
  if (!row) return undefined;
  const [told] = await inWords(q, [row]);
  if (row.readAt === null) {
    await transaction((q) => q.update(notifications).set({ readAt: now }).where(own));
  }
  return told?.path;
}

/**
 * Marks all that a person has seen as read.
 * @param newestId the newest of what was shown to them: what came after it stays new
 */
export async function markAllRead(personId: number, newestId: number, now: Date): Promise<void> {
  await transaction((q) =>
    q
      .update(notifications)
      .set({ readAt: now })
      .where(
        and(
          eq(notifications.personId, personId),
          isNull(notifications.readAt),
          lte(notifications.id, newestId),
        ),
      ),
  );
}
