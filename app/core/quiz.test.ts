import { expect, test } from "vitest";
import { aMultiple, aQuizOf, aSingle, aTrueFalse } from "#tests/support/quiz-files.ts";
import { hasCriticalItems, itemCount, itemsOf, quizFaults } from "./quiz.ts";

const QUIZ = aQuizOf([
  { draw: 1, items: [aSingle({ id: "one" }), aTrueFalse({ id: "two" })] },
  { items: [aMultiple({ id: "three" }), aSingle({ id: "four", harmful: "C" })] },
]);

test("the items of a quiz come section by section, in the order of the file", () => {
  expect(itemsOf(QUIZ).map(({ id }) => id)).toEqual(["one", "two", "three", "four"]);
});

test("an attempt has as many items as its sections draw, and all where they draw nothing", () => {
  expect(itemCount(QUIZ)).toBe(3);
});

test("a quiz has critical items when any item is critical; a harmful choice does not make one", () => {
  expect(hasCriticalItems(QUIZ)).toBe(false);
  expect(hasCriticalItems(aQuizOf([{ items: [aSingle({ critical: true })] }]))).toBe(true);
});

test("a sound quiz has no faults, and a fault of an item is found at its place in the quiz", () => {
  expect(quizFaults(QUIZ)).toEqual([]);
  const faulty = aQuizOf([
    { items: [aSingle()] },
    { items: [aMultiple(), aSingle({ id: "x", key: "AB" })] },
  ]);
  expect(quizFaults(faulty).map(({ path }) => path)).toEqual([
    ["sections", 1, "items", 1, "choices"],
  ]);
});
