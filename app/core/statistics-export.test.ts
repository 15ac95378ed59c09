import { expect, test } from "vitest";
import { aQuizOf, aSingle } from "#tests/support/quiz-files.ts";
import { analyseQuiz } from "./quiz-analysis.ts";
import { STATISTICS_HEAD, statisticsLines } from "./statistics-export.ts";

/** Attempts at one item: some right, the others chose B. */
function lines(attempts: { right: number; wrong: number }) {
  const quiz = aQuizOf([{ items: [aSingle({ id: "item-1", stem: "=1+1" })] }]);
  const tally = (total: number, n: number, part: string) => ({
    ...{ total, attempts: n, passed: total === 10_000 ? n : 0 },
    items: new Map([[0, { marks: new Map([[total, n]]), parts: new Map([[part, n]]) }]]),
  });
  const tallies = [tally(10_000, attempts.right, "0"), tally(0, attempts.wrong, "1")];
  const analysis = analyseQuiz(quiz, tallies);
  if (!analysis) throw new Error("There are attempts");
  return statisticsLines(analysis, "first").map((line) =>
    Object.fromEntries(STATISTICS_HEAD.map((column, index) => [column, line[index]])),
  );
}

test("a line for the quiz, one for the item, and one for each of its choices", () => {
  const [quiz, item, right, wrong, never, ...others] = lines({ right: 20, wrong: 10 });
  expect(others).toEqual([]);
  expect(quiz).toMatchObject({ Row: "quiz", n: 30, Mean: 20 / 30, Sample: "First attempts" });
  expect(item).toMatchObject({ Row: "item", Item: "item-1", Facility: 20 / 30, Text: "=1+1" });
  expect(right).toMatchObject({ Row: "part", Text: "A Choice A", Right: "right", Share: 20 / 30 });
  expect(right).toMatchObject({ "Share in lower third": 0, "Share in upper third": 1 });
  expect(wrong).toMatchObject({ Text: "B Choice B", Right: "wrong", Share: 10 / 30 });
  expect(never).toMatchObject({ "Passed, fully right or chosen": 0, Share: 0 });
});

test("below twenty attempts there is no index in the file either", () => {
  const [quiz, item, right] = lines({ right: 15, wrong: 4 });
  expect(quiz).toMatchObject({ n: 19, "Passed, fully right or chosen": 15, Mean: "", SD: "" });
  expect(quiz?.["Share: 95 % from"]).toBeCloseTo(0.5667, 4);
  expect(item).toMatchObject({
    Facility: "",
    Discrimination: "",
    "Passed, fully right or chosen": 15,
  });
  expect(right).toMatchObject({ "Share in lower third": "", "Share in upper third": "" });
});
