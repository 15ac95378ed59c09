import { and, asc, count, desc, eq, inArray, isNotNull, lt, lte, ne } from "drizzle-orm";
import { isNobodysAddress } from "#app/core/email.ts";
import { db, tables, transaction } from "#db/client.server.ts";
import { recordAudit } from "./audit.ts";
import { inWords } from "./notification-words.ts";

const { notifications, people } = tables;

/** For the index of those that wait or are in somebody's hands: it holds no others. */
const isToBeMailed = isNotNull(notifications.mailNextAt);

/** How long a mail may be in somebody's hands before nobody knows what became of it. */
const STALE_AFTER_MS = 10 * 60_000;

/** A mail that is in the hands of one sender, and of no other. */
export type ClaimedMail = {
  id: number;
  /** What the sender showed when it took it. */
  claim: string;
  kind: string;
  title: string;
  body: string;
  createdAt: Date;
  to: { name: string; email: string };
  /** Counting this one. */
  tries: number;
};

/**
 * Takes the mail that has waited longest and is due. Any number of senders may do it at once: each
 * mail goes to one of them.
 * @param claim of this sender and this mail alone
 */
export async function claimNextMail(claim: string, now: Date): Promise<ClaimedMail | undefined> {
  const isDue = and(eq(notifications.mail, "waiting"), lte(notifications.mailNextAt, now));
  for (;;) {
    const q = await db();
    const [next] = await q
      .select({
        id: notifications.id,
        kind: notifications.kind,
        key: notifications.key,
        title: notifications.title,
        body: notifications.body,
        path: notifications.path,
        createdAt: notifications.createdAt,
        tries: notifications.mailTries,
        to: { name: people.name, email: people.email },
        deactivatedAt: people.deactivatedAt,
      })
      .from(notifications)
      .innerJoin(people, eq(people.id, notifications.personId))
      .where(isDue)
      .orderBy(asc(notifications.mailNextAt), asc(notifications.id))
      .limit(1);
    if (!next) return undefined;
    const { deactivatedAt, ...mail } = next;
    const reachesNobody = deactivatedAt !== null || isNobodysAddress(mail.to.email);
    const tries = mail.tries + 1;
    const taken = await transaction((q) =>
      q
        .update(notifications)
        .set(
          reachesNobody
            ? { mail: "off", mailNextAt: null }
            : { mail: "sending", mailClaim: claim, mailClaimedAt: now, mailTries: tries },
        )
        .where(and(eq(notifications.id, mail.id), isDue))
        .returning({ id: notifications.id }),
    );
    // Another sender may have been quicker; then there is the next one.
    if (taken.length === 0 || reachesNobody) continue;
    const [told] = await inWords(q, [mail]);
    if (told) return { ...told, claim, tries };
  }
}

/** What became of a mail that was claimed. */
export type MailOutcome =
  | { mail: "sent" }
  | { mail: "waiting"; nextAt: Date; problem: string }
  | { mail: "failed"; problem: string }
  /** It was handed over, and nothing came back: it may have arrived. */
  | { mail: "unsure"; problem: string };

/** Keeps what became of a mail, for the sender that holds it. */
export async function settleMail(
  { id, claim }: Pick<ClaimedMail, "id" | "claim">,
  outcome: MailOutcome,
  now: Date,
): Promise<void> {
  await transaction((q) =>
    q
      .update(notifications)
      .set({
        mail: outcome.mail,
        mailNextAt: outcome.mail === "waiting" ? outcome.nextAt : null,
        mailSentAt: outcome.mail === "sent" ? now : null,
        mailProblem: outcome.mail === "sent" ? null : outcome.problem,
        mailClaim: null,
        mailClaimedAt: null,
      })
      .where(
        and(
          eq(notifications.id, id),
          eq(notifications.mailClaim, claim),
          // A slow sender may be given up as lost and come back after all.
          inArray(notifications.mail, ["sending", "unsure"]),
        ),
      ),
  );
}

