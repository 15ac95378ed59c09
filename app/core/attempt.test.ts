import { expect, test } from "vitest";
import { drawnOf, drawSheet, sheetFromDrawn } from "./attempt.ts";
import { type Quiz, quizFile } from "./quiz.ts";

/** A quiz of single items: "a1" to "aN" in section "a", and so on. */
function aQuizOf(
  sections: { id: string; items: number; draw?: number }[],
  fields: Record<string, unknown> = {},
): Quiz {
  return quizFile.parse({
    title: "A quiz",
    summary: "What it covers.",
    owner: "Clinical education lead",
    reviewBy: "2027-06-30",
    passingScore: 80,
    sources: { S1: { title: "A source" } },
    sections: sections.map(({ id, items, draw }) => ({
      id,
      title: id,
      draw,
      items: Array.from({ length: items }, (_, index) => ({
        id: `${id}${index + 1}`,
        type: "single",
        stem: "What do you do?",
        choices: ["one", "two", "three"].map((choiceId) => ({
          id: choiceId,
          text: choiceId,
          correct: choiceId === "one",
          rationale: `Why ${choiceId}.`,
        })),
        rationale: "What to take from it.",
        evidence: ["S1"],
        reviewBy: "2027-06-30",
      })),
    })),
    ...fields,
  });
}

test("a sheet survives being stored as positions", () => {
  const quiz = aQuizOf(
    [
      { id: "a", items: 5 },
      { id: "b", items: 20, draw: 6 },
    ],
    { shuffle: ["items"] },
  );
  const sheet = drawSheet(quiz, 42, []);
  expect(sheetFromDrawn(quiz, 42, drawnOf(quiz, sheet))).toEqual(sheet);
});

test("positions count over all sections, from 0, in the order shown", () => {
  const quiz = aQuizOf([
    { id: "a", items: 2 },
    { id: "b", items: 2 },
  ]);
  expect(drawnOf(quiz, { seed: 1, itemIds: ["b2", "a1", "b1"] })).toBe("3,0,2");
  expect(sheetFromDrawn(quiz, 1, "3,0,2")).toEqual({ seed: 1, itemIds: ["b2", "a1", "b1"] });
});

test.each(["", "4", "-1", "1.5", "0,", "0,x", " 0", "1e0", "0,0"])(
  'the stored text "%s" is refused rather than read as other items',
  (drawn) => {
    const quiz = aQuizOf([{ id: "a", items: 4 }]);
    expect(() => sheetFromDrawn(quiz, 1, drawn)).toThrow();
  },
);

test("a sheet of another quiz version is not stored", () => {
  const quiz = aQuizOf([{ id: "a", items: 2 }]);
  expect(() => drawnOf(quiz, { seed: 1, itemIds: ["a1", "gone"] })).toThrow('no item "gone"');
});
