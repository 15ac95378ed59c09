import { expect, test } from "vitest";
import {
  aMultiple,
  anOrdering,
  aQuizOf,
  aSingle,
  choiceId,
  choiceIds,
} from "#tests/support/quiz-files.ts";
import {
  confirmationProblem,
  directionOf,
  itemStates,
  openCount,
  pageStates,
  pageToGoOn,
  placeInWords,
  readPage,
} from "./attempt-pages.ts";
import type { Completeness, ItemResponse } from "./item-types.ts";
import { baseOf } from "./response-base.ts";

const SHEET = { seed: 1, itemIds: ["a", "b", "c", "d", "e"] };

/** How far items "a" to "e" are answered: capitals in full, small letters in part. */
function states(letters: string): Completeness[] {
  return [..."abcde"].map((letter) => {
    if (letters.includes(letter.toUpperCase())) return "answered";
    return letters.includes(letter) ? "partly" : "open";
  });
}

test("a page is answered once every item on it is, and open while none is", () => {
  expect(pageStates(SHEET, 2, states("ABC"))).toEqual([
    { number: 1, label: "Items 1 to 2", state: "answered" },
    { number: 2, label: "Items 3 to 4", state: "partly" },
    { number: 3, label: "Item 5", state: "open" },
  ]);
});

test("a page with an item that is partly answered is so itself", () => {
  expect(pageStates(SHEET, 1, states("Ab")).map(({ state }) => state)).toEqual([
    "answered",
    "partly",
    "open",
    "open",
    "open",
  ]);
});

test("what is partly answered counts as open", () => {
  expect(openCount(states("Ad"))).toBe(4);
  expect(openCount(states("ABCDE"))).toBe(0);
});

test("how far items are answered follows from what is saved, in the order of the sheet", () => {
  const quiz = aQuizOf([{ items: [anOrdering({ id: "steps" }), aSingle({ id: "one" })] }]);
  const saved = new Map([["steps", { response: ["step-a", "step-b"] }]]);
  const sheet = { seed: 1, itemIds: ["one", "steps"] };
  expect(itemStates(quiz, sheet, saved)).toEqual(["open", "partly"]);
});

test.each([
  ["nothing is answered", "", 1, 1],
  ["the first two are answered", "AB", 1, 3],
  ["one in the middle was left out", "ACDE", 1, 2],
  ["one in the middle is only partly answered", "AbCDE", 1, 2],
  ["everything is answered", "ABCDE", 1, 5],
  ["pages have two items, and the second of a page is open", "A", 2, 1],
  ["there is only one page", "A", "all" as const, 1],
])("one goes on at the first page with something open: %s", (_case, given, itemsPerPage, page) => {
  expect(pageToGoOn(SHEET, itemsPerPage, states(given))).toBe(page);
});

test("the place on a sheet is said in words", () => {
  expect(placeInWords([2], states("ABc"))).toEqual({
    place: "Item 3 of 5",
    progress: "2 answered",
  });
  expect(placeInWords([2, 3, 4], states("")).place).toBe("Items 3 to 5 of 5");
});

test.each([
  ["next", 2, { page: 3 }],
  ["next", 5, "check"],
  ["back", 2, { page: 1 }],
  ["back", 1, { page: 1 }],
  ["page:5", 2, { page: 5 }],
  ["page:6", 2, { page: 2 }],
  ["page:0", 2, { page: 2 }],
  ["page:-1", 2, { page: 2 }],
  ["page:1e1", 2, { page: 2 }],
  ["check", 2, "check"],
  ["stay", 2, "stay"],
  ["leave", 2, "leave"],
  ["problem:an-item-1", 2, { problemWith: "an-item-1" }],
  ["problem:../../account", 2, { page: 2 }],
  ["problem:", 2, { page: 2 }],
  ["//evil.example", 2, { page: 2 }],
  [null, 2, { page: 2 }],
])("go=%s on page %i of 5 leads to %o", (go, here, direction) => {
  expect(directionOf(go, here, 5)).toEqual(direction);
});

test.each([
  [0, null, true],
  [2, "2", true],
  [1, "2", true],
  [2, "1", false],
  [1, null, false],
  [2, "on", false],
])("with %i items open, a box ticked for %s submits: %s", (open, confirmed, submits) => {
  expect(confirmationProblem(open, confirmed) === undefined).toBe(submits);
});

const QUIZ = aQuizOf([
  { items: [aSingle({ id: "one" }), aMultiple({ id: "many" }), aSingle({ id: "other" })] },
]);
const DRAWN = { seed: 1, itemIds: ["one", "many", "other"] };

function read(fields: [string, string][], saved: Record<string, ItemResponse> = {}) {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return readPage(QUIZ, DRAWN, [0, 1], new Map(Object.entries(saved)), form);
}

test("a page gives what differs from what is saved, and nothing of other pages", () => {
  const fields: [string, string][] = [
    ["one", choiceId("B")],
    ["many", choiceId("A")],
    ["many", choiceId("C")],
    ["other", choiceId("A")],
  ];
  expect(read(fields, { one: choiceId("B") })).toEqual({
    changes: [{ position: 1, response: choiceIds("AC") }],
    unreadable: {},
    met: [],
  });
});

test("boxes that are ticked in another order are the same response", () => {
  const fields: [string, string][] = [
    ["many", choiceId("C")],
    ["many", choiceId("A")],
  ];
  expect(read(fields, { many: choiceIds("AC") }).changes).toEqual([]);
});

test("taking every tick away clears the response", () => {
  expect(read([], { many: choiceIds("AC") }).changes).toEqual([
    { position: 1, response: undefined },
  ]);
});

test("a response that cannot be read keeps what was typed and holds up no other", () => {
  const reading = read([
    ["one", choiceId("B")],
    ["many", choiceId("A")],
    ["many", "choice-z"],
  ]);
  expect(reading.changes).toEqual([{ position: 0, response: choiceId("B") }]);
  expect(reading.unreadable).toEqual({
    many: { problem: expect.any(String), typed: { many: [choiceId("A"), "choice-z"] } },
  });
});

test("a page that says what it was shown with changes only what was touched on it", () => {
  const fields: [string, string][] = [
    ["_base.one", baseOf({ one: [choiceId("A")] })],
    ["one", choiceId("A")],
    ["_base.many", ""],
    ["many", choiceId("C")],
  ];
  expect(read(fields, { one: choiceId("B"), many: choiceIds("AB") })).toEqual({
    changes: [{ position: 1, response: choiceIds("C") }],
    unreadable: {},
    met: [
      { position: 0, merge: "stale" },
      { position: 1, merge: "replace" },
    ],
  });
});
