import { and, asc, eq, inArray, isNull, or } from "drizzle-orm";
import type { CalendarDay } from "#app/core/calendar.ts";
import { dueDay } from "#app/core/requirement.ts";
import type { StaffNow } from "#app/core/requirement-reach.ts";
import { db, tables } from "#db/client.server.ts";
import type { Asker } from "./people.ts";
import type { StandingRequirement } from "./requirements.ts";
import type { StaffMember } from "./staff.ts";
import { listPeriodsAt } from "./staff-at.ts";

const { certifications, jobRoles, people, requirements, sites, staffPeriods } = tables;

/** Somebody whom the asker answers for, as far as requirements are about them. */
export type NamedStaff = StaffNow & { name: string };

/** The staff that the asker answers for, by name, each with everywhere they work. */
export async function listStaffNow(asker: Asker): Promise<NamedStaff[]> {
  const q = await db();
  const theirs = q
    .select({ personId: staffPeriods.personId })
    .from(staffPeriods)
    .where(and(isNull(staffPeriods.endedAt), inArray(staffPeriods.siteId, asker.managedSiteIds)));
  const rows = await q
    .select({
      id: people.id,
      name: people.name,
      timeZone: sites.timeZone,
      siteId: staffPeriods.siteId,
      jobRoleId: staffPeriods.jobRoleId,
    })
    .from(staffPeriods)
    .innerJoin(people, eq(people.id, staffPeriods.personId))
    .innerJoin(sites, eq(sites.id, people.homeSiteId))
    .where(
      and(
        isNull(staffPeriods.endedAt),
        asker.roles.includes("admin") ? undefined : inArray(people.id, theirs),
      ),
    )
    .orderBy(asc(people.sortName), asc(people.id), asc(staffPeriods.id));
  const staff = new Map<number, NamedStaff & { workplaces: StaffNow["workplaces"][number][] }>();
  for (const { id, name, timeZone, siteId, jobRoleId } of rows) {
    const person = staff.get(id) ?? { id, name, timeZone, workplaces: [] };
    person.workplaces.push({ siteId, jobRoleId: jobRoleId ?? undefined });
    staff.set(id, person);
  }
  return [...staff.values()];
}

/**
 * Until when the newest certificate of everybody who ever held one is valid, by certification and
 * person. To be looked up by people whom the asker answers for.
 */
export async function listHeldUntil(
  certificationIds: readonly string[],
): Promise<Map<string, Map<number, CalendarDay>>> {
  const q = await db();
  const rows = await q
    .select({
      certificationId: certifications.certificationId,
      personId: certifications.personId,
      lastValidOn: certifications.lastValidOn,
    })
    .from(certifications)
    .where(inArray(certifications.certificationId, [...certificationIds]));
  const held = new Map<string, Map<number, CalendarDay>>();
  for (const { certificationId, personId, lastValidOn } of rows) {
    const own = held.get(certificationId) ?? new Map<number, CalendarDay>();
    own.set(personId, lastValidOn);
    held.set(certificationId, own);
  }
  return held;
}

/** Why a certification is asked of somebody: a requirement that is about them, and its due day. */
export type RequirementAbout = Pick<
  StandingRequirement,
  "id" | "certificationId" | "siteName" | "jobRole" | "rule"
> & {
  /** True for what was asked of them alone. */
  isTheirs: boolean;
  /** Before any extension. */
  dueOn: CalendarDay;
};

/** The requirements that are about a person now, the earliest due first. */
export async function listRequirementsAbout({ id }: StaffMember): Promise<RequirementAbout[]> {
  const q = await db();
  const periods = (await listPeriodsAt(q, [id])).get(id) ?? [];
  const rows = await q
    .select({ requirement: requirements, siteName: sites.name, jobRole: jobRoles.name })
    .from(requirements)
    .leftJoin(sites, eq(sites.id, requirements.siteId))
    .leftJoin(jobRoles, eq(jobRoles.id, requirements.jobRoleId))
    .where(
      and(
        isNull(requirements.endedAt),
        or(isNull(requirements.personId), eq(requirements.personId, id)),
      ),
    );
  const about = rows.flatMap(({ requirement, siteName, jobRole }) => {
    const { certificationId, createdAt, ...row } = requirement;
    const asked = {
      ...{ certificationId, createdAt },
      personId: row.personId ?? undefined,
      siteId: row.siteId ?? undefined,
      jobRoleId: row.jobRoleId ?? undefined,
      dueOn: row.dueOn ?? undefined,
      withinDays: row.withinDays ?? undefined,
    };
    const dueOn = dueDay({ id, periods }, certificationId, [asked], []);
    if (dueOn === undefined) return [];
    return [
      {
        ...{ id: row.id, certificationId, dueOn },
        siteName: siteName ?? undefined,
        jobRole: jobRole ?? undefined,
        isTheirs: row.personId !== null,
        rule: row.dueOn === null ? { withinDays: row.withinDays ?? 0 } : { dueOn: row.dueOn },
      },
    ];
  });
  return about.sort((one, other) => (one.dueOn < other.dueOn ? -1 : 1));
}
