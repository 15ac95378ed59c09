import {
  arrangeBoard,
  type BoardPerson,
  type BoardRules,
  calendarAt,
  idsNeeded,
  type RulesIn,
} from "#app/core/board.ts";
import { boardCell } from "#app/core/board-cell.ts";
import { type CalendarDay, dayAt } from "#app/core/calendar.ts";
import { readPastDay } from "#app/core/past-day.ts";
import {
  countBoardPeople,
  listBoardPeople,
  listJobRolesOf,
  listSiteOf,
  type Scope,
} from "#db/queries/board.ts";
import {
  countBoardPeopleAt,
  listBoardPeopleAt,
  listBoardRowsAt,
  listJobRolesEver,
} from "#db/queries/board-at.ts";
import { type BoardRow, listBoardRows } from "#db/queries/board-rows.ts";
import { listCertificationDefinitions } from "#db/queries/certification-definitions.ts";
import { listCertificationsOn } from "#db/queries/certifications-on.ts";
import { listSites } from "#db/queries/organisation.ts";
import { listEveryQuiz } from "#db/queries/quizzes.ts";
import type { SignedInPerson } from "#db/queries/sessions.ts";
import { type BoardFilter, readBoardFilter } from "./core/board-filter.ts";

type Manager = Scope & Pick<SignedInPerson, "homeSite">;

/**
 * What an address of the board asks for, for this manager: page, export and sheet show the same.
 * With a past day, it is what was true at its end.
 */
export async function findBoard(manager: Manager, address: URL, now: Date) {
  const { timeZone } = manager.homeSite;
  const today = dayAt(now, timeZone);
  const { on, problem } = readPastDay(address.searchParams.get("on"), today);
  const [certifications, everySite, jobRoles, quizzes] = await Promise.all([
    on ? listCertificationsOn(on, timeZone) : listCertificationDefinitions(),
    listSites(),
    on ? listJobRolesEver(manager) : listJobRolesOf(manager),
    listEveryQuiz(),
  ]);
  const sites = everySite.filter(({ id }) => manager.managedSiteIds.includes(id));
  const filter = readBoardFilter(address.searchParams, {
    certificationIds: certifications.map(({ id }) => id),
    siteIds: sites.map(({ id }) => id),
    jobRoleIds: jobRoles.map(({ id }) => id),
    on,
  });
  const chosen =
    certifications.find(({ id }) => id === filter.certificationId) ?? certifications[0];
  const rulesIn = on
    ? await findRulesIn(on, everySite, chosen?.id)
    : () => ({ chosen, certifications });
  const ids = new Set(everySite.flatMap((site) => idsNeeded(rulesIn(site.timeZone))));
  const { people, siteOf } = await findPeople(manager, filter, [...ids]);
  const ranks = new Map(sites.map(({ id }, rank) => [id, rank]));
  const ranked = siteOf
    ? people.map((person) => ({ ...person, siteRank: ranks.get(siteOf.get(person.id) ?? 0) }))
    : people;
  const isEverybody = !filter.search && !filter.siteId && !filter.jobRoleId;
  const titles = new Map(quizzes.map(({ quizId, title }) => [quizId, title]));
  const todayIn = on ? () => on : calendarAt(now);
  return {
    filter,
    today,
    /** What was wrong with the day that was asked for. */
    dayProblem: problem,
    certifications,
    /** The certification that figures, status filter and order are about. */
    chosen,
    sites,
    jobRoles,
    /** How many people there are without any filter. */
    total: isEverybody ? people.length : await countEverybody(manager, on),
    titleOf: (quizId: string) => titles.get(quizId) ?? quizId,
    /** The day that counts, by time zone. */
    todayIn,
    /** At which site somebody stands, on a board that is grouped by site. */
    siteNameOf: (personId: number) => sites.find(({ id }) => id === siteOf?.get(personId))?.name,
    /** One cell for each certification, by the rules of the person's zone. */
    cellsOf(row: BoardRow) {
      const rules = rulesIn(row.timeZone).certifications;
      return certifications.map((certification) => {
        const rule = rules.find(({ id }) => id === certification.id) ?? certification;
        return boardCell(rule, rules, row, todayIn(row.timeZone));
      });
    },
    rulesOf: (row: BoardRow) => rulesIn(row.timeZone).certifications,
    rowsOf: (personIds: readonly number[]) =>
      on
        ? listBoardRowsAt(manager, personIds, certifications, on)
        : listBoardRows(manager, personIds, certifications),
    ...arrangeBoard(ranked, rulesIn, filter, todayIn),
  };
}

/** What held at the end of a past day, which is another instant in every zone. */
async function findRulesIn(
  on: CalendarDay,
  sites: readonly { timeZone: string }[],
  chosenId: string | undefined,
): Promise<RulesIn> {
  const rules = new Map<string, BoardRules>();
  for (const timeZone of new Set(sites.map((site) => site.timeZone))) {
    const certifications = await listCertificationsOn(on, timeZone);
    const chosen = certifications.find(({ id }) => id === chosenId);
    rules.set(timeZone, { chosen, certifications });
  }
  return (timeZone) => rules.get(timeZone) ?? { chosen: undefined, certifications: [] };
}

type Found = { people: readonly BoardPerson[]; siteOf?: ReadonlyMap<number, number> };

async function findPeople(
  manager: Scope,
  filter: BoardFilter,
  certificationIds: readonly string[],
): Promise<Found> {
  if (filter.on) {
    const people = await listBoardPeopleAt(manager, filter, certificationIds, filter.on);
    const siteOf = new Map(people.map(({ id, siteId }) => [id, siteId]));
    return { people, siteOf: filter.group && siteOf };
  }
  const people = await listBoardPeople(manager, filter, certificationIds);
  return { people, siteOf: filter.group && (await listSiteOf(manager, filter)) };
}

function countEverybody(manager: Scope, on: CalendarDay | undefined): Promise<number> {
  return on ? countBoardPeopleAt(manager, on) : countBoardPeople(manager);
}
