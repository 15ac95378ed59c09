import { expect, test } from "vitest";
import { countWrongRows } from "./rebuilt-rows.ts";

const at = new Date("2026-11-22T10:00:00Z");
const RIGHT = [
  { personId: 1, quizId: "one", at, passed: true },
  { personId: 2, quizId: "one", at, passed: null },
];
const KEYS = ["personId", "quizId"];

test("rows that say the same are not wrong, in whichever order they and their columns come", () => {
  const found = [RIGHT[1] ?? {}, { passed: true, at: new Date(at), quizId: "one", personId: 1 }];
  expect(countWrongRows(found, RIGHT, KEYS)).toBe(0);
});

test("a changed, a missing and a needless row are one wrong row each", () => {
  const [first] = RIGHT;
  const changed = { ...first, passed: false };
  const needless = { ...first, personId: 3 };
  expect(countWrongRows([changed, needless], RIGHT, KEYS)).toBe(3);
  expect(countWrongRows([], RIGHT, KEYS)).toBe(2);
});
