import { expect, test } from "vitest";
import type { CertificationDefinition } from "./certification-file.ts";
import type { PartRecords } from "./certification-parts.ts";
import {
  type CertificationFacts,
  dueInWords,
  type HeldCertificate,
  nextStep,
  type QuizFacts,
  quizStateInWords,
  statusInWords,
  trainingInWords,
  trainingOf,
  validityLeft,
} from "./training.ts";

const ZONE = "Europe/Dublin";
const TODAY = "2026-11-22";
const DEFINITION: CertificationDefinition = {
  title: "Operator",
  requires: { quizzes: ["one", "two"] },
  validity: { mode: "anniversary", months: 12, renewalWindowDays: 60, graceDays: 10 },
};

function aQuiz(quizId: string, facts: Partial<QuizFacts> = {}): QuizFacts {
  return {
    quizId,
    title: `Quiz ${quizId}`,
    isPublished: true,
    allowance: { mayStart: true },
    ...facts,
  };
}

function passedOn(day: string): Partial<QuizFacts> {
  return {
    last: { attemptId: 1, submittedOn: day, percent: 9_000, passed: true },
    pass: { passedOn: day, percent: 9_000 },
  };
}

function failedOn(day: string, allowance: QuizFacts["allowance"]): Partial<QuizFacts> {
  return { last: { attemptId: 2, submittedOn: day, percent: 6_000, passed: false }, allowance };
}

function heldUntil(lastValidOn: string, windowOpensOn: string): HeldCertificate {
  return { startsOn: "2026-01-01", lastValidOn, windowOpensOn, code: "CODE" };
}

const IN_FORCE = heldUntil("2027-10-01", "2027-08-02");
const IN_WINDOW = heldUntil("2026-12-31", "2026-11-01");
const LAPSED = heldUntil("2026-06-30", "2026-05-01");

function training(quizzes: QuizFacts[], held?: HeldCertificate) {
  const certification: CertificationFacts = { id: "operator", definition: DEFINITION, held };
  return trainingOf({ certifications: [certification], quizzes }, TODAY);
}

function statesOf(quizzes: QuizFacts[], held?: HeldCertificate) {
  return training(quizzes, held).certifications[0]?.quizzes.map(({ state }) => state.kind);
}

const MAY_START = { mayStart: true, left: 2 } as const;
const SPENT = { mayStart: false, reason: "limit-reached" } as const;
function waitingUntil(instant: string) {
  return { mayStart: false, reason: "waiting", left: 1, opensAt: new Date(instant) } as const;
}
const OPEN = { attemptId: 7, items: 20, nextItem: 7, startedAt: new Date("2026-11-20T10:00:00Z") };

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

test.each([
  ["2026-01-01", { share: 1, label: "365 days" }],
  ["2025-12-01", { share: 1, label: "396 days" }],
  ["2026-12-31", { share: 1 / 365, label: "1 day" }],
  ["2027-01-01", { share: 0, label: "Expired" }],
])("on %s of a certificate for 2026 there is left: %o", (today, left) => {
  expect(validityLeft(heldUntil("2026-12-31", "2026-11-01"), today)).toEqual(left);
});

test.each([
  ["valid", "Valid until 31 Dec 2026"],
  ["due-soon", "Renew by 31 Dec 2026"],
  ["grace", "In grace since 1 Jan 2027"],
  ["expired", "Lapsed, last valid 31 Dec 2026"],
] as const)("the status %s is said: %s", (status, words) => {
  expect(statusInWords(status, IN_WINDOW)).toBe(words);
});

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

const WITH_PARTS: CertificationDefinition = {
  ...DEFINITION,
  title: "Assistant",
  requires: {
    quizzes: ["one"],
    certifications: ["operator"],
    practical: [{ id: "tray", title: "Tray", steps: [{ id: "step", text: "Laid it out." }] }],
    outside: [{ id: "licence", title: "Licence", documentNumber: "required" }],
  },
};
const LICENSED: PartRecords = {
  signOffs: [],
  outside: [{ outsideId: "licence", recordedOn: "2026-01-01", validUntil: "2027-06-30" }],
  certificates: [],
};

const ASKED = { dueOn: "2099-12-31" };

function withParts(facts: Partial<CertificationFacts>, quizzes: QuizFacts[]) {
  const assistant = { id: "assistant", definition: WITH_PARTS, ...facts };
  const operator = { id: "operator", definition: DEFINITION, held: IN_FORCE };
  return trainingOf({ certifications: [operator, assistant], quizzes }, TODAY);
}

test("parts beside quizzes are told as the person reads them", () => {
  const { certifications } = trainingInWords(
    withParts({ records: LICENSED, required: ASKED }, [aQuiz("one")]),
    TODAY,
    ZONE,
  );
  expect(certifications.find(({ id }) => id === "assistant")?.parts).toEqual([
    { key: "certification operator", title: "Operator", tone: "none", text: "Not held yet" },
    {
      key: "practical tray",
      title: "Practical sign-off: Tray",
      tone: "none",
      text: "Not signed off yet. Ask your manager to watch you.",
    },
    { key: "outside licence", title: "Licence", tone: "good", text: "Valid until 30 Jun 2027" },
  ]);
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

test("what else an asked certification takes is told after a pass, parts included", () => {
  const quizzes = [aQuiz("one", passedOn(TODAY)), aQuiz("two", passedOn("2026-11-01"))];
  const attempt = { quizId: "one", attemptId: 1, passed: true };
  const training = withParts({ required: ASKED, records: LICENSED }, quizzes);
  expect(nextStep(training, attempt, ZONE)?.missing).toEqual([
    { certification: "Assistant", quizzes: ["Operator", "Tray"] },
  ]);
  expect(nextStep(withParts({}, quizzes), attempt, ZONE)?.missing).toEqual([]);
});