/**
 * Mails whose sender was lost while it held them. Whether they arrived nobody knows, and nobody is
 * to get a mail twice, so they are not sent again by themselves.
 * @returns how many
 */
export async function giveUpLostMails(now: Date): Promise<number> {
  const isLost = and(
    eq(notifications.mail, "sending"),
    isToBeMailed,
    lt(notifications.mailClaimedAt, new Date(now.getTime() - STALE_AFTER_MS)),
  );
  const q = await db();
  const [lost] = await q
    .select({ id: notifications.id })
    .from(notifications)
    .where(isLost)
    .limit(1);
  if (!lost) return 0;
  const given = await transaction((q) =>
    q
      .update(notifications)
      .set({
        mail: "unsure",
        mailNextAt: null,
        mailProblem: "The server ended while it handed this mail over. It may have arrived.",
      })
      .where(isLost)
      .returning({ id: notifications.id }),
  );
  return given.length;
}

/**
 * Lets go of all mails that wait, where no mail server is set up.
 * @returns how many, by kind
 */
export async function turnMailsOff(): Promise<Record<string, number>> {
  const isWaiting = and(eq(notifications.mail, "waiting"), isToBeMailed);
  const q = await db();
  const [waiting] = await q
    .select({ id: notifications.id })
    .from(notifications)
    .where(isWaiting)
    .limit(1);
  if (!waiting) return {};
  const rows = await transaction((q) =>
    q
      .update(notifications)
      .set({ mail: "off", mailNextAt: null })
      .where(isWaiting)
      .returning({ kind: notifications.kind }),
  );
  const byKind: Record<string, number> = {};
  for (const { kind } of rows) byKind[kind] = (byKind[kind] ?? 0) + 1;
  return byKind;
}

export const MAIL_STATES = ["waiting", "sending", "sent", "failed", "unsure"] as const;
export type MailState = (typeof MAIL_STATES)[number];

/**
 * One page of the mail log, newest first, for admins.
 * @param page counted from 1
 */
export async function listMails(state: MailState | undefined, page: number, pageSize: number) {
  const q = await db();
  const where = state ? eq(notifications.mail, state) : ne(notifications.mail, "off");
  const [totals, mails] = await Promise.all([
    q.select({ total: count() }).from(notifications).where(where),
    q
      .select({
        id: notifications.id,
        key: notifications.key,
        title: notifications.title,
        body: notifications.body,
        path: notifications.path,
        name: people.name,
        email: people.email,
        personId: people.id,
        state: notifications.mail,
        tries: notifications.mailTries,
        createdAt: notifications.createdAt,
        nextAt: notifications.mailNextAt,
        sentAt: notifications.mailSentAt,
        problem: notifications.mailProblem,
      })
      .from(notifications)
      .innerJoin(people, eq(people.id, notifications.personId))
      .where(where)
      .orderBy(desc(notifications.id))
      .limit(pageSize)
      .offset((page - 1) * pageSize),
  ]);
  return {
    total: totals[0]?.total ?? 0,
    mails: (await inWords(q, mails)).map(({ key, body, path, ...mail }) => mail),
  };
}

/**
 * Sends a mail again that was given up, or of which nobody knows whether it arrived.
 * @returns false where there is nothing to send again
 */
export async function sendAgain(
  actor: { id: number },
  notificationId: number,
  now: Date,
): Promise<boolean> {
  return transaction(async (q) => {
    const [again] = await q
      .update(notifications)
      .set({
        ...{ mail: "waiting", mailNextAt: now, mailTries: 0 },
        ...{ mailClaim: null, mailClaimedAt: null, mailProblem: null },
      })
      .where(
        and(
          eq(notifications.id, notificationId),
          inArray(notifications.mail, ["failed", "unsure"]),
        ),
      )
      .returning({ kind: notifications.kind });
    if (!again) return false;
    // Without a subject: it is about the mail, and no part of anybody's history.
    await recordAudit(q, {
      at: now,
      actorId: actor.id,
      action: "mail.sent-again",
      detail: { notificationId, kind: again.kind },
    });
    return true;
  });
}
