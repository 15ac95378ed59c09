import { expect, test } from "vitest";
import { readForm } from "./form.ts";
import { answerForm, problemForm } from "./problem-form.ts";

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
