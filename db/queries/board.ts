import { and, asc, count, desc, eq, exists, inArray, isNull, type SQL, sql } from "drizzle-orm";
import type { Achievements, BoardFilter, BoardPerson, QuizStanding } from "#app/core/board.ts";
import type { PersonOnBoard } from "#app/core/board-cell.ts";
import type { ValidityPeriod, WithdrawnCertificate } from "#app/core/certification.ts";
import type { ClearanceFacts, NamedCertification } from "#app/core/clearance.ts";
import { db, type Queryable, tables, transaction } from "#db/client.server.ts";
import { recordAudit } from "./audit.ts";
import { factsBeside, listBeside, listRecordsFor } from "./clearance-facts.ts";
import { isOneOf } from "./ids.ts";
import { matchesName } from "./people-search.ts";
import type { SignedInPerson } from "./sessions.ts";
import { listWithdrawn } from "./withdrawals.ts";

const {
  attempts,
  certifications,
  clearances,
  jobRoles,
  memberships,
  people,
  personRoles,
  quizStandings,
  sites,
} = tables;

/** Who asks: only staff of these sites is ever found. */
export type Scope = Pick<SignedInPerson, "managedSiteIds">;

/** Which of them are asked about. */
export type StaffFilter = Partial<Pick<BoardFilter, "search" | "siteId" | "jobRoleId">>;

/**
 * Everybody on the board, by name: trainees who work at the manager's sites and are not
 * deactivated. Someone at two of the sites comes once. No more of each than figures need.
 * @param certificationIds what to bring the facts of: the chosen one first, then what it requires
 */
export async function listBoardPeople(
  scope: Scope,
  filter: StaffFilter,
  [chosenId, ...requiredIds]: readonly string[],
): Promise<BoardPerson[]> {
  const people = await listFacts(scope, filter, chosenId);
  if (requiredIds.length === 0) return people;
  const required = new Map(people.map(({ id }) => [id, new Map<string, ClearanceFacts>()]));
  for (const requiredId of requiredIds) {
    for (const { id, timeZone: _, ...facts } of await listFacts(scope, filter, requiredId)) {
      required.get(id)?.set(requiredId, facts);
    }
  }
  return people.map((person) => ({ ...person, required: required.get(person.id) }));
}

async function listFacts(
  scope: Scope,
  filter: StaffFilter,
  certificationId = "",
): Promise<BoardPerson[]> {
  const q = await db();
  const withdrawn = await listWithdrawn();
  const rows = await q
    .select({
      id: people.id,
      timeZone: sites.timeZone,
      lastValidOn: certifications.lastValidOn,
      windowOpensOn: certifications.windowOpensOn,
      partsUntil: clearances.partsUntil,
      dueOn: clearances.dueOn,
      waivedUntil: clearances.waivedUntil,
      suspendedUntil: clearances.suspendedUntil,
    })
    .from(people)
    .innerJoin(sites, eq(sites.id, people.homeSiteId))
    .leftJoin(
      certifications,
      and(
        eq(certifications.personId, people.id),
        eq(certifications.certificationId, certificationId),
      ),
    )
    .leftJoin(
      clearances,
      and(eq(clearances.personId, people.id), eq(clearances.certificationId, certificationId)),
    )
    .where(isStaffOf(q, scope, filter))
    .orderBy(asc(people.sortName), asc(people.id));
  return rows.map(({ id, timeZone, lastValidOn, windowOpensOn, ...row }) => {
    const person: BoardPerson = { id, timeZone, ...factsBeside(row) };
    const own = withdrawn.get(id)?.get(certificationId);
    if (own) person.withdrawn = own;
    if (lastValidOn !== null && windowOpensOn !== null)
      person.held = { lastValidOn, windowOpensOn };
    return person;
  });
}

/** At which of the sites somebody stands on a board that is grouped by site: their home site first. */
export async function listSiteOf(scope: Scope, filter: StaffFilter): Promise<Map<number, number>> {
  const q = await db();
  const rows = await q
    .select({ personId: memberships.personId, siteId: memberships.siteId })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .innerJoin(sites, eq(sites.id, memberships.siteId))
    .where(inArray(memberships.siteId, sitesOf(scope, filter)))
    .orderBy(asc(sql`${people.homeSiteId} = ${memberships.siteId}`), desc(sites.name));
  return new Map(rows.map((row) => [row.personId, row.siteId]));
}

