import fc from "fast-check";
import { expect, test } from "vitest";
import {
  baseOf,
  meetingFromText,
  meetingInWords,
  meetingToText,
  mergeOf,
} from "./response-base.ts";

test("a response and its text belong together, a blank is the empty text", () => {
  expect(baseOf({})).toBe("");
  expect(baseOf({ one: ["choice-a"] })).toBe('{"one":["choice-a"]}');
  expect(baseOf({ "an.b": ["2"], "an.a": ["1"] })).toBe('{"an.a":["1"],"an.b":["2"]}');
});

test.each([
  // shown with, posted, saved by now
  ["A", "A", "A", "same"],
  ["A", "B", "A", "change"],
  ["", "B", "", "change"],
  ["A", "", "A", "change"],
  ["A", "A", "B", "stale"],
  ["", "", "B", "stale"],
  ["A", "A", "", "stale"],
  ["A", "B", "C", "replace"],
  ["A", "", "C", "replace"],
  ["A", "B", "", "replace"],
  ["A", "B", "B", "same"],
  [undefined, "B", "C", "change"],
  [undefined, "", "C", "change"],
  [undefined, "B", "B", "same"],
])("shown with %o, posted %o while %o is saved: %s", (base, posted, saved, merge) => {
  expect(mergeOf(base, posted, saved)).toBe(merge);
});

const ITEMS = ["one", "two", "three"];
const anItem = fc.constantFrom(...ITEMS);
const aValue = fc.constantFrom("", "A", "B", "C");
const aStep = fc.record({
  page: fc.constantFrom(0, 1),
  act: fc.constantFrom("choose", "post", "reload"),
  item: anItem,
  value: aValue,
});

/** Posts a page; what was not touched on it is shown afresh, as the program does. */
function post(
  page: { base: Map<string, string>; fields: Map<string, string> },
  saved: Map<string, string>,
) {
  const touched = new Set<string>();
  for (const item of ITEMS) {
    const base = page.base.get(item) ?? "";
    const posted = page.fields.get(item) ?? "";
    if (posted !== base) touched.add(item);
    const merge = mergeOf(base, posted, saved.get(item) ?? "");
    if (merge === "change" || merge === "replace") saved.set(item, posted);
    page.base.set(item, saved.get(item) ?? "");
    page.fields.set(item, saved.get(item) ?? "");
  }
  return touched;
}

test("however two pages take turns, a post changes only what was touched on its own page", () => {
  fc.assert(
    fc.property(fc.array(aStep, { maxLength: 40 }), (steps) => {
      const saved = new Map<string, string>();
      const pages = [0, 1].map(() => ({
        base: new Map<string, string>(),
        fields: new Map<string, string>(),
      }));
      for (const { page: index, act, item, value } of steps) {
        const page = pages[index];
        if (!page) continue;
        if (act === "choose") page.fields.set(item, value);
        if (act === "reload") {
          page.base = new Map(saved);
          page.fields = new Map(saved);
        }
        if (act !== "post") continue;
        const before = new Map(saved);
        const given = new Map(page.fields);
        const touched = post(page, saved);
        for (const each of ITEMS) {
          const now = saved.get(each) ?? "";
          expect(now).toBe(touched.has(each) ? (given.get(each) ?? "") : (before.get(each) ?? ""));
        }
      }
    }),
  );
});

const AT = new Date("2026-03-01T10:42:30Z");

test.each([
  ["replace", AT, /^Item 3: .* replaced another one, given at 10:42 in another window/],
  ["replace", undefined, /^Item 3: .* is saved\. It had been taken away/],
  [
    "replace-certainty",
    AT,
    /^Item 3: how sure .* replaced what was said at 10:42 in another window/,
  ],
  ["stale", AT, /^Item 3 was changed at 10:42 .* You see that response now\.$/],
  ["stale", undefined, /^Item 3 was cleared .* It is open now\.$/],
] as const)("two windows that met (%s, %s) are told in words", (merge, savedAt, words) => {
  expect(meetingInWords({ merge, number: 3, savedAt }, "Europe/Dublin")).toMatch(words);
});

test("a meeting survives being part of an address, to the second", () => {
  for (const merge of ["stale", "replace", "replace-certainty"] as const) {
    for (const savedAt of [AT, undefined]) {
      const met = { merge, number: 12, savedAt };
      expect(meetingFromText(meetingToText(met))).toEqual(met);
    }
  }
});

test.each(["", "replace", "replace.x", "replace.1.-4", "steal.1", "replace.1.2.3", "<b>.1"])(
  "%o is no meeting",
  (text) => {
    expect(meetingFromText(text)).toBeUndefined();
  },
);
