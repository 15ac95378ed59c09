import fc from "fast-check";
import { expect, test } from "vitest";
import { anOrdering, backwards, inFileOrder, stepId, stepIds } from "#tests/support/quiz-files.ts";
import { ordering } from "./ordering.ts";

/** "2-1" posts place 2 for the step shown first, none for the second, place 1 for the third. */
function posted(places: string): FormData {
  const form = new FormData();
  for (const [index, place] of [...places].entries()) {
    form.append(`a-ordering.${"ABCDE".charAt(index)}`, place === "-" ? "" : place);
  }
  return form;
}

// The table of PRODUCT.md section 3: five steps, in the order A B C D E.
test.each([
  ["ABCDE", 10_000, 10_000],
  ["BACDE", 9000, 0],
  ["EABCD", 6000, 0],
  ["EDCBA", 0, 0],
  ["ABCD", 6000, 0],
  ["AB", 1000, 0],
  ["BA", 0, 0],
  ["A", 0, 0],
])("%s scores %i under pairs and %i under exact", (letters, units, exact) => {
  expect(ordering.score(anOrdering(), stepIds(letters))).toBe(units);
  expect(ordering.score(anOrdering({ scoring: "exact" }), stepIds(letters))).toBe(exact);
});

test("a blank scores nothing, and so do steps that are not the item's", () => {
  expect(ordering.score(anOrdering(), undefined)).toBe(0);
  expect(ordering.score(anOrdering(), ["step-y", "step-z"])).toBe(0);
});

test("the score is the share of pairs in the right order, counted pair by pair", () => {
  const anyOrder = fc.shuffledSubarray([..."ABCDE"]);
  fc.assert(
    fc.property(anyOrder, (letters) => {
      let right = 0;
      for (const [index, one] of letters.entries()) {
        right += letters.slice(index + 1).filter((other) => other > one).length;
      }
      expect(ordering.score(anOrdering(), letters.map(stepId))).toBe(right * 1000);
    }),
  );
});

test.each([
  ["ABCDE", undefined],
  ["ADCBE", "critical-pair"],
  ["DB", "critical-pair"],
  ["B", undefined],
  ["D", undefined],
  ["EDCBA", "critical-pair"],
])("%s where B must come before D: its harm is %s", (letters, harm) => {
  expect(ordering.harm(anOrdering({ criticalPairs: ["BD"] }), stepIds(letters))).toBe(harm);
});

test("what is presented says neither ids nor the right order", () => {
  expect(ordering.present(anOrdering({ steps: "ABC", criticalPairs: ["AB"] }), backwards)).toEqual({
    type: "ordering",
    id: "a-ordering",
    stem: "What do you do?",
    critical: false,
    scoring: "pairs",
    steps: [
      { letter: "A", text: "Step C" },
      { letter: "B", text: "Step B" },
      { letter: "C", text: "Step A" },
    ],
  });
});

test.each([
  ["12345", "EDCBA"],
  ["54321", "ABCDE"],
  ["2-1--", "CE"],
  ["4-2--", "CE"],
])("places %s of steps that are shown backwards read as %s", (places, letters) => {
  expect(ordering.readResponse(anOrdering(), posted(places), backwards)).toEqual({
    response: stepIds(letters),
  });
});

test("no place at all is a blank", () => {
  expect(ordering.readResponse(anOrdering(), posted("-----"), inFileOrder)).toEqual({
    response: undefined,
  });
  expect(ordering.readResponse(anOrdering(), new FormData(), inFileOrder)).toEqual({
    response: undefined,
  });
});

test("two steps at one place are told which place it is", () => {
  expect(ordering.readResponse(anOrdering(), posted("1232-"), inFileOrder)).toEqual({
    problem: "Two steps have place 2. Give each step a place of its own.",
  });
});

test.each(["6", "0", "x", "A"])("place %s is a problem, never a guess", (place) => {
  expect(ordering.readResponse(anOrdering(), posted(place), inFileOrder)).toEqual({
    problem: expect.stringMatching(/place/),
  });
});

test("two places for one step are a problem", () => {
  const form = posted("1");
  form.append("a-ordering.A", "2");
  expect(ordering.readResponse(anOrdering(), form, inFileOrder)).toHaveProperty("problem");
});

test("what the fields hold for a response reads as that response", () => {
  const anyOrder = fc.shuffledSubarray([..."ABCDE"], { minLength: 1 });
  fc.assert(
    fc.property(anyOrder, fc.constantFrom(inFileOrder, backwards), (letters, orders) => {
      const response = letters.map(stepId);
      const form = new FormData();
      for (const [name, values] of Object.entries(
        ordering.fields(anOrdering(), response, orders),
      )) {
        for (const value of values) form.append(name, value);
      }
      expect(ordering.readResponse(anOrdering(), form, orders)).toEqual({ response });
    }),
  );
});

test("a response is complete once every step is placed", () => {
  expect(ordering.isComplete(anOrdering(), stepIds("EDCBA"))).toBe(true);
  expect(ordering.isComplete(anOrdering(), stepIds("ABCD"))).toBe(false);
});

test("a review has the right order, the person's places, and what the order would do", () => {
  const item = anOrdering({ steps: "ABC", criticalPairs: ["AB", "AC"] });
  const review = ordering.review(item, stepIds("BA"));
  expect(review.steps).toEqual([
    { id: "step-a", text: "Step A", rationale: "Why A stands there.", chosenPlace: 2 },
    { id: "step-b", text: "Step B", rationale: "Why B stands there.", chosenPlace: 1 },
    { id: "step-c", text: "Step C", rationale: "Why C stands there.", chosenPlace: undefined },
  ]);
  expect([review.rightPairs, review.allPairs]).toEqual([0, 3]);
  expect(review.criticalPairs).toEqual([
    {
      before: { id: "step-a", text: "Step A" },
      after: { id: "step-b", text: "Step B" },
      rationale: "Why AB.",
      isReversed: true,
    },
    {
      before: { id: "step-a", text: "Step A" },
      after: { id: "step-c", text: "Step C" },
      rationale: "Why AC.",
      isReversed: false,
    },
  ]);
  expect(ordering.review(item, undefined)).toMatchObject({ isBlank: true, rightPairs: 0 });
});

test.each([
  ["nothing wrong", ["AB", "BD"], []],
  ["an unknown step", ["AZ"], [["criticalPairs", 0, "then"]]],
  ["one step twice", ["AB", "CC"], [["criticalPairs", 1, "then"]]],
  ["a pair against the right order", ["DB"], [["criticalPairs", 0, "first"]]],
])("faults of critical pairs with %s", (_what, criticalPairs, paths) => {
  expect(ordering.faults(anOrdering({ criticalPairs })).map(({ path }) => path)).toEqual(paths);
});

test("a step id used twice is a fault, and two steps are too few", () => {
  expect(ordering.faults(anOrdering({ steps: "ABA" })).map(({ path }) => path)).toEqual([
    ["steps", 2, "id"],
  ]);
  expect(() => anOrdering({ steps: "AB" })).toThrow();
});
