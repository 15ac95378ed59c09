import {
  type CertifiedBy,
  certifiedNotification,
  resultNotification,
} from "#app/core/notification-words.ts";
import type { Queryable } from "#db/client.server.ts";
import type { Certificate } from "./certificates.ts";
import { saveNotifications } from "./notifications.ts";

type Quiz = Parameters<typeof resultNotification>[0];
type Attempt = Parameters<typeof resultNotification>[1];

/**
 * Tells a person how an attempt went, in the transaction that submits it.
 * @param issued the certificates that it completed: they are told of in the same breath
 */
export async function saveResultNotification(
  q: Queryable,
  personId: number,
  quiz: Quiz,
  attempt: Attempt,
  issued: readonly Certificate[],
  at: Date,
): Promise<void> {
  const told = resultNotification(quiz, attempt, issued.map(namedOf));
  await saveNotifications(q, [{ ...told, personId }], at);
}

/** Tells a person of certificates that came without an attempt, in the transaction that issues them. */
export async function saveCertifiedNotifications(
  q: Queryable,
  issued: readonly Certificate[],
  by: CertifiedBy,
  at: Date,
): Promise<void> {
  const told = issued.map((certificate) => {
    const { personId, id: certificateId, code } = certificate;
    const named = { ...namedOf(certificate), certificateId, code };
    return { ...certifiedNotification(named, by), personId };
  });
  await saveNotifications(q, told, at);
}

function namedOf({ document, lastValidOn }: Certificate) {
  return { title: document.certificationTitle, lastValidOn };
}
