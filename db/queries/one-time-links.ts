import { and, eq, gt, inArray, isNull } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { mayLinkTo } from "#app/core/roles.ts";
import { hashToken, newCode, newToken } from "#app/token.server.ts";
import { db, type Queryable, tables, transaction } from "#db/client.server.ts";
import { recordAudit } from "./audit.ts";
import { listRoles, lockAccount } from "./people.ts";
import { deleteOtherSessions } from "./sessions.ts";

const { oneTimeLinks, people } = tables;

const HOUR_IN_MS = 3_600_000;

/** What a link to a person does: lets them in for the first time, or again. */
export type LinkKind = "invitation" | "reset";

/** How long each kind of link works. */
const LINK_HOURS: Record<LinkKind | "setup", number> = {
  setup: 7 * 24,
  invitation: 7 * 24,
  reset: 24,
};

/** A link that has just been made. The token is nowhere else: it is shown once. */
export type NewLink = { kind: LinkKind; token: string; expiresAt: Date };

function expiryOf(kind: LinkKind | "setup", now: Date): Date {
  return new Date(now.getTime() + LINK_HOURS[kind] * HOUR_IN_MS);
}

/**
 * The one-time code of the set-up page, to be shown on the console. Codes that were made before,
 * by an earlier start, stop working.
 */
export async function createSetupCode(now: Date): Promise<string> {
  const code = newCode();
  await transaction(async (q) => {
    await q
      .delete(oneTimeLinks)
      .where(and(eq(oneTimeLinks.kind, "setup"), isNull(oneTimeLinks.usedAt)));
    await q.insert(oneTimeLinks).values({
      tokenHash: hashToken(code),
      kind: "setup",
      createdAt: now,
      expiresAt: expiryOf("setup", now),
    });
  });
  return code;
}

/** Takes the set-up code, in the transaction that sets up. False if it is not the right one. */
export async function takeSetupCode(q: Queryable, code: string, now: Date): Promise<boolean> {
  const taken = await q
    .update(oneTimeLinks)
    .set({ usedAt: now })
    .where(
      and(
        eq(oneTimeLinks.tokenHash, hashToken(code)),
        eq(oneTimeLinks.kind, "setup"),
        isNull(oneTimeLinks.usedAt),
        gt(oneTimeLinks.expiresAt, now),
      ),
    )
    .returning({ id: oneTimeLinks.id });
  return taken.length > 0;
}

/**
 * Makes a link to a person, in the transaction that the reason for it belongs to. Older links of
 * the same kind stop working.
 */
export async function saveNewLink(
  q: Queryable,
  kind: LinkKind,
  personId: number,
  createdById: number,
  now: Date,
): Promise<NewLink> {
  await lockAccount(q, personId);
  await endLinks(q, personId, now, [kind]);
  const token = newToken();
  const expiresAt = expiryOf(kind, now);
  await q.insert(oneTimeLinks).values({
    tokenHash: hashToken(token),
    kind,
    personId,
    createdById,
    createdAt: now,
    expiresAt,
  });
  return { kind, token, expiresAt };
}

/** Ends the links to a person that still work. */
export async function endLinks(
  q: Queryable,
  personId: number,
  now: Date,
  kinds: LinkKind[] = ["invitation", "reset"],
): Promise<void> {
  await q
    .update(oneTimeLinks)
    .set({ expiresAt: now })
    .where(
      and(
        eq(oneTimeLinks.personId, personId),
        inArray(oneTimeLinks.kind, kinds),
        isNull(oneTimeLinks.usedAt),
        gt(oneTimeLinks.expiresAt, now),
      ),
    );
}

/** A link as whoever follows it finds it. */
export type FoundLink = {
  state: "open" | "used" | "ended";
  person: { id: number; name: string; email: string };
};

/**
 * The link with this token, or undefined when there never was one. Looking at it changes nothing.
 * A link ends with the right to make it: whoever holds one can become the person it leads to, so
 * it must not outlast its maker's account or reach roles that the person was given since.
 */
export async function findLink(
  kind: LinkKind,
  token: string,
  now: Date,
): Promise<FoundLink | undefined> {
  const q = await db();
  const maker = alias(people, "maker");
  const [row] = await q
    .select({
      usedAt: oneTimeLinks.usedAt,
      expiresAt: oneTimeLinks.expiresAt,
      deactivatedAt: people.deactivatedAt,
      makerId: maker.id,
      makerDeactivatedAt: maker.deactivatedAt,
      person: { id: people.id, name: people.name, email: people.email },
    })
    .from(oneTimeLinks)
    .innerJoin(people, eq(people.id, oneTimeLinks.personId))
    .innerJoin(maker, eq(maker.id, oneTimeLinks.createdById))
    .where(and(eq(oneTimeLinks.tokenHash, hashToken(token)), eq(oneTimeLinks.kind, kind)));
  if (!row) return undefined;
  const { person } = row;
  if (row.usedAt) return { state: "used", person };
  const isOver = row.expiresAt <= now || row.deactivatedAt || row.makerDeactivatedAt;
  const isOpen = !isOver && mayLinkTo(await listRoles(row.makerId), await listRoles(person.id));
  return { state: isOpen ? "open" : "ended", person };
}

/**
 * Sets the password of the person a link was made for. The link works once: of several at the
 * same time the database lets one through. Every session of the person ends, and so does every
 * other link to them.
 * @returns false when the link no longer works
 */
export async function takeLink(
  kind: LinkKind,
  token: string,
  passwordHash: string,
  now: Date,
): Promise<boolean> {
  return transaction(async (q) => {
    const found = await findLink(kind, token, now);
    if (found?.state !== "open") return false;
    const personId = found.person.id;
    await lockAccount(q, personId);
    const taken = await q
      .update(oneTimeLinks)
      .set({ usedAt: now })
      .where(
        and(
          eq(oneTimeLinks.tokenHash, hashToken(token)),
          isNull(oneTimeLinks.usedAt),
          gt(oneTimeLinks.expiresAt, now),
        ),
      )
      .returning({ id: oneTimeLinks.id });
    if (taken.length === 0) return false;
    await q.update(people).set({ passwordHash }).where(eq(people.id, personId));
    await deleteOtherSessions(q, personId);
    await endLinks(q, personId, now);
    await recordAudit(q, {
      at: now,
      actorId: personId,
      action: kind === "invitation" ? "person.joined" : "person.password-reset",
      subjectId: personId,
    });
    return true;
  });
}
