import { expect, test } from "vitest";
import { fieldsToSend, formsOf, namesOfTicks } from "./form.ts";
import { parseMarkup } from "./markup.ts";

const page = parseMarkup(
  '<form method="post"><input type="hidden" name="kept" value="yes"/><input name="email" value=""/>' +
    '<input type="radio" name="colour" value="red" checked=""/><input type="radio" name="colour" value="blue"/>' +
    '<input type="checkbox" name="sure"/><input name="off" value="x" disabled=""/>' +
    '<button name="go" value="back">Back</button><button name="go" value="next">Next</button>' +
    '<button type="button" name="go" value="nothing">No</button></form>' +
    '<form action="/search?all=1"><input name="q" value="a"/><button>Search</button></form>',
);
const [form, search] = formsOf(page, "/attempts/7/pages/1");
if (!form || !search) throw new Error("The page has two forms");

test("a form is sent to its action, or to the page it stands on", () => {
  expect(form).toMatchObject({ path: "/attempts/7/pages/1", method: "post" });
  expect(search).toMatchObject({ path: "/search?all=1", method: "get" });
});

test("what stood in a form is sent as it was, with the first button", () => {
  expect(fieldsToSend(form)).toEqual([
    ["kept", "yes"],
    ["email", ""],
    ["colour", "red"],
    ["go", "back"],
  ]);
});

test("what a person has filled in, ticked and pressed is sent instead", () => {
  const filledIn = { email: "a@b.example", colour: "blue", sure: ["on"] };
  expect(fieldsToSend(form, filledIn, "next")).toEqual([
    ["kept", "yes"],
    ["email", "a@b.example"],
    ["colour", "blue"],
    ["sure", "on"],
    ["go", "next"],
  ]);
});

test("a button that is not there, or does not send, cannot be pressed", () => {
  expect(() => fieldsToSend(form, {}, "check")).toThrow("no button");
  expect(() => fieldsToSend(form, {}, "nothing")).toThrow("no button");
});

test("fields that can be ticked are named once each", () => {
  expect(namesOfTicks(form)).toEqual(["colour", "sure"]);
});
