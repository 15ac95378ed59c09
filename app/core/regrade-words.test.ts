import { expect, test } from "vitest";
import type { RecordedScore } from "./regrade.ts";
import {
  choiceProblems,
  correctionInWords,
  modeInWords,
  notRecomputedInWords,
  planInWords,
  readRegradeChoice,
  regradeAddress,
} from "./regrade-words.ts";

const change = (before: boolean, after: boolean) => ({
  before: { passed: before },
  after: { passed: after },
});

test.each([
  [0, [], "No result holds these items as they were wrong."],
  [41, [], "None of 41 results changes."],
  [1, [change(true, true)], "1 of 1 result changes, no verdict does."],
  [
    41,
    [change(true, true), change(true, true), change(true, false)],
    "3 of 41 results change: 1 pass becomes a fail.",
  ],
  [
    41,
    [change(true, false), change(true, false), change(false, true)],
    "3 of 41 results change: 2 passes become fails, 1 fail becomes a pass.",
  ],
])("what %i results would come to is said in a sentence", (results, changes, words) => {
  expect(planInWords(results, changes)).toBe(words);
});

const score = (units: number, passed: boolean): RecordedScore => ({
  units,
  maxUnits: 150_000,
  percent: 8_000,
  passed,
  reasons: [],
  unitsByItem: {},
});

test("a correction is told with both scores, the day and the reason", () => {
  const correction = {
    before: score(120_000, true),
    after: score(130_000, true),
    reason: "The key was wrong.",
    isUndo: false,
  };
  expect(correctionInWords(correction, "22 Nov 2026")).toBe(
    "This score was corrected on 22 Nov 2026 from 12 to 13 of 15 points, because: “The key was wrong.”",
  );
  const undone = { ...correction, after: score(110_000, false), isUndo: true };
  expect(correctionInWords(undone, "23 Nov 2026")).toBe(
    "This score was set back on 23 Nov 2026 from 12 to 11 of 15 points, because: “The key was wrong.” That makes it a fail.",
  );
  const safety = { ...correction, before: score(130_000, false) };
  expect(correctionInWords(safety, "22 Nov 2026")).toBe(
    "This score was corrected on 22 Nov 2026, because: “The key was wrong.” That makes it a pass.",
  );
});

test("an address gives the choices back, and what does not exist is left out", () => {
  const choice = { itemIds: ["one", "two"], mode: "recompute", key: "abc" } as const;
  const address = regradeAddress("safety", { ...choice, itemIds: [...choice.itemIds] });
  expect(address).toBe("/author/safety/regrade?item=one&item=two&key=abc&mode=recompute");
  const params = new URL(address, "http://n.test").searchParams;
  expect(readRegradeChoice(params, { itemIds: ["one", "two"], hashes: ["abc"] })).toEqual(choice);
  expect(readRegradeChoice(params, { itemIds: ["two"], hashes: [] })).toEqual({
    itemIds: ["two"],
    mode: "recompute",
    key: undefined,
  });
  const none = new URLSearchParams("key=none&mode=undo");
  expect(readRegradeChoice(none, { itemIds: [], hashes: [] })).toEqual({
    itemIds: [],
    mode: undefined,
    key: "none",
  });
});

test("what is missing is asked for", () => {
  expect(choiceProblems({ itemIds: [] }).map(({ field }) => field)).toEqual(["items", "mode"]);
  const wrongInAll = { itemIds: ["one"], key: "none" };
  expect(choiceProblems({ ...wrongInAll, mode: "recompute" })).toHaveLength(1);
  expect(choiceProblems({ ...wrongInAll, mode: "credit-all" })).toEqual([]);
});

test("modes and reasons have their words", () => {
  expect(modeInWords("undo")).toBe("Undone");
  expect(modeInWords("credit-all")).toBe("Credit everybody");
  expect(notRecomputedInWords("one", "choice-gone", 2)).toBe(
    "2 results keep their score for “one”: what was chosen is not in the right version any more.",
  );
});
