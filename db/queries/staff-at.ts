import { and, asc, eq, gt, isNull, lte, or } from "drizzle-orm";
import type { StaffPeriod } from "#app/core/requirement.ts";
import { type Queryable, tables } from "#db/client.server.ts";
import { isOneOf } from "./ids.ts";

const { sites, staffPeriods } = tables;

/**
 * When these people were staff where, by person, up to an instant; what ended later was open then.
 * Whoever calls has checked that they may see it.
 */
export async function listPeriodsAt(
  q: Queryable,
  personIds: readonly number[],
  at?: Date,
): Promise<Map<number, StaffPeriod[]>> {
  const rows = await q
    .select({
      personId: staffPeriods.personId,
      siteId: staffPeriods.siteId,
      jobRoleId: staffPeriods.jobRoleId,
      startedAt: staffPeriods.startedAt,
      endedAt: staffPeriods.endedAt,
      timeZone: sites.timeZone,
    })
    .from(staffPeriods)
    .innerJoin(sites, eq(sites.id, staffPeriods.siteId))
    .where(and(isOneOf(staffPeriods.personId, personIds), at && lte(staffPeriods.startedAt, at)))
    .orderBy(asc(staffPeriods.id));
  const periods = new Map<number, StaffPeriod[]>();
  for (const { personId, jobRoleId, endedAt, ...row } of rows) {
    const hasEnded = endedAt !== null && (at === undefined || endedAt <= at);
    const period = {
      ...row,
      jobRoleId: jobRoleId ?? undefined,
      endedAt: hasEnded ? endedAt : undefined,
    };
    periods.set(personId, [...(periods.get(personId) ?? []), period]);
  }
  return periods;
}

/** Everybody who ever was staff: whoever can have a row. */
export async function listStaffIds(q: Queryable): Promise<number[]> {
  const rows = await q
    .selectDistinct({ personId: staffPeriods.personId })
    .from(staffPeriods)
    .orderBy(asc(staffPeriods.personId));
  return rows.map(({ personId }) => personId);
}

/** Everybody who ever was staff of a site: whose days are those of its zone. */
export async function listEverStaffIdsOf(q: Queryable, siteId: number): Promise<number[]> {
  const rows = await q
    .selectDistinct({ personId: staffPeriods.personId })
    .from(staffPeriods)
    .where(eq(staffPeriods.siteId, siteId));
  return rows.map(({ personId }) => personId);
}

/** The people who are staff at an instant or now, at these sites or anywhere. */
export async function listStaffIdsAt(
  q: Queryable,
  { siteId, jobRoleId }: { siteId?: number; jobRoleId?: number },
  at?: Date,
): Promise<number[]> {
  const rows = await q
    .selectDistinct({ personId: staffPeriods.personId })
    .from(staffPeriods)
    .where(
      and(
        siteId === undefined ? undefined : eq(staffPeriods.siteId, siteId),
        jobRoleId === undefined ? undefined : eq(staffPeriods.jobRoleId, jobRoleId),
        at
          ? and(
              lte(staffPeriods.startedAt, at),
              or(isNull(staffPeriods.endedAt), gt(staffPeriods.endedAt, at)),
            )
          : isNull(staffPeriods.endedAt),
      ),
    );
  return rows.map(({ personId }) => personId);
}
