import fc from "fast-check";
import { expect, test } from "vitest";
import { aQuizOf, aSingle } from "#tests/support/quiz-files.ts";
import { itemsOf, type Quiz } from "./quiz.ts";
import { differenceInWords, diffQuizzes, isEmptyDiff } from "./quiz-diff.ts";

const items = (ids: string, fields: Parameters<typeof aSingle>[0] = {}) =>
  [...ids].map((id) => aSingle({ id, ...fields }));
const quiz = (ids: string, fields: Parameters<typeof aQuizOf>[1] = {}) =>
  aQuizOf([{ items: items(ids) }], fields);

/** Ids of moved items. */
function movedIn(before: Quiz, after: Quiz): string[] {
  return diffQuizzes(before, after)
    .changed.filter(({ differences }) => differences.includes("moved"))
    .map(({ itemId }) => itemId);
}

test("a version differs from itself in nothing", () => {
  expect(isEmptyDiff(diffQuizzes(quiz("abc"), quiz("abc")))).toBe(true);
});

test("items come and go, and move nobody by it", () => {
  const diff = diffQuizzes(quiz("abc"), quiz("xbcd"));
  expect(diff.added.map(({ itemId }) => itemId)).toEqual(["x", "d"]);
  expect(diff.removed.map(({ itemId }) => itemId)).toEqual(["a"]);
  expect(diff.changed).toEqual([]);
});

test("an item can be re-keyed, reworded and given other credit at once", () => {
  const after = aQuizOf([
    { items: [aSingle({ id: "a", key: "B", stem: "Other", critical: true }), ...items("b")] },
  ]);
  expect(diffQuizzes(quiz("ab"), after).changed).toEqual([
    {
      itemId: "a",
      stem: "Other",
      differences: ["key", "credit", "wording"],
      isScoredOtherwise: true,
    },
  ]);
});

test("a reworded item is not scored otherwise", () => {
  const after = aQuizOf([{ items: items("ab", { stem: "Other" }) }]);
  expect(diffQuizzes(quiz("ab"), after).changed).toMatchObject([
    { differences: ["wording"], isScoredOtherwise: false },
    { differences: ["wording"], isScoredOtherwise: false },
  ]);
});

test.each([
  ["abcd", "dabc", ["d"]],
  ["abcd", "bcda", ["a"]],
  ["abcd", "abcd", []],
  ["abc", "cba", ["b", "a"]],
])("from %s to %s as few items as possible have moved", (before, after, moved) => {
  expect(movedIn(quiz(before), quiz(after))).toEqual(moved);
});

test("an item in another section has moved", () => {
  const before = aQuizOf([{ items: items("ab") }, { items: items("c") }]);
  const after = aQuizOf([{ items: items("a") }, { items: items("bc") }]);
  expect(movedIn(before, after)).toEqual(["b"]);
});

test("settings are told with what they were and what they are", () => {
  const after = quiz("ab", { passingScore: 90, timeLimitMinutes: 1, review: "never" });
  expect(diffQuizzes(quiz("ab"), after).settings).toEqual([
    { label: "Passing score", before: "80 %", after: "90 %" },
    { label: "Time limit", before: undefined, after: "1 minute" },
    { label: "Review", before: "after submit", after: "never" },
  ]);
});

test("sections and sources are settings too", () => {
  const before = aQuizOf([{ id: "s", items: items("ab") }]);
  const after = aQuizOf([{ id: "s", minimum: 50, draw: 1, items: items("ab") }], {
    sources: { S1: { title: "A source", year: 2020 } },
  });
  expect(diffQuizzes(before, after).settings).toEqual([
    {
      label: "Section “Section s”",
      before: "Section s: all items",
      after: "Section s: 1 item drawn, at least 50 %",
    },
    { label: "Source S1", before: "A source", after: "A source, 2020" },
  ]);
  const swapped = (ids: string[]) => aQuizOf(ids.map((id) => ({ id, items: items(id) })));
  expect(diffQuizzes(swapped(["s", "t"]), swapped(["t", "s"])).settings).toEqual([
    { label: "Order of sections", before: "s, t", after: "t, s" },
  ]);
});

test("whatever was shuffled, what is told apart adds up", () => {
  const anyIds = fc.shuffledSubarray([..."abcdefg"], { minLength: 1 });
  fc.assert(
    fc.property(anyIds, anyIds, (before, after) => {
      const [one, other] = [quiz(before.join("")), quiz(after.join(""))];
      const diff = diffQuizzes(one, other);
      const kept = itemsOf(one).length - diff.removed.length;
      expect(kept + diff.added.length).toBe(itemsOf(other).length);
      const back = diffQuizzes(other, one);
      expect(back.added).toEqual(diff.removed);
      expect(movedIn(other, one)).toHaveLength(movedIn(one, other).length);
    }),
  );
});

test("every difference has its words", () => {
  expect(differenceInWords("key")).toBe("Re-keyed");
  expect(differenceInWords("moved")).toBe("Moved");
});
