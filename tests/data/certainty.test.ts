import { beforeEach, expect, test } from "vitest";
import { CERTAINTIES } from "#app/core/certainty.ts";
import { findAttempt, saveResponses, submitAttempt } from "#db/queries/attempts.ts";
import { listSureButUnsafeOf, listSureButWrongOnCritical } from "#db/queries/certainty.ts";
import type { PublishedQuiz } from "#db/queries/quizzes.ts";
import { findStaffMember } from "#db/queries/staff.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import {
  aManager,
  anAttempt,
  aQuiz,
  aSite,
  aTrainee,
  type TestPerson,
} from "#tests/support/factories.ts";
import { aSingle, choiceId } from "#tests/support/quiz-files.ts";

useCleanDatabase();

const A = choiceId("A");
const B = choiceId("B");

let trainee: TestPerson;
let quiz: PublishedQuiz;

beforeEach(async () => {
  trainee = await aTrainee();
  quiz = await aQuiz({ items: 3, certainty: true });
});

async function savedOf(attemptId: number) {
  const attempt = await findAttempt(attemptId, trainee.id);
  return [...(attempt?.responses ?? [])].map(([itemId, { response, certainty }]) => [
    itemId,
    response,
    certainty,
  ]);
}

test("how sure somebody is is saved with the response, and changed without it", async () => {
  const { id } = await anAttempt(trainee, quiz);
  const response = { position: 0, response: A };
  await saveResponses(id, trainee.id, [response], new Date(), [
    { position: 0, certainty: "guess" },
  ]);
  expect(await savedOf(id)).toEqual([["item-1", A, "guess"]]);
  await saveResponses(id, trainee.id, [], new Date(), [{ position: 0, certainty: "sure" }]);
  expect(await savedOf(id)).toEqual([["item-1", A, "sure"]]);
});

test("a response that is changed keeps how sure somebody said they were", async () => {
  const { id } = await anAttempt(trainee, quiz);
  await saveResponses(id, trainee.id, [{ position: 0, response: A }], new Date(), [
    { position: 0, certainty: "fairly-sure" },
  ]);
  await saveResponses(id, trainee.id, [{ position: 0, response: B }], new Date());
  expect(await savedOf(id)).toEqual([["item-1", B, "fairly-sure"]]);
});

test("of an item without a response there is nothing to be sure of", async () => {
  const { id } = await anAttempt(trainee, quiz);
  const sure = [{ position: 1, certainty: "sure" }] as const;
  expect(await saveResponses(id, trainee.id, [], new Date(), sure)).toBe(true);
  expect(await savedOf(id)).toEqual([]);
  await saveResponses(id, trainee.id, [{ position: 1, response: A }], new Date(), sure);
  await saveResponses(id, trainee.id, [{ position: 1, response: undefined }], new Date());
  expect(await savedOf(id)).toEqual([]);
});

test("a locked attempt, and somebody else's, take no certainty", async () => {
  const stranger = await aTrainee();
  const { id } = await anAttempt(trainee, quiz, { answered: "all correctly" });
  const sure = [{ position: 0, certainty: "sure" }] as const;
  expect(await saveResponses(id, stranger.id, [], new Date(), sure)).toBe(false);
  await submitAttempt(id, trainee.id, new Date());
  expect(await saveResponses(id, trainee.id, [], new Date(), sure)).toBe(false);
  expect((await savedOf(id)).map(([, , certainty]) => certainty)).toEqual(
    Array.from({ length: 3 }, () => undefined),
  );
});

test("a position that is not on the sheet is refused", async () => {
  const { id } = await anAttempt(trainee, quiz);
  const beyond = [{ position: 3, certainty: "sure" }] as const;
  await expect(saveResponses(id, trainee.id, [], new Date(), beyond)).rejects.toThrow(RangeError);
});

