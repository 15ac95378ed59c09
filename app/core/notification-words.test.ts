import { expect, test } from "vitest";
import { readBody } from "./notification.ts";
import {
  correctedNotification,
  grantedNotification,
  restoredNotification,
  resultNotification,
  withdrawnNotification,
} from "./notification-words.ts";

const QUIZ = { title: "Contraindications and cautions", passingScore: 80 };
const PASSED = {
  attemptId: 7,
  units: 140_000,
  maxUnits: 150_000,
  percent: 9333,
  passed: true,
  reasons: [],
};

test("a pass says the score, and what is held now and until when", () => {
  const issued = [{ title: "Micro-needling operator", lastValidOn: "2027-02-11" }];
  expect(resultNotification(QUIZ, PASSED, issued)).toEqual({
    kind: "passed",
    key: "result:7",
    title: "Passed: Contraindications and cautions",
    body: "You needed 12 of 15 points, and had 14. You hold “Micro-needling operator” until 11 Feb 2027.",
    path: "/attempts/7/result",
  });
});

test("a fail says what was missed, without which items", () => {
  const failed = resultNotification(
    QUIZ,
    {
      ...PASSED,
      units: 110_000,
      passed: false,
      reasons: [
        { kind: "below-passing-score", reached: 7333, needed: 8000 },
        { kind: "critical-item", itemId: "herpes-in-area", failure: "not-fully-right" },
      ],
    },
    [],
  );
  expect(failed).toMatchObject({
    kind: "failed",
    key: "result:7",
    title: "Not passed this time: Contraindications and cautions",
    body: "You need 12 of 15 points. You had 11, and missed one safety item. Your result shows what to look at again, and when you can take it next.",
  });
});

test("a correction says how the result stands now, and why", () => {
  const corrected = { regradeId: 3, attemptId: 7, passed: true, reason: "The key was wrong." };
  expect(correctedNotification(QUIZ.title, corrected)).toMatchObject({
    key: "corrected:3:7",
    body: "Your result of “Contraindications and cautions” was corrected. You have passed now. Reason: The key was wrong.",
  });
});

test("a withdrawn certificate, and one that counts again, come with the reason on one line", () => {
  const change = { certificateId: 9, title: "Operator", reason: "First.\n\n- Second → /people" };
  for (const told of [withdrawnNotification(change, 2), restoredNotification(change, 3)]) {
    expect(readBody(told.body)).toHaveLength(1);
    expect(told.body).toContain("Reason: First. - Second › /people");
  }
  expect(withdrawnNotification(change, 2).key).not.toBe(withdrawnNotification(change, 4).key);
});

test("a further attempt leads to its quiz", () => {
  expect(grantedNotification(5, "mechanisms", "Mechanisms")).toMatchObject({
    key: "granted:5",
    title: "Another attempt: Mechanisms",
    path: "/quizzes/mechanisms",
  });
});
