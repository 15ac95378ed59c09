import {
  and,
  asc,
  count,
  eq,
  exists,
  inArray,
  isNotNull,
  isNull,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import { sortNameOf } from "#app/core/person-name.ts";
import type { Role } from "#app/core/roles.ts";
import { db, locked, type Queryable, tables } from "#db/client.server.ts";
import type { SignedInPerson } from "./sessions.ts";

const { memberships, people, personRoles, sites } = tables;

/** Who asks about people: what they may see follows from it. */
export type Asker = Pick<SignedInPerson, "id" | "roles" | "managedSiteIds">;

/** Whether somebody can sign in: not yet, yes, or no longer. */
export type PersonState = "invited" | "active" | "deactivated";

export const PERSON_STATES = ["invited", "active", "deactivated"] as const;

/** The people an asker may see: everybody for an admin, the staff of their sites for a manager. */
export function seenBy(q: Queryable, asker: Asker): SQL | undefined {
  if (asker.roles.includes("admin")) return undefined;
  return exists(
    q
      .select({ one: sql`1` })
      .from(memberships)
      .where(
        and(eq(memberships.personId, people.id), inArray(memberships.siteId, asker.managedSiteIds)),
      ),
  );
}

function stateOf(row: { passwordHash: string | null; deactivatedAt: Date | null }): PersonState {
  if (row.deactivatedAt) return "deactivated";
  return row.passwordHash === null ? "invited" : "active";
}

function isInState(state: PersonState): SQL | undefined {
  if (state === "deactivated") return isNotNull(people.deactivatedAt);
  const password = state === "invited" ? isNull : isNotNull;
  return and(isNull(people.deactivatedAt), password(people.passwordHash));
}

export type PeopleFilter = {
  /** Part of a name or of an e-mail address. */
  search?: string;
  siteId?: number;
  state?: PersonState;
};

export type PersonRow = {
  id: number;
  name: string;
  email: string;
  state: PersonState;
  roles: Role[];
  /** Names of the asker's sites where they work, the home site first. */
  sites: string[];
};

/**
 * One page of the people an asker may see, by name.
 * @param page counted from 1
 */
export async function listPeople(
  asker: Asker,
  { search = "", siteId, state }: PeopleFilter,
  page: number,
  pageSize: number,
): Promise<{ people: PersonRow[]; total: number }> {
  const q = await db();
  // Where somebody works beside that is not this manager's to see.
  const isTheirs = asker.roles.includes("admin")
    ? undefined
    : inArray(memberships.siteId, asker.managedSiteIds);
  const worksAt = q
    .select({ one: sql`1` })
    .from(memberships)
    .where(and(eq(memberships.personId, people.id), eq(memberships.siteId, siteId ?? 0), isTheirs));
  const where = and(
    seenBy(q, asker),
    siteId === undefined ? undefined : exists(worksAt),
    state && isInState(state),
    search ? or(contains(people.sortName, search), contains(people.email, search)) : undefined,
  );
  const [totals, rows] = await Promise.all([
    q.select({ total: count() }).from(people).where(where),
    q
      .select({
        id: people.id,
        name: people.name,
        email: people.email,
        homeSiteId: people.homeSiteId,
        passwordHash: people.passwordHash,
        deactivatedAt: people.deactivatedAt,
      })
      .from(people)
      .where(where)
      .orderBy(asc(people.sortName), asc(people.id))
      .limit(pageSize)
      .offset((page - 1) * pageSize),
  ]);
  const ids = rows.map(({ id }) => id);
  const [roleRows, siteRows] = await Promise.all([
    q.select().from(personRoles).where(inArray(personRoles.personId, ids)),
    q
      .select({ personId: memberships.personId, siteId: sites.id, name: sites.name })
      .from(memberships)
      .innerJoin(sites, eq(sites.id, memberships.siteId))
      .where(and(inArray(memberships.personId, ids), isTheirs))
      .orderBy(asc(sites.name)),
  ]);
  return {
    total: totals[0]?.total ?? 0,
    people: rows.map(({ id, name, email, homeSiteId, ...row }) => {
      const own = siteRows.filter(({ personId }) => personId === id);
      return {
        id,
        name,
        email,
        state: stateOf(row),
        roles: roleRows.filter(({ personId }) => personId === id).map(({ role }) => role),
        sites: [
          ...own.filter(({ siteId }) => siteId === homeSiteId),
          ...own.filter(({ siteId }) => siteId !== homeSiteId),
        ].map(({ name }) => name),
      };
    }),
  };
}

/** Looks for folded text, so that both engines find the same. */
function contains(column: typeof people.sortName | typeof people.email, search: string): SQL {
  const pattern = `%${sortNameOf(search).replace(/[\\%_]/g, "\\$&")}%`;
  return sql`${column} like ${pattern} escape '\\'`;
}

export type Colleague = {
  id: number;
  name: string;
  email: string;
  state: PersonState;
  roles: Role[];
};

/** One person that the asker may see; anybody else is not found. */
export async function findColleague(
  asker: Asker,
  personId: number,
): Promise<Colleague | undefined> {
  const q = await db();
  const [row] = await q
    .select({
      id: people.id,
      name: people.name,
      email: people.email,
      passwordHash: people.passwordHash,
      deactivatedAt: people.deactivatedAt,
    })
    .from(people)
    .where(and(eq(people.id, personId), seenBy(q, asker)));
  if (!row) return undefined;
  const { id, name, email } = row;
  return { id, name, email, state: stateOf(row), roles: await listRoles(id) };
}

/** The names of those among these people whom the asker may see, by id. */
export async function listVisibleNames(
  asker: Asker,
  personIds: readonly number[],
): Promise<Map<number, string>> {
  const q = await db();
  const names = new Map<number, string>();
  for (let first = 0; first < personIds.length; first += NAMES_AT_ONCE) {
    const some = personIds.slice(first, first + NAMES_AT_ONCE);
    const rows = await q
      .select({ id: people.id, name: people.name })
      .from(people)
      .where(and(inArray(people.id, some), seenBy(q, asker)));
    for (const { id, name } of rows) names.set(id, name);
  }
  return names;
}

const NAMES_AT_ONCE = 500;

/** The roles that a person holds. */
export async function listRoles(personId: number): Promise<Role[]> {
  const q = await db();
  const rows = await q
    .select({ role: personRoles.role })
    .from(personRoles)
    .where(eq(personRoles.personId, personId));
  return rows.map(({ role }) => role);
}

/**
 * Makes changes to one person's account wait for each other until the transaction ends. Taken
 * after the organisation's row and before any link, so that no two transactions wait for ever.
 */
export async function lockAccount(q: Queryable, personId: number): Promise<void> {
  await locked(q.select({ id: people.id }).from(people).where(eq(people.id, personId)));
}
