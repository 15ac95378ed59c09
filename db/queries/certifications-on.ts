import { and, asc, inArray, lte } from "drizzle-orm";
import type { CalendarDay } from "#app/core/calendar.ts";
import type { NamedCertification } from "#app/core/clearance.ts";
import { db, type Queryable, tables } from "#db/client.server.ts";
import { endOfDay } from "./board-at.ts";
import type { PublishedCertification } from "./certification-definitions.ts";
import { listCertificationsAt } from "./clearances.ts";

const { certificates, certificationVersions } = tables;

/** The certifications that could be earned as a past day ended in a time zone, by title. */
export async function listCertificationsOn(
  day: CalendarDay,
  timeZone: string,
): Promise<PublishedCertification[]> {
  const q = await db();
  const at = endOfDay(day, timeZone);
  const known = await listCertificationsAt(q, at);
  return [...known, ...(await listOlderThanVersions(q, at))]
    .map(({ id, definition }) => ({ id, title: definition.title, definition }))
    .sort((one, other) => Number(one.title > other.title) - Number(one.title < other.title));
}

/**
 * Certifications that had certificates before the first version that was kept of them: versions
 * are kept only since a later release. The first one stands for what there was before it.
 */
async function listOlderThanVersions(q: Queryable, at: Date): Promise<NamedCertification[]> {
  const versions = await q
    .select({
      id: certificationVersions.certificationId,
      definition: certificationVersions.definition,
      publishedAt: certificationVersions.publishedAt,
    })
    .from(certificationVersions)
    .orderBy(asc(certificationVersions.publishedAt), asc(certificationVersions.id));
  const first = new Map<string, (typeof versions)[number]>();
  for (const version of versions) {
    if (!first.has(version.id)) first.set(version.id, version);
  }
  const later = [...first.values()].filter(({ publishedAt }) => publishedAt > at);
  if (later.length === 0) return [];
  const ids = later.map(({ id }) => id);
  const issued = await q
    .selectDistinct({ id: certificates.certificationId })
    .from(certificates)
    .where(and(inArray(certificates.certificationId, ids), lte(certificates.issuedAt, at)));
  const older = new Set(issued.map(({ id }) => id));
  return later.filter(({ id }) => older.has(id)).map(({ id, definition }) => ({ id, definition }));
}
