import fc from "fast-check";
import { expect, test } from "vitest";
import { aMultiple, choiceId, choiceIds, inFileOrder } from "#tests/support/quiz-files.ts";
import { multiple } from "./multiple.ts";

function posted(...values: string[]): FormData {
  const form = new FormData();
  for (const value of values) form.append("a-multiple", value);
  return form;
}

/** A key and a response over the choices "ABCDE"; the key is never empty. */
const anyKey = fc.subarray([..."ABCDE"], { minLength: 1 }).map((letters) => letters.join(""));
const anyLetters = fc.subarray([..."ABCDE"]).map((letters) => letters.join(""));

// The table of PRODUCT.md section 3: five choices, key A B C.
test.each([
  ["ABC", 10_000, 10_000],
  ["AB", 6667, 0],
  ["ABD", 3333, 0],
  ["ABCD", 6667, 0],
  ["ABCDE", 3333, 0],
  ["A", 3333, 0],
  ["AD", 0, 0],
  ["ADE", 0, 0],
  ["DE", 0, 0],
  ["", 0, 0],
])('"%s" for the key A B C earns %i units under net, %i under exact', (letters, net, exact) => {
  const chosen = letters === "" ? undefined : choiceIds(letters);
  expect(multiple.score(aMultiple({ scoring: "net" }), chosen)).toBe(net);
  expect(multiple.score(aMultiple({ scoring: "exact" }), chosen)).toBe(exact);
});

test("net is what an item gets that says nothing", () => {
  expect(aMultiple().scoring).toBe("net");
});

test("the order in which choices were chosen means nothing", () => {
  expect(multiple.score(aMultiple({ scoring: "exact" }), choiceIds("CAB"))).toBe(10_000);
});

test.each(["net", "exact"] as const)(
  "an item whose key is empty by mistake earns nothing (%s)",
  (scoring) => {
    const faulty = aMultiple({ key: "", scoring });
    for (const letters of ["", "A", "ABCDE"]) {
      expect(multiple.score(faulty, choiceIds(letters))).toBe(0);
    }
  },
);

test("a score is the exact share to the nearest unit, and only the whole key is a whole point", () => {
  fc.assert(
    fc.property(anyKey, anyLetters, (key, letters) => {
      const units = multiple.score(aMultiple({ key }), choiceIds(letters));
      const right = [...letters].filter((letter) => key.includes(letter)).length;
      const share = Math.max(0, right - (letters.length - right)) / key.length;
      expect(Number.isInteger(units)).toBe(true);
      expect(Math.abs(units - share * 10_000)).toBeLessThanOrEqual(0.5);
      expect(units === 10_000).toBe(letters === key);
    }),
  );
});

test("choosing one more wrong choice never raises a score, one more right choice never lowers it", () => {
  fc.assert(
    fc.property(
      anyKey,
      anyLetters,
      fc.constantFrom("net" as const, "exact" as const),
      (key, letters, scoring) => {
        const item = aMultiple({ key, scoring });
        const before = multiple.score(item, choiceIds(letters));
        for (const letter of [..."ABCDE"].filter((each) => !letters.includes(each))) {
          const after = multiple.score(item, choiceIds(letters + letter));
          if (key.includes(letter)) expect(after).toBeGreaterThanOrEqual(before);
          else expect(after).toBeLessThanOrEqual(before);
        }
      },
    ),
  );
});

test("choosing everything earns what the key's majority leaves, never a whole point", () => {
  fc.assert(
    fc.property(anyKey, (key) => {
      fc.pre(key.length < 5);
      expect(multiple.score(aMultiple({ key }), choiceIds("ABCDE"))).toBeLessThan(10_000);
      if (key.length <= 2) expect(multiple.score(aMultiple({ key }), choiceIds("ABCDE"))).toBe(0);
    }),
  );
});

test.each([
  ["ABCE", "harmful-choice"],
  ["E", "harmful-choice"],
  ["ABC", undefined],
  ["D", undefined],
])('"%s" where E is harmful: %s', (letters, harm) => {
  expect(multiple.harm(aMultiple({ harmful: "E" }), choiceIds(letters))).toBe(harm);
});

test("a response is kept in the order of the file, each choice once", () => {
  expect(multiple.readResponse(aMultiple(), posted("choice-c", "choice-a", "choice-c"))).toEqual({
    response: ["choice-a", "choice-c"],
  });
});

test("a form without a choice is a blank", () => {
  expect(multiple.readResponse(aMultiple(), posted())).toEqual({ response: undefined });
});

test.each([
  ["an unknown choice", ["choice-z"]],
  ["an unknown choice among known ones", ["choice-a", "choice-z", "choice-b"]],
  ["an empty value", [""]],
  ["two choices in one value", ["choice-a,choice-b"]],
])("a form with %s is a problem, never a guess", (_what, values) => {
  const read = multiple.readResponse(aMultiple(), posted(...values));
  expect(read).toEqual({ problem: expect.stringMatching(/\S/) });
});

test("items that differ only in key, harm and rationales look the same", () => {
  fc.assert(
    fc.property(anyKey, anyKey, anyLetters, fc.string(), (key, otherKey, harmful, words) => {
      const one = aMultiple({ key });
      const other = aMultiple({ key: otherKey, harmful });
      other.rationale = words;
      other.evidence = [words];
      for (const choice of other.choices) choice.rationale = words;
      expect(multiple.present(other, inFileOrder)).toEqual(multiple.present(one, inFileOrder));
    }),
  );
});

test("a presented item says how it is scored, and nothing of what is right", () => {
  expect(multiple.present(aMultiple({ choices: "ABC", key: "AB" }), inFileOrder)).toEqual({
    type: "multiple",
    id: "a-multiple",
    stem: "What do you do?",
    critical: false,
    scoring: "net",
    choices: [
      { id: "choice-a", text: "Choice A" },
      { id: "choice-b", text: "Choice B" },
      { id: "choice-c", text: "Choice C" },
    ],
  });
});

test("a review marks each choice by itself", () => {
  const item = aMultiple({ key: "AB", choices: "ABCD", harmful: "D" });
  const review = multiple.review(item, choiceIds("AD"), inFileOrder);
  expect(review.choices).toEqual(
    [
      { letter: "A", chosen: true, correct: true, harmful: false },
      { letter: "B", chosen: false, correct: true, harmful: false },
      { letter: "C", chosen: false, correct: false, harmful: false },
      { letter: "D", chosen: true, correct: false, harmful: true },
    ].map(({ letter, ...marks }) => ({
      id: choiceId(letter),
      text: `Choice ${letter}`,
      rationale: `Why ${letter}.`,
      ...marks,
    })),
  );
  expect(multiple.review(item, undefined, inFileOrder).choices.some(({ chosen }) => chosen)).toBe(
    false,
  );
});

test.each([
  ["no right choice", { key: "" }, [["choices"]]],
  ["a right choice that is harmful", { key: "AB", harmful: "B" }, [["choices", 1, "critical"]]],
  [
    "a choice id used three times",
    { choices: "ABBB" },
    [
      ["choices", 2, "id"],
      ["choices", 3, "id"],
    ],
  ],
  ["nothing wrong", { key: "AB", harmful: "DE" }, []],
])("faults of an item with %s", (_what, fields, paths) => {
  expect(multiple.faults(aMultiple(fields)).map(({ path }) => path)).toEqual(paths);
});
