import fc from "fast-check";
import { expect, test } from "vitest";
import {
  addTally,
  type CountedAttempt,
  countAttempt,
  emptyTally,
  itemsFromText,
  itemsToText,
  PLACES,
  PLACES_IN,
  placeOf,
} from "./attempt-counts.ts";

test.each([
  [1, ["only"]],
  [2, ["first", "newest"]],
  [4, ["first", "between", "between", "newest"]],
])("of %i attempts of a person each has its place", (submitted, places) => {
  const placed = Array.from({ length: submitted }, (_, index) => placeOf(index, submitted));
  expect(placed).toEqual(places);
  const count = (sample: "first" | "newest" | "all") =>
    placed.filter((place) => PLACES_IN[sample].includes(place)).length;
  expect([count("first"), count("newest"), count("all")]).toEqual([1, 1, submitted]);
});

test("every place is in a sample, and all of them in the largest", () => {
  expect(PLACES_IN.all).toEqual(PLACES);
});

const anyAttempt: fc.Arbitrary<CountedAttempt> = fc.record({
  total: fc.constantFrom(0, 10_000, 20_000),
  passed: fc.boolean(),
  items: fc.uniqueArray(
    fc.record({
      position: fc.nat({ max: 4 }),
      units: fc.constantFrom(0, 3_333, 10_000),
      parts: fc.uniqueArray(fc.constantFrom("", "0", "1", "__proto__", 'a "b"'), { maxLength: 3 }),
    }),
    { selector: ({ position }) => position },
  ),
});

test("what is counted in and out again leaves nothing behind", () => {
  fc.assert(
    fc.property(fc.array(anyAttempt, { maxLength: 8 }), (attempts) => {
      const tally = emptyTally();
      for (const attempt of attempts) countAttempt(tally, attempt, 1);
      for (const attempt of attempts) countAttempt(tally, attempt, -1);
      expect(tally).toEqual(emptyTally());
    }),
  );
});

test("tallies that are added are what counting all at once gives, in any order", () => {
  fc.assert(
    fc.property(fc.array(anyAttempt), fc.array(anyAttempt), (some, others) => {
      const [one, other, all] = [emptyTally(), emptyTally(), emptyTally()];
      for (const attempt of some) countAttempt(one, attempt, 1);
      for (const attempt of others) countAttempt(other, attempt, 1);
      for (const attempt of [...others, ...some]) countAttempt(all, attempt, 1);
      addTally(one, other);
      expect(one).toEqual(all);
      expect(itemsToText(one.items)).toBe(itemsToText(all.items));
    }),
  );
});

test("tallies come back from their text as they were", () => {
  fc.assert(
    fc.property(fc.array(anyAttempt), (attempts) => {
      const tally = emptyTally();
      for (const attempt of attempts) countAttempt(tally, attempt, 1);
      expect(itemsFromText(itemsToText(tally.items))).toEqual(tally.items);
    }),
  );
});
