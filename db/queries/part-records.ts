import { and, count, eq, inArray, lte, max, sql } from "drizzle-orm";
import { dayAt } from "#app/core/calendar.ts";
import type {
  OutsideRecord,
  PartEnds,
  PartRecords,
  RequiredCertificate,
  SignOffRecord,
} from "#app/core/certification-parts.ts";
import { type Queryable, tables } from "#db/client.server.ts";
import { isOneOf } from "./ids.ts";
import { stood } from "./stood.ts";
import { isNotWithdrawn } from "./withdrawals.ts";

const { certificates, outsideRecords, people, practicalSignOffs, sites } = tables;

/** All that is on record of one person for the parts of every certification. */
export type PersonRecords = {
  /** By certification: the same name in two of them is two sign-offs. */
  signOffs: ReadonlyMap<string, readonly SignOffRecord[]>;
  outside: readonly OutsideRecord[];
  certificates: readonly RequiredCertificate[];
};

/** What of it counts for one certification. */
export function recordsFor(
  records: PersonRecords | undefined,
  certificationId: string,
): PartRecords {
  return {
    signOffs: records?.signOffs.get(certificationId) ?? [],
    outside: records?.outside ?? [],
    certificates: records?.certificates ?? [],
  };
}

/**
 * What is on record of people, by person. Whoever calls has checked that they may see it.
 * @param at as it stood at this instant; as it stands now when left out
 */
export async function listPartRecords(
  q: Queryable,
  personIds: readonly number[],
  at?: Date,
): Promise<Map<number, PersonRecords>> {
  const [signOffs, outside, certificateRows] = [
    await q
      .select({
        personId: practicalSignOffs.personId,
        certificationId: practicalSignOffs.certificationId,
        practicalId: practicalSignOffs.practicalId,
        signedOn: practicalSignOffs.signedOn,
        validUntil: practicalSignOffs.validUntil,
      })
      .from(practicalSignOffs)
      .where(
        and(
          isOneOf(practicalSignOffs.personId, personIds),
          stood(practicalSignOffs.signedAt, practicalSignOffs.withdrawnAt, at),
        ),
      ),
    await q
      .select({
        personId: outsideRecords.personId,
        outsideId: outsideRecords.outsideId,
        validUntil: outsideRecords.validUntil,
        recordedAt: outsideRecords.recordedAt,
        timeZone: sites.timeZone,
      })
      .from(outsideRecords)
      .innerJoin(people, eq(people.id, outsideRecords.personId))
      .innerJoin(sites, eq(sites.id, people.homeSiteId))
      .where(
        and(
          isOneOf(outsideRecords.personId, personIds),
          stood(outsideRecords.recordedAt, outsideRecords.withdrawnAt, at),
        ),
      ),
    await q
      .select({
        personId: certificates.personId,
        certificationId: certificates.certificationId,
        completedOn: certificates.completedOn,
        lastValidOn: certificates.lastValidOn,
      })
      .from(certificates)
      .where(
        and(
          isOneOf(certificates.personId, personIds),
          at && lte(certificates.issuedAt, at),
          isNotWithdrawn(q, at),
        ),
      ),
  ];
  const signOffsOf = grouped(signOffs);
  const outsideOf = grouped(outside);
  const certificatesOf = grouped(certificateRows);
  return new Map(
    personIds.map((personId) => [
      personId,
      {
        signOffs: byCertification(signOffsOf.get(personId) ?? []),
        outside: (outsideOf.get(personId) ?? []).map(({ recordedAt, timeZone, ...record }) => ({
          ...record,
          recordedOn: dayAt(recordedAt, timeZone),
        })),
        certificates: certificatesOf.get(personId) ?? [],
      },
    ]),
  );
}

/** What {@link listPartRecords} has of sign-offs and outside requirements, as far as it ends. */
export type PersonEnds = { signOffs: ReadonlyMap<string, PartEnds["signOffs"]> } & Pick<
  PartEnds,
  "outside"
>;

/**
 * Until when people's sign-offs, by certification, and outside records last, by person: of each the
 * latest day alone, which is much less to read for thousands of them.
 * @param at as it stood at this instant; as it stands now when left out
 * @param only the certifications whose sign-offs to bring; all of them when left out
 */
export async function listPartEnds(
  q: Queryable,
  personIds: readonly number[],
  at?: Date,
  only?: readonly string[],
): Promise<Map<number, PersonEnds>> {
  const { personId, certificationId, practicalId, validUntil } = practicalSignOffs;
  const signOffs = await q
    .select({
      ...{ personId, certificationId, practicalId },
      validUntil: max(validUntil),
      rows: count(),
      ending: count(validUntil),
    })
    .from(practicalSignOffs)
    .where(
      and(
        isOneOf(personId, personIds),
        only && inArray(certificationId, [...only]),
        stood(practicalSignOffs.signedAt, practicalSignOffs.withdrawnAt, at),
      ),
    )
    .groupBy(personId, certificationId, practicalId);
  const outside = await q
    .select({
      personId: outsideRecords.personId,
      outsideId: outsideRecords.outsideId,
      validUntil: sql<string>`max(${outsideRecords.validUntil})`,
    })
    .from(outsideRecords)
    .where(
      and(
        isOneOf(outsideRecords.personId, personIds),
        stood(outsideRecords.recordedAt, outsideRecords.withdrawnAt, at),
      ),
    )
    .groupBy(outsideRecords.personId, outsideRecords.outsideId);
  const outsideOf = grouped(outside);
  const signOffsOf = grouped(
    // One that does not lapse is later than all that do.
    signOffs.map(({ rows, ending, ...row }) =>
      rows > ending ? { ...row, validUntil: null } : row,
    ),
  );
  return new Map(
    personIds.map((id) => [
      id,
      { signOffs: byCertification(signOffsOf.get(id) ?? []), outside: outsideOf.get(id) ?? [] },
    ]),
  );
}

function grouped<Row extends { personId: number }>(rows: readonly Row[]): Map<number, Row[]> {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const own = groups.get(row.personId);
    if (own) own.push(row);
    else groups.set(row.personId, [row]);
  }
  return groups;
}

function byCertification<Row extends { certificationId: string; validUntil: string | null }>(
  rows: readonly Row[],
) {
  const groups = new Map<
    string,
    (Omit<Row, "certificationId" | "validUntil"> & { validUntil?: string })[]
  >();
  for (const { certificationId, validUntil, ...row } of rows) {
    const record = { ...row, validUntil: validUntil ?? undefined };
    groups.set(certificationId, [...(groups.get(certificationId) ?? []), record]);
  }
  return groups;
}
