import { and, desc, eq, isNull, lte } from "drizzle-orm";
import { type CertificationDefinition, requiresOf } from "#app/core/certification-file.ts";
import { type Queryable, tables } from "#db/client.server.ts";
import type { CertificateDocument } from "#db/schema.ts";
import { isNotWithdrawn } from "./withdrawals.ts";

const { certificates, outsideRecords, practicalSignOffs } = tables;

type Parts = Pick<CertificateDocument, "practical" | "outside" | "certifications">;

/** What a certificate says of its parts beside the quizzes: the newest record of each. */
export async function describeParts(
  q: Queryable,
  about: { personId: number; certificationId: string; issuedAt: Date },
  definition: CertificationDefinition,
): Promise<Parts> {
  const requires = requiresOf(definition);
  const parts: Required<Parts> = { practical: [], outside: [], certifications: [] };
  for (const { id } of requires.practical) {
    const [row] = await q
      .select()
      .from(practicalSignOffs)
      .where(
        and(
          eq(practicalSignOffs.personId, about.personId),
          eq(practicalSignOffs.certificationId, about.certificationId),
          eq(practicalSignOffs.practicalId, id),
          isNull(practicalSignOffs.withdrawnAt),
          lte(practicalSignOffs.signedAt, about.issuedAt),
        ),
      )
      .orderBy(desc(practicalSignOffs.signedAt), desc(practicalSignOffs.id))
      .limit(1);
    if (!row) continue;
    const { document, signedOn, validUntil } = row;
    const { title, observerName } = document;
    parts.practical.push({ title, observerName, signedOn, validUntil: validUntil ?? undefined });
  }
  for (const { id, title } of requires.outside) {
    const [row] = await q
      .select()
      .from(outsideRecords)
      .where(
        and(
          eq(outsideRecords.personId, about.personId),
          eq(outsideRecords.outsideId, id),
          isNull(outsideRecords.withdrawnAt),
          lte(outsideRecords.recordedAt, about.issuedAt),
        ),
      )
      .orderBy(desc(outsideRecords.validUntil), desc(outsideRecords.id))
      .limit(1);
    if (!row) continue;
    const { documentNumber, validUntil } = row;
    parts.outside.push({ title, documentNumber: documentNumber ?? undefined, validUntil });
  }
  for (const id of requires.certifications) {
    const [row] = await q
      .select()
      .from(certificates)
      .where(
        and(
          eq(certificates.personId, about.personId),
          eq(certificates.certificationId, id),
          isNotWithdrawn(q),
        ),
      )
      .orderBy(desc(certificates.completedOn), desc(certificates.id))
      .limit(1);
    if (!row) continue;
    const { code, lastValidOn, document } = row;
    parts.certifications.push({ title: document.certificationTitle, code, lastValidOn });
  }
  // A certificate of quizzes alone says nothing of other parts.
  return {
    ...(parts.practical.length > 0 && { practical: parts.practical }),
    ...(parts.outside.length > 0 && { outside: parts.outside }),
    ...(parts.certifications.length > 0 && { certifications: parts.certifications }),
  };
}
