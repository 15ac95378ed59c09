import { expect, test } from "vitest";
import { aMultiple, aQuizOf, aSingle, choiceId, choiceIds } from "#tests/support/quiz-files.ts";
import { shownOf, typedOnPage } from "./shown-response.ts";

const QUIZ = aQuizOf([{ items: [aSingle({ id: "one" }), aMultiple({ id: "many" })] }]);
const DRAWN = { seed: 1, itemIds: ["one", "many"] };

test("what is saved is shown with its text, for the response and for how sure one is", () => {
  expect(shownOf("many", { response: choiceIds("AB"), certainty: "sure" })).toEqual({
    response: choiceIds("AB"),
    certainty: "sure",
    bases: { many: JSON.stringify(choiceIds("AB")), "_certainty.many": "sure" },
  });
  expect(shownOf("one").bases).toEqual({ one: "", "_certainty.one": "" });
});

test("what stands in a form is given back with what it was shown with", () => {
  const form = new FormData();
  form.append("_base.one", "");
  form.append("one", choiceId("B"));
  form.append("_certainty.one", "guess");
  form.append("many", "choice-z");
  expect(typedOnPage(QUIZ, DRAWN, [0, 1], form)).toEqual({
    one: { response: choiceId("B"), certainty: "guess", bases: { one: "" } },
    many: { response: "choice-z", certainty: undefined, bases: {} },
  });
});
