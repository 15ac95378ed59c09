import { calendarAt } from "#app/core/board.ts";
import { boardCell } from "#app/core/board-cell.ts";
import { formatInstant } from "#app/core/calendar.ts";
import { type Action, cellActions } from "#app/core/cell-actions.ts";
import { sureButUnsafeInWords } from "#app/core/certainty.ts";
import { clearanceOn, hasOwnParts, type NamedCertification } from "#app/core/clearance.ts";
import {
  isWaitingForParts,
  NEED_KINDS,
  type NeedKind,
  needDays,
  needsOf,
} from "#app/core/needs.ts";
import { formatPercent } from "#app/core/scoring.ts";
import { listBoardPeople } from "#db/queries/board.ts";
import { listBoardRows } from "#db/queries/board-rows.ts";
import { listSureButWrongOnCritical } from "#db/queries/certainty.ts";
import { listCertificationDefinitions } from "#db/queries/certification-definitions.ts";
import { listFailedTwice } from "#db/queries/failed-twice.ts";
import { listWhoPassedAll } from "#db/queries/passed-all.ts";
import { countOpenReports } from "#db/queries/problem-reports.ts";
import { listEveryQuiz } from "#db/queries/quizzes.ts";
import type { SignedInPerson } from "#db/queries/sessions.ts";

/** How many of a kind the page shows; the board has all of them. */
const SHOWN = 25;

type Manager = Pick<SignedInPerson, "managedSiteIds" | "homeSite" | "roles">;
type Place = { personId: number; certification: NamedCertification; order: string };
type Row = { personId: number; name: string; about: string; text: string; actions: Action[] };
export type NeedGroup = { kind: string; count: number; rows: Row[] };

/** Everything of the manager's sites that needs somebody, by kind, what matters most first. */
export async function findNeeds(manager: Manager, now: Date) {
  const [certifications, quizzes] = await Promise.all([
    listCertificationDefinitions(),
    listEveryQuiz(),
  ]);
  const titles = new Map(quizzes.map(({ quizId, title }) => [quizId, title]));
  const titleOf = (quizId: string) => titles.get(quizId) ?? quizId;
  const { places, waiting } = await findPlaces(manager, certifications, now);
  const groups: NeedGroup[] = [];
  for (const kind of NEED_KINDS) {
    const found = places.get(kind) ?? [];
    const shown = found
      .sort((one, other) => Number(one.order > other.order) - Number(one.order < other.order))
      .slice(0, SHOWN);
    const rows = await describePlaces(manager, shown, certifications, now);
    groups.push({ kind, count: found.length, rows });
  }
  const shown = waiting.slice(0, SHOWN);
  return {
    groups: [
      ...groups,
      {
        kind: "waiting",
        count: waiting.length,
        rows: await describePlaces(manager, shown, certifications, now),
      },
      await describeFailedTwice(manager, certifications, titleOf),
      await describeSureButWrong(manager, titleOf),
    ],
    openReports: mayAnswerReports(manager) ? await countOpenReports() : undefined,
  };
}

/** Reports are anonymous and go to authors and admins: nobody else learns of them. */
function mayAnswerReports({ roles }: Manager): boolean {
  return roles.includes("author") || roles.includes("admin");
}

async function findPlaces(
  manager: Manager,
  certifications: readonly NamedCertification[],
  now: Date,
) {
  const todayIn = calendarAt(now);
  const daysIn = new Map<string, ReturnType<typeof needDays>>();
  const places = new Map<NeedKind, Place[]>();
  const waiting: Place[] = [];
  const [first, ...others] = certifications.map(({ id }) => id);
  if (first === undefined) return { places, waiting };
  const people = await listBoardPeople(manager, {}, [first, ...others]);
  for (const certification of certifications) {
    const { id: certificationId, definition } = certification;
    const passed = hasOwnParts(definition)
      ? await listWhoPassedAll(manager, definition.requires.quizzes)
      : undefined;
    for (const person of people) {
      const { id: personId, timeZone, required } = person;
      const days = daysIn.get(timeZone) ?? needDays(todayIn(timeZone));
      daysIn.set(timeZone, days);
      const factsOf = (id: string) => (id === first ? person : (required?.get(id) ?? {}));
      const facts = factsOf(certificationId);
      const clearance = clearanceOn(certification, factsOf, certifications, days.today);
      for (const { kind, order } of needsOf(clearance, facts, days)) {
        const others = places.get(kind) ?? [];
        others.push({ personId, certification, order });
        places.set(kind, others);
      }
      if (!passed?.has(personId)) continue;
      const oldestPassOn = passed.get(personId);
      if (isWaitingForParts(certification, clearance, facts, oldestPassOn, days.today)) {
        waiting.push({ personId, certification, order: "" });
      }
    }
  }
  return { places, waiting };
}

/** A row of each place, in the same order. */
async function describePlaces(
  manager: Manager,
  places: readonly Place[],
  certifications: readonly NamedCertification[],
  now: Date,
): Promise<Row[]> {
  const todayIn = calendarAt(now);
  const ids = [...new Set(places.map(({ personId }) => personId))];
  const rows = await listBoardRows(manager, ids, certifications);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return places.flatMap(({ personId, certification }) => {
    const person = byId.get(personId);
    if (!person) return [];
    const cell = boardCell(certification, certifications, person, todayIn(person.timeZone));
    const { title } = certification.definition;
    const actions = cellActions(personId, certification.id, cell);
    return [{ personId, name: person.name, about: title, text: cell.reason, actions }];
  });
}

async function describeFailedTwice(
  manager: Manager,
  certifications: readonly NamedCertification[],
  titleOf: (quizId: string) => string,
): Promise<NeedGroup> {
  const quizIds = new Set(certifications.flatMap(({ definition }) => definition.requires.quizzes));
  const failed = await listFailedTwice(manager, [...quizIds]);
  const rows = failed.slice(0, SHOWN).map((each): Row => {
    const { personId, personName: name, quizId, attemptId, percent } = each;
    const when = formatInstant(each.submittedAt, manager.homeSite.timeZone);
    const grant = `/people/${personId}/grant?${new URLSearchParams({ quiz: quizId })}`;
    return {
      ...{ personId, name, about: titleOf(quizId) },
      text: `not passed twice in a row, last ${formatPercent(percent)} on ${when}`,
      actions: [
        { label: "Read the last attempt", href: `/people/${personId}/attempts/${attemptId}` },
        { label: "Grant another attempt", href: grant },
      ],
    };
  });
  return { kind: "failed-twice", count: failed.length, rows };
}

async function describeSureButWrong(
  manager: Manager,
  titleOf: (quizId: string) => string,
): Promise<NeedGroup> {
  const found = await listSureButWrongOnCritical(manager);
  const rows = found.slice(0, SHOWN).map((each): Row => {
    const { personId, personName: name, quizId, attemptId, items } = each;
    return {
      ...{ personId, name, about: titleOf(quizId), text: sureButUnsafeInWords(items) },
      actions: [{ label: "Talk it through", href: `/people/${personId}/attempts/${attemptId}` }],
    };
  });
  return { kind: "sure-but-wrong", count: found.length, rows };
}
