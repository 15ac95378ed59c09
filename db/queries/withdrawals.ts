import { and, desc, eq, inArray, notExists, type SQL } from "drizzle-orm";
import { dayAt } from "#app/core/calendar.ts";
import type { WithdrawnCertificate } from "#app/core/certification.ts";
import { db, type Queryable, tables } from "#db/client.server.ts";
import { isOneOf } from "./ids.ts";
import { stood } from "./stood.ts";

const { certificates, certificateWithdrawals, people, sites } = tables;

/**
 * A condition on `certificates`: those that count.
 * @param at those that counted at this instant; those that do now when left out
 */
export function isNotWithdrawn(q: Queryable, at?: Date): SQL {
  const withdrawal = q
    .select({ id: certificateWithdrawals.id })
    .from(certificateWithdrawals)
    .where(
      and(
        eq(certificateWithdrawals.certificateId, certificates.id),
        stood(certificateWithdrawals.withdrawnAt, certificateWithdrawals.liftedAt, at),
      ),
    );
  return notExists(withdrawal);
}

/** Why and when a certificate stopped counting, while it does not count. */
export type Withdrawal = { reason: string; withdrawnAt: Date };

/** The withdrawal in force of a certificate, for whoever may see the certificate. */
export async function findWithdrawal(certificateId: number): Promise<Withdrawal | undefined> {
  return (await listWithdrawals([certificateId])).get(certificateId);
}

/**
 * The withdrawals in force of these certificates, by the certificate's id.
 * @param at those that were in force at this instant; those that are now when left out
 */
export async function listWithdrawals(
  certificateIds: readonly number[],
  at?: Date,
): Promise<Map<number, Withdrawal>> {
  if (certificateIds.length === 0) return new Map();
  const q = await db();
  const rows = await q
    .select({
      certificateId: certificateWithdrawals.certificateId,
      reason: certificateWithdrawals.reason,
      withdrawnAt: certificateWithdrawals.withdrawnAt,
    })
    .from(certificateWithdrawals)
    .where(
      and(
        inArray(certificateWithdrawals.certificateId, [...certificateIds]),
        stood(certificateWithdrawals.withdrawnAt, certificateWithdrawals.liftedAt, at),
      ),
    );
  return new Map(rows.map(({ certificateId, ...withdrawal }) => [certificateId, withdrawal]));
}

/**
 * The newest withdrawn certificate of each certification, by person and certification. There are
 * few in all, so they can be read whole; whoever calls has checked whom they may see.
 * @param whose of these people; of everybody when left out
 * @param at as it stood at this instant; as it stands now when left out
 */
export async function listWithdrawn(
  whose?: readonly number[],
  at?: Date,
): Promise<Map<number, Map<string, WithdrawnCertificate>>> {
  const q = await db();
  const rows = await q
    .select({
      personId: certificates.personId,
      certificationId: certificates.certificationId,
      code: certificates.code,
      lastValidOn: certificates.lastValidOn,
      reason: certificateWithdrawals.reason,
      withdrawnAt: certificateWithdrawals.withdrawnAt,
      regradeId: certificateWithdrawals.regradeId,
      timeZone: sites.timeZone,
    })
    .from(certificateWithdrawals)
    .innerJoin(certificates, eq(certificates.id, certificateWithdrawals.certificateId))
    .innerJoin(people, eq(people.id, certificates.personId))
    .innerJoin(sites, eq(sites.id, people.homeSiteId))
    .where(
      and(
        stood(certificateWithdrawals.withdrawnAt, certificateWithdrawals.liftedAt, at),
        whose && isOneOf(certificates.personId, whose),
      ),
    )
    .orderBy(desc(certificates.completedOn), desc(certificates.id));
  const withdrawn = new Map<number, Map<string, WithdrawnCertificate>>();
  for (const row of rows) {
    const { personId, certificationId, withdrawnAt, timeZone, regradeId, ...certificate } = row;
    const own = withdrawn.get(personId) ?? new Map<string, WithdrawnCertificate>();
    if (!own.has(certificationId)) {
      const withdrawnOn = dayAt(withdrawnAt, timeZone);
      own.set(certificationId, { ...certificate, withdrawnOn, isByRegrade: regradeId !== null });
    }
    withdrawn.set(personId, own);
  }
  return withdrawn;
}
