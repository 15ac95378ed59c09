import { expect, test } from "vitest";
import {
  type Achievements,
  arrangeBoard,
  type BoardFilter,
  type BoardPerson,
  type BoardRules,
  boardAddress,
  calendarAt,
  certificationCell,
  idsNeeded,
  leavesOut,
  PEOPLE_PER_PAGE,
  pageOf,
  readBoardFilter,
} from "./board.ts";
import { noCounts } from "./board-state.ts";
import type { ValidityPeriod } from "./certification.ts";

const choices = { siteIds: [1, 2], jobRoleIds: [7], certificationIds: ["operator", "laser"] };
const nothing: BoardFilter = {
  search: "",
  siteId: undefined,
  jobRoleId: undefined,
  status: undefined,
  certificationId: undefined,
  sort: "action",
  group: undefined,
  on: undefined,
  page: 1,
};

function read(query: string): BoardFilter {
  return readBoardFilter(new URLSearchParams(query), choices);
}

test("an address and a filter say the same", () => {
  const address =
    "/board?q=anna+o&site=2&job=7&status=expired&certification=laser&sort=name&page=3";
  const filter = read(address.slice("/board?".length));
  expect(filter).toEqual({
    search: "anna o",
    siteId: 2,
    jobRoleId: 7,
    status: "expired",
    certificationId: "laser",
    sort: "name",
    group: undefined,
    on: undefined,
    page: 3,
  });
  expect(boardAddress(filter)).toBe(address);
  const grouped = "/board?status=may-not-treat&group=site&on=2026-11-30";
  const past = { ...choices, on: "2026-11-30" };
  const given = new URLSearchParams(grouped.slice("/board?".length));
  expect(boardAddress(readBoardFilter(given, past))).toBe(grouped);
});

test("defaults do not stand in the address", () => {
  expect(boardAddress(nothing)).toBe("/board");
  expect(boardAddress(nothing, "/board.csv")).toBe("/board.csv");
});

test.each([
  "site=3",
  "site=1x",
  "site=-1",
  "site=1e0",
  "job=8",
  "status=certified",
  "status=",
  "status=toString",
  "certification=unknown",
  "sort=salary",
  "group=job",
  "on=2026-11-30",
  "page=0",
  "page=-2",
  "page=abc",
  "page=99999999999",
  "q=",
  "q=+++",
  "other=1",
])("%s is calmly ignored", (query) => {
  expect(read(query)).toEqual(nothing);
});

test("a search is no longer than any name", () => {
  expect(read(`q=${"x".repeat(5000)}`).search).toHaveLength(100);
});

test.each([
  ["q=anna", true],
  ["site=1", true],
  ["job=7", true],
  ["status=none", true],
  ["certification=laser&sort=name&page=2", false],
])("%s leaves somebody out: %s", (query, expected) => {
  expect(leavesOut(read(query))).toBe(expected);
});

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

test.each([
  { people: 0, wanted: 1, page: 1, pageCount: 1, shown: 0 },
  { people: 50, wanted: 2, page: 1, pageCount: 1, shown: 50 },
  { people: 51, wanted: 2, page: 2, pageCount: 2, shown: 1 },
  { people: 51, wanted: 900, page: 2, pageCount: 2, shown: 1 },
])("page $wanted of $people people is page $page", ({ people, wanted, ...expected }) => {
  expect(PEOPLE_PER_PAGE).toBe(50);
  const { page, pageCount, shown } = pageOf(Array.from({ length: people }), wanted);
  expect({ page, pageCount, shown: shown.length }).toEqual(expected);
});

const operator = {
  id: "operator",
  definition: {
    title: "Operator",
    requires: { quizzes: ["a", "b", "c"] },
    validity: { mode: "anniversary" as const, months: 12, renewalWindowDays: 60, graceDays: 5 },
  },
};
const today = "2027-02-11";

/** "a: pass 2027-01-01", "b: fail", "c: pass 2027-01-01 fail" (a fail after a pass). */
function achievements(
  held: ValidityPeriod | undefined,
  standings: Record<string, string> = {},
  open: string[] = [],
): Achievements {
  return {
    held: new Map(held && [["operator", held]]),
    withdrawn: new Map(),
    openQuizIds: new Set(open),
    standings: new Map(
      Object.entries(standings).map(([quizId, history], index) => {
        const passedOn = /pass (\S+)/.exec(history)?.[1];
        const lastPassed = !history.endsWith("fail");
        return [
          quizId,
          {
            lastAttemptId: 100 + index,
            lastSubmittedAt: now,
            lastPercent: lastPassed ? 9200 : 6000,
            lastPassed,
            ...(passedOn && { pass: { attemptId: 10 + index, passedOn, percent: 9200 } }),
          },
        ];
      }),
    ),
  };
}

const period = (startsOn: string, windowOpensOn: string, lastValidOn: string) => ({
  startsOn,
  windowOpensOn,
  lastValidOn,
});
const VALID = period("2026-06-01", "2027-04-01", "2027-05-31");
const IN_WINDOW = period("2026-03-01", "2026-12-30", "2027-02-28");
const IN_GRACE = period("2026-02-10", "2026-12-11", "2027-02-09");
const EXPIRED = period("2025-06-01", "2026-04-01", "2026-05-31");
const all = (history: string) => ({ a: history, b: history, c: history });

