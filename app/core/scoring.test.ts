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
import type { Item, ItemResponse } from "./item-types.ts";
import { itemsOf, type Quiz } from "./quiz.ts";
import { formatPercent, formatPoints, percentOf, pointsNeeded, scoreAttempt } from "./scoring.ts";

const RIGHT = choiceId("A");
const WRONG = choiceId("B");

function singles(count: number, fields: Parameters<typeof aSingle>[0] = {}): Item[] {
  return Array.from({ length: count }, (_, index) =>
    aSingle({ id: `single-${index + 1}`, ...fields }),
  );
}

/** Scores a quiz of which every item was drawn; items without a response were left blank. */
function scoreOf(quiz: Quiz, responses: Record<string, ItemResponse>) {
  return scoreAttempt(quiz, idsOf(quiz), new Map(Object.entries(responses)));
}

function idsOf(quiz: Quiz): string[] {
  return itemsOf(quiz).map(({ id }) => id);
}

/** The same choice for the first `count` of "single-1", "single-2" and so on. */
function chosen(count: number, response = RIGHT): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`single-${index + 1}`, response]),
  );
}

test("exactly the passing score passes", () => {
  const score = scoreOf(aQuizOf([{ items: singles(15) }]), chosen(12));
  expect(score).toMatchObject({
    units: 120_000,
    maxUnits: 150_000,
    percent: 8000,
    passed: true,
    reasons: [],
  });
});

test("one item less fails, and says what was reached and what was needed", () => {
  expect(scoreOf(aQuizOf([{ items: singles(15) }]), chosen(11))).toMatchObject({
    units: 110_000,
    percent: 7333,
    passed: false,
    reasons: [{ kind: "below-passing-score", reached: 7333, needed: 8000 }],
  });
});

test.each([
  ["as much as two thirds give", 66, true],
  ["one percent more than they give", 67, false],
])("a passing score of %s (%i)", (_what, passingScore, passed) => {
  expect(scoreOf(aQuizOf([{ items: singles(3) }], { passingScore }), chosen(2)).passed).toBe(
    passed,
  );
});

test("three thirds are a whole point: they reach a passing score that a point reaches", () => {
  const thirds = ["one", "two", "three"].map((id) => aMultiple({ id }));
  const quiz = aQuizOf([{ items: [...singles(12), ...thirds] }]);
  const oneThird = choiceIds("ABD");
  const score = scoreOf(quiz, { ...chosen(11), one: oneThird, two: oneThird, three: oneThird });
  expect(score).toMatchObject({ units: 119_999, percent: 8000, passed: true });
  const less = scoreOf(quiz, { ...chosen(11), one: oneThird, two: oneThird });
  expect(less).toMatchObject({ units: 116_666, percent: 7778, passed: false });
});

test.each([
  [0, 150_000, 0],
  [150_000, 150_000, 10_000],
  [120_000, 150_000, 8000],
  // A unit or a few below 80 %: what thirds lose in rounding is given back, a real part is not.
  [119_999, 150_000, 8000],
  [119_993, 150_000, 8000],
  [119_992, 150_000, 7999],
  [7999, 10_000, 7999],
  [1, 20_000, 1],
  [1, 20_001, 0],
  [2, 3, 6667],
  [5_000_000, 5_000_000, 10_000],
  [0, 0, 0],
])("%i of %i units is %i hundredths of a percent", (part, whole, percent) => {
  expect(percentOf(part, whole)).toBe(percent);
});

test("up to 30 items with keys of up to five, passing agrees with exact fractions", () => {
  const items = fc.array(
    fc.record({
      key: fc.integer({ min: 1, max: 5 }),
      right: fc.integer({ min: 0, max: 5 }),
      wrong: fc.integer({ min: 0, max: 2 }),
    }),
    { minLength: 1, maxLength: 30 },
  );
  fc.assert(
    fc.property(items, fc.integer({ min: 1, max: 100 }), (given, passingScore) => {
      const quiz = aQuizOf(
        [
          {
            items: given.map(({ key }, index) =>
              aMultiple({ id: `item-${index}`, key: "ABCDE".slice(0, key), choices: "ABCDEFG" }),
            ),
          },
        ],
        { passingScore },
      );
      const responses: Record<string, ItemResponse> = {};
      // In sixtieths of a point every share is a whole number.
      let sixtieths = 0;
      for (const [index, { key, right, wrong }] of given.entries()) {
        const rightChosen = Math.min(right, key);
        responses[`item-${index}`] = choiceIds(
          "ABCDE".slice(0, rightChosen) + "FG".slice(0, wrong),
        );
        sixtieths += (Math.max(0, rightChosen - wrong) * 60) / key;
      }
      expect(scoreOf(quiz, responses).passed).toBe(
        sixtieths * 100 >= passingScore * given.length * 60,
      );
    }),
    { numRuns: 300 },
  );
});

