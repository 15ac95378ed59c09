import fc from "fast-check";
import { expect, test } from "vitest";
import { guardFormula, unguardFormula } from "./formula-guard.ts";

const LIKELY = fc.string({
  unit: fc.constantFrom("=", "+", "-", "@", "'", '"', ";", " ", "\t", "\r", "\n", "＝", "a", "é"),
});

test.each([
  ["=1+1", "'=1+1"],
  ["'=1+1", "''=1+1"],
  ["@x", "'@x"],
  ["Harbour; =1+1", "Harbour; '=1+1"],
  ["Zoë O'Brien-Walsh", "Zoë O'Brien-Walsh"],
])("%j is written as %j", (text, written) => {
  expect(guardFormula(text)).toBe(written);
});

test("what is guarded begins no formula, and comes back as it was", () => {
  fc.assert(
    fc.property(fc.oneof(LIKELY, fc.string()), (text) => {
      const guarded = guardFormula(text);
      expect(guarded).not.toMatch(/(^|[;\t\r\n]["' ]*)(?<!')[=+\-@＝＋－＠]/);
      expect(unguardFormula(guarded)).toBe(text);
    }),
  );
});
