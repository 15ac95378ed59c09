import { expect, test } from "vitest";
import { rightResponse, wrongResponse } from "#db/seeding/responses.ts";
import {
  aMatching,
  aMultiple,
  aNumeric,
  anOrdering,
  aSingle,
  aText,
  aTrueFalse,
  choiceId,
  choiceIds,
  inFileOrder,
  oneOfEachType,
  stepIds,
} from "#tests/support/quiz-files.ts";
import {
  BLANK,
  completenessOf,
  describeParts,
  type Item,
  type ItemResponse,
  isChosenOne,
  partsOf,
  presentItem,
  readItemResponse,
  reviewItem,
  scoreItem,
} from "./item-types.ts";
import type { CriticalFailure } from "./items/item.ts";

const PAIR = { "prompt-a": "target-1" };
const PAIRS = { ...PAIR, "prompt-b": "target-2", "prompt-c": "target-3" };

test.each([
  ["right", aSingle(), choiceId("A"), 10_000, undefined],
  ["wrong", aSingle(), choiceId("B"), 0, undefined],
  ["blank", aSingle(), undefined, 0, undefined],
  ["critical and right", aSingle({ critical: true }), choiceId("A"), 10_000, undefined],
  ["critical and wrong", aSingle({ critical: true }), choiceId("B"), 0, "not-fully-right"],
  ["critical and blank", aSingle({ critical: true }), undefined, 0, "blank"],
  [
    "critical and partly right",
    aMultiple({ critical: true }),
    choiceIds("AB"),
    6667,
    "not-fully-right",
  ],
  [
    "critical and all chosen",
    aMultiple({ critical: true }),
    choiceIds("ABCDE"),
    3333,
    "not-fully-right",
  ],
  ["critical and fully right", aMultiple({ critical: true }), choiceIds("ABC"), 10_000, undefined],
  [
    "critical, and a false statement taken for true",
    aTrueFalse({ critical: true, answer: false }),
    "true",
    0,
    "not-fully-right",
  ],
  ["a harmful choice", aSingle({ harmful: "C" }), choiceId("C"), 0, "harmful-choice"],
  ["a harmful choice left alone", aSingle({ harmful: "C" }), undefined, 0, undefined],
  [
    "a harmful choice beside the right ones",
    aMultiple({ harmful: "E" }),
    choiceIds("ABCE"),
    6667,
    "harmful-choice",
  ],
  ["fully matched", aMatching(), { ...PAIRS }, 10_000, undefined],
  [
    "critical and matched in part",
    aMatching({ critical: true }),
    { ...PAIR },
    3333,
    "not-fully-right",
  ],
  ["critical and in order", anOrdering({ critical: true }), stepIds("ABCDE"), 10_000, undefined],
  [
    "a critical pair reversed",
    anOrdering({ criticalPairs: ["AB"] }),
    stepIds("BACDE"),
    9000,
    "critical-pair",
  ],
  [
    "a critical pair of which one is placed",
    anOrdering({ criticalPairs: ["AB"] }),
    stepIds("BCDE"),
    6000,
    undefined,
  ],
  [
    "critical, and a pair reversed",
    anOrdering({ critical: true, criticalPairs: ["AB"] }),
    stepIds("BA"),
    0,
    "critical-pair",
  ],
  ["critical and beyond the tolerance", aNumeric({ critical: true }), "1.76", 0, "not-fully-right"],
  [
    "critical and another word",
    aText({ critical: true }),
    "hypopigmentation",
    0,
    "not-fully-right",
  ],
  [
    "critical, and a harmful choice",
    aSingle({ critical: true, harmful: "C" }),
    choiceId("C"),
    0,
    "harmful-choice",
  ],
] satisfies [string, Item, ItemResponse | undefined, number, CriticalFailure | undefined][])(
  "an item that is %s",
  (_what, item, response, units, criticalFailure) => {
    expect(scoreItem(item, response)).toEqual(
      criticalFailure ? { units, criticalFailure } : { units },
    );
  },
);

