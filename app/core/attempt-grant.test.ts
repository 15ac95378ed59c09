import { expect, test } from "vitest";
import { allowanceInWords, canBeGranted, grantForm } from "./attempt-grant.ts";
import { readForm } from "./form.ts";

test.each([
  [undefined, false],
  [{ waitHours: 0 }, false],
  [{ waitHours: 1 }, true],
  [{ limit: 3, waitHours: 0 }, true],
])("a quiz with attempts %j can have one granted: %s", (attempts, expected) => {
  expect(canBeGranted({ attempts })).toBe(expected);
});

function reading(reason: string, grantsSeen = "0") {
  const form = new FormData();
  form.set("reason", reason);
  form.set("grantsSeen", grantsSeen);
  return readForm(grantForm, form);
}

test.each([
  ["", "Say in a few words why."],
  ["  \n ", "Say in a few words why."],
  ["x".repeat(501), "Use at most 500 characters."],
])("a reason like %j is not enough", (reason, message) => {
  expect(reading(reason).problems).toEqual([{ field: "reason", message }]);
});

test("a reason is kept without the blanks around it", () => {
  expect(reading("  The tablet broke. ", "2").value).toEqual({
    reason: "The tablet broke.",
    grantsSeen: 2,
  });
});

test("a number of grants that nobody wrote matches none", () => {
  expect(reading("Why.", "many").value?.grantsSeen).toBe(-1);
});

test.each([
  [{ mayStart: true }, "As many attempts as it takes"],
  [{ mayStart: true, left: 1 }, "1 attempt left"],
  [{ mayStart: true, left: 3 }, "3 attempts left"],
  [{ mayStart: false, reason: "limit-reached" }, "No attempt left"],
  [
    { mayStart: false, reason: "waiting", opensAt: new Date("2027-02-11T22:30:00Z") },
    "The next one opens on 12 Feb 2027, 11:30",
  ],
  [
    { mayStart: false, reason: "waiting", left: 2, opensAt: new Date("2027-02-11T22:30:00Z") },
    "2 attempts left. The next one opens on 12 Feb 2027, 11:30",
  ],
] as const)("an allowance of %o is said as %s", (allowance, words) => {
  expect(allowanceInWords(allowance, "Pacific/Auckland")).toBe(words);
});
