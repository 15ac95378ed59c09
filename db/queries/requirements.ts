import { and, asc, eq, inArray, isNull, or, type SQL } from "drizzle-orm";
import type { DueRule } from "#app/core/requirement-reach.ts";
import { db, type Queryable, tables, transaction } from "#db/client.server.ts";
import { recordAudit } from "./audit.ts";
import { findCertificationDefinition } from "./certification-definitions.ts";
import { refreshClearances } from "./clearances.ts";
import { listSitesOf } from "./organisation.ts";
import { lockOrganisation } from "./organisation-lock.ts";
import { type Asker, listVisibleNames } from "./people.ts";
import { areJobRoles } from "./positions.ts";
import { listStaffIdsAt } from "./staff-at.ts";

const { jobRoles, requirements, sites } = tables;

/** Everyone with a job role at a site, each left out for any, must hold a certification. */
export type GroupRequirement = {
  certificationId: string;
  siteId?: number;
  jobRoleId?: number;
  rule: DueRule;
};

/** A requirement that stands: of a group, or of one person. */
export type StandingRequirement = GroupRequirement & {
  id: number;
  siteName?: string;
  jobRole?: string;
  person?: { id: number; name: string };
  createdAt: Date;
  /** Whether the asker may end it. */
  mayEnd: boolean;
  hasEnded: boolean;
};

/**
 * The requirements that stand and concern those whom the asker answers for: of their sites, of any
 * site, and of single people of theirs; all of them for an admin.
 */
export async function listRequirements(asker: Asker): Promise<StandingRequirement[]> {
  return listSeen(await db(), asker, isNull(requirements.endedAt));
}

/** One requirement that the asker may see; it may have ended. */
export async function findRequirement(
  asker: Asker,
  requirementId: number,
): Promise<StandingRequirement | undefined> {
  const q = await db();
  const [found] = await listSeen(q, asker, eq(requirements.id, requirementId));
  return found;
}

async function listSeen(
  q: Queryable,
  asker: Asker,
  which: SQL | undefined,
): Promise<StandingRequirement[]> {
  const isAdmin = asker.roles.includes("admin");
  const rows = await q
    .select({
      id: requirements.id,
      certificationId: requirements.certificationId,
      personId: requirements.personId,
      siteId: requirements.siteId,
      siteName: sites.name,
      jobRoleId: requirements.jobRoleId,
      jobRole: jobRoles.name,
      dueOn: requirements.dueOn,
      withinDays: requirements.withinDays,
      createdAt: requirements.createdAt,
      endedAt: requirements.endedAt,
    })
    .from(requirements)
    .leftJoin(sites, eq(sites.id, requirements.siteId))
    .leftJoin(jobRoles, eq(jobRoles.id, requirements.jobRoleId))
    .where(
      and(
        which,
        isAdmin
          ? undefined
          : or(isNull(requirements.siteId), inArray(requirements.siteId, asker.managedSiteIds)),
      ),
    )
    .orderBy(asc(requirements.id));
  const names = await listVisibleNames(
    asker,
    rows.flatMap(({ personId }) => personId ?? []),
  );
  return rows.flatMap(({ personId, siteName, jobRole, dueOn, withinDays, endedAt, ...row }) => {
    const name = personId === null ? undefined : names.get(personId);
    if (personId !== null && name === undefined) return [];
    const siteId = row.siteId ?? undefined;
    return [
      {
        ...row,
        siteId,
        jobRoleId: row.jobRoleId ?? undefined,
        siteName: siteName ?? undefined,
        jobRole: jobRole ?? undefined,
        person: personId === null || name === undefined ? undefined : { id: personId, name },
        rule: dueOn === null ? { withinDays: withinDays ?? 0 } : { dueOn },
        hasEnded: endedAt !== null,
        mayEnd: personId === null ? isAdmin || siteId !== undefined : personId !== asker.id,
      },
    ];
  });
}

