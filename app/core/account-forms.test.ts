import { expect, test } from "vitest";
import { readNewPassword } from "./account-forms.ts";
import { SHORTEST_PASSWORD } from "./password-rule.ts";

const PERSON = { name: "Aoife Byrne", email: "aoife@clinic.example" };

function typed(password: string, again?: string): FormData {
  const form = new FormData();
  form.append("password", password);
  if (again !== undefined) form.append("again", again);
  return form;
}

test("a new password is taken exactly as it was typed, spaces at its ends included", () => {
  const password = "  seven grey herons ";
  expect(readNewPassword(typed(password, password), PERSON)).toEqual({ value: password });
});

test.each([
  ["typed once", "seven grey herons", undefined],
  ["another one the second time", "seven grey herons", "seven grey heron"],
  ["with a space more the second time", "seven grey herons", "seven grey herons "],
])("a password that is %s is asked for once more", (_, password, again) => {
  expect(readNewPassword(typed(password, again), PERSON)).toEqual({
    problems: [{ field: "again", message: "The two passwords are not the same." }],
  });
});

test("what is wrong with a password is said before whether both are the same", () => {
  const short = "x".repeat(SHORTEST_PASSWORD - 1);
  const { problems } = readNewPassword(typed(short, "something else"), PERSON);
  expect(problems?.map(({ field }) => field)).toEqual(["password"]);
});

test("a form without a password is a password that is too short", () => {
  const { problems } = readNewPassword(new FormData(), PERSON);
  expect(problems?.map(({ field }) => field)).toEqual(["password"]);
});
