import { expect, test } from "vitest";
import {
  aHotspot,
  aMatching,
  aMultiple,
  aNumeric,
  anOrdering,
  aQuizOf,
  aSingle,
  aText,
  aTrueFalse,
  choiceId,
} from "#tests/support/quiz-files.ts";
import { countAttempt, emptyTally, type Tally } from "./attempt-counts.ts";
import { flagInWords } from "./item-flags.ts";
import { type Item, type ItemResponse, partsOf } from "./item-types.ts";
import { itemsOf, type Quiz } from "./quiz.ts";
import { analyseQuiz } from "./quiz-analysis.ts";
import { scoreAttempt } from "./scoring.ts";

type Responses = Record<string, ItemResponse>;
type Sat = { times?: number; responses: Responses; itemIds?: string[] };

/** Attempts as they would be counted, scored by the rules. */
function talliesOf(quiz: Quiz, attempts: readonly Sat[]): (Tally & { total: number })[] {
  const tallies = new Map<number, Tally>();
  const items = itemsOf(quiz);
  for (const { times = 1, responses, itemIds = items.map(({ id }) => id) } of attempts) {
    const given = new Map(Object.entries(responses));
    const { units: total, passed, unitsByItem } = scoreAttempt(quiz, itemIds, given);
    const tally = tallies.get(total) ?? emptyTally();
    tallies.set(total, tally);
    const counted = items.flatMap((item, position) => {
      const units = unitsByItem.get(item.id);
      const parts = partsOf(item, given.get(item.id));
      return units === undefined ? [] : [{ position, units, parts }];
    });
    for (let time = 0; time < times; time += 1) countAttempt(tally, { passed, items: counted }, 1);
  }
  return [...tallies].map(([total, tally]) => ({ ...tally, total }));
}

function analysisOf(items: Item[], attempts: readonly Sat[], fewest?: number) {
  const quiz = aQuizOf([{ items }]);
  const analysis = analyseQuiz(quiz, talliesOf(quiz, attempts), fewest);
  if (!analysis) throw new Error("Too few attempts");
  return analysis;
}

/** An item beside nine that tell who knows much: `well` gets them right. */
function among(
  item: Item,
  groups: readonly { times: number; response?: ItemResponse; well: boolean }[],
) {
  const others = [1, 2, 3].map((number) => aSingle({ id: `other-${number}` }));
  const attempts = groups.map(({ times, response, well }) => {
    const right = well ? choiceId("A") : choiceId("B");
    const responses: Responses = { "other-1": right, "other-2": right, "other-3": right };
    if (response !== undefined) responses[item.id] = response;
    return { times, responses };
  });
  const { items } = analysisOf([item, ...others], attempts);
  const [analysed] = items;
  if (!analysed) throw new Error("There is no item");
  return { ...analysed, words: analysed.flags.map(flagInWords) };
}

test("below twenty attempts there are counts and no index", () => {
  const items = [aSingle({ id: "item-1" }), aSingle({ id: "item-2" })];
  const right = { "item-1": choiceId("A"), "item-2": choiceId("A") };
  const few = analysisOf(items, [{ times: 19, responses: right }]);
  expect(few).toMatchObject({ n: 19, passed: 19 });
  expect(few.figures).toBeUndefined();
  expect(few.items[0]).toMatchObject({ n: 19, right: 19, flags: [] });
  expect(few.items[0]?.figures).toBeUndefined();
  expect(few.items[0]?.parts[0]).toMatchObject({ given: 19, thirds: null });
  const enough = analysisOf(items, [{ times: 20, responses: right }]);
  expect(enough.figures).toMatchObject({ n: 20, mean: 2 });
  expect(enough.items[0]?.figures).toMatchObject({ facility: 1, discrimination: null });
});

test("where all had the same items, consistency and weights are said", () => {
  const items = [1, 2, 3].map((number) => aSingle({ id: `item-${number}` }));
  const responses = (letters: string) =>
    Object.fromEntries([...letters].map((each, at) => [`item-${at + 1}`, choiceId(each)]));
  const {
    figures,
    hasDifferentSheets,
    items: analysed,
  } = analysisOf(items, [
    { times: 10, responses: responses("AAA") },
    { times: 10, responses: responses("AAB") },
    { times: 10, responses: responses("BBB") },
  ]);
  expect(hasDifferentSheets).toBe(false);
  expect(figures?.consistency).toBeGreaterThan(0);
  const weights = analysed.map((each) => each.figures?.effectiveWeight ?? 0);
  expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
});

