import { expect, test } from "vitest";
import type { ValidityPeriod } from "./certification.ts";
import { type Achievements, certificationCell } from "./certification-cell.ts";

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
            lastSubmittedAt: new Date("2027-02-11T12:00:00Z"),
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

test("a withdrawn certificate is told while it would be in force", () => {
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
});