/** What came of making a requirement. "same": there is one that says the same. */
export type RequirementOutcome =
  | { requirementId: number; refused?: undefined }
  | { refused: "certification" | "site" | "job-role" | "same" };

/**
 * Asks a certification of everyone with a job role at a site, now and whoever comes later. A
 * manager asks at their own sites; of every site at once only an admin.
 */
export async function saveRequirement(
  asker: Asker,
  { certificationId, siteId, jobRoleId, rule }: GroupRequirement,
  now: Date,
): Promise<RequirementOutcome> {
  return transaction(async (q) => {
    await lockOrganisation(q);
    if (!(await findCertificationDefinition(certificationId))) return { refused: "certification" };
    if (!(await mayAskAt(asker, siteId))) return { refused: "site" };
    if (!(await areJobRoles(q, [jobRoleId]))) return { refused: "job-role" };
    const standing = await listSeen(
      q,
      asker,
      and(isNull(requirements.endedAt), eq(requirements.certificationId, certificationId)),
    );
    const isThere = standing.some(
      (each) =>
        !each.person &&
        each.siteId === siteId &&
        each.jobRoleId === jobRoleId &&
        each.rule.dueOn === rule.dueOn &&
        each.rule.withinDays === rule.withinDays,
    );
    if (isThere) return { refused: "same" };
    const [made] = await q
      .insert(requirements)
      .values({
        ...{ certificationId, siteId, jobRoleId, ...rule },
        createdById: asker.id,
        createdAt: now,
      })
      .returning({ id: requirements.id });
    if (!made) throw new Error("The database kept no requirement");
    const concerned = await listStaffIdsAt(q, { siteId, jobRoleId });
    await refreshClearances(q, concerned);
    await recordAudit(q, {
      at: now,
      actorId: asker.id,
      action: "requirement.made",
      detail: {
        requirementId: made.id,
        ...{ certificationId, siteId: siteId ?? null, jobRoleId: jobRoleId ?? null },
        ...(rule.dueOn === undefined ? { withinDays: rule.withinDays } : { dueOn: rule.dueOn }),
        people: concerned.length,
      },
    });
    return { requirementId: made.id };
  });
}

async function mayAskAt(asker: Asker, siteId: number | undefined): Promise<boolean> {
  if (siteId === undefined) return asker.roles.includes("admin");
  return (await listSitesOf(asker)).some(({ id }) => id === siteId);
}

/**
 * Ends a requirement: nobody is asked for it any more because of this one. What it asked for until
 * now stays on record. Ending it again changes nothing.
 * @param reason of ending what was asked of one person
 */
export async function endRequirement(
  asker: Asker,
  requirementId: number,
  { reason }: { reason?: string },
  now: Date,
): Promise<"saved" | "missing" | "oneself" | "not-theirs"> {
  return transaction(async (q) => {
    await lockOrganisation(q);
    const requirement = await findRequirement(asker, requirementId);
    if (!requirement) return "missing";
    const { certificationId, siteId, jobRoleId, person, mayEnd, hasEnded } = requirement;
    if (!mayEnd) return person ? "oneself" : "not-theirs";
    if (hasEnded) return "saved";
    await q
      .update(requirements)
      .set({ endedById: asker.id, endedAt: now })
      .where(and(eq(requirements.id, requirementId), isNull(requirements.endedAt)));
    const concerned = person ? [person.id] : await listStaffIdsAt(q, { siteId, jobRoleId });
    await refreshClearances(q, concerned);
    await recordAudit(q, {
      at: now,
      actorId: asker.id,
      action: person ? "requirement.unassigned" : "requirement.ended",
      subjectId: person?.id,
      detail: {
        ...{ requirementId, certificationId },
        ...(person
          ? { reason: reason ?? null }
          : { siteId: siteId ?? null, jobRoleId: jobRoleId ?? null, people: concerned.length }),
      },
    });
    return "saved";
  });
}
