import { expect, test } from "vitest";
import { aMultiple, aQuizOf, aSingle, choiceId, choiceIds } from "#tests/support/quiz-files.ts";
import { shownOf, typedOnPage } from "./shown-response.ts";

const ONE = aSingle({ id: "one" });
const MANY = aMultiple({ id: "many" });
const QUIZ = aQuizOf([{ items: [ONE, MANY] }]);
const DRAWN = { seed: 1, itemIds: ["one", "many"] };

test("what is saved is shown with its text, for the response and for how sure one is", () => {
  const saved = { response: choiceIds("AB"), certainty: "sure" } as const;
  expect(shownOf(QUIZ, DRAWN, MANY, saved)).toEqual({
    fields: { many: choiceIds("AB") },
    certainty: "sure",
    bases: { many: '{"many":["choice-a","choice-b"]}', "_certainty.many": "sure" },
  });
  expect(shownOf(QUIZ, DRAWN, ONE).bases).toEqual({ one: "", "_certainty.one": "" });
});

test("what stands in a form is given back with what it was shown with", () => {
  const form = new FormData();
  form.append("_base.one", "");
  form.append("one", choiceId("B"));
  form.append("_certainty.one", "guess");
  form.append("many", "choice-z");
  expect(typedOnPage(QUIZ, DRAWN, [0, 1], form)).toEqual({
    one: { fields: { one: [choiceId("B")] }, certainty: "guess", bases: { one: "" } },
    many: { fields: { many: ["choice-z"] }, certainty: undefined, bases: {} },
  });
});
