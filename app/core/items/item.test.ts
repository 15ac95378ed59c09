import { expect, test } from "vitest";
import { shareOfPoint } from "./item.ts";

test.each([
  [0, 3, 0],
  [1, 3, 3333],
  [2, 3, 6667],
  [3, 3, 10_000],
  [1, 6, 1667],
  [1, 7, 1429],
  [9, 10, 9000],
  [1, 20_000, 1],
  [1, 20_001, 0],
])(
  "%i of %i of a point is %i units: to the nearest, halves up",
  (numerator, denominator, units) => {
    expect(shareOfPoint(numerator, denominator)).toBe(units);
  },
);
