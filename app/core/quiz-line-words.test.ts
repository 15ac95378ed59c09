import { expect, test } from "vitest";
import { MAY_START, OPEN, SPENT, waitingUntil, ZONE } from "#tests/support/training-facts.ts";
import { quizStateInWords } from "./quiz-line-words.ts";

test.each([
  [{ kind: "in-progress", open: OPEN }, "In progress, item 7 of 20"],
  [{ kind: "in-progress", open: { ...OPEN, nextItem: undefined } }, "In progress, ready to submit"],
  [{ kind: "passed", percent: 8_000, passedOn: "2026-11-01" }, "Passed 80 % on 1 Nov 2026"],
  [
    { kind: "failed", percent: 6_000, allowance: waitingUntil("2026-07-01T08:30:00Z") },
    "Not passed, 60 %. The next try opens on 1 Jul 2026, 09:30. One attempt is left.",
  ],
  [
    { kind: "failed", percent: 6_000, allowance: MAY_START },
    "Not passed, 60 %. You can try again now. 2 attempts are left.",
  ],
  [
    { kind: "failed", percent: 6_000, allowance: { mayStart: true } },
    "Not passed, 60 %. You can try again now.",
  ],
  [
    { kind: "failed", percent: 6_000, allowance: SPENT },
    "Not passed, 60 %. No attempts are left. Your manager can grant another one.",
  ],
] as const)("a quiz's state is said to the person: %o", (state, words) => {
  expect(quizStateInWords(state, ZONE).text).toBe(words);
});
