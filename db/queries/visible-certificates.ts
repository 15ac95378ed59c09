import { and, eq } from "drizzle-orm";
import { db, tables } from "#db/client.server.ts";
import { findCertificateByCode } from "./certificates.ts";
import { type Asker, findColleague } from "./people.ts";
import { isNotWithdrawn } from "./withdrawals.ts";

const { certificates } = tables;

/** The asker's own certificate, or that of somebody they answer for. Others' are not found. */
export async function findVisibleCertificate(asker: Asker, code: string) {
  const certificate = await findCertificateByCode(code);
  if (!certificate || certificate.personId === asker.id) return certificate;
  return (await findColleague(asker, certificate.personId)) ? certificate : undefined;
}

/** The certificates that a person's attempt issued and that count: usually none or one. */
export async function listCertificatesOf(attemptId: number, personId: number) {
  const q = await db();
  return q
    .select({ code: certificates.code, document: certificates.document })
    .from(certificates)
    .where(
      and(
        eq(certificates.attemptId, attemptId),
        eq(certificates.personId, personId),
        isNotWithdrawn(q),
      ),
    );
}