test("with drawn items, an item's n is the attempts that had it, and the whole has no consistency", () => {
  const items = [1, 2, 3].map((number) => aSingle({ id: `item-${number}` }));
  const quiz = aQuizOf([{ items, draw: 2 }]);
  const right = Object.fromEntries(items.map(({ id }) => [id, choiceId("A")]));
  const tallies = talliesOf(quiz, [
    { times: 22, responses: right, itemIds: ["item-1", "item-2"] },
    { times: 12, responses: {}, itemIds: ["item-1", "item-3"] },
  ]);
  const analysis = analyseQuiz(quiz, tallies);
  expect(analysis).toMatchObject({ n: 34, points: 2, hasDifferentSheets: true });
  expect(analysis?.figures).toMatchObject({
    consistency: null,
    errorRatio: null,
    standardError: null,
  });
  expect(analysis?.items.map(({ n }) => n)).toEqual([34, 22, 12]);
  expect(analysis?.items[0]?.figures).toMatchObject({ facility: 22 / 34, effectiveWeight: null });
  expect(analysis?.items[2]?.figures).toBeUndefined();
});

test("whoever must not see small numbers sees neither the quiz nor the item", () => {
  const items = [1, 2].map((number) => aSingle({ id: `item-${number}` }));
  const quiz = aQuizOf([{ items, draw: 1 }]);
  const four = talliesOf(quiz, [{ times: 4, responses: {}, itemIds: ["item-1"] }]);
  expect(analyseQuiz(quiz, four, 5)).toBeUndefined();
  expect(analyseQuiz(quiz, four, 1)?.n).toBe(4);
  const more = talliesOf(quiz, [
    { times: 5, responses: {}, itemIds: ["item-1"] },
    { times: 4, responses: {}, itemIds: ["item-2"] },
  ]);
  const analysis = analyseQuiz(quiz, more, 5);
  expect(analysis?.items.map(({ item }) => item.id)).toEqual(["item-1"]);
  expect(analysis?.hiddenItems).toBe(1);
});

test("what only few typed is not shown to whoever must not see small numbers", () => {
  const items = [aText({ id: "word" })];
  const attempts = [
    { times: 5, responses: { word: "sun spots" } },
    { times: 4, responses: { word: "Ask Maria" } },
    { times: 15, responses: { word: "PIH" } },
  ];
  const named = (fewest: number) =>
    analysisOf(items, attempts, fewest).items[0]?.parts.map(({ name }) => name);
  expect(named(1)).toEqual(["“pih”", "“sun spots”", "“ask maria”"]);
  expect(named(5)).toEqual(["“pih”", "“sun spots”"]);
  expect(analysisOf(items, attempts, 5).items[0]?.otherParts).toBe(4);
});

test("of what was typed the ten most frequent are shown, and how many typed something else", () => {
  const attempts = Array.from({ length: 14 }, (_, index) => ({
    times: 14 - index,
    responses: { number: String(index + 10) },
  }));
  const [item] = analysisOf([aNumeric({ id: "number" })], attempts).items;
  expect(item?.parts.map(({ part }) => part)).toEqual(
    Array.from({ length: 10 }, (_, index) => String(index + 10)),
  );
  expect(item?.otherParts).toBe(4 + 3 + 2 + 1);
});

test("four of five who were wrong chose the same: the key is to be checked", () => {
  const item = aSingle({ id: "doubt", choices: "ABCD" });
  const { words } = among(item, [
    { times: 15, response: choiceId("A"), well: true },
    { times: 4, response: choiceId("B"), well: false },
    { times: 1, response: choiceId("C"), well: false },
  ]);
  expect(words).toContain("4 of 5 who were wrong chose B: check the key.");
});

test.each([
  ["four who were wrong are too few", 4, 0],
  ["three of five do not agree", 3, 2],
])("%s", (_, agreeing, others) => {
  const { flags } = among(aSingle({ id: "doubt", choices: "ABCD" }), [
    { times: 15, response: choiceId("A"), well: true },
    { times: agreeing, response: choiceId("B"), well: false },
    { times: others, response: choiceId("C"), well: false },
  ]);
  expect(flags.map(({ kind }) => kind)).not.toContain("wrong-ones-agree");
});

test.each([
  ["true-false", aTrueFalse({ id: "doubt" }), "true", "false"],
  [
    "a single of two choices",
    aSingle({ id: "doubt", choices: "AB" }),
    choiceId("A"),
    choiceId("B"),
  ],
])("with only one wrong choice nobody wonders that all agree: %s", (_, item, right, wrong) => {
  const { flags } = among(item, [
    { times: 15, response: right, well: true },
    { times: 15, response: wrong, well: false },
  ]);
  expect(flags.map(({ kind }) => kind)).not.toContain("wrong-ones-agree");
});

