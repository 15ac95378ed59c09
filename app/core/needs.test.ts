import { expect, test } from "vitest";
import { boardCell } from "./board-cell.ts";
import type { ClearanceFacts } from "./clearance.ts";
import { clearanceOn } from "./clearance.ts";
import { isWaitingForParts, needDays, needsOf } from "./needs.ts";

const TODAY = "2027-02-11";
const validity = {
  ...{ mode: "anniversary" as const, months: 12, renewalWindowDays: 60 },
  graceDays: 0,
};
const operator = {
  id: "operator",
  definition: { title: "Operator", requires: { quizzes: ["a"] }, validity },
};

function kindsOf(facts: ClearanceFacts): string[] {
  const clearance = clearanceOn(operator, () => facts, [operator], TODAY);
  return needsOf(clearance, facts, needDays(TODAY)).map(({ kind }) => kind);
}

const held = (lastValidOn: string) => ({ lastValidOn, windowOpensOn: "2026-01-01" });

test.each<[string, ClearanceFacts, string[]]>([
  ["nobody asks for it", {}, []],
  ["it is asked for later", { dueOn: "2027-02-11" }, []],
  ["it was asked for by yesterday", { dueOn: "2027-02-10" }, ["overdue"]],
  ["it lapsed yesterday", { held: held("2027-02-10") }, ["overdue"]],
  ["it lapses today", { held: held("2027-02-11") }, ["lapsing-30"]],
  ["it lapses in 30 days", { held: held("2027-03-13") }, ["lapsing-30"]],
  ["it lapses in 31 days", { held: held("2027-03-14") }, ["lapsing-60"]],
  ["it lapses in 60 days", { held: held("2027-04-12") }, ["lapsing-60"]],
  ["it lapses in 90 days", { held: held("2027-05-12") }, ["lapsing-90"]],
  ["it lapses in 91 days", { held: held("2027-05-13") }, []],
  ["a suspension ends in 14 days", { suspendedUntil: "2027-02-25" }, ["suspension"]],
  ["a suspension ends later", { suspendedUntil: "2027-02-26" }, []],
  ["a suspension has ended", { suspendedUntil: "2027-02-10" }, []],
])("where %s a manager is needed for %j", (_, facts, expected) => {
  expect(kindsOf(facts)).toEqual(expected);
});

const signedOff = {
  id: "signed-off",
  definition: {
    ...{ title: "Signed off", validity },
    requires: {
      quizzes: ["a"],
      practical: [{ id: "face", title: "Face", steps: [{ id: "hold", text: "Hold" }] }],
    },
  },
};
const NO_RECORDS = { signOffs: [], outside: [], certificates: [] };

/** By the facts that decide, and by the cell that the board shows of the same person. */
function isWaiting(facts: ClearanceFacts, passedOn: string | undefined, certification = signedOff) {
  const clearance = clearanceOn(certification, () => facts, [certification], TODAY);
  const { id } = certification;
  const practicalId = "face";
  const signOffs = facts.partsUntil
    ? [{ practicalId, signedOn: "2026-01-01", validUntil: facts.partsUntil }]
    : [];
  const pass = passedOn && { attemptId: 1, passedOn, percent: 9000 };
  const last = { lastAttemptId: 1, lastSubmittedAt: new Date(0), lastPercent: 9000 };
  const standing = { ...last, lastPassed: true, ...(pass && { pass }) };
  const person = {
    held: new Map(facts.held ? [[id, { startsOn: "2026-01-01", ...facts.held }]] : []),
    withdrawn: new Map(),
    standings: new Map(pass ? [["a", standing]] : []),
    openQuizIds: new Set<string>(),
    beside: new Map([[id, facts]]),
    records: new Map([[id, { ...NO_RECORDS, signOffs }]]),
  };
  const { mayTreat, parts, quizzes } = boardCell(certification, [certification], person, TODAY);
  const byCell =
    !mayTreat &&
    parts.some(({ isInForce }) => !isInForce) &&
    quizzes.every(({ state }) => state === "passed");
  const byFacts =
    passedOn !== undefined && isWaitingForParts(certification, clearance, facts, passedOn, TODAY);
  return { byFacts, byCell };
}

const window = (windowOpensOn: string, lastValidOn: string) => ({ windowOpensOn, lastValidOn });
const RENEWING = window("2027-02-01", "2027-04-01");

test.each<[string, ClearanceFacts, string | undefined, boolean]>([
  ["the sign-off is missing", {}, "2027-01-31", true],
  ["it lapsed yesterday", { partsUntil: "2027-02-10" }, "2027-01-31", true],
  ["it lapses today", { partsUntil: "2027-02-11" }, "2027-01-31", false],
  ["the quiz is not passed", {}, undefined, false],
  ["the pass is a year old", {}, "2026-02-11", true],
  ["the pass is older", {}, "2026-02-10", false],
  ["they hold it, and the sign-off", { held: RENEWING, partsUntil: "2028-01-01" }, TODAY, false],
  ["a valid certificate has an old pass", { held: held("2027-05-01") }, "2025-01-01", false],
  ["the pass is for the next one", { held: RENEWING }, "2027-02-01", true],
  ["the pass was for the last one", { held: RENEWING }, "2027-01-31", false],
  ["it is not due yet", { held: window("2027-03-01", "2027-05-01") }, "2025-01-01", true],
  ["it has lapsed", { held: window("2026-11-01", "2027-01-01") }, "2026-02-11", true],
  ["it lapsed, as the pass did", { held: window("2026-11-01", "2027-01-01") }, "2026-01-01", false],
  ["they are suspended too", { suspendedUntil: "2027-03-01" }, "2027-01-31", true],
])("where %s, waiting for a sign-off or a document is said of the right people", (_, ...given) => {
  const [facts, passedOn, expected] = given;
  expect(isWaiting(facts, passedOn)).toEqual({ byFacts: expected, byCell: expected });
});

test("a required certification that is missing is nothing to wait for", () => {
  const { definition } = signedOff;
  const requires = { ...definition.requires, certifications: ["another"] };
  const certification = { ...signedOff, definition: { ...definition, requires } };
  const facts = { held: held("2027-05-01"), partsUntil: "2027-05-01" };
  const clearance = clearanceOn(certification, () => facts, [certification], TODAY);
  expect(clearance.hindrance).toBe("prerequisite");
  expect(isWaitingForParts(certification, clearance, facts, TODAY, TODAY)).toBe(false);
});

test("nobody waits for the parts of a certification that has none", () => {
  const { byFacts, byCell } = isWaiting({}, "2027-01-31", {
    ...operator,
    definition: { ...operator.definition, requires: { quizzes: ["a"], practical: [] } },
  });
  expect([byFacts, byCell]).toEqual([false, false]);
});
