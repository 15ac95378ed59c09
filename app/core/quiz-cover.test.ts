import { expect, test } from "vitest";
import { aQuizOf, aSingle } from "#tests/support/quiz-files.ts";
import type { Allowance } from "./attempt.ts";
import { coverFacts, refusalInWords } from "./quiz-cover.ts";

const ITEMS = [1, 2, 3].map((number) => aSingle({ id: `item-${number}` }));

function factOf(label: string, quiz: ReturnType<typeof aQuizOf>, allowance: Allowance) {
  return coverFacts(quiz, allowance).facts.find((fact) => fact.label === label)?.value;
}

test("a section that draws counts what an attempt gets of it", () => {
  const quiz = aQuizOf([{ items: ITEMS, draw: 2, minimum: 50 }]);
  const { sections, facts } = coverFacts(quiz, { mayStart: true });
  expect(sections).toEqual([{ title: "Section section-1", items: 2, minimum: 50 }]);
  expect(facts).toContainEqual({ label: "Items", value: "2" });
  expect(facts).toContainEqual({ label: "To pass", value: "1.6 of 2 points (80 %)" });
});

test.each([
  [undefined, { mayStart: true }, "As many as you need"],
  [{ limit: 3, waitHours: 0 }, { mayStart: true, left: 3 }, "3 left"],
  [{ limit: 3, waitHours: 0 }, { mayStart: true }, "3 left"],
  [{ limit: 3, waitHours: 0 }, { mayStart: false, reason: "limit-reached" }, "None left"],
  [{ waitHours: 24 }, { mayStart: true }, "As many as you need"],
] as const)("attempts %o, allowed %o: %s", (attempts, allowance, words) => {
  expect(factOf("Attempts", aQuizOf([{ items: ITEMS }], { attempts }), allowance)).toBe(words);
});

test.each([
  [undefined, undefined],
  [{ limit: 3, waitHours: 0 }, undefined],
  [{ limit: 3, waitHours: 24 }, "The next attempt opens 24 hours later."],
  [{ waitHours: 1 }, "The next attempt opens 1 hour later."],
] as const)("attempts %o: before the start it is told how long one waits", (attempts, words) => {
  const quiz = aQuizOf([{ items: ITEMS }], { attempts });
  expect(factOf("If you do not pass", quiz, { mayStart: true })).toBe(words);
});

test("safety items are announced when there are any", () => {
  const safety = aSingle({ id: "safety", critical: true });
  const without = aQuizOf([{ items: ITEMS }]);
  const withOne = aQuizOf([{ items: [...ITEMS, safety] }]);
  expect(coverFacts(without, { mayStart: true }).hasSafetyItems).toBe(false);
  expect(coverFacts(withOne, { mayStart: true }).hasSafetyItems).toBe(true);
});

test("who must wait is told until when, in the site's zone", () => {
  const opensAt = new Date("2026-07-01T08:30:00Z");
  expect(refusalInWords({ mayStart: false, reason: "waiting", opensAt }, "Europe/Dublin")).toBe(
    "The next try opens on 1 Jul 2026, 09:30.",
  );
});
