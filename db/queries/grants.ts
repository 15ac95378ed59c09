import { and, count, eq } from "drizzle-orm";
import { grantedNotification } from "#app/core/notification-words.ts";
import { db, locked, type Queryable, tables, transaction } from "#db/client.server.ts";
import { recordAudit } from "./audit.ts";
import { saveNotifications } from "./notifications.ts";
import { findQuiz } from "./quizzes.ts";
import type { StaffMember } from "./staff.ts";

const { attemptGrants, people } = tables;

/** How many further attempts at a quiz a person was ever granted. */
export async function countGrants({ id }: StaffMember, quizId: string): Promise<number> {
  return countOf(await db(), id, quizId);
}

export type Grant = {
  quizId: string;
  grantedById: number;
  reason: string;
  /** What {@link countGrants} said when the manager decided. */
  grantsSeen: number;
};

/**
 * Grants a person one further attempt. Two clicks, or two managers at once, grant one: whoever
 * comes second has not seen the first.
 * @returns false when something was granted in the meantime
 */
export async function saveGrant(
  { id: personId }: StaffMember,
  { quizId, grantedById, reason, grantsSeen }: Grant,
  now: Date,
): Promise<boolean> {
  return transaction(async (q) => {
    await locked(q.select({ id: people.id }).from(people).where(eq(people.id, personId)));
    if ((await countOf(q, personId, quizId)) !== grantsSeen) return false;
    const [granted] = await q
      .insert(attemptGrants)
      .values({ personId, quizId, grantedById, reason, grantedAt: now })
      .returning({ id: attemptGrants.id });
    await recordAudit(q, {
      at: now,
      actorId: grantedById,
      action: "attempt.granted",
      subjectId: personId,
      detail: { quizId, reason },
    });
    const title = (await findQuiz(quizId))?.quiz.title ?? quizId;
    const told = grantedNotification(granted?.id ?? 0, quizId, title);
    await saveNotifications(q, [{ ...told, personId }], now);
    return true;
  });
}

async function countOf(q: Queryable, personId: number, quizId: string): Promise<number> {
  const [row] = await q
    .select({ grants: count() })
    .from(attemptGrants)
    .where(and(eq(attemptGrants.personId, personId), eq(attemptGrants.quizId, quizId)));
  return row?.grants ?? 0;
}
