import { and, eq, exists, inArray, or } from "drizzle-orm";
import { db, tables } from "#db/client.server.ts";
import { normaliseCode } from "./certificates.ts";

const { certificates, memberships, people } = tables;

/** Who asks for a certificate: themselves, and the sites whose staff they manage. */
export type CertificateViewer = { id: number; managedSiteIds: readonly number[] };

/**
 * A certificate that this viewer may see: their own, or that of somebody who works at a site they
 * manage. Anybody else's is not found.
 */
export async function findVisibleCertificate(viewer: CertificateViewer, code: string) {
  const q = await db();
  const siteIds = [...viewer.managedSiteIds];
  const worksAtTheirSite = exists(
    q
      .select({ id: people.id })
      .from(people)
      .leftJoin(memberships, eq(memberships.personId, people.id))
      .where(
        and(
          eq(people.id, certificates.personId),
          or(inArray(people.homeSiteId, siteIds), inArray(memberships.siteId, siteIds)),
        ),
      ),
  );
  const [certificate] = await q
    .select()
    .from(certificates)
    .where(
      and(
        eq(certificates.code, normaliseCode(code)),
        siteIds.length > 0
          ? or(eq(certificates.personId, viewer.id), worksAtTheirSite)
          : eq(certificates.personId, viewer.id),
      ),
    );
  return certificate;
}

/** The certificates that a person's attempt issued: usually none or one. */
export async function listCertificatesOf(attemptId: number, personId: number) {
  const q = await db();
  return q
    .select({ code: certificates.code, document: certificates.document })
    .from(certificates)
    .where(and(eq(certificates.attemptId, attemptId), eq(certificates.personId, personId)));
}
