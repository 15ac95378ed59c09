import { expect, test } from "vitest";
import {
  ASKED,
  aQuiz,
  failedOn,
  LICENSED,
  MAY_START,
  passedOn,
  TODAY,
  training,
  withParts,
  ZONE,
} from "#tests/support/training-facts.ts";
import { nextStep } from "./next-step.ts";

test("after a pass the next step is what is still missing", () => {
  const after = training([aQuiz("one", passedOn(TODAY)), aQuiz("two")]);
  expect(nextStep(after, { quizId: "one", attemptId: 1, passed: true }, ZONE)).toMatchObject({
    missing: [{ certification: "Operator", quizzes: ["Quiz two"] }],
    due: { title: "Take “Quiz two” next", action: { href: "/quizzes/two" } },
  });
});

test("after a failure the next step is when it can be tried again", () => {
  const after = training([aQuiz("one", failedOn(TODAY, MAY_START)), aQuiz("two")]);
  expect(nextStep(after, { quizId: "one", attemptId: 2, passed: false }, ZONE)?.nextTry).toEqual({
    text: "You can try again now. 2 attempts are left.",
    href: "/quizzes/one",
  });
});

test("an attempt that a newer one has followed has no next step", () => {
  const after = training([aQuiz("one", failedOn(TODAY, MAY_START)), aQuiz("two")]);
  expect(nextStep(after, { quizId: "one", attemptId: 1, passed: false }, ZONE)).toBeUndefined();
});

test("what else an asked certification takes is told after a pass, parts included", () => {
  const quizzes = [aQuiz("one", passedOn(TODAY)), aQuiz("two", passedOn("2026-11-01"))];
  const attempt = { quizId: "one", attemptId: 1, passed: true };
  const training = withParts({ required: ASKED, records: LICENSED }, quizzes);
  expect(nextStep(training, attempt, ZONE)?.missing).toEqual([
    { certification: "Assistant", quizzes: ["Operator", "Tray"] },
  ]);
  expect(nextStep(withParts({}, quizzes), attempt, ZONE)?.missing).toEqual([]);
});
