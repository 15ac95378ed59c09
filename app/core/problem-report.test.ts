import { expect, test } from "vitest";
import { aQuizOf, aSingle } from "#tests/support/quiz-files.ts";
import { itemPath, itemSince } from "./problem-report.ts";

const BEFORE = {
  versionId: 1,
  quiz: aQuizOf([{ items: [aSingle({ id: "an-item" }), aSingle({ id: "another" })] }]),
};

test.each([
  ["in-use", BEFORE],
  ["unchanged", { versionId: 2, quiz: aQuizOf([{ items: [aSingle({ id: "an-item" })] }]) }],
  ["changed", { versionId: 2, quiz: aQuizOf([{ items: [aSingle({ id: "an-item", key: "B" })] }]) }],
  ["removed", { versionId: 2, quiz: aQuizOf([{ items: [aSingle({ id: "another" })] }]) }],
  ["retired", undefined],
] as const)("an item that was reported is %s", (expected, current) => {
  expect(itemSince("an-item", BEFORE, current)).toBe(expected);
});

test.each([
  [1, "b", "/attempts/7/pages/2?reported=1"],
  [2, "c", "/attempts/7/pages/2?reported=1#item-c"],
  ["all", "a", "/attempts/7/pages/1?reported=1#item-a"],
] as const)("with %s items a page, item %s stands at %s", (itemsPerPage, itemId, path) => {
  const sheet = { seed: 1, itemIds: ["a", "b", "c"] };
  expect(itemPath(7, sheet, itemsPerPage, itemId, "?reported=1")).toBe(path);
});
