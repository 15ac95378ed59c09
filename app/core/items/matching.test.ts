import fc from "fast-check";
import { expect, test } from "vitest";
import { aMatching, backwards, inFileOrder } from "#tests/support/quiz-files.ts";
import { matching } from "./matching.ts";

/** "12-" is target 1 for prompt A, target 2 for B, and nothing for C. */
function pairs(numbers: string): Record<string, string> {
  return Object.fromEntries(
    [...numbers].flatMap((number, index) =>
      number === "-" ? [] : [[`prompt-${"abc".charAt(index)}`, `target-${number}`]],
    ),
  );
}

function posted(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}

test.each([
  ["123", 10_000, 10_000],
  ["12-", 6667, 0],
  ["124", 6667, 0],
  ["1--", 3333, 0],
  ["111", 3333, 0],
  ["231", 0, 0],
  ["444", 0, 0],
])("%s where 123 is right scores %i under pairs and %i under exact", (numbers, units, exact) => {
  expect(matching.score(aMatching(), pairs(numbers))).toBe(units);
  expect(matching.score(aMatching({ scoring: "exact" }), pairs(numbers))).toBe(exact);
});

test("a blank scores nothing under either", () => {
  expect(matching.score(aMatching(), undefined)).toBe(0);
  expect(matching.score(aMatching({ scoring: "exact" }), undefined)).toBe(0);
});

test("a target may belong to several prompts", () => {
  expect(matching.score(aMatching({ key: "112" }), pairs("112"))).toBe(10_000);
});

test("ids and order of targets stay on the server: what goes out are letters in shown order", () => {
  const { prompts, targets } = matching.present(aMatching(), backwards);
  expect(prompts.map(({ text }) => text)).toEqual(["Prompt C", "Prompt B", "Prompt A"]);
  expect(targets).toEqual([
    { letter: "A", label: "Target 4" },
    { letter: "B", label: "Target 3" },
    { letter: "C", label: "Target 2" },
    { letter: "D", label: "Target 1" },
  ]);
});

test("items that differ only in key and rationales look the same", () => {
  const one = { ...aMatching({ key: "123" }), rationale: "Because." };
  const other = aMatching({ key: "321" });
  expect(matching.present(one, inFileOrder)).toEqual(matching.present(other, inFileOrder));
});

test("a form is read by the letters it was shown with, whatever order that was", () => {
  const form = posted({ "a-matching.prompt-c": "B", "a-matching.prompt-a": "D" });
  expect(matching.readResponse(aMatching(), form, backwards)).toEqual({ response: pairs("1-3") });
  expect(matching.readResponse(aMatching(), form, inFileOrder)).toEqual({
    response: pairs("4-2"),
  });
});

test("a response is kept in the order of the file", () => {
  const form = posted({ "a-matching.prompt-c": "A", "a-matching.prompt-a": "A" });
  const read = matching.readResponse(aMatching(), form, inFileOrder);
  expect(JSON.stringify(read)).toBe('{"response":{"prompt-a":"target-1","prompt-c":"target-1"}}');
});

test("nothing chosen is a blank", () => {
  const form = posted({ "a-matching.prompt-a": "", "another.prompt-a": "A" });
  expect(matching.readResponse(aMatching(), form, inFileOrder)).toEqual({ response: undefined });
});

test.each([
  ["an unknown letter", [["a-matching.prompt-a", "Z"]]],
  ["the id of a target", [["a-matching.prompt-a", "target-1"]]],
  ["a name that every object has", [["a-matching.prompt-a", "constructor"]]],
  [
    "two targets for one prompt",
    [
      ["a-matching.prompt-a", "A"],
      ["a-matching.prompt-a", "B"],
    ],
  ],
])("a form with %s is a problem, never a guess", (_what, fields) => {
  const form = new FormData();
  for (const [name = "", value = ""] of fields) form.append(name, value);
  expect(matching.readResponse(aMatching(), form, inFileOrder)).toEqual({
    problem: expect.stringMatching(/\S/),
  });
});

test("what the fields hold for a response reads as that response", () => {
  const anyNumbers = fc.array(fc.constantFrom(..."1234-"), { minLength: 3, maxLength: 3 });
  fc.assert(
    fc.property(anyNumbers, fc.constantFrom(inFileOrder, backwards), (numbers, orders) => {
      const response = pairs(numbers.join(""));
      fc.pre(Object.keys(response).length > 0);
      const fields = matching.fields(aMatching(), response, orders);
      const form = new FormData();
      for (const [name, values] of Object.entries(fields)) {
        for (const value of values) form.append(name, value);
      }
      expect(matching.readResponse(aMatching(), form, orders)).toEqual({ response });
    }),
  );
});

test.each([
  ["123", true],
  ["12-", false],
  ["444", true],
])("%s is complete: %s", (numbers, isComplete) => {
  expect(matching.isComplete(aMatching(), pairs(numbers))).toBe(isComplete);
});

test("a prompt may be called like what every object has", () => {
  const item = aMatching();
  const [first] = item.prompts.map((prompt) => ({ ...prompt, id: "constructor" }));
  const renamed = { ...item, prompts: first ? [first] : [] };
  expect(matching.isComplete(renamed, {})).toBe(false);
  expect(matching.score(renamed, Object.fromEntries([["constructor", "target-1"]]))).toBe(10_000);
});

test("a review says for each prompt what was chosen, what is right, and why", () => {
  const review = matching.review(aMatching(), pairs("13-"), inFileOrder);
  expect(review.isBlank).toBe(false);
  expect(review.prompts).toEqual([
    {
      id: "prompt-a",
      text: "Prompt A",
      rationale: "Why A is 1.",
      chosen: "Target 1",
      right: "Target 1",
      isRight: true,
    },
    {
      id: "prompt-b",
      text: "Prompt B",
      rationale: "Why B is 2.",
      chosen: "Target 3",
      right: "Target 2",
      isRight: false,
    },
    {
      id: "prompt-c",
      text: "Prompt C",
      rationale: "Why C is 3.",
      chosen: undefined,
      right: "Target 3",
      isRight: false,
    },
  ]);
  expect(matching.review(aMatching(), undefined, inFileOrder).isBlank).toBe(true);
});

test("an unknown target is named with the nearest one there is", () => {
  const item = aMatching();
  const misspelt = {
    ...item,
    prompts: item.prompts.map((prompt) => ({ ...prompt, target: "targt-1" })),
  };
  expect(matching.faults(misspelt)[0]).toEqual({
    path: ["prompts", 0, "target"],
    message: 'There is no target "targt-1" in this item. Did you mean "target-1"?',
  });
});

test("ids used twice and targets that read the same are faults", () => {
  const item = aMatching({ targets: 3 });
  const doubled = {
    ...item,
    prompts: [...item.prompts, ...item.prompts.slice(0, 1)],
    targets: [...item.targets, { id: "target-1", text: "Other" }, { id: "new", text: "Target 2" }],
  };
  expect(matching.faults(doubled).map(({ path }) => path)).toEqual([
    ["prompts", 3, "id"],
    ["targets", 3, "id"],
    ["targets", 4, "text"],
  ]);
  expect(matching.faults(item)).toEqual([]);
});

test("an item with one prompt or one target does not parse", () => {
  expect(() => aMatching({ key: "1" })).toThrow();
  expect(() => aMatching({ targets: 1, key: "11" })).toThrow();
  expect(() => aMatching({ targets: 21 })).toThrow();
});
