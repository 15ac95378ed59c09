import { arrangeBoard, calendarAt, idsNeeded, readBoardFilter } from "#app/core/board.ts";
import {
  countBoardPeople,
  listBoardPeople,
  listBoardRows,
  listJobRolesOf,
  listSiteOf,
  type Scope,
} from "#db/queries/board.ts";
import { listCertificationDefinitions } from "#db/queries/certification-definitions.ts";
import { listSites } from "#db/queries/organisation.ts";
import { listEveryQuiz } from "#db/queries/quizzes.ts";

/** What an address of the board asks for, for this manager: page and export show the same. */
export async function findBoard(manager: Scope, address: URL, now: Date) {
  const [certifications, everySite, jobRoles, quizzes] = await Promise.all([
    listCertificationDefinitions(),
    listSites(),
    listJobRolesOf(manager),
    listEveryQuiz(),
  ]);
  const sites = everySite.filter(({ id }) => manager.managedSiteIds.includes(id));
  const filter = readBoardFilter(address.searchParams, {
    certificationIds: certifications.map(({ id }) => id),
    siteIds: sites.map(({ id }) => id),
    jobRoleIds: jobRoles.map(({ id }) => id),
  });
  const chosen =
    certifications.find(({ id }) => id === filter.certificationId) ?? certifications[0];
  const rules = { chosen, certifications };
  const found = await listBoardPeople(manager, filter, idsNeeded(rules));
  const siteOf = filter.group ? await listSiteOf(manager, filter) : undefined;
  const ranks = new Map(sites.map(({ id }, rank) => [id, rank]));
  const people = siteOf
    ? found.map((person) => ({ ...person, siteRank: ranks.get(siteOf.get(person.id) ?? 0) }))
    : found;
  const isEverybody = !filter.search && !filter.siteId && !filter.jobRoleId;
  const titles = new Map(quizzes.map(({ quizId, title }) => [quizId, title]));
  const todayIn = calendarAt(now);
  return {
    filter,
    certifications,
    /** The certification that figures, status filter and order are about. */
    chosen,
    sites,
    jobRoles,
    /** How many people there are without any filter. */
    total: isEverybody ? people.length : await countBoardPeople(manager),
    titleOf: (quizId: string) => titles.get(quizId) ?? quizId,
    todayIn,
    /** At which site somebody stands, on a board that is grouped by site. */
    siteNameOf: (personId: number) => sites.find(({ id }) => id === siteOf?.get(personId))?.name,
    rowsOf: (personIds: readonly number[]) => listBoardRows(manager, personIds, certifications),
    ...arrangeBoard(people, rules, filter, todayIn),
  };
}
