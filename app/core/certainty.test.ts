import fc from "fast-check";
import { expect, test } from "vitest";
import { aMultiple, aQuizOf, aSingle, choiceId, choiceIds } from "#tests/support/quiz-files.ts";
import {
  asksCertainty,
  CERTAINTIES,
  type Certainty,
  judgedLevels,
  judgementInWords,
  readCertainties,
  sureButUnsafe,
  sureButUnsafeInWords,
  sureButWrongInWords,
} from "./certainty.ts";
import type { ItemResponse } from "./item-types.ts";
import { quizFile } from "./quiz.ts";
import { scoreAttempt } from "./scoring.ts";

const QUIZ = aQuizOf(
  [
    {
      items: [
        aSingle({ id: "asks-as-the-quiz" }),
        aSingle({ id: "does-not-ask", certainty: false }),
        aMultiple({ id: "asks-itself", certainty: true }),
      ],
    },
  ],
  { certainty: true },
);
const SHEET = { seed: 1, itemIds: ["asks-as-the-quiz", "does-not-ask", "asks-itself"] };
const EVERYWHERE = [0, 1, 2];

function posted(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}

test.each([
  ["neither says so", false, undefined, false],
  ["the quiz says so", true, undefined, true],
  ["only the item says so", false, true, true],
  ["the item says that it does not", true, false, false],
])("whether an item asks how sure one is: %s", (_case, quiz, item, asks) => {
  expect(asksCertainty({ certainty: quiz }, { certainty: item })).toBe(asks);
});

test("a quiz version that was published before there was certainty does not ask for it", () => {
  const { certainty: _, ...older } = aQuizOf([{ items: [aSingle()] }]);
  expect(quizFile.parse(older).certainty).toBe(false);
});

test("certainty is read from the items that ask for it, and only where it is new", () => {
  const form = posted({
    "_certainty.asks-as-the-quiz": "sure",
    "_certainty.does-not-ask": "sure",
    "_certainty.asks-itself": "guess",
  });
  const saved = new Map<string, Certainty>([["asks-itself", "guess"]]);
  expect(readCertainties(QUIZ, SHEET, EVERYWHERE, saved, form, () => true)).toEqual([
    { position: 0, certainty: "sure" },
  ]);
  expect(readCertainties(QUIZ, SHEET, [2], new Map(), form, () => true)).toEqual([
    { position: 2, certainty: "guess" },
  ]);
});

test("certainty that takes the place of what was said elsewhere since says so", () => {
  const form = posted({ "_certainty.asks-itself": "sure", "_base._certainty.asks-itself": "" });
  const saved = new Map<string, Certainty>([["asks-itself", "guess"]]);
  expect(readCertainties(QUIZ, SHEET, EVERYWHERE, saved, form, () => true)).toEqual([
    { position: 2, certainty: "sure", isReplacing: true },
  ]);
});

test("a page that says nothing of certainty, or nonsense, leaves what is saved", () => {
  const saved = new Map<string, Certainty>([["asks-itself", "guess"]]);
  for (const form of [posted({}), posted({ "_certainty.asks-itself": "certain" })]) {
    expect(readCertainties(QUIZ, SHEET, EVERYWHERE, saved, form, () => true)).toEqual([]);
  }
});

test("what is said of a response that could not be taken is not taken either", () => {
  const form = posted({ "_certainty.asks-itself": "sure" });
  const isRead = (itemId: string) => itemId !== "asks-itself";
  expect(readCertainties(QUIZ, SHEET, EVERYWHERE, new Map(), form, isRead)).toEqual([]);
});

test("a person is judged by what was right of each level that they gave", () => {
  const levels = judgedLevels([
    { certainty: "guess", isRight: true },
    { certainty: "sure", isRight: true },
    { certainty: "sure", isRight: false },
  ]);
  expect(levels).toEqual([
    { certainty: "sure", given: 2, right: 1 },
    { certainty: "guess", given: 1, right: 1 },
  ]);
  expect(judgedLevels([])).toEqual([]);
});

test.each([
  ["sure", 8, 7, "Of 8 you were sure of, 7 were right."],
  ["sure", 8, 1, "Of 8 you were sure of, 1 was right."],
  ["sure", 2, 0, "Of 2 you were sure of, none were right."],
  ["sure", 1, 1, "The one item you were sure of was right."],
  ["fairly-sure", 1, 0, "The one item you were fairly sure of was not right."],
  ["fairly-sure", 5, 5, "Of 5 you were fairly sure of, 5 were right."],
  ["guess", 3, 2, "Of 3 guesses, 2 were right."],
  ["guess", 1, 0, "The one guess was not right."],
] as const)("%s %i times, %i right: %s", (certainty, given, right, words) => {
  expect(judgementInWords([{ certainty, given, right }], "you")).toEqual([words]);
});