/** How many people the board has without any filter. */
export async function countBoardPeople(scope: Scope): Promise<number> {
  const q = await db();
  const [row] = await q
    .select({ people: count() })
    .from(people)
    .where(isStaffOf(q, scope, {}));
  return row?.people ?? 0;
}

/** The job roles that somebody has at the manager's sites, by name. */
export async function listJobRolesOf({ managedSiteIds }: Scope) {
  const q = await db();
  return q
    .selectDistinct({ id: jobRoles.id, name: jobRoles.name })
    .from(jobRoles)
    .innerJoin(memberships, eq(memberships.jobRoleId, jobRoles.id))
    .where(inArray(memberships.siteId, managedSiteIds))
    .orderBy(asc(jobRoles.name));
}

/** Somebody on the board, with all that fills their row. */
export type BoardRow = PersonOnBoard & {
  id: number;
  name: string;
  email: string;
  /** False until they have accepted their invitation. */
  hasJoined: boolean;
  /** False for whoever worked there on a past day and is somebody else's staff today. */
  isStaffNow: boolean;
  timeZone: string;
  /** Of the manager's sites, the home site first. */
  workplaces: Workplace[];
};

/** Where somebody works, and as what. */
export type Workplace = { siteName: string; jobRole?: string };

/**
 * The rows of these people, in this order. Whoever is not the manager's staff is left out.
 * @param certifications those whose sign-offs and records to bring
 */
export async function listBoardRows(
  scope: Scope,
  personIds: readonly number[],
  certifications: readonly NamedCertification[] = [],
): Promise<BoardRow[]> {
  const q = await db();
  const found = await q
    .select({
      id: people.id,
      name: people.name,
      email: people.email,
      passwordHash: people.passwordHash,
      timeZone: sites.timeZone,
    })
    .from(people)
    .innerJoin(sites, eq(sites.id, people.homeSiteId))
    .where(and(isOneOf(people.id, personIds), isTrainee(q), worksForOneOf(q, scope)));
  const ids = found.map(({ id }) => id);
  const [workplaces, achievements, beside, records] = await Promise.all([
    listWorkplaces(ids, scope.managedSiteIds),
    listAchievements(ids),
    listBeside(q, ids),
    listRecordsFor(q, ids, certifications),
  ]);
  const rows = new Map(
    found.map(({ passwordHash, ...person }) => [
      person.id,
      {
        ...person,
        hasJoined: passwordHash !== null,
        isStaffNow: true,
        workplaces: workplaces.get(person.id) ?? [],
        ...(achievements.get(person.id) ?? NOTHING_YET),
        beside: beside.get(person.id) ?? new Map(),
        records: records.get(person.id) ?? new Map(),
      },
    ]),
  );
  return personIds.flatMap((id) => rows.get(id) ?? []);
}

/**
 * Where people work, by person, their home site first.
 * @param siteIds only of these sites, if given
 */
export async function listWorkplaces(
  personIds: readonly number[],
  siteIds?: readonly number[],
): Promise<Map<number, Workplace[]>> {
  const q = await db();
  const rows = await q
    .select({
      personId: memberships.personId,
      siteName: sites.name,
      jobRole: jobRoles.name,
    })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .innerJoin(sites, eq(sites.id, memberships.siteId))
    .leftJoin(jobRoles, eq(jobRoles.id, memberships.jobRoleId))
    .where(
      and(
        isOneOf(memberships.personId, personIds),
        siteIds && inArray(memberships.siteId, [...siteIds]),
      ),
    )
    .orderBy(desc(sql`${people.homeSiteId} = ${memberships.siteId}`), asc(sites.name));
  const workplaces = new Map<number, Workplace[]>();
  for (const { personId, siteName, jobRole } of rows) {
    const others = workplaces.get(personId) ?? [];
    workplaces.set(personId, [...others, { siteName, jobRole: jobRole ?? undefined }]);
  }
  return workplaces;
}

