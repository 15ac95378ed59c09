import { expect, test } from "vitest";
import { readPastDay } from "./past-day.ts";

const TODAY = "2027-02-11";

test.each([
  [null, {}],
  ["", {}],
  [" ", {}],
  ["2027-02-11", {}],
  ["2027-02-10", { on: "2027-02-10" }],
  [" 2024-02-29 ", { on: "2024-02-29" }],
])("the day %j asks for %j", (given, expected) => {
  expect(readPastDay(given, TODAY)).toEqual(expected);
});

test.each(["2027-02-30", "yesterday", "11.02.2027", "2027-2-1", "20270210", "2027-02-10'--"])(
  "%j is no day: it is said, and today is shown",
  (given) => {
    const { on, problem } = readPastDay(given, TODAY);
    expect(on).toBeUndefined();
    expect(problem).toContain("no day");
  },
);

test("a day that is still to come is said, and today is shown", () => {
  const { on, problem } = readPastDay("2027-02-12", TODAY);
  expect(on).toBeUndefined();
  expect(problem).toContain("12 Feb 2027 is still to come");
});
