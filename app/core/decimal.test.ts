import fc from "fast-check";
import { expect, test } from "vitest";
import { compareDecimals, decimalOf, formatDecimal, minus, parseDecimal, plus } from "./decimal.ts";

function decimal(text: string) {
  const parsed = parseDecimal(text);
  if (!parsed) throw new Error(`${text} is no decimal`);
  return parsed;
}

test.each([
  ["1.5", "1.5"],
  ["1.50", "1.5"],
  ["-0.250", "-0.25"],
  ["007", "7"],
  [".5", "0.5"],
  ["5.", "5"],
  ["-0", "0"],
  ["0.000", "0"],
  ["100", "100"],
  ["12345678901234567890.5", "12345678901234567890.5"],
])("%s is written %s", (text, written) => {
  expect(formatDecimal(decimal(text))).toBe(written);
});

test.each(["", ".", "-", "1.2.3", "1,5", "1e3", " 1", "+1", "--1", "0x10", "Infinity", "١"])(
  "%j is not a decimal number",
  (text) => {
    expect(parseDecimal(text)).toBeUndefined();
  },
);

test.each([
  [1.5, "1.5"],
  [0.1, "0.1"],
  [-0.25, "-0.25"],
  [1e21, "1000000000000000000000"],
  [1.25e-7, "0.000000125"],
  [-2e-7, "-0.0000002"],
  [0, "0"],
])("the number %s of a file is the decimal %s", (number, written) => {
  expect(formatDecimal(decimalOf(number))).toBe(written);
});

test("a number that is none is refused", () => {
  expect(() => decimalOf(Number.NaN)).toThrow(RangeError);
  expect(() => decimalOf(Number.POSITIVE_INFINITY)).toThrow(RangeError);
});

test("sums are exact where floats are not", () => {
  expect(formatDecimal(plus(decimal("0.1"), decimal("0.2")))).toBe("0.3");
  expect(formatDecimal(minus(decimal("0.3"), decimal("0.1")))).toBe("0.2");
});

test.each([
  ["1.5", "1.50", 0],
  ["1.5", "1.4999999999999999999", 1],
  ["-1", "0.5", -1],
  ["-0", "0", 0],
])("%s beside %s compares as %i", (one, other, order) => {
  expect(compareDecimals(decimal(one), decimal(other))).toBe(order);
});

test("what is written reads back as the same number", () => {
  const anyDecimal = fc.record({ units: fc.bigInt(), places: fc.nat({ max: 30 }) });
  fc.assert(
    fc.property(anyDecimal, (one) => {
      expect(compareDecimals(decimal(formatDecimal(one)), one)).toBe(0);
    }),
  );
});

test("what is added can be taken away again", () => {
  const anyDecimal = fc.record({ units: fc.bigInt(), places: fc.nat({ max: 30 }) });
  fc.assert(
    fc.property(anyDecimal, anyDecimal, (one, other) => {
      expect(compareDecimals(minus(plus(one, other), other), one)).toBe(0);
    }),
  );
});
