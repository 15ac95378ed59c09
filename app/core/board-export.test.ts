import { expect, test } from "vitest";
import { exportHead, exportLine, harmlessWithin } from "./board-export.ts";

const operator = {
  id: "operator",
  definition: {
    title: "Operator",
    requires: { quizzes: ["a", "b"] },
    validity: { mode: "completion" as const, months: 12, renewalWindowDays: 60, graceDays: 0 },
  },
};
const nobody = {
  name: "Zoë O'Hara",
  email: "zoe@clinic.test",
  timeZone: "Pacific/Auckland",
  workplaces: [{ siteName: "Harbour" }],
  held: new Map(),
  standings: new Map(),
  withdrawn: new Map(),
  openQuizIds: new Set<string>(),
  beside: new Map(),
  records: new Map(),
};

test("the head has as many columns as each line", () => {
  const head = exportHead([operator], (id) => `Quiz ${id}`);
  expect(head).toEqual([
    "Name",
    "E-mail",
    "Site",
    "Job role",
    "Operator: may treat",
    "Operator: status",
    "Operator: valid until",
    "Operator: reason",
    "Operator: due",
    "Operator: parts",
    "Quiz a: last result",
    "Quiz a: date",
    "Quiz b: last result",
    "Quiz b: date",
  ]);
  expect(exportLine([operator], nobody, "2027-02-11")).toHaveLength(head.length);
});

test("somebody without anything has a status and blanks", () => {
  expect(exportLine([operator], nobody, "2027-02-11").slice(4)).toEqual([
    "no",
    "Never certified",
    "",
    "not started",
    ...["", ""],
    ...["", "", "", ""],
  ]);
});

test("the last result of each quiz comes with its day at the home site", () => {
  const lastSubmittedAt = new Date("2027-02-10T20:00:00Z");
  const line = exportLine(
    [operator],
    {
      ...nobody,
      standings: new Map([
        ["a", { lastAttemptId: 2, lastSubmittedAt, lastPercent: 6000, lastPassed: false }],
        [
          "b",
          {
            lastAttemptId: 3,
            lastSubmittedAt,
            lastPercent: 9250,
            lastPassed: true,
            pass: { attemptId: 3, passedOn: "2027-02-11", percent: 9250 },
          },
        ],
      ]),
    },
    "2027-02-11",
  );
  expect(line.slice(7)).toEqual([
    "1 of 2 quizzes",
    ...["", ""],
    ...["failed 60 %", "2027-02-11", "passed 92.5 %", "2027-02-11"],
  ]);
});

test("whether they may treat, by when it is asked for and every part have columns", () => {
  const outside = [
    { id: "licence", title: "Licence", documentNumber: "none" as const },
    { id: "course", title: "Course", documentNumber: "none" as const },
  ];
  const definition = { ...operator.definition, requires: { quizzes: ["a"], outside } };
  const held = { startsOn: "2027-01-01", windowOpensOn: "2027-11-01", lastValidOn: "2027-12-31" };
  const record = { outsideId: "licence", recordedOn: "2026-01-01", validUntil: "2027-02-10" };
  const line = exportLine(
    [{ id: "operator", definition }],
    {
      ...nobody,
      held: new Map([["operator", held]]),
      beside: new Map([["operator", { dueOn: "2027-03-01" }]]),
      records: new Map([["operator", { signOffs: [], outside: [record], certificates: [] }]]),
    },
    "2027-02-11",
  );
  expect(line.slice(4, 10)).toEqual([
    "no",
    "Part missing",
    "2027-12-31",
    "Licence: lapsed 10 Feb 2027, and 1 more",
    "2027-03-01",
    "Licence: lapsed 2027-02-10; Course: missing",
  ]);
});

test("two workplaces stand in one cell each, a job role only once", () => {
  const workplaces = [
    { siteName: "Harbour", jobRole: "Nurse" },
    { siteName: "Hill", jobRole: "Nurse" },
  ];
  const line = exportLine([operator], { ...nobody, workplaces }, "2027-02-11");
  expect(line.slice(2, 4)).toEqual(["Harbour, Hill", "Nurse"]);
});

test.each([
  ["Smith;=1+1", "Smith;'=1+1"],
  ["Smith;  @x", "Smith;  '@x"],
  ["Smith\n+1", "Smith\n'+1"],
  ['Smith;"=1', "Smith;\"'=1"],
  ["Smith\t-1", "Smith\t'-1"],
  ["Ann-Marie O=K", "Ann-Marie O=K"],
  ["Nurse; lead", "Nurse; lead"],
])("%j holds no formula behind a separator: %j", (text, harmless) => {
  expect(harmlessWithin(text)).toBe(harmless);
});
