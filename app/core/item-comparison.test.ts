import { expect, test } from "vitest";
import { aMultiple, aSingle, aTrueFalse } from "#tests/support/quiz-files.ts";
import { differencesOf, isScoredOtherwise, whyIncomparable } from "./item-comparison.ts";
import type { Item } from "./item-types.ts";

const single = aSingle({ id: "one" });

function withChoices(change: (choice: (typeof single.choices)[number]) => object): Item {
  return { ...single, choices: single.choices.map((choice) => ({ ...choice, ...change(choice) })) };
}

test.each<[string, Item, string[]]>([
  ["nothing", aSingle({ id: "one" }), []],
  ["the right choice", aSingle({ id: "one", key: "B" }), ["key"]],
  ["a harmful choice", aSingle({ id: "one", harmful: "C" }), ["credit"]],
  ["that it is critical", aSingle({ id: "one", critical: true }), ["credit"]],
  ["the stem", aSingle({ id: "one", stem: "And now?" }), ["wording"]],
  ["a choice's text", withChoices(() => ({ text: "Other" })), ["wording"]],
  ["a rationale", withChoices(() => ({ rationale: "Other" })), ["explanation"]],
  ["the sources", { ...single, evidence: ["S2"] }, ["explanation"]],
  ["the next review", { ...single, reviewBy: "2030-01-01" }, ["explanation"]],
  ["the order of choices", { ...single, choices: single.choices.toReversed() }, ["order"]],
  ["a distractor more", aSingle({ id: "one", choices: "ABCD" }), ["parts"]],
  [
    "a distractor less, and the key",
    aSingle({ id: "one", choices: "AB", key: "B" }),
    ["key", "parts"],
  ],
  ["the type", aTrueFalse({ id: "one" }), ["type"]],
])("what differs is told: %s", (_what, after, expected) => {
  expect(differencesOf(single, after)).toEqual(expected);
});

test("the answer of a statement is its key, and credit is told apart from it", () => {
  expect(differencesOf(aTrueFalse(), aTrueFalse({ answer: false }))).toEqual(["key"]);
  expect(differencesOf(aMultiple(), aMultiple({ scoring: "exact" }))).toEqual(["credit"]);
});

test("only what is read, or its order, never changes a score", () => {
  expect(isScoredOtherwise(["wording", "explanation", "order"])).toBe(false);
  for (const each of ["type", "key", "credit", "parts"] as const) {
    expect(isScoredOtherwise([each])).toBe(true);
  }
});

test.each([
  ["with another key", aSingle({ id: "one", key: "B" }), "choice-c", undefined],
  ["that is gone", undefined, "choice-a", "item-gone"],
  ["that became a statement", aTrueFalse({ id: "one" }), "choice-a", "other-type"],
  [
    "without the choice that was made",
    aSingle({ id: "one", choices: "AB" }),
    "choice-c",
    "choice-gone",
  ],
  [
    "without a choice that was not made",
    aSingle({ id: "one", choices: "AB" }),
    "choice-b",
    undefined,
  ],
  ["with one more distractor", aSingle({ id: "one", choices: "ABCD" }), "choice-a", undefined],
  [
    "whose key is a choice that came later",
    aSingle({ id: "one", choices: "ABCD", key: "D" }),
    "choice-a",
    "part-new",
  ],
  ["that was left open", aSingle({ id: "one", key: "B" }), undefined, undefined],
] as const)(
  "a response can be scored by a version %s: or why not",
  (_what, scoredBy, response, why) => {
    expect(whyIncomparable(single, scoredBy, response)).toBe(why);
  },
);