test("an attempt scores the same whatever was said of certainty, and keeps it", async () => {
  const outcomes: unknown[] = [];
  for (const certainty of [undefined, ...CERTAINTIES]) {
    const person = await aTrainee();
    const { id } = await anAttempt(person, quiz, { answered: { "item-1": A, "item-2": B } });
    if (certainty) {
      const said = [0, 1].map((position) => ({ position, certainty }));
      await saveResponses(id, person.id, [], new Date(), said);
    }
    await submitAttempt(id, person.id, new Date());
    const attempt = await findAttempt(id, person.id);
    const { units, percent, passed, reasons } = attempt?.outcome ?? {};
    outcomes.push({ units, percent, passed, reasons });
    expect(attempt?.responses.get("item-2")?.certainty).toBe(certainty);
  }
  expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(1);
});

const SAFETY_ITEMS = [
  aSingle({ id: "harmful", harmful: "C" }),
  aSingle({ id: "critical", critical: true }),
  aSingle({ id: "ordinary" }),
];
const C = choiceId("C");
const RIGHT = { harmful: A, critical: A, ordinary: A };

/** Submits the responses, all of them given as sure unless told otherwise. */
async function submitSure(
  person: TestPerson,
  of: PublishedQuiz,
  answered: Record<string, string>,
  certainty: (typeof CERTAINTIES)[number] = "sure",
): Promise<number> {
  const { id, sheet } = await anAttempt(person, of, { answered });
  const said = sheet.itemIds.map((_, position) => ({ position, certainty }));
  await saveResponses(id, person.id, [], new Date(), said);
  await submitAttempt(id, person.id, new Date());
  return id;
}

test("a manager finds what their own staff were sure of and got wrong on safety", async () => {
  const [site, otherSite] = [await aSite(), await aSite()];
  const manager = { managedSiteIds: [site.id] };
  const safety = await aQuiz({ sections: [{ items: SAFETY_ITEMS }], certainty: true });
  const [sure, guessing, elsewhere, right] = [
    await aTrainee({ site, name: "Sure but wrong" }),
    await aTrainee({ site }),
    await aTrainee({ site: otherSite }),
    await aTrainee({ site }),
  ];
  const wrong = { harmful: C, critical: B, ordinary: B };
  const attemptId = await submitSure(sure, safety, wrong);
  await submitSure(guessing, safety, wrong, "guess");
  await submitSure(elsewhere, safety, wrong);
  await submitSure(right, safety, { ...RIGHT, ordinary: B });
  expect(await listSureButWrongOnCritical(manager)).toMatchObject([
    {
      personId: sure.id,
      personName: "Sure but wrong",
      attemptId,
      quizId: safety.quizId,
      items: [
        { itemId: "harmful", failure: "harmful-choice" },
        { itemId: "critical", failure: "not-fully-right" },
      ],
    },
  ]);
  expect(await listSureButWrongOnCritical({ managedSiteIds: [] })).toEqual([]);
});

test("once the quiz is passed it needs nobody, and the person's page still tells of it", async () => {
  const site = await aSite();
  const manager = await aManager({ sites: [site] });
  const asker = { id: manager.id, roles: [...manager.roles], managedSiteIds: [site.id] };
  const person = await aTrainee({ site });
  const safety = await aQuiz({ sections: [{ items: SAFETY_ITEMS }], certainty: true });
  const other = await aQuiz({ sections: [{ items: SAFETY_ITEMS }], certainty: true });
  const first = await submitSure(person, safety, { ...RIGHT, critical: B });
  const second = await submitSure(person, safety, { ...RIGHT, harmful: C });
  await submitSure(person, other, RIGHT);
  const standing = await listSureButWrongOnCritical(asker);
  expect(standing.map(({ attemptId }) => attemptId)).toEqual([second, first]);

  await submitSure(person, safety, RIGHT);
  expect(await listSureButWrongOnCritical(asker)).toEqual([]);
  const member = await findStaffMember(asker, person.id);
  if (!member) throw new Error("The manager does not find their staff");
  const all = await listSureButUnsafeOf(member);
  expect(all.map(({ attemptId, isPassedSince }) => [attemptId, isPassedSince])).toEqual([
    [second, true],
    [first, true],
  ]);
});
