import { expect, test } from "vitest";
import { LONGEST_PASSWORD, passwordProblem } from "./password-rule.ts";

const person = { name: "Zoë O’Brien-Walsh", email: "zoe.obrien@clinic.example" };

test.each([
  ["eleven characters", "tall sea 47", false],
  ["twelve characters", "tall seas 47", true],
  ["a long pass phrase", "the needle goes in at a right angle, always", true],
  ["other alphabets", "πράσινο μήλο", true],
  ["characters of two code units count once", "🌊🌊🌊🌊🌊🌊", false],
  ["the longest", "ab cd ef g".repeat(LONGEST_PASSWORD / 10), true],
  ["longer than the longest", `${"ab cd ef g".repeat(LONGEST_PASSWORD / 10)}!`, false],
  ["one character over and over", "aaaaaaaaaaaa", false],
  ["one piece over and over", "abcabcabcabc", false],
  ["figures over and over", "121212121212", false],
  ["the commonest", "123456789012", false],
  ["a common one in disguise", "Password1234", false],
  ["a common one with signs", "Qwerty-Uiop-2027!", false],
  ["the name of this program", "Needlepoint2027", false],
  ["what is taught here", "micro-needling", false],
  ["one's own e-mail address", "Zoe.OBrien@clinic.example", false],
  ["the first part of it with a year", "zoe.obrien2027", false],
  ["one's own name", "zoe o'brien walsh", false],
  ["a sentence with one's name in it", "zoe walks to the harbour", true],
])("%s: %j is accepted: %s", (_, password, isFine) => {
  expect(passwordProblem(password, person) === undefined).toBe(isFine);
});
