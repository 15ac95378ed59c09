import { expect, test } from "vitest";
import { isEmail, isNobodysAddress, LONGEST_EMAIL, readMailSender, tidyEmail } from "./email.ts";

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

test.each([
  ["trainee@demo.example", true],
  ["somebody@clinic.invalid", true],
  ["somebody@example.com", false],
  ["somebody@clinic.test", false],
])("that %s belongs to nobody is %s", (email, isNobodys) => {
  expect(isNobodysAddress(email)).toBe(isNobodys);
});

test.each([
  ["training@clinic.example", { name: "", address: "training@clinic.example" }],
  [
    "Linden Skin <Training@clinic.example>",
    { name: "Linden Skin", address: "training@clinic.example" },
  ],
  ["<training@clinic.example>", { name: "", address: "training@clinic.example" }],
  ["Linden Skin", undefined],
  ["Linden\r\nBcc: a@b.example <training@clinic.example>", undefined],
  ["a@b.example, c@d.example", undefined],
])("%j as a sender is %j", (text, sender) => {
  expect(readMailSender(text)).toEqual(sender);
});