test("a manager reads the same of somebody else", () => {
  const level = { certainty: "sure", given: 8, right: 7 } as const;
  expect(judgementInWords([level], "they")).toEqual(["Of 8 they were sure of, 7 were right."]);
  expect(sureButWrongInWords("harmful-choice", "they")).toBe(
    "They were sure, and it would have harmed a client.",
  );
});

test.each([
  ["harmful-choice", "You were sure, and it would have harmed a client."],
  ["critical-pair", "You were sure, and it would have harmed a client."],
  ["not-fully-right", "You were sure, and this safety item was not fully right."],
  [undefined, "You were sure, and it was not fully right."],
] as const)("sure but wrong is said plainly: %s", (failure, words) => {
  expect(sureButWrongInWords(failure, "you")).toBe(words);
});

test("only safety misses that somebody was sure of are sure but unsafe", () => {
  const said = new Map<string, Certainty>([
    ["a", "sure"],
    ["b", "guess"],
    ["d", "sure"],
  ]);
  const reasons = [
    { kind: "below-passing-score", reached: 5000, needed: 8000 },
    { kind: "critical-item", itemId: "b", failure: "harmful-choice" },
    { kind: "critical-item", itemId: "a", failure: "not-fully-right" },
    { kind: "critical-item", itemId: "c", failure: "blank" },
  ] as const;
  expect(sureButUnsafe(reasons, (itemId) => said.get(itemId))).toEqual([
    { itemId: "a", failure: "not-fully-right" },
  ]);
});

test("whether a quiz and its items ask for certainty never changes a score", () => {
  const asks = fc.option(fc.boolean(), { nil: undefined });
  const response = fc.constantFrom<ItemResponse | undefined>(
    undefined,
    choiceId("A"),
    choiceId("B"),
    choiceId("C"),
  );
  const responses = fc.constantFrom<ItemResponse | undefined>(
    undefined,
    ...["A", "AB", "ABC", "ABCD", "DE"].map(choiceIds),
  );
  const arbitrary = fc.tuple(fc.boolean(), asks, asks, response, responses);
  fc.assert(
    fc.property(arbitrary, ([quizAsks, oneAsks, otherAsks, one, other]) => {
      const quizWith = (fields: { quiz?: boolean; one?: boolean; other?: boolean }) =>
        aQuizOf(
          [
            {
              items: [
                aSingle({ id: "one", critical: true, harmful: "C", certainty: fields.one }),
                aMultiple({ id: "other", harmful: "E", certainty: fields.other }),
              ],
            },
          ],
          { certainty: fields.quiz },
        );
      const given = new Map<string, ItemResponse>();
      if (one !== undefined) given.set("one", one);
      if (other !== undefined) given.set("other", other);
      const score = (quiz: ReturnType<typeof quizWith>) =>
        scoreAttempt(quiz, ["one", "other"], given);
      expect(score(quizWith({ quiz: quizAsks, one: oneAsks, other: otherAsks }))).toEqual(
        score(quizWith({})),
      );
    }),
  );
});

test("how many were right of each level never adds up to more than was given", () => {
  const said = fc.array(
    fc.record({ certainty: fc.constantFrom(...CERTAINTIES), isRight: fc.boolean() }),
  );
  fc.assert(
    fc.property(said, (all) => {
      const levels = judgedLevels(all);
      expect(levels.reduce((sum, { given }) => sum + given, 0)).toBe(all.length);
      for (const { given, right } of levels) {
        expect(right).toBeGreaterThanOrEqual(0);
        expect(right).toBeLessThanOrEqual(given);
      }
    }),
  );
});

test.each([
  [["not-fully-right"], "Sure, but wrong on a safety item"],
  [["harmful-choice"], "Sure, but wrong on a safety item: it would have harmed a client"],
  [["not-fully-right", "not-fully-right"], "Sure, but wrong on 2 safety items"],
  [
    ["not-fully-right", "harmful-choice"],
    "Sure, but wrong on 2 safety items: one would have harmed a client",
  ],
  [
    ["harmful-choice", "harmful-choice", "not-fully-right"],
    "Sure, but wrong on 3 safety items: 2 would have harmed a client",
  ],
] as const)("what a manager reads of %j", (failures, words) => {
  expect(sureButUnsafeInWords(failures.map((failure) => ({ failure })))).toBe(words);
});
