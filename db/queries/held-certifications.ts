import { and, asc, between, eq, type SQL } from "drizzle-orm";
import { type Queryable, tables } from "#db/client.server.ts";
import { isNotWithdrawn } from "./withdrawals.ts";

const { certificates, certifications } = tables;

/** What is held of each certification by the people with ids from `first` to `last`. */
export function deriveHeld(q: Queryable, first: number, last: number) {
  return heldBy(q, between(certificates.personId, first, last));
}

/**
 * Makes what a person holds again from their certificates: one was withdrawn, or came back.
 * @returns the certificate behind what is held now; undefined for none
 */
export async function refreshHeld(
  q: Queryable,
  personId: number,
  certificationId: string,
): Promise<number | undefined> {
  const [held] = await heldBy(
    q,
    and(eq(certificates.personId, personId), eq(certificates.certificationId, certificationId)),
  );
  if (held) {
    await saveHeld(q, { ...held, id: held.certificateId });
    return held.certificateId;
  }
  await q
    .delete(certifications)
    .where(
      and(
        eq(certifications.personId, personId),
        eq(certifications.certificationId, certificationId),
      ),
    );
  return undefined;
}

/** Of each certification the certificate that was completed last and is not withdrawn. */
async function heldBy(q: Queryable, whose: SQL | undefined) {
  const issued = await q
    .select({
      personId: certificates.personId,
      certificationId: certificates.certificationId,
      certificateId: certificates.id,
      startsOn: certificates.startsOn,
      lastValidOn: certificates.lastValidOn,
      windowOpensOn: certificates.windowOpensOn,
    })
    .from(certificates)
    .where(and(whose, isNotWithdrawn(q)))
    .orderBy(asc(certificates.completedOn), asc(certificates.id));
  const newest = new Map(
    issued.map((held) => [`${held.personId} ${held.certificationId}`, held] as const),
  );
  return [...newest.values()];
}

type IssuedCertificate = Pick<
  typeof certificates.$inferSelect,
  "id" | "personId" | "certificationId" | "startsOn" | "lastValidOn" | "windowOpensOn"
>;

/** Makes this certificate the one that the person holds. */
export async function saveHeld(q: Queryable, certificate: IssuedCertificate): Promise<void> {
  const { id, personId, certificationId, startsOn, lastValidOn, windowOpensOn } = certificate;
  const held = { certificateId: id, startsOn, lastValidOn, windowOpensOn };
  await q
    .insert(certifications)
    .values({ personId, certificationId, ...held })
    .onConflictDoUpdate({
      target: [certifications.personId, certifications.certificationId],
      set: held,
    });
}
