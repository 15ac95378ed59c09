import { expect, test } from "vitest";
import { isEmail, LONGEST_EMAIL, tidyEmail } from "./email.ts";

test("an e-mail address is known in lower case, without white space around it", () => {
  expect(tidyEmail(" Aoife.Byrne@Clinic.Example\n")).toBe("aoife.byrne@clinic.example");
});

const ENDING = "@clinic.example";

test.each([
  ["aoife@clinic.example", true],
  ["aoife+trial@sub.clinic.example", true],
  ["νικολέτα@κλινική.example", true],
  [`${"a".repeat(LONGEST_EMAIL - ENDING.length)}${ENDING}`, true],
  [`${"a".repeat(LONGEST_EMAIL - ENDING.length + 1)}${ENDING}`, false],
  ["", false],
  ["aoife", false],
  ["aoife@clinic", false],
  ["aoife@clinic.", false],
  ["aoife@.example", false],
  ["aoife@@clinic.example", false],
  ["aoife byrne@clinic.example", false],
  ["Aoife <aoife@clinic.example>", false],
  ["a@clinic.example,b@clinic.example", false],
])("%s can be an e-mail address: %s", (text, is) => {
  expect(isEmail(text)).toBe(is);
});
