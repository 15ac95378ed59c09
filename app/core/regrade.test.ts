import fc from "fast-check";
import { expect, test } from "vitest";
import {
  aMultiple,
  aQuizOf,
  aSingle,
  aTrueFalse,
  choiceId,
  choiceIds,
} from "#tests/support/quiz-files.ts";
import type { ItemResponse } from "./item-types.ts";
import { itemsOf, type Quiz } from "./quiz.ts";
import {
  type GradedAttempt,
  isSameScore,
  type RegradeMode,
  recordOf,
  regradeAttempt,
  restoredScore,
} from "./regrade.ts";
import { scoreAttempt } from "./scoring.ts";

/** An attempt at all items of a quiz, scored by its own version. */
function graded(quiz: Quiz, given: Record<string, ItemResponse>): GradedAttempt {
  const sheet = { seed: 1, itemIds: itemsOf(quiz).map(({ id }) => id) };
  const responses = new Map(Object.entries(given));
  return { quiz, sheet, responses, score: scoreAttempt(quiz, sheet.itemIds, responses) };
}

const FIVE = ["one", "two", "three", "four", "five"];
const fiveItems = (first: Parameters<typeof aSingle>[0] = {}) =>
  aQuizOf([{ items: FIVE.map((id) => aSingle({ id, ...(id === "one" ? first : {}) })) }]);
const allA = Object.fromEntries(FIVE.map((id) => [id, choiceId("A")]));

const wrongKey = fiveItems();
const rightVersion = fiveItems({ key: "B" });
const regraded = (attempt: GradedAttempt, mode: RegradeMode, right = rightVersion) =>
  regradeAttempt(attempt, { mode, itemIds: ["one"], rightVersion: right });

const choseOld = graded(wrongKey, allA);
const choseNew = graded(wrongKey, { ...allA, one: choiceId("B"), two: choiceId("C") });

test.each([
  ["leave", 50_000, 30_000],
  ["credit-all", 50_000, 40_000],
  ["upward-only", 50_000, 40_000],
  ["recompute", 40_000, 40_000],
] as const)(
  "%s: who chose the old key has %i units, who chose the right one %i",
  (mode, old, now) => {
    expect(regraded(choseOld, mode).score.units).toBe(old);
    expect(regraded(choseNew, mode).score.units).toBe(now);
  },
);

test("a fail becomes a pass, and its reason goes", () => {
  expect(choseNew.score.passed).toBe(false);
  expect(regraded(choseNew, "recompute").score).toMatchObject({
    percent: 8_000,
    passed: true,
    reasons: [],
  });
});

test("a pass becomes a fail only when everything is recomputed", () => {
  const justPassed = graded(wrongKey, { ...allA, two: choiceId("C") });
  expect(regraded(justPassed, "recompute").score).toMatchObject({
    passed: false,
    reasons: [{ kind: "below-passing-score", reached: 6_000, needed: 8_000 }],
  });
  expect(regraded(justPassed, "upward-only").score.passed).toBe(true);
});

test("a critical failure comes and goes with the key, and upward only never adds one", () => {
  const before = fiveItems({ critical: true });
  const after = fiveItems({ critical: true, key: "B", harmful: "A" });
  const wasRight = graded(before, allA);
  const wasWrong = graded(before, { ...allA, one: choiceId("B") });
  expect(regraded(wasRight, "recompute", after).score.reasons).toEqual([
    { kind: "critical-item", itemId: "one", failure: "harmful-choice" },
  ]);
  expect(regraded(wasRight, "upward-only", after).score).toEqual(wasRight.score);
  expect(wasWrong.score.passed).toBe(false);
  for (const mode of ["credit-all", "upward-only", "recompute"] as const) {
    expect(regraded(wasWrong, mode, after).score).toMatchObject({ passed: true, reasons: [] });
  }
});

test("a section minimum is looked at again", () => {
  const items = (key: string) => [aSingle({ id: "one", key }), aSingle({ id: "two" })];
  const sections = (key: string) => [
    { minimum: 100, items: items(key) },
    { items: FIVE.slice(2).map((id) => aSingle({ id })) },
  ];
  const attempt = graded(aQuizOf(sections("A")), { ...allA, one: choiceId("B") });
  expect(attempt.score.reasons).toMatchObject([{ kind: "below-section-minimum" }]);
  expect(regraded(attempt, "recompute", aQuizOf(sections("B"))).score.passed).toBe(true);
});

test("a blank is credited only where everybody is", () => {
  const { one: _, ...rest } = allA;
  const blank = graded(wrongKey, rest);
  expect(regraded(blank, "recompute").score.unitsByItem.get("one")).toBe(0);
  expect(regraded(blank, "credit-all").score.unitsByItem.get("one")).toBe(10_000);
});

test("an item that was not drawn is not scored, and neither is one that was not named", () => {
  const sheet = { seed: 1, itemIds: ["two", "three"] };
  const responses = new Map(Object.entries(allA));
  const score = scoreAttempt(wrongKey, sheet.itemIds, responses);
  const attempt = { quiz: wrongKey, sheet, responses, score };
  expect(regraded(attempt, "credit-all").score).toBe(score);
});

