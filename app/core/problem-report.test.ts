import { expect, test } from "vitest";
import { aQuizOf, aSingle } from "#tests/support/quiz-files.ts";
import { readForm } from "./form.ts";
import { answerForm, itemPath, itemSince, problemForm } from "./problem-report.ts";

function reading(text: string) {
  const form = new FormData();
  form.append("text", text);
  return readForm(problemForm, form);
}

test.each([
  ["a word", "wrong", "wrong"],
  ["spaces around", "  two choices are right \n", "two choices are right"],
  ["line breaks as browsers send them", "one\r\ntwo", "one\ntwo"],
  ["a character that no database takes", "nothing\u0000here", "nothinghere"],
  ["exactly the longest text", "x".repeat(2000), "x".repeat(2000)],
])("a report is read: %s", (_case, text, value) => {
  expect(reading(text)).toEqual({ value: { text: value } });
});

test.each([
  ["nothing", "", "Say in a few words what is wrong."],
  ["only spaces", " \r\n ", "Say in a few words what is wrong."],
  ["one character too many", "x".repeat(2001), "Use at most 2000 characters."],
])("what is wrong with a report is said in plain words: %s", (_case, text, message) => {
  expect(reading(text).problems).toEqual([{ field: "text", message }]);
});

test("an answer must say something too", () => {
  const { problems } = readForm(answerForm, new FormData());
  expect(problems).toEqual([{ field: "text", message: "Write an answer first." }]);
});

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