test.each<[string, Achievements, string]>([
  ["nothing", achievements(undefined), "none: not started"],
  ["an open attempt", achievements(undefined, {}, ["a"]), "none: 0 of 3 quizzes"],
  ["a failed attempt", achievements(undefined, { a: "fail" }), "none: 0 of 3 quizzes"],
  [
    "two passes",
    achievements(undefined, { a: "pass 2027-01-01", b: "pass 2026-12-01" }),
    "none: 2 of 3 quizzes",
  ],
  ["a pass of long ago", achievements(undefined, { a: "pass 2025-01-01" }), "none: 0 of 3 quizzes"],
  [
    "a quiz of another kind",
    achievements(undefined, { z: "pass 2027-01-01" }),
    "none: not started",
  ],
  ["a certificate", achievements(VALID, all("pass 2026-06-01")), "valid: valid until 31 May 2027"],
  [
    "one in its window",
    achievements(IN_WINDOW, all("pass 2026-03-01")),
    "due-soon: due in 17 days",
  ],
  [
    "one half renewed",
    achievements(IN_WINDOW, { ...all("pass 2026-03-01"), b: "pass 2027-01-05" }),
    "due-soon: due in 17 days, 1 of 3 quizzes",
  ],
  [
    "one that ends tomorrow",
    achievements({ ...IN_WINDOW, lastValidOn: "2027-02-12" }),
    "due-soon: due tomorrow",
  ],
  [
    "one that ends today",
    achievements({ ...IN_WINDOW, lastValidOn: today }),
    "due-soon: due today",
  ],
  ["one in grace", achievements(IN_GRACE), "grace: in grace, last valid 9 Feb 2027"],
  [
    "one that lapsed",
    achievements(EXPIRED, all("pass 2025-06-01")),
    "expired: lapsed, last valid 31 May 2026",
  ],
  [
    "a way back",
    achievements(EXPIRED, { a: "pass 2027-01-01", b: "fail" }),
    "expired: lapsed, last valid 31 May 2026, 1 of 3 quizzes",
  ],
])("the cell of somebody with %s", (_, person, expected) => {
  const { status, reason } = certificationCell(operator, person, today);
  expect(`${status}: ${reason}`).toBe(expected);
});

test("a certification of one quiz speaks of one quiz", () => {
  const definition = { ...operator.definition, requires: { quizzes: ["a"] } };
  const person = achievements(undefined, { a: "fail" });
  expect(certificationCell({ id: "x", definition }, person, today).reason).toBe("0 of 1 quiz");
});

test.each<[string, Achievements, string, number | undefined]>([
  ["not begun", achievements(undefined), "none: not started", undefined],
  ["begun", achievements(undefined, {}, ["a"]), "open: in progress", undefined],
  ["failed", achievements(undefined, { a: "fail" }), "failed: failed 60 %", 100],
  [
    "failed and tried again",
    achievements(undefined, { a: "fail" }, ["a"]),
    "open: in progress",
    undefined,
  ],
  ["passed", achievements(undefined, { a: "pass 2027-01-01" }), "passed: passed 92 %", 10],
  [
    "passed and then failed",
    achievements(undefined, { a: "pass 2027-01-01 fail" }),
    "passed: passed 92 %",
    10,
  ],
  ["passed too long ago", achievements(undefined, { a: "pass 2025-01-01" }), "renew: to renew", 10],
  [
    "passed too long ago, failed since",
    achievements(undefined, { a: "pass 2025-01-01 fail" }),
    "failed: failed 60 %",
    100,
  ],
  [
    "behind a certificate in force",
    achievements(VALID, { a: "pass 2026-06-01" }),
    "passed: passed 92 %",
    10,
  ],
  [
    "before the window that is open",
    achievements(IN_WINDOW, { a: "pass 2026-12-29" }),
    "renew: to renew",
    10,
  ],
  [
    "on the day the window opened",
    achievements(IN_WINDOW, { a: "pass 2026-12-30" }),
    "passed: passed 92 %",
    10,
  ],
])("the cell of a quiz %s", (_, person, expected, attemptId) => {
  const [quiz] = certificationCell(operator, person, today).quizzes;
  expect(`${quiz?.state}: ${quiz?.reason}`).toBe(expected);
  expect(quiz?.attemptId).toBe(attemptId);
});

test("a withdrawn certificate is told while it would be in force, and comes first", () => {
  const months = { mode: "anniversary" as const, months: 12, renewalWindowDays: 60 };
  const rule = { ...months, graceDays: 0 };
  const withdrawn = {
    code: "K7QM",
    lastValidOn: "2027-01-31",
    withdrawnOn: "2026-11-22",
    reason: "The key was wrong.",
  };
  const definition = { title: "Operator", requires: { quizzes: ["basics"] }, validity: rule };
  const achievements = {
    held: new Map(),
    withdrawn: new Map([["operator", withdrawn]]),
    standings: new Map(),
    openQuizIds: new Set<string>(),
  };
  const certification = { id: "operator", definition };
  expect(certificationCell(certification, achievements, "2027-01-31")).toMatchObject({
    status: "withdrawn",
    reason: "withdrawn 22 Nov 2026",
  });
  expect(certificationCell(certification, achievements, "2027-02-01").status).toBe("none");
  const held = { startsOn: "2026-12-01", lastValidOn: "2027-11-30", windowOpensOn: "2027-10-01" };
  const again = { ...achievements, held: new Map([["operator", held]]) };
  expect(certificationCell(certification, again, "2027-01-31").status).toBe("valid");
  const now = new Date("2027-01-15T12:00:00Z");
  const arranged = arrangeBoard(
    [
      { id: 1, timeZone: "UTC", held: { lastValidOn: "2026-01-01", windowOpensOn: "2025-11-01" } },
      { id: 2, timeZone: "UTC", withdrawn },
    ],
    () => ({ chosen: certification, certifications: [certification] }),
    { status: undefined, sort: "action" },
    calendarAt(now),
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
