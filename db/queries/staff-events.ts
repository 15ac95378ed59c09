import { and, eq, lte } from "drizzle-orm";
import type { StaffEvent } from "#app/core/staff-events.ts";
import { db, tables } from "#db/client.server.ts";
import type { StaffMember } from "./staff.ts";

const { jobRoles, sites, staffPeriods } = tables;

/** When a person began and stopped at a site or in a job role, up to an instant, in no order. */
export async function listStaffEvents({ id }: StaffMember, until: Date): Promise<StaffEvent[]> {
  const q = await db();
  const rows = await q
    .select({
      id: staffPeriods.id,
      site: sites.name,
      jobRole: jobRoles.name,
      startedAt: staffPeriods.startedAt,
      endedAt: staffPeriods.endedAt,
    })
    .from(staffPeriods)
    .innerJoin(sites, eq(sites.id, staffPeriods.siteId))
    .leftJoin(jobRoles, eq(jobRoles.id, staffPeriods.jobRoleId))
    .where(and(eq(staffPeriods.personId, id), lte(staffPeriods.startedAt, until)));
  return rows.flatMap(({ id: periodId, site, startedAt, endedAt, ...row }): StaffEvent[] => {
    const where = { site, jobRole: row.jobRole ?? undefined };
    const began: StaffEvent = { id: `began ${periodId}`, at: startedAt, kind: "began", ...where };
    if (!endedAt || endedAt > until) return [began];
    return [began, { id: `left ${periodId}`, at: endedAt, kind: "left", ...where }];
  });
}
