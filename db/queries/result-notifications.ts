import { asc, eq } from "drizzle-orm";
import { resultNotification } from "#app/core/notification-words.ts";
import { type Queryable, tables } from "#db/client.server.ts";
import { saveNotifications } from "./notifications.ts";

const { certificates } = tables;

type Quiz = Parameters<typeof resultNotification>[0];
type Attempt = Parameters<typeof resultNotification>[1];

/**
 * Tells a person how an attempt went, in the transaction that submits it and after the
 * certificates that it issued.
 */
export async function saveResultNotification(
  q: Queryable,
  personId: number,
  quiz: Quiz,
  attempt: Attempt,
  at: Date,
): Promise<void> {
  const issued = attempt.passed
    ? await q
        .select({ document: certificates.document, lastValidOn: certificates.lastValidOn })
        .from(certificates)
        .where(eq(certificates.attemptId, attempt.attemptId))
        .orderBy(asc(certificates.id))
    : [];
  const certified = issued.map(({ document, lastValidOn }) => ({
    title: document.certificationTitle,
    lastValidOn,
  }));
  await saveNotifications(q, [{ ...resultNotification(quiz, attempt, certified), personId }], at);
}
