import { expect, test } from "vitest";
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

test("only who has passed every quiz waits for a sign-off or a document", () => {
  const part = { kind: "practical" as const, id: "face", title: "Face", text: "missing" };
  const quiz = { quizId: "a", reason: "" };
  const passed = { ...quiz, state: "passed" as const };
  const waiting = { mayTreat: false, parts: [{ ...part, isInForce: false }], quizzes: [passed] };
  expect(isWaitingForParts(waiting)).toBe(true);
  expect(isWaitingForParts({ ...waiting, mayTreat: true })).toBe(false);
  expect(isWaitingForParts({ ...waiting, parts: [{ ...part, isInForce: true }] })).toBe(false);
  expect(isWaitingForParts({ ...waiting, quizzes: [{ ...quiz, state: "renew" }] })).toBe(false);
  const required = { ...part, kind: "certification" as const, isInForce: false };
  expect(isWaitingForParts({ ...waiting, parts: [required] })).toBe(false);
});
