import { expect, test } from "vitest";
import {
  ASKED,
  aQuiz,
  DEFINITION,
  failedOn,
  heldUntil,
  IN_FORCE,
  IN_WINDOW,
  LICENSED,
  MAY_START,
  OPEN,
  passedOn,
  SPENT,
  TODAY,
  training,
  waitingUntil,
  withParts,
  ZONE,
} from "#tests/support/training-facts.ts";
import type { HeldCertificate } from "./certification-card.ts";
import type { CertificationDefinition } from "./certification-file.ts";
import type { PartRecords } from "./certification-parts.ts";
import type { QuizFacts } from "./quiz-line.ts";
import { trainingOf } from "./training.ts";
import { dueInWords } from "./training-next-words.ts";

const LAPSED = heldUntil("2026-06-30", "2026-05-01");

function statesOf(quizzes: QuizFacts[], held?: HeldCertificate) {
  return training(quizzes, held).certifications[0]?.quizzes.map(({ state }) => state.kind);
}

test("what is open comes before everything else, the newest first", () => {
  const older = { ...OPEN, attemptId: 6, startedAt: new Date("2026-11-19T10:00:00Z") };
  const { due } = training([aQuiz("one", { open: older }), aQuiz("two", { open: OPEN })]);
  expect(due).toMatchObject({ kind: "continue", quiz: { quizId: "two" }, open: { attemptId: 7 } });
});

test("then comes the first quiz that is missing and may be started", () => {
  const { due } = training([aQuiz("one", passedOn("2026-11-01")), aQuiz("two")]);
  expect(due).toMatchObject({ kind: "start", quiz: { quizId: "two" }, isAgain: false });
});

test("a quiz that must wait gives way to one that can be taken now", () => {
  const waiting = failedOn("2026-11-21", waitingUntil("2026-11-23T09:00:00Z"));
  const { due } = training([aQuiz("one", waiting), aQuiz("two")]);
  expect(due).toMatchObject({ kind: "start", quiz: { quizId: "two" } });
});

test("when every missing quiz must wait, the one that opens first is named", () => {
  const later = failedOn("2026-11-21", waitingUntil("2026-11-24T09:00:00Z"));
  const sooner = failedOn("2026-11-21", waitingUntil("2026-11-23T09:00:00Z"));
  const { due } = training([aQuiz("one", later), aQuiz("two", sooner)]);
  expect(due).toMatchObject({ kind: "wait", quiz: { quizId: "two" }, lastAttemptId: 2 });
  expect(dueInWords(due, ZONE).text).toContain("23 Nov 2026, 09:00");
});

test("when attempts are spent, the way leads to the manager", () => {
  const { due } = training([
    aQuiz("one", passedOn("2026-11-01")),
    aQuiz("two", failedOn("2026-11-21", SPENT)),
  ]);
  expect(due).toMatchObject({ kind: "ask-manager", quiz: { quizId: "two" } });
});

test("a first certificate that is missing comes before a renewal", () => {
  const other: CertificationDefinition = { ...DEFINITION, title: "Assistant" };
  const { due } = trainingOf(
    {
      certifications: [
        { id: "operator", definition: DEFINITION, held: IN_WINDOW },
        {
          id: "assistant",
          definition: { ...other, requires: { quizzes: ["three"] } },
        },
      ],
      quizzes: [
        aQuiz("one", passedOn("2026-01-01")),
        aQuiz("two", passedOn("2026-01-01")),
        aQuiz("three"),
      ],
    },
    TODAY,
  );
  expect(due).toMatchObject({ kind: "start", quiz: { quizId: "three" } });
});

test("in the renewal window what does not count for the renewal yet is due", () => {
  const quizzes = [aQuiz("one", passedOn("2026-11-01")), aQuiz("two", passedOn("2026-10-31"))];
  expect(statesOf(quizzes, IN_WINDOW)).toEqual(["passed", "again"]);
  expect(training(quizzes, IN_WINDOW).due).toMatchObject({
    kind: "renew",
    quiz: { quizId: "two" },
    lastValidOn: "2026-12-31",
  });
});

test("before the window opens nothing is due, and the certificate is at hand", () => {
  const quizzes = [aQuiz("one", passedOn("2026-01-01")), aQuiz("two", passedOn("2026-01-01"))];
  const { due } = training(quizzes, IN_FORCE);
  expect(due.kind).toBe("nothing");
  expect(dueInWords(due, ZONE).action).toEqual({
    label: "See your certificate",
    href: "/certificates/CODE",
  });
});

test("a quiz that was added to a certification in force comes with the renewal", () => {
  const quizzes = [aQuiz("one", passedOn("2026-01-01")), aQuiz("two")];
  expect(statesOf(quizzes, IN_FORCE)).toEqual(["passed", "with-renewal"]);
  expect(training(quizzes, IN_FORCE).due.kind).toBe("nothing");
});

