import { and, eq, inArray, isNotNull } from "drizzle-orm";
import type { Duty, Holding } from "#app/core/notification-rules.ts";
import { db, tables } from "#db/client.server.ts";
import { listCertificationDefinitions } from "./certification-definitions.ts";

const { certificates, certifications, clearances } = tables;

type HoldingsOfOne = { held: Holding[]; duties: Duty[] };

/**
 * What people hold of each certification and what is asked of them, by person. What has been
 * retired is left out: nobody can renew it. Whoever calls has checked that they may see it.
 * @param personIds some hundred at the most
 */
export async function listHoldings(
  personIds: readonly number[],
): Promise<Map<number, HoldingsOfOne>> {
  const holdings = new Map(
    personIds.map((id): [number, HoldingsOfOne] => [id, { held: [], duties: [] }]),
  );
  if (personIds.length === 0) return holdings;
  const q = await db();
  const [definitions, held, duties] = await Promise.all([
    listCertificationDefinitions(),
    q
      .select({
        personId: certifications.personId,
        certificationId: certifications.certificationId,
        certificateId: certifications.certificateId,
        completedOn: certificates.completedOn,
        lastValidOn: certifications.lastValidOn,
        windowOpensOn: certifications.windowOpensOn,
      })
      .from(certifications)
      .innerJoin(certificates, eq(certificates.id, certifications.certificateId))
      .where(inArray(certifications.personId, [...personIds])),
    q
      .select({
        personId: clearances.personId,
        certificationId: clearances.certificationId,
        dueOn: clearances.dueOn,
        waivedUntil: clearances.waivedUntil,
      })
      .from(clearances)
      .where(and(inArray(clearances.personId, [...personIds]), isNotNull(clearances.dueOn))),
  ]);
  const titles = new Map(definitions.map(({ id, title }) => [id, title]));
  for (const { personId, ...holding } of held) {
    const title = titles.get(holding.certificationId);
    if (title !== undefined) holdings.get(personId)?.held.push({ ...holding, title });
  }
  for (const { personId, certificationId, dueOn, waivedUntil } of duties) {
    const title = titles.get(certificationId);
    if (title === undefined || dueOn === null) continue;
    const duty = { certificationId, title, dueOn, waivedUntil: waivedUntil ?? undefined };
    holdings.get(personId)?.duties.push(duty);
  }
  return holdings;
}
