import fc from "fast-check";
import { expect, test } from "vitest";
import { aSingle, backwards, choiceId, inFileOrder } from "#tests/support/quiz-files.ts";
import { UNITS_PER_POINT } from "./item.ts";
import { single } from "./single.ts";

function posted(...values: string[]): FormData {
  const form = new FormData();
  for (const value of values) form.append("a-single", value);
  return form;
}

test.each([
  ["A", 0],
  ["B", UNITS_PER_POINT],
  ["C", 0],
])("choosing %s where B is right earns %i units", (letter, units) => {
  expect(single.score(aSingle({ key: "B" }), choiceId(letter))).toBe(units);
});

test("a blank, and a choice that is not one of the item's, earn nothing", () => {
  expect(single.score(aSingle(), undefined)).toBe(0);
  expect(single.score(aSingle(), "choice-z")).toBe(0);
});

test.each([
  ["the harmful choice", "C", "harmful-choice"],
  ["another wrong choice", "B", undefined],
  ["the right choice", "A", undefined],
])("%s, %s: its harm is %s", (_which, letter, harm) => {
  expect(single.harm(aSingle({ harmful: "C" }), choiceId(letter))).toBe(harm);
});

test("a form with one of the choices is a response", () => {
  expect(single.readResponse(aSingle(), posted("choice-b"))).toEqual({ response: "choice-b" });
});

test("a form without the item is a blank", () => {
  const form = new FormData();
  form.append("another-item", "choice-a");
  expect(single.readResponse(aSingle(), form)).toEqual({ response: undefined });
});

test.each([
  ["an unknown choice", ["choice-z"]],
  ["the text of a choice", ["Choice A"]],
  ["an empty value", [""]],
  ["two choices", ["choice-a", "choice-b"]],
  ["the same choice twice", ["choice-a", "choice-a"]],
  ["a name every object has", ["constructor"]],
])("a form with %s is a problem, never a guess", (_what, values) => {
  const read = single.readResponse(aSingle(), posted(...values));
  expect(read).toEqual({ problem: expect.stringMatching(/\S/) });
});

test("a file in the place of a choice is a problem", () => {
  const form = new FormData();
  form.append("a-single", new Blob(["choice-a"]), "choice-a");
  expect(single.readResponse(aSingle(), form)).toHaveProperty("problem");
});

test("items that differ only in key, harm and rationales look the same", () => {
  const letters = fc.constantFrom("A", "B", "C");
  fc.assert(
    fc.property(letters, letters, letters, fc.string(), (key, otherKey, harmful, words) => {
      const one = aSingle({ key });
      const other = aSingle({ key: otherKey, harmful: harmful === otherKey ? "" : harmful });
      other.rationale = words;
      other.evidence = [words];
      for (const choice of other.choices) choice.rationale = words;
      expect(single.present(other, inFileOrder)).toEqual(single.present(one, inFileOrder));
    }),
  );
});

test("a presented item is its stem and the texts of its choices, in the order of the attempt", () => {
  expect(single.present(aSingle({ critical: true }), backwards)).toEqual({
    type: "single",
    id: "a-single",
    stem: "What do you do?",
    critical: true,
    choices: [
      { id: "choice-c", text: "Choice C" },
      { id: "choice-b", text: "Choice B" },
      { id: "choice-a", text: "Choice A" },
    ],
  });
});

test("a review says what was chosen, what is right, what is harmful, and why", () => {
  const review = single.review(aSingle({ harmful: "C" }), "choice-c", backwards);
  expect(review).toMatchObject({ rationale: "What to take from it.", evidence: ["S1"] });
  expect(review.choices).toEqual([
    {
      id: "choice-c",
      text: "Choice C",
      rationale: "Why C.",
      chosen: true,
      correct: false,
      harmful: true,
    },
    {
      id: "choice-b",
      text: "Choice B",
      rationale: "Why B.",
      chosen: false,
      correct: false,
      harmful: false,
    },
    {
      id: "choice-a",
      text: "Choice A",
      rationale: "Why A.",
      chosen: false,
      correct: true,
      harmful: false,
    },
  ]);
});

test("a review of a blank marks nothing as chosen", () => {
  const review = single.review(aSingle(), undefined, inFileOrder);
  expect(review.choices.map(({ chosen }) => chosen)).toEqual([false, false, false]);
});

test.each([
  ["no right choice", { key: "" }, [["choices"]]],
  ["two right choices", { key: "AB" }, [["choices"]]],
  ["a right choice that is harmful", { key: "A", harmful: "A" }, [["choices", 0, "critical"]]],
  ["a choice id used twice", { choices: "ABB" }, [["choices", 2, "id"]]],
  ["nothing wrong", { key: "A", harmful: "BC" }, []],
])("faults of an item with %s", (_what, fields, paths) => {
  expect(single.faults(aSingle(fields)).map(({ path }) => path)).toEqual(paths);
});

test.each([
  ["correct", true],
  ["correct-one", true],
  ["the-incorrect", true],
  ["wrong-2", true],
  ["distractor-b", true],
  ["right", false],
  ["right-cheek", false],
  ["correction", false],
  ["defer", false],
])("the choice id %s gives the key away: %s", (id, isTelling) => {
  const item = aSingle();
  const choices = item.choices.map((each, index) => (index === 0 ? { ...each, id } : each));
  const paths = single.faults({ ...item, choices }).map(({ path }) => path);
  expect(paths).toEqual(isTelling ? [["choices", 0, "id"]] : []);
});

test("an item with one choice, or with a misspelt field, does not parse", () => {
  expect(single.schema.safeParse(aSingle()).success).toBe(true);
  expect(() => aSingle({ choices: "A" })).toThrow();
  expect(single.schema.safeParse({ ...aSingle(), critcal: true }).success).toBe(false);
});
