import { beforeEach, expect, test } from "vitest";
import { CERTAINTIES } from "#app/core/certainty.ts";
import { findAttempt, saveResponses, submitAttempt } from "#db/queries/attempts.ts";
import type { PublishedQuiz } from "#db/queries/quizzes.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import { anAttempt, aQuiz, aTrainee, type TestPerson } from "#tests/support/factories.ts";
import { choiceId } from "#tests/support/quiz-files.ts";

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
