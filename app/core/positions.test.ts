import fc from "fast-check";
import { expect, test } from "vitest";
import { positionsFromText, positionsToText } from "./positions.ts";

test.each([
  [[0], "A"],
  [[3, 0, 17], "DAR"],
  [[25, 26, 51], "Zaz"],
  [[0, 52], "0,52"],
  [[52], "52"],
])("positions %j are kept as %s", (positions, text) => {
  expect(positionsToText(positions)).toBe(text);
  expect(positionsFromText(text)).toEqual(positions);
});

test.each([
  ["7", [7]],
  ["12", [12]],
  ["3,0,17", [3, 0, 17]],
  ["4,0,1,3,2", [4, 0, 1, 3, 2]],
])("%s, as it was written before there were letters, is read as %j", (text, positions) => {
  expect(positionsFromText(text)).toEqual(positions);
});

test("any positions come back as they were, in at most a letter each where letters will do", () => {
  const some = (max: number) => fc.array(fc.nat({ max }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(fc.oneof(some(51), some(500)), (positions) => {
      const text = positionsToText(positions);
      expect(positionsFromText(text)).toEqual(positions);
      if (positions.every((position) => position < 52)) expect(text).toHaveLength(positions.length);
    }),
  );
});

test.each(["", "-1", "1.5", "0,", "0,x", " 0", "1e0", "A,B", "0A", "A0", "A ", "Ä", "A-B"])(
  'the text "%s" is refused rather than read as other positions',
  (text) => {
    expect(() => positionsFromText(text)).toThrow();
  },
);
