import { expect, test } from "vitest";
import { aQuizOf, aSingle, choiceId } from "#tests/support/quiz-files.ts";
import type { ItemResponse } from "./item-types.ts";
import {
  mayReviewItems,
  pointsToPass,
  reasonsInWords,
  reviewPlaces,
  scoreInWords,
  sectionScores,
} from "./review.ts";
import { scoreAttempt } from "./scoring.ts";

const QUIZ = aQuizOf([
  {
    id: "never",
    minimum: 100,
    items: [aSingle({ id: "safety", critical: true }), aSingle({ id: "harm", harmful: "B" })],
  },
  { id: "rest", items: [3, 4, 5].map((number) => aSingle({ id: `item-${number}` })) },
  { id: "not-drawn", items: [aSingle({ id: "elsewhere" })] },
]);
const SHEET = { seed: 1, itemIds: ["safety", "harm", "item-3", "item-4", "item-5"] };

/** @param letters a choice for each item of the sheet, "-" for none */
function scored(letters: string) {
  const responses = new Map<string, ItemResponse>();
  for (const [index, letter] of [...letters].entries()) {
    const itemId = SHEET.itemIds[index];
    if (itemId && letter !== "-") responses.set(itemId, choiceId(letter));
  }
  return scoreAttempt(QUIZ, SHEET.itemIds, responses);
}

test.each([
  ["AAAAA", "You needed 4 of 5 points, and had 5."],
  ["AAABA", "You needed 4 of 5 points, and had 4."],
  ["AABBA", "You need 4 of 5 points. You had 3."],
  [
    "-AAAA",
    "You had 4 of 5 points, which is enough, but missed one safety item, and fell short in one section.",
  ],
  [
    "BBAAB",
    "You need 4 of 5 points. You had 2, missed one safety item, made one choice that would harm a client, and fell short in one section.",
  ],
  ["ACAAA", "You had 4 of 5 points, which is enough, but fell short in one section."],
])("the score of %s in one sentence: %s", (letters, sentence) => {
  expect(scoreInWords(QUIZ, scored(letters))).toBe(sentence);
});

test.each([
  [80, 20, "16 of 20 points"],
  [80, 15, "12 of 15 points"],
  [80, 17, "13.6 of 17 points"],
  [67, 3, "2.01 of 3 points"],
  [100, 1, "1 of 1 point"],
])("%i percent of %i items is %s", (passingScore, items, words) => {
  expect(pointsToPass(passingScore, items)).toBe(words);
});

test("each section that has items on the sheet has its score and its minimum", () => {
  const { unitsByItem } = scored("-AAAB");
  expect(sectionScores(QUIZ, SHEET, unitsByItem)).toEqual([
    {
      title: "Section never",
      units: 10_000,
      maxUnits: 20_000,
      percent: 5_000,
      minimum: 100,
      isReached: false,
    },
    {
      title: "Section rest",
      units: 20_000,
      maxUnits: 30_000,
      percent: 6_667,
      minimum: undefined,
      isReached: true,
    },
  ]);
});

test("the review shows safety misses first, then what was not right, each in the order of the sheet", () => {
  const { unitsByItem, reasons } = scored("ABBAB");
  const places = reviewPlaces(SHEET, unitsByItem, reasons);
  expect(places.map(({ itemId, verdict }) => [itemId, verdict])).toEqual([
    ["harm", "safety-miss"],
    ["item-3", "not-right"],
    ["item-5", "not-right"],
    ["safety", "right"],
    ["item-4", "right"],
  ]);
});

test("of what went wrong, what somebody was sure of comes first", () => {
  const { unitsByItem, reasons } = scored("BBBAB");
  const sure = new Set(["harm", "item-4", "item-5"]);
  const places = reviewPlaces(SHEET, unitsByItem, reasons, (itemId) => sure.has(itemId));
  expect(places.map(({ itemId }) => itemId)).toEqual([
    "harm",
    "safety",
    "item-5",
    "item-3",
    "item-4",
  ]);
});

test("reasons name the items where the review is open, and lead to them", () => {
  const { reasons } = scored("-BABB");
  const words = reasonsInWords(QUIZ, SHEET, reasons, true);
  expect(words).toEqual([
    { text: "The score is 20 %; 80 % are needed." },
    { text: "The section “Section never” is at 0 %; it needs 100 % on its own." },
    { text: "Item 1 is a safety item and was left open.", itemId: "safety" },
    { text: "In item 2 a choice was made that would harm a client.", itemId: "harm" },
  ]);
  const turned = { ...SHEET, itemIds: [...SHEET.itemIds].reverse() };
  expect(reasonsInWords(QUIZ, turned, reasons, true).slice(2)).toEqual([
    { text: "In item 4 a choice was made that would harm a client.", itemId: "harm" },
    { text: "Item 5 is a safety item and was left open.", itemId: "safety" },
  ]);
});

test("reasons name no item where the review is kept back", () => {
  const words = reasonsInWords(QUIZ, SHEET, scored("BBAAA").reasons, false);
  expect(words.map(({ text }) => text)).toContain("A safety item was not fully right.");
  expect(JSON.stringify(words)).not.toMatch(/item \d|itemId/i);
});

test.each([
  ["after-submit", false, true],
  ["after-submit", true, true],
  ["after-pass", false, false],
  ["after-pass", true, true],
  ["never", true, false],
] as const)(
  "with review %s, an attempt that passed: %s shows its items: %s",
  (review, passed, shows) => {
    expect(mayReviewItems(review, passed)).toBe(shows);
  },
);