test("a blank sheet scores 0, and fails even the lowest passing score", () => {
  const quiz = aQuizOf(
    [
      {
        items: [
          ...singles(2),
          aMultiple(),
          aMultiple({ id: "exact", scoring: "exact" }),
          aTrueFalse({ answer: false }),
        ],
      },
    ],
    { passingScore: 1 },
  );
  expect(scoreOf(quiz, {})).toMatchObject({
    units: 0,
    maxUnits: 50_000,
    percent: 0,
    passed: false,
    reasons: [{ kind: "below-passing-score", reached: 0, needed: 100 }],
  });
});

test.each([
  ["wrong", { ...chosen(9), safety: WRONG }, "not-fully-right"],
  ["blank", chosen(9), "blank"],
])(
  "a critical item that is %s fails an attempt that reaches the passing score",
  (_what, responses, failure) => {
    const quiz = aQuizOf([{ items: [...singles(9), aSingle({ id: "safety", critical: true })] }]);
    expect(scoreOf(quiz, responses)).toMatchObject({
      percent: 9000,
      passed: false,
      reasons: [{ kind: "critical-item", itemId: "safety", failure }],
    });
  },
);

test("a critical item two thirds right fails, whatever the rest", () => {
  const quiz = aQuizOf([{ items: [...singles(9), aMultiple({ id: "safety", critical: true })] }]);
  expect(scoreOf(quiz, { ...chosen(9), safety: choiceIds("AB") }).reasons).toEqual([
    { kind: "critical-item", itemId: "safety", failure: "not-fully-right" },
  ]);
});

test("a harmful choice on an ordinary item fails an attempt that is right in all else", () => {
  const quiz = aQuizOf([{ items: [...singles(19), aSingle({ id: "harm", harmful: "C" })] }]);
  expect(scoreOf(quiz, { ...chosen(19), harm: choiceId("C") })).toMatchObject({
    percent: 9500,
    passed: false,
    reasons: [{ kind: "critical-item", itemId: "harm", failure: "harmful-choice" }],
  });
});

test.each([
  [100, 4, true],
  [100, 3, false],
  [75, 3, true],
  [76, 3, false],
])("a section minimum of %i %% with %i of its 4 items right", (minimum, right, met) => {
  const quiz = aQuizOf([
    { id: "never-today", minimum, items: singles(4) },
    {
      id: "other",
      items: Array.from({ length: 16 }, (_, index) => aSingle({ id: `other-${index}` })),
    },
  ]);
  const others = Object.fromEntries(
    Array.from({ length: 16 }, (_, index) => [`other-${index}`, RIGHT]),
  );
  const score = scoreOf(quiz, { ...chosen(right), ...others });
  expect(score.percent).toBeGreaterThanOrEqual(9500);
  expect(score.reasons).toEqual(
    met
      ? []
      : [
          {
            kind: "below-section-minimum",
            sectionId: "never-today",
            reached: 7500,
            needed: minimum * 100,
          },
        ],
  );
  expect(score.passed).toBe(met);
});

test("every reason is kept: the score first, then critical items, then sections, in the order of the file", () => {
  const quiz = aQuizOf([
    {
      id: "one",
      minimum: 50,
      items: [aSingle({ id: "a", critical: true }), aSingle({ id: "b", harmful: "C" })],
    },
    {
      id: "two",
      minimum: 100,
      items: [aSingle({ id: "c", critical: true }), aSingle({ id: "d" })],
    },
    { id: "three", minimum: 100, items: [aSingle({ id: "e" })] },
  ]);
  const score = scoreOf(quiz, { b: choiceId("C"), c: WRONG, d: RIGHT, e: RIGHT });
  expect(score.reasons).toEqual([
    { kind: "below-passing-score", reached: 4000, needed: 8000 },
    { kind: "critical-item", itemId: "a", failure: "blank" },
    { kind: "critical-item", itemId: "b", failure: "harmful-choice" },
    { kind: "critical-item", itemId: "c", failure: "not-fully-right" },
    { kind: "below-section-minimum", sectionId: "one", reached: 0, needed: 5000 },
    { kind: "below-section-minimum", sectionId: "two", reached: 5000, needed: 10_000 },
  ]);
});

test("only drawn items count, towards the score as towards a section's minimum", () => {
  const quiz = aQuizOf([
    { id: "pool", minimum: 100, draw: 2, items: singles(5, { critical: true }) },
    { id: "rest", items: [aSingle({ id: "last" })] },
  ]);
  const responses = new Map([
    ["single-2", RIGHT],
    ["single-4", RIGHT],
    ["last", RIGHT],
    // A response to an item that was not drawn changes nothing.
    ["single-5", WRONG],
  ]);
  const score = scoreAttempt(quiz, ["single-4", "single-2", "last"], responses);
  expect(score).toMatchObject({ units: 30_000, maxUnits: 30_000, percent: 10_000, passed: true });
  expect(score.unitsByItem).toEqual(
    new Map([
      ["single-2", 10_000],
      ["single-4", 10_000],
      ["last", 10_000],
    ]),
  );
});

