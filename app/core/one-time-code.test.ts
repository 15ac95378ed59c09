import { expect, test } from "vitest";
import { codeFrom, tidyCode } from "./one-time-code.ts";

test("16 bytes make a code of four groups, each byte one sign", () => {
  expect(codeFrom(Uint8Array.from({ length: 16 }, (_, index) => index))).toBe(
    "0123-4567-89AB-CDEF",
  );
  expect(codeFrom(Uint8Array.of(0, 31, 32, 255))).toBe("0Z0Z");
});

test.each([
  ["K7QM-2F9X", "K7QM-2F9X"],
  [" k7qm 2f9x\n", "K7QM-2F9X"],
  ["k7qm2f9x", "K7QM-2F9X"],
  ["K7QM–2F9X", "K7QM-2F9X"],
  ["OIL0-1111", "0110-1111"],
  ["", ""],
])("%j is read as %j", (typed, code) => {
  expect(tidyCode(typed)).toBe(code);
});
