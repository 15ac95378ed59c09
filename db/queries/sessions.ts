import { and, desc, eq, gt, lt, ne, sql } from "drizzle-orm";
import { db, prepared, type Queryable, tables, transaction } from "#db/client.server.ts";
import type { Role } from "#db/schema.ts";

const { managedSites, people, personRoles, sessions, sites } = tables;

/** Who asks: the person behind a valid session, with everything that decides what they may see. */
export type SignedInPerson = {
  id: number;
  name: string;
  email: string;
  roles: Role[];
  /** Sites whose staff this person may see; empty unless they are a manager. */
  managedSiteIds: number[];
  homeSite: { id: number; name: string; timeZone: string };
  sessionId: number;
  sessionLastSeenAt: Date;
};

const personOfSession = prepared((q) =>
  q
    .select({
      id: people.id,
      name: people.name,
      email: people.email,
      homeSite: { id: sites.id, name: sites.name, timeZone: sites.timeZone },
      sessionId: sessions.id,
      sessionLastSeenAt: sessions.lastSeenAt,
      deactivatedAt: people.deactivatedAt,
    })
    .from(sessions)
    .innerJoin(people, eq(people.id, sessions.personId))
    .innerJoin(sites, eq(sites.id, people.homeSiteId))
    .where(
      and(
        eq(sessions.tokenHash, sql.placeholder("tokenHash")),
        // Only a parameter with its column knows how the engine writes an instant.
        gt(sessions.expiresAt, sql.param(sql.placeholder("now"), sessions.expiresAt)),
      ),
    )
    .prepare("person_of_session"),
);

const rolesOfPerson = prepared((q) =>
  q
    .select({ role: personRoles.role })
    .from(personRoles)
    .where(eq(personRoles.personId, sql.placeholder("personId")))
    .prepare("roles_of_person"),
);

const sitesOfManager = prepared((q) =>
  q
    .select({ siteId: managedSites.siteId })
    .from(managedSites)
    .where(eq(managedSites.personId, sql.placeholder("personId")))
    .prepare("sites_of_manager"),
);

/**
 * The person whose session has this token hash, or undefined when there is none, it has expired,
 * or the person was deactivated.
 */
export async function findSignedInPerson(
  tokenHash: string,
  now: Date,
): Promise<SignedInPerson | undefined> {
  const q = await db();
  const [row] = await personOfSession(q).execute({ tokenHash, now });
  if (!row || row.deactivatedAt) return undefined;
  const { deactivatedAt: _, ...person } = row;
  const [roleRows, siteRows] = await Promise.all([
    rolesOfPerson(q).execute({ personId: row.id }),
    sitesOfManager(q).execute({ personId: row.id }),
  ]);
  const roles = roleRows.map(({ role }) => role);
  return {
    ...person,
    roles,
    managedSiteIds: roles.includes("manager") ? siteRows.map(({ siteId }) => siteId) : [],
  };
}

export type NewSession = {
  tokenHash: string;
  personId: number;
  device: string;
  expiresAt: Date;
};

/** Stores a session that begins now. */
export async function saveSession(session: NewSession, now: Date): Promise<void> {
  await transaction(async (q) => {
    await q.insert(sessions).values({ ...session, createdAt: now, lastSeenAt: now });
  });
}

/** Moves the end of a session on, because its owner was seen. */
export async function extendSession(sessionId: number, now: Date, expiresAt: Date): Promise<void> {
  await transaction(async (q) => {
    await q.update(sessions).set({ lastSeenAt: now, expiresAt }).where(eq(sessions.id, sessionId));
  });
}

/** The sessions of a person that are still valid, the one seen last first. */
export async function listSessions(personId: number, now: Date) {
  const q = await db();
  return q
    .select({
      id: sessions.id,
      device: sessions.device,
      createdAt: sessions.createdAt,
      lastSeenAt: sessions.lastSeenAt,
    })
    .from(sessions)
    .where(and(eq(sessions.personId, personId), gt(sessions.expiresAt, now)))
    .orderBy(desc(sessions.lastSeenAt), desc(sessions.id));
}

/** Ends one session of this person. Somebody else's session is simply not found. */
export async function deleteSession(sessionId: number, personId: number): Promise<boolean> {
  return transaction(async (q) => {
    const deleted = await q
      .delete(sessions)
      .where(and(eq(sessions.id, sessionId), eq(sessions.personId, personId)))
      .returning({ id: sessions.id });
    return deleted.length > 0;
  });
}

/** Ends the session with this token, whoever holds it. */
export async function deleteSessionByToken(tokenHash: string): Promise<void> {
  await transaction(async (q) => {
    await q.delete(sessions).where(eq(sessions.tokenHash, tokenHash));
  });
}

/** Ends every session of a person but one, for example after a new password. */
export async function deleteOtherSessions(
  q: Queryable,
  personId: number,
  keptSessionId?: number,
): Promise<void> {
  const others =
    keptSessionId === undefined
      ? eq(sessions.personId, personId)
      : and(eq(sessions.personId, personId), ne(sessions.id, keptSessionId));
  await q.delete(sessions).where(others);
}

/** Ends the sessions of a person everywhere but here. */
export async function endOtherSessions(personId: number, keptSessionId: number): Promise<void> {
  await transaction((q) => deleteOtherSessions(q, personId, keptSessionId));
}

/** A form that was posted after its sign-in had expired. */
export type PendingPost = { path: string; body: string };

/**
 * Keeps a posted form with the expired session it came from, so that the same person finds it after
 * signing in again. A token that nobody ever had keeps nothing.
 */
export async function keepPendingPost(tokenHash: string, post: PendingPost): Promise<void> {
  await transaction(async (q) => {
    await q
      .update(sessions)
      .set({ pendingPath: post.path, pendingBody: post.body })
      .where(eq(sessions.tokenHash, tokenHash));
  });
}

/**
 * Takes what was kept with an old session, if it is this person's, and ends that session. What
 * another person left is dropped: a shared tablet must not show it.
 */
export async function takePendingPost(
  tokenHash: string,
  personId: number,
): Promise<PendingPost | undefined> {
  return transaction(async (q) => {
    const [old] = await q.delete(sessions).where(eq(sessions.tokenHash, tokenHash)).returning({
      personId: sessions.personId,
      path: sessions.pendingPath,
      body: sessions.pendingBody,
    });
    if (!old || old.personId !== personId || old.path === null || old.body === null) {
      return undefined;
    }
    return { path: old.path, body: old.body };
  });
}

/** Whose session has this token hash, expired or not; undefined when there is none. */
export async function findSessionOwner(tokenHash: string): Promise<number | undefined> {
  const q = await db();
  const [row] = await q
    .select({ personId: sessions.personId })
    .from(sessions)
    .where(eq(sessions.tokenHash, tokenHash));
  return row?.personId;
}

/** Forgets sessions that expired before `before`, with what was kept in them. */
export async function deleteExpiredSessions(before: Date): Promise<void> {
  await transaction(async (q) => {
    await q.delete(sessions).where(lt(sessions.expiresAt, before));
  });
}
