import { expect, test } from "vitest";
import { aNumeric } from "#tests/support/quiz-files.ts";
import { numeric } from "./numeric.ts";

function read(typed: string, item = aNumeric()) {
  const form = new FormData();
  form.append("a-numeric", typed);
  return numeric.readResponse(item, form);
}

test.each([
  ["1.25", 10_000],
  ["1.2499999999999999999999", 0],
  ["1.5", 10_000],
  ["1.75", 10_000],
  ["1.7500000000000000000001", 0],
  ["-1.5", 0],
  ["15", 0],
])("%s where 1.5 is right within 0.25, both ends included, scores %i", (response, units) => {
  expect(numeric.score(aNumeric(), response)).toBe(units);
});

test("bounds are exact where floats are not", () => {
  // 0.1 + 0.2 is 0.30000000000000004 in floats.
  const item = aNumeric({ answer: 0.1, tolerance: 0.2 });
  expect(numeric.score(item, "0.3")).toBe(10_000);
  expect(numeric.score(item, "0.30000000000000001")).toBe(0);
  expect(numeric.score(item, "-0.1")).toBe(10_000);
});

test("without a tolerance only the number itself is right, however it is written", () => {
  const item = aNumeric({ answer: 20, tolerance: 0 });
  expect(numeric.score(item, "20")).toBe(10_000);
  expect(numeric.score(item, "20.0")).toBe(10_000);
  expect(numeric.score(item, "20.1")).toBe(0);
});

test("each alternative has a tolerance of its own", () => {
  const item = aNumeric({ alternatives: [{ answer: 3 }, { answer: 10, tolerance: 1 }] });
  expect(["3", "3.1", "9", "11", "11.5", "1.5"].map((each) => numeric.score(item, each))).toEqual([
    10_000, 0, 10_000, 10_000, 0, 10_000,
  ]);
});

test("a blank, and what is no number, score nothing", () => {
  expect(numeric.score(aNumeric({ answer: 0 }), undefined)).toBe(0);
  expect(numeric.score(aNumeric({ answer: 0 }), "")).toBe(0);
  expect(numeric.score(aNumeric({ answer: 0 }), "none")).toBe(0);
});

test.each([
  ["1.5", "1.5"],
  ["1,5", "1.5"],
  ["  1.50  ", "1.5"],
  ["1.5mm", "1.5"],
  ["1,5 mm", "1.5"],
  ["\u00a01.5\u00a0mm", "1.5"],
  ["-1.5", "-1.5"],
  ["−1.5", "-1.5"],
  ["- 2", "-2"],
  ["+2", "2"],
  [".5", "0.5"],
  ["5,", "5"],
  ["007", "7"],
  ["-0", "0"],
  ["0", "0"],
  ["1500", "1500"],
  ["1500.25", "1500.25"],
  ["0.125", "0.125"],
  ["0,125", "0.125"],
  ["00.125", "0.125"],
  ["1.5000", "1.5"],
  ["1.25", "1.25"],
  ["1234.567", "1234.567"],
  ["12345678901234567890", "12345678901234567890"],
])("%j reads as %s", (typed, response) => {
  expect(read(typed)).toEqual({ response });
});

test.each(["", "   ", "\u00a0"])("%j is a blank", (typed) => {
  expect(read(typed)).toEqual({ response: undefined });
});

test.each(["about 2", "one", ",", ".", "-", "1.5.", "mm", "1e3", "0x10", "½", "1/2", "٣", "NaN"])(
  "%j is told how a number looks, and never guessed at",
  (typed) => {
    expect(read(typed)).toEqual({ problem: expect.stringMatching(/for example 1\.5|like 1500/) });
  },
);

test.each(["one", "mm", "-", "NaN", "2".repeat(41)])("%j: enter a number", (typed) => {
  expect(read(typed)).toEqual({ problem: "Enter a number, for example 1.5." });
});

test.each([
  ["1,500", "“1,500” can be read in two ways. Write 1500 or 1.5."],
  ["1.500", "“1.500” can be read in two ways. Write 1500 or 1.5."],
  ["12,345", "“12,345” can be read in two ways. Write 12345 or 12.345."],
  ["1.000", "“1.000” can be read in two ways. Write 1000 or 1."],
  ["-1,250", "“-1,250” can be read in two ways. Write -1250 or -1.25."],
  ["1,500 mm", "“1,500 mm” can be read in two ways. Write 1500 or 1.5."],
])("%j is sent back with both ways to write it", (typed, problem) => {
  expect(read(typed)).toEqual({ problem });
});

test.each(["1,500.25", "1.500,25", "1,500,000", "1 500", "1'500", "1\u202f500"])(
  "%j: no signs between thousands",
  (typed) => {
    expect(read(typed)).toEqual({
      problem: "Write the number without signs or spaces between thousands, like 1500.",
    });
  },
);

test.each([
  ["1.5 cm", "mm", "Enter a number in mm, for example 1.5."],
  ["1.5 MM", "mm", "Enter a number in mm, for example 1.5."],
  ["1.5 mm", "", "Enter a number, for example 1.5."],
])("%j in an item of the unit %j is sent back", (typed, unit, problem) => {
  expect(read(typed, aNumeric({ unit }))).toEqual({ problem });
});

test.each([
  ["5 µm", "μm"],
  ["5 % ", "%"],
  ["5 mg/ml", "mg / ml"],
  ["5 °C", "°C"],
])("%j is in the unit %j", (typed, unit) => {
  expect(read(typed, aNumeric({ unit }))).toEqual({ response: "5" });
});

test("two numbers, or a file, are no number", () => {
  const form = new FormData();
  form.append("a-numeric", "1");
  form.append("a-numeric", "2");
  expect(numeric.readResponse(aNumeric(), form)).toHaveProperty("problem");
  const withFile = new FormData();
  withFile.append("a-numeric", new Blob(["1.5"]), "number.txt");
  expect(numeric.readResponse(aNumeric(), withFile)).toHaveProperty("problem");
});

test("what is presented is the unit, and nothing of what is right", () => {
  expect(numeric.present(aNumeric())).toEqual({
    type: "numeric",
    id: "a-numeric",
    stem: "What do you do?",
    critical: false,
    unit: "mm",
  });
});

test("a review has what was given and everything that is right", () => {
  const item = aNumeric({ alternatives: [{ answer: 3 }] });
  expect(numeric.review(item, "2")).toMatchObject({
    isBlank: false,
    isRight: false,
    chosen: "2",
    unit: "mm",
    right: [
      { number: "1.5", from: "1.25", to: "1.75" },
      { number: "3", from: "3", to: "3" },
    ],
  });
  expect(numeric.review(item, undefined)).toMatchObject({ isBlank: true, isRight: false });
});

test.each([
  ["a tolerance below nothing", { tolerance: -0.1 }],
  ["too many decimals", { answer: 1.123_456_7 }],
  ["a number beyond all measure", { answer: 1e7 }],
  ["a unit that begins like a number", { unit: "10 mm" }],
])("an item with %s does not parse", (_what, fields) => {
  expect(() => aNumeric(fields)).toThrow();
});

test("an alternative that is right already is a fault", () => {
  const item = aNumeric({
    alternatives: [{ answer: 3 }, { answer: 1.6 }, { answer: 3, tolerance: 0 }, { answer: 2 }],
  });
  expect(numeric.faults(item).map(({ path }) => path)).toEqual([
    ["alternatives", 1],
    ["alternatives", 2],
  ]);
});