const NOTHING_YET: Achievements = {
  held: new Map(),
  withdrawn: new Map(),
  standings: new Map(),
  openQuizIds: new Set(),
};

/** What people have achieved so far, by person. Whoever calls has checked that they may see it. */
export async function listAchievements(
  personIds: readonly number[],
): Promise<Map<number, Achievements>> {
  const q = await db();
  const [withdrawn, heldRows, standingRows, openRows] = await Promise.all([
    listWithdrawn(),
    q.select().from(certifications).where(isOneOf(certifications.personId, personIds)),
    q.select().from(quizStandings).where(isOneOf(quizStandings.personId, personIds)),
    q
      .select({ personId: attempts.personId, quizId: attempts.quizId })
      .from(attempts)
      .where(and(isOneOf(attempts.personId, personIds), isNull(attempts.submittedAt))),
  ]);
  const achievements = new Map(
    personIds.map((id) => [
      id,
      {
        held: new Map<string, ValidityPeriod>(),
        withdrawn: withdrawn.get(id) ?? new Map<string, WithdrawnCertificate>(),
        standings: new Map<string, QuizStanding>(),
        openQuizIds: new Set<string>(),
      },
    ]),
  );
  for (const { personId, certificationId, startsOn, lastValidOn, windowOpensOn } of heldRows) {
    achievements.get(personId)?.held.set(certificationId, { startsOn, lastValidOn, windowOpensOn });
  }
  for (const row of standingRows) {
    achievements.get(row.personId)?.standings.set(row.quizId, standingOf(row));
  }
  for (const { personId, quizId } of openRows) {
    achievements.get(personId)?.openQuizIds.add(quizId);
  }
  return achievements;
}

function standingOf(row: typeof quizStandings.$inferSelect): QuizStanding {
  const { lastAttemptId, lastSubmittedAt, lastPercent, lastPassed } = row;
  const { passAttemptId: attemptId, passedOn, passPercent: percent } = row;
  const last = { lastAttemptId, lastSubmittedAt, lastPercent, lastPassed };
  return attemptId === null || passedOn === null || percent === null
    ? last
    : { ...last, pass: { attemptId, passedOn, percent } };
}

/** Keeps that somebody took the board away as a file: how many people, and nobody's name. */
export async function recordExport(
  { id: actorId }: Pick<SignedInPerson, "id">,
  detail: { people: number; filtered: boolean },
  now: Date,
): Promise<void> {
  await transaction((q) => recordAudit(q, { at: now, actorId, action: "board.exported", detail }));
}

/** Everyone works at least at their home site, so memberships decide alone. */
export function isStaffOf(
  q: Queryable,
  scope: Scope,
  { search, siteId, jobRoleId }: StaffFilter,
): SQL | undefined {
  return and(
    isTrainee(q),
    inArray(
      people.id,
      q
        .select({ personId: memberships.personId })
        .from(memberships)
        .where(
          and(
            inArray(memberships.siteId, sitesOf(scope, { siteId })),
            jobRoleId === undefined ? undefined : eq(memberships.jobRoleId, jobRoleId),
          ),
        ),
    ),
    ...matchesName(search),
  );
}

/** The manager's sites, or the one of them that is asked about. */
export function sitesOf({ managedSiteIds }: Scope, { siteId }: StaffFilter): number[] {
  return siteId === undefined ? managedSiteIds : managedSiteIds.filter((id) => id === siteId);
}

/** The same scope, asked of each person: quicker where few people are already named. */
export function worksForOneOf(q: Queryable, { managedSiteIds }: Scope): SQL {
  return exists(
    q
      .select({ one: sql`1` })
      .from(memberships)
      .where(and(eq(memberships.personId, people.id), inArray(memberships.siteId, managedSiteIds))),
  );
}

function isTrainee(q: Queryable): SQL | undefined {
  const holdsRole = q
    .select({ one: sql`1` })
    .from(personRoles)
    .where(and(eq(personRoles.personId, people.id), eq(personRoles.role, "trainee")));
  return and(isNull(people.deactivatedAt), exists(holdsRole));
}
