import { and, eq, inArray, isNotNull, isNull, ne } from "drizzle-orm";
import type { Identity } from "#app/core/account-forms.ts";
import { sortNameOf } from "#app/core/person-name.ts";
import { db, tables, transaction } from "#db/client.server.ts";
import { recordAudit } from "./audit.ts";
import { type Asker, findColleague, lockAccount } from "./people.ts";
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

/**
 * Corrects a person's name and e-mail address. They sign in with the new address from now on;
 * certificates that were issued keep the name they were issued to.
 */
export async function correctIdentity(
  actor: Asker,
  personId: number,
  { name, email }: Identity,
  now: Date,
): Promise<"saved" | "missing" | "email-taken"> {
  return transaction(async (q) => {
    const before = await findColleague(actor, personId);
    if (!before) return "missing";
    await lockAccount(q, personId);
    if (before.name === name && before.email === email) return "saved";
    const [taken] = await q
      .select({ id: people.id })
      .from(people)
      .where(and(eq(people.email, email), ne(people.id, personId)));
    if (taken) return "email-taken";
    await q
      .update(people)
      .set({ name, sortName: sortNameOf(name), email })
      .where(eq(people.id, personId));
    await recordAudit(q, {
      at: now,
      actorId: actor.id,
      action: "person.corrected",
      subjectId: personId,
      detail: { nameBefore: before.name, name, isEmailChanged: before.email !== email },
    });
    return "saved";
  });
}
