import { and, eq, exists, gt, gte, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import type { CalendarDay } from "#app/core/calendar.ts";
import type { CoverageRecords } from "#app/core/coverage.ts";
import { db, type Queryable, tables } from "#db/client.server.ts";
import { isStaffOf, type Scope } from "./board.ts";

const {
  certificates,
  certificateWithdrawals,
  certifications,
  people,
  quizStandings,
  requirements,
  staffPeriods,
} = tables;

/**
 * Everything on record since the end of a day, wherever it ended first, that coverage at the
 * manager's sites is made of.
 */
export async function listCoverageRecords(
  scope: Scope,
  { day, since }: { day: CalendarDay; since: Date },
): Promise<CoverageRecords> {
  const q = await db();
  const periods = await q
    .select({
      personId: staffPeriods.personId,
      siteId: staffPeriods.siteId,
      jobRoleId: staffPeriods.jobRoleId,
      from: staffPeriods.startedAt,
      until: staffPeriods.endedAt,
    })
    .from(staffPeriods)
    .where(
      and(
        inArray(staffPeriods.siteId, scope.managedSiteIds),
        or(isNull(staffPeriods.endedAt), gt(staffPeriods.endedAt, since)),
      ),
    );
  const issued = await q
    .select({
      id: certificates.id,
      personId: certificates.personId,
      certificationId: certificates.certificationId,
      issuedAt: certificates.issuedAt,
      lastValidOn: certificates.lastValidOn,
    })
    .from(certificates)
    .where(and(wasStaff(q, scope), gte(certificates.lastValidOn, day)));
  const withdrawn = await q
    .select({
      certificateId: certificateWithdrawals.certificateId,
      from: certificateWithdrawals.withdrawnAt,
      until: certificateWithdrawals.liftedAt,
    })
    .from(certificateWithdrawals)
    .innerJoin(certificates, eq(certificates.id, certificateWithdrawals.certificateId))
    .where(wasStaff(q, scope));
  const asked = await q.select().from(requirements);
  const withdrawals = new Map<number, { from: Date; until?: Date }[]>();
  for (const { certificateId, from, until } of withdrawn) {
    const others = withdrawals.get(certificateId) ?? [];
    withdrawals.set(certificateId, [...others, { from, until: until ?? undefined }]);
  }
  return {
    periods: periods.map(({ jobRoleId, until, ...period }) => ({
      ...period,
      jobRoleId: jobRoleId ?? undefined,
      until: until ?? undefined,
    })),
    certificates: issued.map(({ id, ...certificate }) => ({
      ...certificate,
      withdrawals: withdrawals.get(id) ?? NEVER,
    })),
    requirements: asked.map((row) => ({
      certificationId: row.certificationId,
      personId: row.personId ?? undefined,
      siteId: row.siteId ?? undefined,
      jobRoleId: row.jobRoleId ?? undefined,
      from: row.createdAt,
      until: row.endedAt ?? undefined,
    })),
  };
}

const NEVER: CoverageRecords["certificates"][number]["withdrawals"] = [];

/** A condition on `certificates`: of whoever is or was staff at the manager's sites. */
function wasStaff(q: Queryable, { managedSiteIds }: Scope): SQL {
  return exists(
    q
      .select({ one: sql`1` })
      .from(staffPeriods)
      .where(
        and(
          eq(staffPeriods.personId, certificates.personId),
          inArray(staffPeriods.siteId, managedSiteIds),
        ),
      ),
  );
}

/** What the manager's staff hold and have not renewed: each with its last day, from a day on. */
export async function listEnds(scope: Scope, from: CalendarDay) {
  const q = await db();
  return q
    .select({
      certificationId: certifications.certificationId,
      lastValidOn: certifications.lastValidOn,
    })
    .from(certifications)
    .innerJoin(people, eq(people.id, certifications.personId))
    .where(and(isStaffOf(q, scope, {}), sql`${certifications.lastValidOn} >= ${from}`));
}

/** Of the manager's staff: how many have taken each quiz, and how many have passed it. */
export async function listPassRates(scope: Scope) {
  const q = await db();
  const rows = await q
    .select({
      quizId: quizStandings.quizId,
      taken: sql<number>`count(*)`,
      passed: sql<number>`count(${quizStandings.passAttemptId})`,
      attempts: sql<number>`sum(${quizStandings.attempts})`,
    })
    .from(quizStandings)
    .innerJoin(people, eq(people.id, quizStandings.personId))
    .where(isStaffOf(q, scope, {}))
    .groupBy(quizStandings.quizId);
  // PostgreSQL gives counts and sums as text.
  return rows.map(({ quizId, ...figures }) => ({
    quizId,
    taken: Number(figures.taken),
    passed: Number(figures.passed),
    attempts: Number(figures.attempts),
  }));
}