/** A mixed quiz, and a response to each item or a blank. */
const anyAttempt = fc
  .array(
    fc.record({
      type: fc.constantFrom("single", "multiple", "exact", "true-false"),
      critical: fc.boolean(),
      letters: fc.option(fc.subarray([..."ABCDE"], { minLength: 1 }), { nil: undefined }),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((given) => {
    const responses: Record<string, ItemResponse> = {};
    const items = given.map(({ type, critical, letters }, index): Item => {
      const id = `item-${index}`;
      const first = letters?.[0];
      if (type === "true-false") {
        if (first) responses[id] = first === "A" ? "true" : "false";
        return aTrueFalse({ id, critical });
      }
      if (type === "single") {
        if (first) responses[id] = choiceId(first);
        return aSingle({ id, critical, choices: "ABCDE", harmful: "E" });
      }
      if (letters) responses[id] = letters.map(choiceId);
      return aMultiple({ id, critical, harmful: "E", scoring: type === "exact" ? "exact" : "net" });
    });
    return { items, responses };
  });

test("a score lies between nothing and everything, in whole units that add up", () => {
  fc.assert(
    fc.property(anyAttempt, ({ items, responses }) => {
      const score = scoreOf(aQuizOf([{ items }]), responses);
      expect(score.maxUnits).toBe(items.length * 10_000);
      expect(score.units).toBe(
        [...score.unitsByItem.values()].reduce((sum, units) => sum + units, 0),
      );
      for (const units of score.unitsByItem.values()) {
        expect(Number.isInteger(units) && units >= 0 && units <= 10_000).toBe(true);
      }
      expect(score.percent).toBeGreaterThanOrEqual(0);
      expect(score.percent).toBeLessThanOrEqual(10_000);
      expect(score.passed).toBe(score.reasons.length === 0);
    }),
  );
});

test("the order of items, of choices and of what was chosen changes no score", () => {
  fc.assert(
    fc.property(anyAttempt, ({ items, responses }) => {
      const quiz = aQuizOf([{ items }]);
      const turned = aQuizOf([
        {
          items: items
            .toReversed()
            .map((item) =>
              "choices" in item ? { ...item, choices: item.choices.toReversed() } : item,
            ),
        },
      ]);
      const turnedResponses = Object.fromEntries(
        Object.entries(responses).map(([id, response]) => [
          id,
          Array.isArray(response) ? response.toReversed() : response,
        ]),
      );
      const before = scoreOf(quiz, responses);
      const after = scoreOf(turned, turnedResponses);
      expect([after.units, after.percent, after.passed]).toEqual([
        before.units,
        before.percent,
        before.passed,
      ]);
      expect(new Set(after.reasons)).toEqual(new Set(before.reasons));
      // Nor does the order in which an attempt showed the items.
      const shown = scoreAttempt(
        quiz,
        idsOf(quiz).toReversed(),
        new Map(Object.entries(responses)),
      );
      expect(shown.reasons).toEqual(before.reasons);
    }),
  );
});

test("leaving an item blank never raises a score", () => {
  fc.assert(
    fc.property(anyAttempt, ({ items, responses }) => {
      const quiz = aQuizOf([{ items }]);
      const before = scoreOf(quiz, responses).units;
      for (const left of Object.keys(responses)) {
        const { [left]: _blank, ...rest } = responses;
        expect(scoreOf(quiz, rest).units).toBeLessThanOrEqual(before);
      }
    }),
  );
});

test.each([
  [8000, "80 %"],
  [6667, "66.67 %"],
  [6650, "66.5 %"],
  [5, "0.05 %"],
  [0, "0 %"],
  [10_000, "100 %"],
])("%i hundredths of a percent are written %s", (percent, text) => {
  expect(formatPercent(percent)).toBe(text);
});

test.each([
  [120_000, "12"],
  [116_667, "11.67"],
  [119_999, "12"],
  [3333, "0.33"],
  [5000, "0.5"],
  [0, "0"],
])("%i units are written %s points", (units, text) => {
  expect(formatPoints(units)).toBe(text);
});

test.each([
  [80, 15, 12],
  [80, 16, 12.8],
  [100, 15, 15],
  [1, 15, 0.15],
  [70, 10, 7],
  [55, 20, 11],
])("%i %% of %i items takes %i points", (passingScore, items, points) => {
  expect(pointsNeeded(passingScore, items)).toBe(points);
});
