import fc from "fast-check";
import { expect, test } from "vitest";
import { editDistance, nearestWord } from "./spelling.ts";

test.each([
  ["", "", 0],
  ["stem", "stem", 0],
  ["stem", "", 4],
  ["corect", "correct", 1],
  ["correctt", "correct", 1],
  ["korrect", "correct", 1],
  ["corretc", "correct", 1],
  ["ca", "abc", 3],
  ["kitten", "sitting", 3],
])("from %j to %j it takes %i changes", (one, other, changes) => {
  expect(editDistance(one, other)).toBe(changes);
});

test("the distance is the same in both directions and at most the longer word", () => {
  const word = fc.string({ maxLength: 12, unit: fc.constantFrom(..."abc") });
  fc.assert(
    fc.property(word, word, (one, other) => {
      const distance = editDistance(one, other);
      expect(distance).toBe(editDistance(other, one));
      expect(distance).toBeLessThanOrEqual(Math.max(one.length, other.length));
      expect(distance === 0).toBe(one === other);
    }),
  );
});

test.each([
  ["corect", "correct"],
  ["Correct", "correct"],
  ["passing_score", "passingScore"],
  ["rational", "rationale"],
  ["xyz", undefined],
  ["answers", undefined],
])("%j is taken for %j", (word, meant) => {
  expect(nearestWord(word, ["correct", "critical", "passingScore", "rationale", "text"])).toBe(
    meant,
  );
});
