import { and, desc, eq, lte } from "drizzle-orm";
import type { PersonOnBoard } from "#app/core/board-cell.ts";
import type { CalendarDay } from "#app/core/calendar.ts";
import type { Achievements } from "#app/core/certification-cell.ts";
import type { NamedCertification } from "#app/core/clearance.ts";
import type { HistoryEntry } from "#app/core/history.ts";
import { db, tables } from "#db/client.server.ts";
import { listAchievements } from "./achievements.ts";
import { type AttemptSummary, listAttempts } from "./attempts.ts";
import { endOfDay } from "./board-at.ts";
import { listBeside, listRecordsFor } from "./clearance-facts.ts";
import { listKnownAt, listScoresBefore } from "./facts-at.ts";
import { listPartRecords, type PersonRecords } from "./part-records.ts";
import { type Asker, type Colleague, findColleague } from "./people.ts";
import { listWorkplaces, type Workplace } from "./workplaces.ts";

const { auditLog, people, sites } = tables;

/** Somebody whom the asker answers for. What follows about them is asked with it in hand. */
export type StaffMember = Colleague & {
  /** IANA name of the zone of the home site. */
  timeZone: string;
  /** Where they work among the sites of whoever asks, the home site first. */
  workplaces: Workplace[];
};

/** A person of the manager's sites, or anybody for an admin. Everybody else is not found. */
export async function findStaffMember(
  asker: Asker,
  personId: number,
): Promise<StaffMember | undefined> {
  const colleague = await findColleague(asker, personId);
  if (!colleague) return undefined;
  const q = await db();
  const [[home], workplaces] = await Promise.all([
    q
      .select({ timeZone: sites.timeZone })
      .from(people)
      .innerJoin(sites, eq(sites.id, people.homeSiteId))
      .where(eq(people.id, personId)),
    listWorkplaces([personId], asker.roles.includes("admin") ? undefined : asker.managedSiteIds),
  ]);
  if (!home) return undefined;
  return { ...colleague, ...home, workplaces: workplaces.get(personId) ?? [] };
}

/** What a person has achieved so far. */
export async function findAchievements({ id }: StaffMember): Promise<Achievements> {
  const achievements = (await listAchievements([id])).get(id);
  if (!achievements) throw new Error(`Nothing was found of person ${id}`);
  return achievements;
}

/**
 * Everything that decides whether a person may treat.
 * @param certifications those whose sign-offs and records to bring
 */
export async function findOnBoard(
  member: StaffMember,
  certifications: readonly NamedCertification[],
): Promise<PersonOnBoard> {
  const q = await db();
  const [achievements, beside, records] = await Promise.all([
    findAchievements(member),
    listBeside(q, [member.id]),
    listRecordsFor(q, [member.id], certifications),
  ]);
  return {
    ...achievements,
    beside: beside.get(member.id) ?? new Map(),
    records: records.get(member.id) ?? new Map(),
  };
}

/** What is on record of a person for the parts of certifications beside quizzes. */
export async function findPartRecords({ id }: StaffMember): Promise<PersonRecords | undefined> {
  return (await listPartRecords(await db(), [id])).get(id);
}

/** The same as it was at the end of a past day. */
export async function findOnBoardAt(
  { id, timeZone }: StaffMember,
  certifications: readonly NamedCertification[],
  day: CalendarDay,
): Promise<PersonOnBoard> {
  const at = endOfDay(day, timeZone);
  const known = (await listKnownAt(await db(), [id], certifications, at)).get(id);
  if (!known) throw new Error(`Nothing was found of person ${id}`);
  return known;
}

/** Every attempt of a person that had begun by an instant, newest first, with what was so then. */
export async function listAttemptsAt({ id }: StaffMember, at: Date): Promise<AttemptSummary[]> {
  const scores = await listScoresBefore(await db(), [id], at);
  const begun = (await listAttempts(id)).filter(({ startedAt }) => startedAt <= at);
  return begun.map(({ outcome, ...attempt }) => {
    const isSubmitted = outcome && outcome.submittedAt <= at;
    return isSubmitted
      ? { ...attempt, outcome: { ...outcome, ...scores.get(attempt.id) } }
      : attempt;
  });
}

/**
 * The newest things that happened to a person, newest first.
 * @param at nothing later than this instant, where it is given
 */
export async function listHistory(
  { id }: StaffMember,
  limit: number,
  at?: Date,
): Promise<HistoryEntry[]> {
  const q = await db();
  const rows = await q
    .select({
      id: auditLog.id,
      at: auditLog.at,
      action: auditLog.action,
      detail: auditLog.detail,
      actorId: auditLog.actorId,
      actorName: people.name,
    })
    .from(auditLog)
    .leftJoin(people, eq(people.id, auditLog.actorId))
    .where(and(eq(auditLog.subjectId, id), at && lte(auditLog.at, at)))
    .orderBy(desc(auditLog.id))
    .limit(limit);
  return rows.map(({ actorId, actorName, ...entry }) => ({
    ...entry,
    // What people do themselves goes without saying who did it.
    actorName: actorId === id ? undefined : (actorName ?? undefined),
  }));
}
