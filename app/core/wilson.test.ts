import fc from "fast-check";
import { expect, test } from "vitest";
import { wilsonInterval } from "./wilson.ts";

test.each([
  // Worked by hand from the formula: z = 1.959964.
  [5, 10, 0.2366, 0.7634],
  [0, 10, 0, 0.2775],
  [10, 10, 0.7225, 1],
  [1, 1, 0.2065, 1],
  [15, 19, 0.5667, 0.9149],
])("%i of %i lie between %f and %f", (count, n, from, to) => {
  const interval = wilsonInterval(count, n);
  expect(interval.from).toBeCloseTo(from, 4);
  expect(interval.to).toBeCloseTo(to, 4);
});

test("the interval holds the share, lies within 0 and 1, and mirrors its opposite", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 500 }).chain((n) => fc.tuple(fc.nat({ max: n }), fc.constant(n))),
      ([count, n]) => {
        const { from, to } = wilsonInterval(count, n);
        expect(from).toBeGreaterThanOrEqual(0);
        expect(to).toBeLessThanOrEqual(1);
        expect(from).toBeLessThanOrEqual(count / n);
        expect(to).toBeGreaterThanOrEqual(count / n);
        const mirrored = wilsonInterval(n - count, n);
        expect(mirrored.from).toBeCloseTo(1 - to, 12);
      },
    ),
  );
});

test.each([
  [0, 0],
  [-1, 3],
  [4, 3],
])("%i of %i is no share", (count, n) => {
  expect(() => wilsonInterval(count, n)).toThrow(RangeError);
});
