import { expect, test } from "vitest";
import { percentile, tableOf } from "./figures.ts";

test.each([
  [[5], 0.5, 5],
  [[1, 2, 3], 0.5, 2],
  [[4, 1, 3, 2], 0.5, 2],
  [[10, 9, 8, 7, 6, 5, 4, 3, 2, 1], 0.99, 10],
  [Array.from({ length: 100 }, (_, index) => index + 1), 0.99, 99],
  [Array.from({ length: 100 }, (_, index) => index + 1), 0, 1],
])("of %j, %d do not exceed %d", (values, share, expected) => {
  expect(percentile(values, share)).toBe(expected);
});

test("there is no percentile of nothing", () => {
  expect(() => percentile([], 0.5)).toThrow("nothing");
});

test("the table groups figures by part and says what each number is", () => {
  const table = tableOf([
    { part: "memory", name: "after load", unit: "MB", numbers: { value: 123.4 } },
    { part: "attempts", name: "submit", unit: "ms", numbers: { p50: 1.234, p99: 45.67 }, n: 400 },
  ]);
  expect(table.split("\n")).toEqual([
    "",
    "attempts",
    "  submit      p50 1.23, p99 45.7 ms (n = 400)",
    "",
    "memory",
    "  after load  123 MB",
  ]);
});