test("what cannot be recomputed keeps its units and says why", () => {
  const gone = aQuizOf([{ items: FIVE.slice(1).map((id) => aSingle({ id })) }]);
  expect(regraded(choseNew, "recompute", gone)).toMatchObject({
    score: { units: choseNew.score.units },
    notRecomputed: [{ itemId: "one", why: "item-gone" }],
  });
  const withoutB = fiveItems({ choices: "AC", key: "C" });
  expect(regraded(choseNew, "upward-only", withoutB).notRecomputed).toEqual([
    { itemId: "one", why: "choice-gone" },
  ]);
  expect(regraded(choseOld, "recompute", withoutB).score.units).toBe(40_000);
  expect(regraded(choseNew, "credit-all", gone).notRecomputed).toEqual([]);
});

/* Any attempt at any version of a quiz of every type, regraded by any other version of it. */

const anyKey = fc.constantFrom("A", "B", "C", "AB", "ABC");
const anyVersion = fc
  .record({
    key: fc.constantFrom("A", "B", "C"),
    keys: anyKey,
    answer: fc.boolean(),
    critical: fc.boolean(),
    harmful: fc.constantFrom("", "D"),
    scoring: fc.constantFrom("net" as const, "exact" as const),
    minimum: fc.option(fc.constantFrom(50, 100), { nil: undefined }),
    passingScore: fc.constantFrom(34, 67, 100),
  })
  .map(({ key, keys, answer, critical, harmful, scoring, minimum, passingScore }) =>
    aQuizOf(
      [
        { minimum, items: [aSingle({ id: "one", key, choices: "ABCD", harmful, critical })] },
        {
          items: [
            aMultiple({ id: "two", key: keys, choices: "ABCD", harmful, scoring }),
            aTrueFalse({ id: "three", answer, critical }),
          ],
        },
      ],
      { passingScore },
    ),
  );
const anyResponses = fc.record(
  {
    one: fc.constantFrom(..."ABCD").map(choiceId),
    two: fc.subarray([..."ABCD"], { minLength: 1 }).map((letters) => choiceIds(letters.join(""))),
    three: fc.constantFrom("true", "false"),
  },
  { requiredKeys: [] },
);
const anyAttempt = fc.tuple(anyVersion, anyResponses).map(([quiz, given]) => graded(quiz, given));
const anyItems = fc.subarray(["one", "two", "three"]);
const anyMode = fc.constantFrom("leave", "credit-all", "upward-only", "recompute" as const);

function forAny(
  claim: (attempt: GradedAttempt, rightVersion: Quiz, itemIds: string[], mode: RegradeMode) => void,
): void {
  fc.assert(
    fc.property(anyAttempt, anyVersion, anyItems, anyMode, (attempt, right, itemIds, mode) =>
      claim(attempt, right, itemIds, mode),
    ),
    { numRuns: 400 },
  );
}

test("to leave changes nothing, and neither does recomputing by the same key", () => {
  forAny((attempt, rightVersion, itemIds) => {
    expect(regradeAttempt(attempt, { mode: "leave", itemIds, rightVersion }).score).toEqual(
      attempt.score,
    );
    const same = { mode: "recompute", itemIds, rightVersion: attempt.quiz } as const;
    expect(regradeAttempt(attempt, same).score).toEqual(attempt.score);
  });
});

test("upward only and crediting everybody never lower anything", () => {
  forAny((attempt, rightVersion, itemIds) => {
    for (const mode of ["upward-only", "credit-all"] as const) {
      const { score } = regradeAttempt(attempt, { mode, itemIds, rightVersion });
      for (const [itemId, units] of attempt.score.unitsByItem) {
        expect(score.unitsByItem.get(itemId)).toBeGreaterThanOrEqual(units);
      }
      expect(score.percent).toBeGreaterThanOrEqual(attempt.score.percent);
      if (attempt.score.passed) expect(score.passed).toBe(true);
    }
  });
});

test("recomputing every item gives what the right version would have given for them", () => {
  forAny((attempt, rightVersion) => {
    const itemIds = attempt.sheet.itemIds;
    const { score } = regradeAttempt(attempt, { mode: "recompute", itemIds, rightVersion });
    const fresh = scoreAttempt(rightVersion, itemIds, attempt.responses);
    expect(score.unitsByItem).toEqual(fresh.unitsByItem);
    expect(score.passed).toBe(score.reasons.length === 0);
  });
});

test("regrading twice is regrading once", () => {
  forAny((attempt, rightVersion, itemIds, mode) => {
    const once = regradeAttempt(attempt, { mode, itemIds, rightVersion }).score;
    const twice = regradeAttempt({ ...attempt, score: once }, { mode, itemIds, rightVersion });
    expect(isSameScore(twice.score, once)).toBe(true);
  });
});

test("what was recorded before a regrade is put back exactly", () => {
  forAny((attempt, rightVersion, itemIds, mode) => {
    const before = recordOf(attempt.score, itemIds);
    const { score } = regradeAttempt(attempt, { mode, itemIds, rightVersion });
    const kept = JSON.parse(JSON.stringify(before)) as typeof before;
    expect(restoredScore(score, kept)).toEqual(attempt.score);
    expect(isSameScore(restoredScore(score, kept), attempt.score)).toBe(true);
  });
});

test("scores differ as soon as one item or one reason does", () => {
  const other = regraded(choseOld, "recompute").score;
  expect(isSameScore(choseOld.score, other)).toBe(false);
  const { score } = choseOld;
  expect(isSameScore(score, { ...score, unitsByItem: new Map() })).toBe(false);
  expect(isSameScore(score, { ...score })).toBe(true);
});