test.each([
  ["numeric", aNumeric({ id: "doubt" }), "1.5", "15", "“15”"],
  ["text", aText({ id: "doubt" }), "dark spots", "Melasma", "“melasma”"],
  [
    "ordering",
    anOrdering({ id: "doubt", steps: "ABC" }),
    ["step-a", "step-b", "step-c"],
    ["step-b", "step-a", "step-c"],
    "the order 2 1 3",
  ],
  ["hotspot", aHotspot({ id: "doubt" }), [choiceId("A")], [choiceId("C")], "“Choice C”"],
])("who is wrong may agree in a %s item too", (_, item, right, wrong, name) => {
  const { words } = among(item, [
    { times: 12, response: right, well: true },
    { times: 8, response: wrong, well: false },
  ]);
  expect(words).toContain(`8 of 8 who were wrong chose ${name}: check the key.`);
});

test("in a matching item each prompt is looked at for itself", () => {
  const item = aMatching({ id: "doubt" });
  const right = { "prompt-a": "target-1", "prompt-b": "target-2", "prompt-c": "target-3" };
  const { words, parts } = among(item, [
    { times: 14, response: right, well: true },
    { times: 8, response: { ...right, "prompt-b": "target-4" }, well: false },
  ]);
  expect(words).toContain("8 of 8 who were wrong at prompt 2 chose “Target 4”: check the key.");
  // Every right pair and those that somebody chose, and no other.
  expect(parts.map(({ part, given }) => [part, given])).toEqual([
    ["0:0", 22],
    ["1:1", 14],
    ["1:3", 8],
    ["2:2", 22],
  ]);
});

test("where several may be chosen, nobody is asked to check the key for what goes with it", () => {
  const { flags } = among(aMultiple({ id: "doubt" }), [
    { times: 15, response: ["choice-a", "choice-b", "choice-c"], well: true },
    { times: 8, response: ["choice-a", "choice-d"], well: false },
  ]);
  expect(flags.map(({ kind }) => kind)).not.toContain("wrong-ones-agree");
});

test("a wrong choice that the best take, and a right one that they leave, are said", () => {
  const { words, figures } = among(aSingle({ id: "doubt" }), [
    { times: 10, response: choiceId("B"), well: true },
    { times: 20, response: choiceId("A"), well: false },
  ]);
  expect(figures?.discrimination).toBeLessThan(0);
  expect(words.join("\n")).toMatch(/did well overall chose A, which is right, less often/);
  expect(words.join("\n")).toMatch(/did well overall chose B, which is wrong, more often/);
  expect(words.join("\n")).toMatch(/better on the other items did worse on this one/);
});

test("a distractor that fewer than 2 in 100 chose is said of fifty attempts or more", () => {
  const groups = (times: number) => [
    { times, response: choiceId("A"), well: true },
    { times: times / 4, response: choiceId("B"), well: false },
  ];
  const item = aSingle({ id: "doubt", choices: "ABCD" });
  const { words } = among(item, groups(80));
  expect(words.join("\n")).toMatch(
    /Fewer than 2 in 100 chose each of these distractors: C, D \(n = 100\)/,
  );
  expect(among(item, groups(32)).words.join("\n")).not.toMatch(/2 in 100/);
});

test("an item that nearly everybody gets right is mastered, and nothing is said against it", () => {
  const { figures, flags } = among(aSingle({ id: "doubt", choices: "ABCD" }), [
    { times: 90, response: choiceId("A"), well: false },
    { times: 10, response: choiceId("B"), well: true },
  ]);
  expect(figures).toMatchObject({ facility: 0.9, isMastery: true });
  expect(figures?.discrimination).toBeLessThan(0);
  expect(flags).toEqual([]);
});

test("an item that few get right, and one that many leave blank, are said", () => {
  const { words, blank } = among(aSingle({ id: "doubt", choices: "ABCD" }), [
    { times: 4, response: choiceId("A"), well: true },
    { times: 12, response: choiceId("C"), well: true },
    { times: 9, response: choiceId("B"), well: false },
    { times: 5, well: false },
  ]);
  expect(blank).toBe(5);
  expect(words.join("\n")).toMatch(/Only 13 % of the points were had/);
  expect(words).toContain("5 of 30 left it blank: is it clear what is to be done?");
});

test("a version that nobody has taken has nothing to say, and does not fail", () => {
  const quiz = aQuizOf([{ items: [aSingle({ id: "item-1" })] }]);
  expect(analyseQuiz(quiz, [])).toBeUndefined();
});
