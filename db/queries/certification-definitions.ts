import { and, eq, isNotNull, isNull, ne, or } from "drizzle-orm";
import { type CertificationDefinition, foundationsFirst } from "#app/core/certification-file.ts";
import { db, type Queryable, tables, transaction } from "#db/client.server.ts";
import { recordAudit } from "./audit.ts";
import { refreshClearances } from "./clearances.ts";
import { lockOrganisation } from "./organisation-lock.ts";
import { listStaffIds } from "./staff-at.ts";

const { certificationDefinitions, certificationVersions } = tables;

/** A certification that people can hold, as its file defines it now. */
export type PublishedCertification = {
  id: string;
  title: string;
  definition: CertificationDefinition;
};

/**
 * Makes this the rule for certificates from now on; those issued before keep theirs. Several
 * processes may publish the same at once.
 * @param hash SHA-256 of the canonical JSON of the file, in hex
 * @returns whether anything changed
 */
export async function publishCertification(
  certification: { id: string; definition: CertificationDefinition; hash: string },
  now: Date,
): Promise<boolean> {
  const { id, definition, hash } = certification;
  return transaction(async (q) => {
    await lockOrganisation(q);
    const current = {
      title: definition.title,
      definition,
      hash,
      publishedAt: now,
      retiredAt: null,
    };
    const changed = await q
      .insert(certificationDefinitions)
      .values({ id, ...current })
      .onConflictDoUpdate({
        target: certificationDefinitions.id,
        set: current,
        setWhere: or(
          ne(certificationDefinitions.hash, hash),
          isNotNull(certificationDefinitions.retiredAt),
        ),
      })
      .returning({ id: certificationDefinitions.id });
    if (changed.length === 0) return false;
    await endVersion(q, id, now);
    const version = { certificationId: id, hash, definition, publishedAt: now };
    await q.insert(certificationVersions).values(version);
    await refreshClearances(q, await listStaffIds(q));
    await recordAudit(q, {
      at: now,
      action: "certification.published",
      detail: { certificationId: id, title: definition.title, hash },
    });
    return true;
  });
}

/**
 * Takes a certification away whose file is gone: nobody earns it any more; certificates stay.
 * @returns whether anything changed
 */
export async function retireCertification(id: string, now: Date): Promise<boolean> {
  return transaction(async (q) => {
    await lockOrganisation(q);
    const [retired] = await q
      .update(certificationDefinitions)
      .set({ retiredAt: now })
      .where(and(eq(certificationDefinitions.id, id), isNull(certificationDefinitions.retiredAt)))
      .returning({ title: certificationDefinitions.title });
    if (!retired) return false;
    await endVersion(q, id, now);
    await refreshClearances(q, await listStaffIds(q));
    await recordAudit(q, {
      at: now,
      action: "certification.retired",
      detail: { certificationId: id, title: retired.title },
    });
    return true;
  });
}

/** What was in force until now stays on record, with its end. */
async function endVersion(q: Queryable, certificationId: string, now: Date): Promise<void> {
  await q
    .update(certificationVersions)
    .set({ endedAt: now })
    .where(
      and(
        eq(certificationVersions.certificationId, certificationId),
        isNull(certificationVersions.endedAt),
      ),
    );
}

const columns = {
  id: certificationDefinitions.id,
  title: certificationDefinitions.title,
  definition: certificationDefinitions.definition,
};

/** The certifications that can be earned: those that others rest on come first, then by title. */
export async function listCertificationDefinitions(): Promise<PublishedCertification[]> {
  const q = await db();
  const rows = await q
    .select(columns)
    .from(certificationDefinitions)
    .where(isNull(certificationDefinitions.retiredAt));
  return foundationsFirst(rows);
}

/** Every certification there ever was, in the same order; retired ones say since when. */
export async function listEveryCertification(): Promise<
  (PublishedCertification & { hash: string; publishedAt: Date; retiredAt?: Date })[]
> {
  const q = await db();
  const rows = await q
    .select({
      ...columns,
      hash: certificationDefinitions.hash,
      publishedAt: certificationDefinitions.publishedAt,
      retiredAt: certificationDefinitions.retiredAt,
    })
    .from(certificationDefinitions);
  return foundationsFirst(rows).map(({ retiredAt, ...rest }) =>
    retiredAt ? { ...rest, retiredAt } : rest,
  );
}

/** A certification that can be earned, or undefined when there is none or it is retired. */
export async function findCertificationDefinition(
  id: string,
): Promise<PublishedCertification | undefined> {
  const q = await db();
  const [row] = await q
    .select(columns)
    .from(certificationDefinitions)
    .where(and(eq(certificationDefinitions.id, id), isNull(certificationDefinitions.retiredAt)));
  return row;
}
