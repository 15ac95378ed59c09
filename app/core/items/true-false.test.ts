import { expect, test } from "vitest";
import { aTrueFalse } from "#tests/support/quiz-files.ts";
import { trueFalse } from "./true-false.ts";

function posted(...values: string[]): FormData {
  const form = new FormData();
  for (const value of values) form.append("a-true-false", value);
  return form;
}

test.each([
  [true, "true", 10_000],
  [true, "false", 0],
  [false, "true", 0],
  [false, "false", 10_000],
  [true, undefined, 0],
  [false, undefined, 0],
] as const)("a statement that is %s, answered %s, earns %i units", (answer, response, units) => {
  expect(trueFalse.score(aTrueFalse({ answer }), response)).toBe(units);
});

test.each([
  [["true"], { response: "true" }],
  [["false"], { response: "false" }],
  [[], { response: undefined }],
  [["True"], { problem: expect.any(String) }],
  [["on"], { problem: expect.any(String) }],
  [[""], { problem: expect.any(String) }],
  [["true", "false"], { problem: expect.any(String) }],
])("a form with %j reads as %j", (values, read) => {
  expect(trueFalse.readResponse(aTrueFalse(), posted(...values))).toEqual(read);
});

test("a presented statement is the same whether it is true or false", () => {
  const presented = trueFalse.present(aTrueFalse({ answer: true }));
  expect(presented).toEqual(trueFalse.present(aTrueFalse({ answer: false })));
  expect(presented).toEqual({
    type: "true-false",
    id: "a-true-false",
    stem: "What do you do?",
    critical: false,
  });
});

test("a review shows true before false, what was chosen, and why each is right or wrong", () => {
  expect(trueFalse.review(aTrueFalse({ answer: false }), "true").choices).toEqual([
    {
      id: "true",
      text: "True",
      rationale: "Why true.",
      chosen: true,
      correct: false,
      harmful: false,
    },
    {
      id: "false",
      text: "False",
      rationale: "Why false.",
      chosen: false,
      correct: true,
      harmful: false,
    },
  ]);
});

test("a review of a blank marks nothing as chosen", () => {
  const { choices } = trueFalse.review(aTrueFalse(), undefined);
  expect(choices.map(({ chosen }) => chosen)).toEqual([false, false]);
});

test("neither of the two is ever harmful", () => {
  expect(trueFalse.harm()).toBeUndefined();
});

test("a statement needs a rationale for both, and a boolean for which is right", () => {
  expect(
    trueFalse.schema.safeParse({ ...aTrueFalse(), rationales: { true: "Why." } }).success,
  ).toBe(false);
  expect(trueFalse.schema.safeParse({ ...aTrueFalse(), answer: "true" }).success).toBe(false);
});
