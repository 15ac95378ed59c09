import { arrangeBoard, readBoardFilter } from "#app/core/board.ts";
import {
  countBoardPeople,
  listBoardPeople,
  listJobRolesOf,
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
  const people = await listBoardPeople(manager, filter, chosen?.id);
  const isEverybody = !filter.search && !filter.siteId && !filter.jobRoleId;
  const titles = new Map(quizzes.map(({ quizId, title }) => [quizId, title]));
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
    ...arrangeBoard(people, chosen?.definition.validity, filter, now),
  };
}