test("each item is presented, read and reviewed as its own type", () => {
  for (const item of oneOfEachType()) {
    expect(presentItem(item, inFileOrder)).toMatchObject({ type: item.type, id: item.id });
    expect(reviewItem(item, undefined, inFileOrder)).toMatchObject({ type: item.type });
    expect(readItemResponse(item, new FormData(), inFileOrder)).toEqual({ response: undefined });
  }
  const form = new FormData();
  form.append("a-multiple", "choice-b");
  expect(readItemResponse(aMultiple(), form, inFileOrder)).toEqual({ response: ["choice-b"] });
});

test("no presented item has a word of its key, its rationales or its harmful choices", () => {
  const items = [
    ...oneOfEachType(),
    aSingle({ harmful: "C" }),
    aMultiple({ harmful: "E" }),
    anOrdering({ criticalPairs: ["AB"] }),
    aNumeric({ alternatives: [{ answer: 3 }] }),
  ];
  for (const item of items) {
    const sent = JSON.stringify(presentItem(item, inFileOrder));
    expect(sent).not.toMatch(
      /"(correct|harmful|answer|target|accepted|tolerance|alternatives|criticalPairs|rationales?|evidence)"/,
    );
    // Ids of steps and targets are the author's, and could say what belongs where.
    expect(sent).not.toMatch(/step-|target-/);
    expect(sent).not.toContain("Why");
    expect(sent).not.toContain("What to take from it.");
    // The only "critical" is the item's own, which is announced.
    expect(sent.match(/"critical"/g)).toHaveLength(1);
  }
});

test.each([
  ["nothing given", aSingle(), undefined, "open"],
  ["a choice", aSingle(), choiceId("B"), "answered"],
  ["every prompt", aMatching(), PAIRS, "answered"],
  ["one prompt of three", aMatching(), PAIR, "partly"],
  ["every step", anOrdering(), stepIds("EDCBA"), "answered"],
  ["some steps", anOrdering(), stepIds("EDC"), "partly"],
  ["a number", aNumeric(), "9", "answered"],
] satisfies [string, Item, ItemResponse | undefined, string][])(
  "an item with %s is told apart: %#",
  (_what, item, response, completeness) => {
    expect(completenessOf(item, response)).toBe(completeness);
  },
);

test.each(oneOfEachType())(
  "the parts of a response to a $type item are told, and whether right",
  (item) => {
    const right = partsOf(item, rightResponse(item));
    const described = describeParts(item, right);
    expect(right.every((part) => described.find((each) => each.part === part)?.isRight)).toBe(true);
    const wrong = partsOf(
      item,
      wrongResponse(item, () => 0.5),
    );
    const known = describeParts(item, [...wrong, BLANK]);
    expect(wrong.some((part) => known.find((each) => each.part === part)?.isRight === false)).toBe(
      true,
    );
    expect(known.every(({ part, name }) => part !== BLANK && name !== "")).toBe(true);
  },
);

test.each(oneOfEachType())("a blank $type item is one part, which nothing else can be", (item) => {
  expect(partsOf(item, undefined)).toEqual([BLANK]);
  expect(partsOf(item, rightResponse(item))).not.toContain(BLANK);
});

test("choices keep their letters of the file, steps and typed texts their own way of being told", () => {
  expect(partsOf(aMultiple(), choiceIds("AD"))).toEqual(["0", "3"]);
  expect(describeParts(aSingle(), []).map(({ name, text }) => `${name}: ${text}`)).toEqual([
    "A: Choice A",
    "B: Choice B",
    "C: Choice C",
  ]);
  expect(partsOf(anOrdering(), stepIds("BAC"))).toEqual(["2 1 3"]);
  expect(partsOf(aText(), " Dark  SPÓTS ")).toEqual(partsOf(aText(), "dark spots"));
  expect(partsOf(aNumeric(), "1.5")).toEqual(["1.5"]);
  expect(partsOf(aMatching(), PAIR)).toEqual(["0:0", "1:-1", "2:-1"]);
});

test("where several can be chosen together, a response is not one of several things", () => {
  const chosenOne = oneOfEachType().filter(isChosenOne);
  expect(chosenOne.map(({ type }) => type)).not.toContain("multiple");
  expect(chosenOne.map(({ type }) => type)).toContain("hotspot");
});
