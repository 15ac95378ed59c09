import fc from "fast-check";
import { expect, test } from "vitest";
import { type ExtraTime, extraMinutes, extraTimeForm, extraTimeInWords } from "./extra-time.ts";
import { readForm } from "./form.ts";

test.each([
  ["none", 30, [], 0],
  ["minutes", 30, [{ minutes: 15 }], 15],
  ["percent of the limit", 30, [{ percent: 50 }], 15],
  ["part of a minute, rounded up", 30, [{ percent: 25 }], 8],
  ["at least a minute of a short limit", 1, [{ percent: 1 }], 1],
  ["the most generous, not the sum", 30, [{ minutes: 10 }, { percent: 25 }], 10],
  ["the most generous, in whichever order", 60, [{ percent: 25 }, { minutes: 10 }], 15],
  ["ten times the limit in all", 600, [{ percent: 900 }], 5_400],
] satisfies [string, number, ExtraTime[], number][])(
  "extra time: %s",
  (_what, limit, inForce, minutes) => {
    expect(extraMinutes(limit, inForce)).toBe(minutes);
  },
);

const anyExtra = fc.oneof(
  fc.record({ minutes: fc.integer({ min: 1, max: 480 }) }),
  fc.record({ percent: fc.integer({ min: 1, max: 900 }) }),
);

test("one more extra time never takes time away, and order means nothing", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 600 }),
      fc.array(anyExtra),
      anyExtra,
      (limit, inForce, more) => {
        const before = extraMinutes(limit, inForce);
        const after = extraMinutes(limit, [...inForce, more]);
        expect(after).toBe(Math.max(before, extraMinutes(limit, [more])));
        expect(extraMinutes(limit, [more, ...inForce].reverse())).toBe(after);
        expect(Number.isInteger(after)).toBe(true);
      },
    ),
  );
});

test.each([
  [{ minutes: 15 }, "15 minutes more"],
  [{ minutes: 1 }, "1 minute more"],
  [{ percent: 25 }, "25 % more time"],
])("%o is %s", (extra, words) => {
  expect(extraTimeInWords(extra)).toBe(words);
});

function read(fields: Record<string, string>) {
  const form = new FormData();
  const all = {
    quiz: "",
    amount: "15",
    unit: "minutes",
    reason: "Dyslexia.",
    seen: "0",
    ...fields,
  };
  for (const [name, value] of Object.entries(all)) form.set(name, value);
  return readForm(extraTimeForm, form);
}

test.each([
  ["minutes", "1"],
  ["minutes", "480"],
  ["percent", "1"],
  ["percent", " 900 "],
])("%s: %s can be given", (unit, amount) => {
  expect(read({ unit, amount }).value).toMatchObject({ unit, amount: Number(amount) });
});

test.each([
  [{ amount: "" }, "amount", "Enter a whole number, for example 15."],
  [{ amount: "1.5" }, "amount", "Enter a whole number, for example 15."],
  [{ amount: "-5" }, "amount", "Enter a whole number, for example 15."],
  [{ amount: "0" }, "amount", "Enter from 1 to 480 minutes."],
  [{ amount: "481" }, "amount", "Enter from 1 to 480 minutes."],
  [
    { unit: "percent", amount: "901" },
    "amount",
    "Enter from 1 to 900 percent. At 900 a quiz lasts ten times its time limit.",
  ],
  [{ unit: "" }, "unit", "Choose minutes or percent."],
  [{ reason: " " }, "reason", "Say in a few words why."],
])("%o is asked for again", (fields, field, message) => {
  expect(read(fields).problems).toEqual([{ field, message }]);
});

test("everything that is wrong is said at once", () => {
  const { problems } = read({ amount: "999", reason: "" });
  expect(problems?.map(({ field }) => field).sort()).toEqual(["amount", "reason"]);
});
