import { beforeEach, expect, test } from "vitest";
import * as resultRoute from "#app/routes/_app.attempts.$attemptId.result.tsx";
import * as staffAttemptRoute from "#app/routes/_app.people.$personId.attempts.$attemptId.tsx";
import type { Attempt } from "#db/queries/attempts.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import {
  aManager,
  anAttempt,
  aPerson,
  aQuiz,
  aSite,
  aTrainee,
  type TestPerson,
  type TestSite,
} from "#tests/support/factories.ts";
import { aSingle } from "#tests/support/quiz-files.ts";
import { load, requestAs } from "#tests/support/request.ts";

/* When the items of a submitted attempt are shown with their keys, and to whom. */

useCleanDatabase();

let site: TestSite;
let trainee: TestPerson;

beforeEach(async () => {
  site = await aSite();
  trainee = await aTrainee({ site });
});

const KEYS = /"correct"|"harmful"|rationale|Why [A-E]|What to take from it/;

async function resultOf(person: TestPerson, { id }: Attempt): Promise<string> {
  const answer = await load(resultRoute, await requestAs(person, `/attempts/${id}/result`), {
    attemptId: id,
  });
  return answer.text();
}

async function staffViewOf(asker: TestPerson, person: TestPerson, { id }: Attempt) {
  const request = await requestAs(asker, `/people/${person.id}/attempts/${id}`);
  return JSON.stringify(
    await load(staffAttemptRoute, request, { personId: person.id, attemptId: id }),
  );
}

test.each([
  ["after-submit", true],
  ["after-pass", true],
  ["never", false],
] as const)(
  "after a later pass, review %s opens the failed attempt: %s",
  async (review, opensLater) => {
    const quiz = await aQuiz({ review });
    const failed = await anAttempt(trainee, quiz, { answered: "all wrong", submitted: true });
    expect(KEYS.test(await resultOf(trainee, failed))).toBe(review === "after-submit");
    await anAttempt(trainee, quiz, { answered: "all correctly", submitted: true });
    expect(KEYS.test(await resultOf(trainee, failed))).toBe(opensLater);
  },
);

test("an earlier pass, and somebody else's, open no failed attempt", async () => {
  const quiz = await aQuiz({ review: "after-pass" });
  await anAttempt(trainee, quiz, { answered: "all correctly", submitted: true });
  const failed = await anAttempt(trainee, quiz, { answered: "all wrong", submitted: true });
  await anAttempt(await aTrainee({ site }), quiz, { answered: "all correctly", submitted: true });
  await anAttempt(trainee, await aQuiz(), { answered: "all correctly", submitted: true });
  expect(await resultOf(trainee, failed)).not.toMatch(KEYS);
});

test.each(["after-submit", "after-pass", "never"] as const)(
  "with review %s a manager sees the items of a failed attempt of their staff",
  async (review) => {
    const manager = await aManager({ sites: [site] });
    const quiz = await aQuiz({ review });
    const failed = await anAttempt(trainee, quiz, { answered: "all wrong", submitted: true });
    expect(await staffViewOf(manager, trainee, failed)).toMatch(KEYS);
  },
);

test("who manages their own site sees no more of their own attempts than any trainee", async () => {
  const both = await aPerson({ site, roles: ["trainee", "manager"], manages: [site] });
  const quiz = await aQuiz({ review: "never" });
  const own = await anAttempt(both, quiz, { answered: "all wrong", submitted: true });
  expect(await resultOf(both, own)).not.toMatch(KEYS);
  expect(await staffViewOf(both, both, own)).not.toMatch(KEYS);
});

test("a review is rendered from the version that was taken, whatever the file says since", async () => {
  const before = aSingle({ id: "an-item", stem: "As it was asked." });
  const quiz = await aQuiz({ id: "changing", sections: [{ items: [before] }] });
  const taken = await anAttempt(trainee, quiz, { answered: "all correctly", submitted: true });
  const since = aSingle({ id: "an-item", stem: "As it is asked now.", key: "B" });
  await aQuiz({ id: "changing", sections: [{ items: [since] }], review: "never" });
  const manager = await aManager({ sites: [site] });
  for (const seen of [await resultOf(trainee, taken), await staffViewOf(manager, trainee, taken)]) {
    expect(seen).toContain("As it was asked.");
    expect(seen).toMatch(KEYS);
    expect(seen).toContain('"verdict":"right"');
  }
});

test.each([
  ["after-submit", true],
  ["after-pass", false],
  ["never", false],
] as const)(
  "what a corrected item says today comes with its key where today's version reviews %s: %s",
  async (review, isTold) => {
    const version = (key: string, fields: { review: "after-submit" | typeof review }) =>
      aQuiz({
        id: "corrected",
        sections: [{ items: [aSingle({ id: "re-keyed", key })] }],
        ...fields,
      });
    await version("A", { review: "after-submit" });
    const quiz = { quizId: "corrected" };
    const failed = await anAttempt(trainee, quiz, { answered: "all wrong", submitted: true });
    await version("B", { review });
    const today = { kind: "corrected", isScoredOtherwise: true, isRegraded: false };
    const told = { ...today, item: expect.objectContaining({ id: "re-keyed" }) };
    expect(JSON.parse(await resultOf(trainee, failed)).items).toEqual([
      expect.objectContaining({ today: isTold ? told : today }),
    ]);
    const seen = await staffViewOf(await aManager({ sites: [site] }), trainee, failed);
    expect(JSON.parse(seen).review.items).toEqual([expect.objectContaining({ today: told })]);
  },
);
