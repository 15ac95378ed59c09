import { and, eq, isNull } from "drizzle-orm";
import type { Notification } from "#app/core/notification.ts";
import { restoredNotification, withdrawnNotification } from "#app/core/notification-words.ts";
import { db, type Queryable, tables, transaction } from "#db/client.server.ts";
import { recordAudit } from "./audit.ts";
import { refreshHeld } from "./held-certifications.ts";
import { saveNotifications } from "./notifications.ts";
import { lockAccount } from "./people.ts";
import type { StaffMember } from "./staff.ts";

const { certificates, certificateWithdrawals } = tables;

/*
 * Withdrawing a certificate by hand, and lifting that again. What a regrade withdrew is for a
 * regrade to lift: the result that the certificate rests on is not what it was.
 */

/** A certificate of this person, with its withdrawal while one is in force. */
export async function findCertificateOf(
  { id: personId }: Pick<StaffMember, "id">,
  certificateId: number,
) {
  const q = await db();
  const [row] = await q
    .select({ certificate: certificates, withdrawal: certificateWithdrawals })
    .from(certificates)
    .leftJoin(
      certificateWithdrawals,
      and(
        eq(certificateWithdrawals.certificateId, certificates.id),
        isNull(certificateWithdrawals.liftedAt),
      ),
    )
    .where(and(eq(certificates.id, certificateId), eq(certificates.personId, personId)));
  return row && { ...row.certificate, withdrawal: row.withdrawal ?? undefined };
}

/** What came of a decision on a certificate. */
export type CertificateDecision =
  | "saved"
  /** Nobody decides on their own. */
  | "own"
  | "missing"
  /** A regrade withdrew it; only a regrade can lift that. */
  | "regraded";

type Decision = { actorId: number; reason: string };

type OwnCertificate = NonNullable<Awaited<ReturnType<typeof findCertificateOf>>>;

/** What its person is told of. */
function changed({ id: certificateId, document }: OwnCertificate, reason: string) {
  return { certificateId, title: document.certificationTitle, reason };
}

/** Withdraws a certificate; withdrawing it again changes nothing. */
export async function withdrawCertificate(
  { id: personId }: Pick<StaffMember, "id">,
  certificateId: number,
  { actorId, reason }: Decision,
  now: Date,
): Promise<CertificateDecision> {
  if (personId === actorId) return "own";
  return transaction(async (q) => {
    await lockAccount(q, personId);
    const certificate = await findCertificateOf({ id: personId }, certificateId);
    if (!certificate) return "missing";
    if (certificate.withdrawal) return "saved";
    const [withdrawal] = await q
      .insert(certificateWithdrawals)
      .values({ certificateId, reason, withdrawnById: actorId, withdrawnAt: now })
      .returning({ id: certificateWithdrawals.id });
    if (!withdrawal) throw new Error("The database kept no withdrawal");
    const told = withdrawnNotification(changed(certificate, reason), {
      withdrawalId: withdrawal.id,
    });
    await conclude(q, certificate, told, { action: "certificate.withdrawn", actorId, reason }, now);
    return "saved";
  });
}

/** Lets a withdrawn certificate count again; one that counts is left as it is. */
export async function restoreCertificate(
  { id: personId }: Pick<StaffMember, "id">,
  certificateId: number,
  { actorId, reason }: Decision,
  now: Date,
): Promise<CertificateDecision> {
  if (personId === actorId) return "own";
  return transaction(async (q) => {
    await lockAccount(q, personId);
    const certificate = await findCertificateOf({ id: personId }, certificateId);
    if (!certificate) return "missing";
    const { withdrawal } = certificate;
    if (!withdrawal) return "saved";
    if (withdrawal.regradeId !== null) return "regraded";
    await q
      .update(certificateWithdrawals)
      .set({ liftedById: actorId, liftedAt: now })
      .where(eq(certificateWithdrawals.id, withdrawal.id));
    const told = restoredNotification(changed(certificate, reason), {
      withdrawalId: withdrawal.id,
    });
    await conclude(q, certificate, told, { action: "certificate.restored", actorId, reason }, now);
    return "saved";
  });
}

/** What follows either decision: its entry in the log, a word to the person, and what they hold. */
async function conclude(
  q: Queryable,
  { id: certificateId, certificationId, personId }: OwnCertificate,
  told: Notification,
  { action, actorId, reason }: Decision & { action: string },
  now: Date,
): Promise<void> {
  const detail = { certificateId, certificationId, reason };
  await recordAudit(q, { at: now, actorId, action, subjectId: personId, detail });
  await saveNotifications(q, [{ ...told, personId }], now);
  await refreshHeld(q, personId, certificationId);
}
