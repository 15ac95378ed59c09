import { and, eq } from "drizzle-orm";
import type { PersonOnBoard } from "#app/core/board-cell.ts";
import type { Achievements } from "#app/core/certification-cell.ts";
import type { NamedCertification } from "#app/core/clearance.ts";
import { db, tables } from "#db/client.server.ts";
import { listAchievements } from "./achievements.ts";
import { isTrainee, type Scope, worksForOneOf } from "./board.ts";
import { listBeside, listRecordsFor } from "./clearance-facts.ts";
import { isOneOf } from "./ids.ts";
import { listWorkplaces, type Workplace } from "./workplaces.ts";

const { people, sites } = tables;

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

const NOTHING_YET: Achievements = {
  held: new Map(),
  withdrawn: new Map(),
  standings: new Map(),
  openQuizIds: new Set(),
};
