import {
  type CertifiedBy,
  certifiedNotification,
  resultNotice,
} from "#app/core/notification-words.ts";
import type { Queryable } from "#db/client.server.ts";
import type { Certificate } from "./certificates.ts";
import { saveNotifications } from "./notifications.ts";

/**
 * Tells a person how an attempt went, in the transaction that submits it. What it says, of the
 * certificates that it completed as well, is read from the attempt when it is read.
 */
export async function saveResultNotification(
  q: Queryable,
  personId: number,
  attempt: Parameters<typeof resultNotice>[0],
  at: Date,
): Promise<void> {
  await saveNotifications(q, [{ ...resultNotice(attempt), personId }], at);
}

/** Tells a person of certificates that came without an attempt, in the transaction that issues them. */
export async function saveCertifiedNotifications(
  q: Queryable,
  issued: readonly Certificate[],
  by: CertifiedBy,
  at: Date,
): Promise<void> {
  const told = issued.map((certificate) => {
    const { personId, id: certificateId, code, document, lastValidOn } = certificate;
    const named = { certificateId, code, title: document.certificationTitle, lastValidOn };
    return { ...certifiedNotification(named, by), personId };
  });
  await saveNotifications(q, told, at);
}
