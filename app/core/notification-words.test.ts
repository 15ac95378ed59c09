import { expect, test } from "vitest";
import { readBody } from "./notification.ts";
import {
  attemptIdOf,
  type CertifiedBy,
  certifiedNotification,
  correctedNotification,
  grantedNotification,
  restoredNotification,
  resultNotice,
  resultNotification,
  withdrawnNotification,
  withdrawnPartNotification,
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

test.each([PASSED, { ...PASSED, passed: false }])(
  "a result is known by its notice, which holds none of its words (%#)",
  (attempt) => {
    const { kind, key } = resultNotification(QUIZ, attempt, []);
    expect(resultNotice(attempt)).toEqual({ kind, key });
    expect(attemptIdOf(key)).toBe(7);
  },
);

test.each(["certified:7", "result:", "result:7:1", "result:x", "corrected:3:7"])(
  "the key %s names no attempt whose result is told",
  (key) => {
    expect(attemptIdOf(key)).toBeUndefined();
  },
);

test("a correction says how the result stands now, and why", () => {
  const corrected = { regradeId: 3, attemptId: 7, passed: true, reason: "The key was wrong." };
  expect(correctedNotification(QUIZ.title, corrected)).toMatchObject({
    key: "corrected:3:7",
    body: "Your result of “Contraindications and cautions” was corrected. You have passed now. Reason: The key was wrong.",
  });
});

test("a withdrawn certificate, and one that counts again, come with the reason on one line", () => {
  const change = { certificateId: 9, title: "Operator", reason: "First.\n\n- Second → /people" };
  const byHand = withdrawnNotification(change, { withdrawalId: 2 });
  const byRegrade = withdrawnNotification(change, { regradeId: 2 });
  for (const told of [byHand, byRegrade, restoredNotification(change, { regradeId: 3 })]) {
    expect(readBody(told.body)).toHaveLength(1);
    expect(told.body).toContain("Reason: First. - Second › /people");
  }
  const others = [{ regradeId: 4 }, { withdrawalId: 4 }];
  const keys = [byHand, byRegrade, ...others.map((by) => withdrawnNotification(change, by))];
  expect(new Set(keys.map(({ key }) => key)).size).toBe(4);
});

test.each<[CertifiedBy, string]>([
  [
    { kind: "sign-off", title: "Room and tray" },
    "Your practical sign-off “Room and tray” was the last part missing.",
  ],
  [
    { kind: "outside", title: "Professional licence" },
    "Your document “Professional licence” is on record and was the last part missing.",
  ],
  [{ kind: "regrade" }, "With a corrected result, no part is missing any more."],
])("a certificate that %j brought says so, and leads to it", (by, why) => {
  const code = "A1B2";
  const issued = { certificateId: 9, code, title: "Operator", lastValidOn: "2027-02-11" };
  expect(certifiedNotification(issued, by)).toEqual({
    kind: "certified",
    key: "certified:9",
    title: "Certified: Operator",
    body: `${why} You hold “Operator” until 11 Feb 2027.`,
    path: "/certificates/A1B2",
  });
});

test("a withdrawn sign-off or document says which one it was, and why", () => {
  const part = { id: 5, title: "Room and tray", reason: "It was\nsomebody else." };
  const signOff = withdrawnPartNotification({
    ...part,
    kind: "sign-off",
    signedOn: "2026-11-05",
  });
  expect(signOff).toMatchObject({
    key: "withdrawn:sign-off:5",
    title: "Practical sign-off withdrawn: Room and tray",
    body: "Your practical sign-off “Room and tray” of 5 Nov 2026 was withdrawn and no longer counts. My training shows how you stand now. Reason: It was somebody else.",
  });
  const record = withdrawnPartNotification({
    ...{ ...part, title: "Licence" },
    kind: "outside",
    validUntil: "2027-06-30",
  });
  expect(record).toMatchObject({
    key: "withdrawn:outside:5",
    title: "Document withdrawn: Licence",
    body: "The record of your document “Licence”, valid until 30 Jun 2027, was withdrawn and no longer counts. My training shows how you stand now. Reason: It was somebody else.",
  });
});

test("a further attempt leads to its quiz", () => {
  expect(grantedNotification(5, "mechanisms", "Mechanisms")).toMatchObject({
    key: "granted:5",
    title: "Another attempt: Mechanisms",
    path: "/quizzes/mechanisms",
  });
});
