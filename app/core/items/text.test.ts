import fc from "fast-check";
import { expect, test } from "vitest";
import { aText } from "#tests/support/quiz-files.ts";
import { text } from "./text.ts";

function read(typed: string) {
  const form = new FormData();
  form.append("a-text", typed);
  return text.readResponse(aText(), form);
}

const ACCEPTED = ["Hyperpigmentation", "café au lait", "Straße", "dark spots"];

test.each([
  "Hyperpigmentation",
  "hyperpigmentation",
  "HYPERPIGMENTATION",
  "  hyperpigmentation ",
  "hy\u0301perpigmentation",
  "Café au lait",
  "cafe au lait",
  "CAFÉ\u00a0AU  LAIT",
  "cafe\u0301 au lait",
  "STRASSE",
  "strasse",
  "dark\tspots",
])("%j is accepted: case, white space and accents make no difference", (typed) => {
  expect(text.score(aText({ accepted: ACCEPTED }), typed)).toBe(10_000);
});

test.each([
  "Hypopigmentation",
  "Hyperpigmentatio",
  "Hyperpigmentations",
  "hyper pigmentation",
  "hyper-pigmentation",
  "Hyperpigmentation.",
  "darkspots",
  "dark",
  "café",
  "",
])("%j is not: what only looks alike never is", (typed) => {
  expect(text.score(aText({ accepted: ACCEPTED }), typed)).toBe(0);
});

test.each([
  ["Ελλάδα", "ελλαδα", 10_000],
  ["йод", "иод", 10_000],
  ["ぎん", "きん", 0],
  ["की", "क", 0],
])(
  "accents are those of Latin, Greek and Cyrillic: %s, typed %s, scores %i",
  (one, typed, units) => {
    expect(text.score(aText({ accepted: [one] }), typed)).toBe(units);
  },
);

test("every accepted text scores, in any case", () => {
  fc.assert(
    fc.property(fc.constantFrom(...ACCEPTED), fc.boolean(), (accepted, isLoud) => {
      const typed = isLoud ? accepted.toUpperCase() : accepted.toLowerCase();
      expect(text.score(aText({ accepted: ACCEPTED }), typed)).toBe(10_000);
    }),
  );
});

test("a text with one letter changed, missing or more never scores", () => {
  const word = "hyperpigmentation";
  fc.assert(
    fc.property(fc.nat(word.length - 1), fc.constantFrom("", "q", "xx"), (at, letters) => {
      const typed = word.slice(0, at) + letters + word.slice(at + 1);
      expect(text.score(aText({ accepted: [word] }), typed)).toBe(0);
    }),
  );
});

test.each([
  ["  PIH  ", { response: "PIH" }],
  ["dark\u0000 spots", { response: "dark  spots" }],
  ["two\r\nlines", { response: "two lines" }],
  ["", { response: undefined }],
  [" \t\n ", { response: undefined }],
  ["é".repeat(200), { response: "é".repeat(200) }],
  ["💉".repeat(200), { response: "💉".repeat(200) }],
  ["e".repeat(201), { problem: "Use at most 200 characters." }],
])("%j reads as %j", (typed, expected) => {
  expect(read(typed)).toEqual(expected);
});

test("two texts, or a file, cannot be read", () => {
  const form = new FormData();
  form.append("a-text", "one");
  form.append("a-text", "two");
  expect(text.readResponse(aText(), form)).toHaveProperty("problem");
  const withFile = new FormData();
  withFile.append("a-text", new Blob(["PIH"]), "text.txt");
  expect(text.readResponse(aText(), withFile)).toHaveProperty("problem");
});

test("what is presented is the stem alone", () => {
  expect(text.present(aText())).toEqual({
    type: "text",
    id: "a-text",
    stem: "What do you do?",
    critical: false,
  });
});

test("a review has what was typed and everything that is accepted", () => {
  expect(text.review(aText(), "hypopigmentation")).toMatchObject({
    isBlank: false,
    isRight: false,
    chosen: "hypopigmentation",
    accepted: ["Hyperpigmentation", "dark spots"],
  });
  expect(text.review(aText(), undefined)).toMatchObject({ isBlank: true, isRight: false });
});

test("accepted texts that are the same once folded are a fault", () => {
  const item = aText({ accepted: ["Café", "tea", "CAFE ", "\u0301"] });
  expect(text.faults(item)).toEqual([
    {
      path: ["accepted", 2],
      message: '"CAFE" is the same as "Café": case, white space and accents make no difference.',
    },
    { path: ["accepted", 3], message: expect.stringContaining("nothing that could be typed") },
  ]);
});

test("an item without an accepted text, or with one that nobody could type, does not parse", () => {
  expect(() => aText({ accepted: [] })).toThrow();
  expect(() => aText({ accepted: ["  "] })).toThrow();
  expect(() => aText({ accepted: ["e".repeat(201)] })).toThrow();
});