test("after expiry a pass within the period counts, and an older one does not", () => {
  const quizzes = [aQuiz("one", passedOn("2025-11-22")), aQuiz("two", passedOn("2025-11-21"))];
  expect(statesOf(quizzes, LAPSED)).toEqual(["passed", "again"]);
  expect(training(quizzes, LAPSED).due).toMatchObject({ kind: "start", isAgain: true });
});

test.each([
  ["never tried", {}, "not-yet"],
  ["failed", failedOn("2026-11-20", MAY_START), "failed"],
  ["failed, whenever that was", failedOn("2024-01-01", MAY_START), "failed"],
  ["passed", passedOn("2026-11-20"), "passed"],
  [
    "passed, and then failed for practice",
    { ...passedOn("2026-11-01"), ...failedOn("2026-11-20", MAY_START) },
    "passed",
  ],
  [
    "passed too long ago, and failed lately",
    { ...passedOn("2024-11-01"), ...failedOn("2026-11-20", MAY_START) },
    "failed",
  ],
  [
    "failed and passed too long ago",
    { ...passedOn("2024-11-01"), ...failedOn("2024-11-02", MAY_START) },
    "again",
  ],
  ["in progress", { open: OPEN }, "in-progress"],
  ["not published any more", { isPublished: false }, "not-available"],
  ["not published any more, but under way", { isPublished: false, open: OPEN }, "in-progress"],
])("without a certificate, a quiz that was %s", (_case, facts, state) => {
  expect(statesOf([aQuiz("one", facts), aQuiz("two")])?.[0]).toBe(state);
});

test("whoever has lapsed is told so first, with the day", () => {
  const quizzes = [aQuiz("one", passedOn("2025-06-30")), aQuiz("two", passedOn("2025-06-30"))];
  expect(dueInWords(training(quizzes, LAPSED).due, ZONE).text).toBe(
    "Your certificate “Operator” was valid until 30 Jun 2026. This quiz is part of renewing it.",
  );
  expect(dueInWords(training(quizzes).due, ZONE).text).toBe("It is part of “Operator”.");
});

test("a required quiz that was never published is not due", () => {
  const { due, certifications } = training([aQuiz("one", passedOn("2026-11-01"))]);
  expect(certifications[0]?.quizzes[1]?.state.kind).toBe("not-available");
  expect(due.kind).toBe("nothing");
});

test("quizzes outside of every certification are listed, and never due", () => {
  const { due, others } = trainingOf(
    { certifications: [], quizzes: [aQuiz("extra"), aQuiz("gone", { isPublished: false })] },
    TODAY,
  );
  expect(others.map(({ quizId }) => quizId)).toEqual(["extra"]);
  expect(due.kind).toBe("nothing");
});

test("with nothing published the page says so", () => {
  expect(trainingOf({ certifications: [], quizzes: [] }, TODAY).due.kind).toBe("nothing-published");
});

test("a quiz that can be taken comes before a part that others have to see to", () => {
  const quizzes = [aQuiz("one"), aQuiz("two")];
  expect(withParts({ required: ASKED }, quizzes).due).toMatchObject({ kind: "start" });
  const passed = [aQuiz("one", passedOn("2026-11-01")), aQuiz("two", passedOn("2026-11-01"))];
  const { due } = withParts({ required: ASKED, records: LICENSED }, passed);
  expect(due).toMatchObject({ kind: "part", part: { id: "tray" }, certification: "Assistant" });
  expect(dueInWords(due, ZONE)).toEqual({
    title: "Ask your manager to watch you: “Tray”",
    text: "Not signed off yet. “Assistant” needs it.",
  });
});

test("a licence that has lapsed is due while the certificate is in force", () => {
  const passed = [aQuiz("one", passedOn("2026-11-01")), aQuiz("two", passedOn("2026-11-01"))];
  const records: PartRecords = {
    signOffs: [{ practicalId: "tray", signedOn: "2026-01-01" }],
    outside: [{ outsideId: "licence", recordedOn: "2026-01-01", validUntil: "2026-11-21" }],
    certificates: [],
  };
  expect(dueInWords(withParts({ held: IN_FORCE, records }, passed).due, ZONE)).toEqual({
    title: "Show your manager your “Licence”",
    text: "Lapsed: was valid until 21 Nov 2026. “Assistant” needs it.",
  });
});

test("nothing is due of a certification that nobody asks for, and it comes last", () => {
  const passed = [aQuiz("one", passedOn("2026-11-01")), aQuiz("two", passedOn("2026-11-01"))];
  const { due, certifications } = withParts({}, passed);
  expect(due.kind).toBe("nothing");
  expect(certifications.map(({ id, isAsked }) => [id, isAsked])).toEqual([
    ["operator", true],
    ["assistant", false],
  ]);
});
