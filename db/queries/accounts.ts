import { and, eq, inArray, isNotNull, isNull } from "drizzle-orm";
import { db, tables, transaction } from "#db/client.server.ts";
import { recordAudit } from "./audit.ts";
import { deleteOtherSessions } from "./sessions.ts";

const { people } = tables;

/** What signing in is checked against. */
export type Account = { personId: number; passwordHash: string };

/** The account that can sign in with an e-mail address (lower case), if there is one. */
export async function findAccount(email: string): Promise<Account | undefined> {
  const q = await db();
  const [row] = await q
    .select({ personId: people.id, passwordHash: people.passwordHash })
    .from(people)
    .where(and(eq(people.email, email), isNull(people.deactivatedAt)));
  if (!row || row.passwordHash === null) return undefined;
  return { personId: row.personId, passwordHash: row.passwordHash };
}

/** Those of the given e-mail addresses that somebody can sign in with. */
export async function listAccountEmails(emails: readonly string[]): Promise<string[]> {
  const q = await db();
  const rows = await q
    .select({ email: people.email })
    .from(people)
    .where(
      and(
        inArray(people.email, [...emails]),
        isNotNull(people.passwordHash),
        isNull(people.deactivatedAt),
      ),
    );
  return rows.map(({ email }) => email);
}

/**
 * Gives a person the new password that they chose, and ends their sessions everywhere else.
 * @param replaced the hash that the old password was checked against
 * @returns false when the password has been changed in the meantime
 */
export async function changePassword(
  person: { id: number; sessionId: number },
  replaced: string,
  passwordHash: string,
  now: Date,
): Promise<boolean> {
  return transaction(async (q) => {
    const changed = await q
      .update(people)
      .set({ passwordHash })
      .where(and(eq(people.id, person.id), eq(people.passwordHash, replaced)))
      .returning({ id: people.id });
    if (changed.length === 0) return false;
    await deleteOtherSessions(q, person.id, person.sessionId);
    await recordAudit(q, {
      at: now,
      actorId: person.id,
      action: "person.password-changed",
      subjectId: person.id,
    });
    return true;
  });
}
