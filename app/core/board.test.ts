import { expect, test } from "vitest";
import { arrangeBoard, type BoardPerson, type BoardRules, calendarAt, idsNeeded } from "./board.ts";
import { noCounts } from "./board-state.ts";

const now = new Date("2027-02-11T12:00:00Z");

/** Rules of one certification; its windows open on the days that each certificate names. */
function rules(graceDays: number, renewalWindowDays = 0): BoardRules {
  const validity = { mode: "anniversary" as const, months: 12, renewalWindowDays, graceDays };
  const definition = { title: "Operator", requires: { quizzes: ["a"] }, validity };
  const chosen = { id: "operator", definition };
  return { chosen, certifications: [chosen] };
}

function arrange(
  people: readonly BoardPerson[],
  filter: Parameters<typeof arrangeBoard>[2],
  given = rules(5),
) {
  return arrangeBoard(people, () => given, filter, calendarAt(now));
}

function person(id: number, lastValidOn?: string, timeZone = "Europe/Dublin"): BoardPerson {
  if (lastValidOn === undefined) return { id, timeZone };
  return { id, timeZone, held: { lastValidOn, windowOpensOn: addTwoMonthsLess(lastValidOn) } };
}

/** Windows of these tests open two months before, on the same day number. */
function addTwoMonthsLess(day: string): string {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  return new Date(Date.UTC(year, month - 3, date)).toISOString().slice(0, 10);
}

test("people are counted by status, whatever the status filter says", () => {
  const people = [
    person(1, "2027-12-01"),
    person(2, "2027-03-01"),
    person(3, "2027-02-10"),
    person(4, "2027-02-05"),
    person(5),
    person(6),
  ];
  const { counts, ids } = arrange(people, { status: "none", sort: "name" });
  expect(counts).toEqual({
    ...noCounts(),
    ...{ valid: 1, "due-soon": 1, grace: 1, expired: 1, none: 2 },
  });
  expect(ids).toEqual([5, 6]);
});

test("the calendar of the home site decides, not the server's", () => {
  // 12:00 on the 11th in UTC is already the 12th in Auckland, and still the 11th in Honolulu.
  const people = [
    person(1, "2027-02-11", "Pacific/Auckland"),
    person(2, "2027-02-11", "Europe/Dublin"),
    person(3, "2027-02-11", "Pacific/Honolulu"),
  ];
  const { counts } = arrange(people, { sort: "name" }, rules(0));
  expect(counts).toMatchObject({ expired: 1, "due-soon": 2 });
});

test("who needs action comes first, then in the order of need, then by name", () => {
  const people = [
    person(1, "2027-12-01"),
    person(2),
    person(3, "2025-01-01"),
    person(4, "2027-02-09"),
    person(5, "2027-03-20"),
    person(6),
    person(7, "2026-12-31"),
    person(8, "2027-02-20"),
    person(9, "2027-11-01"),
  ];
  const { ids } = arrange(people, { sort: "action" });
  // expired (latest first), grace, due soon (soonest first), never, certified (soonest first)
  expect(ids).toEqual([7, 3, 4, 8, 5, 2, 6, 9, 1]);
});

test("sorted by end, whoever ends soonest is first and who never held one is last", () => {
  const people = [person(1), person(2, "2027-12-01"), person(3, "2025-01-01"), person(4)];
  expect(arrange(people, { sort: "until" }).ids).toEqual([3, 2, 1, 4]);
});

test("without a certification everybody is counted as never certified", () => {
  const { counts } = arrange(
    [person(1), person(2)],
    { sort: "name" },
    {
      chosen: undefined,
      certifications: [],
    },
  );
  expect(counts.none).toBe(2);
});

test("a certificate that was withdrawn comes before one that has expired", () => {
  const withdrawn = {
    code: "K7QM",
    lastValidOn: "2027-03-31",
    withdrawnOn: "2026-11-22",
    reason: "The key was wrong.",
  };
  const arranged = arrange(
    [person(1, "2026-01-01"), { ...person(2), withdrawn }],
    { sort: "action" },
    rules(0),
  );
  expect(arranged).toMatchObject({ ids: [2, 1], counts: { withdrawn: 1, expired: 1 } });
});

test("whoever may treat only for a while yet is lapsing soon, also where another day ends it", () => {
  const people: BoardPerson[] = [
    { ...person(1, "2027-12-01"), partsUntil: "2027-02-20" },
    { ...person(2, "2027-12-01"), partsUntil: "2027-11-01" },
    { ...person(3, "2027-12-01"), partsUntil: "2027-02-10" },
    person(4, "2027-12-01"),
    { ...person(5, "2027-12-01"), suspendedUntil: "2027-02-11", partsUntil: "2028-01-01" },
  ];
  const { chosen } = rules(0, 30);
  if (!chosen) throw new Error("There is no certification");
  const licence = { id: "licence", title: "Licence", documentNumber: "none" as const };
  const definition = { ...chosen.definition, requires: { quizzes: ["a"], outside: [licence] } };
  const withLicence = { id: "operator", definition };
  const given = { chosen: withLicence, certifications: [withLicence] };
  const { counts, ids } = arrange(people, { sort: "action" }, given);
  expect(counts).toEqual({
    ...noCounts(),
    ...{ valid: 1, "due-soon": 1, "part-lapsed": 1, "part-missing": 1, suspended: 1 },
  });
  expect(ids).toEqual([3, 5, 4, 1, 2]);
  const mayNot = arrange(people, { sort: "name", status: "may-not-treat" }, given);
  expect(mayNot.ids).toEqual([3, 4, 5]);
  expect(arrange(people, { sort: "name", status: "may-treat" }, given).ids).toEqual([1, 2]);
});

test("what a required certification says decides as well, and its facts are asked for", () => {
  const { chosen: first } = rules(0);
  if (!first) throw new Error("There is no certification");
  const requires = { quizzes: ["b"], certifications: ["operator"] };
  const second = { id: "laser", definition: { ...first.definition, requires } };
  const given = { chosen: second, certifications: [first, second] };
  expect(idsNeeded(given)).toEqual(["laser", "operator"]);
  const held = { lastValidOn: "2027-12-01", windowOpensOn: "2027-10-01" };
  const people: BoardPerson[] = [
    { ...person(1), held, required: new Map([["operator", { held }]]) },
    { ...person(2), held, required: new Map([["operator", {}]]) },
    { ...person(3), held },
  ];
  const { counts } = arrange(people, { sort: "name" }, given);
  expect(counts).toEqual({ ...noCounts(), valid: 1, prerequisite: 2 });
});

test("grouped by site, the order holds within each site", () => {
  const people: BoardPerson[] = [
    { ...person(1, "2027-12-01"), siteRank: 1 },
    { ...person(2, "2027-12-01"), siteRank: 0 },
    { ...person(3, "2026-12-01"), siteRank: 1 },
  ];
  expect(arrange(people, { sort: "action" }).ids).toEqual([2, 3, 1]);
});
