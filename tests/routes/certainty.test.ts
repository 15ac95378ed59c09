import { beforeEach, expect, test } from "vitest";
import * as pageRoute from "#app/routes/attempts.$attemptId.pages.$page/route.tsx";
import { type Attempt, findAttempt } from "#db/queries/attempts.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import { anAttempt, aQuiz, aTrainee, type TestPerson } from "#tests/support/factories.ts";
import { aSingle, choiceId } from "#tests/support/quiz-files.ts";
import { act, load, requestAs } from "#tests/support/request.ts";

useCleanDatabase();

const A = choiceId("A");
const B = choiceId("B");
const SECTIONS = [
  { items: [aSingle({ id: "asks" }), aSingle({ id: "does-not", certainty: false })] },
];

let trainee: TestPerson;
let attempt: Attempt;

beforeEach(async () => {
  trainee = await aTrainee();
  const quiz = await aQuiz({ sections: SECTIONS, certainty: true, itemsPerPage: "all" });
  attempt = await anAttempt(trainee, quiz);
});

async function post(form: Record<string, string>) {
  const request = await requestAs(trainee, `/attempts/${attempt.id}/pages/1`, form);
  return act(pageRoute, request, { attemptId: attempt.id, page: 1 });
}

async function shown() {
  const request = await requestAs(trainee, `/attempts/${attempt.id}/pages/1`);
  const page = await load(pageRoute, request, { attemptId: attempt.id, page: 1 });
  const { items } = (await page.json()) as {
    items: { item: { id: string }; certainty?: { given?: string } }[];
  };
  return Object.fromEntries(items.map(({ item, certainty }) => [item.id, certainty]));
}

async function saved(itemId: string) {
  const { responses } = (await findAttempt(attempt.id, trainee.id)) ?? {};
  const { response, certainty } = responses?.get(itemId) ?? {};
  return { response, certainty };
}

test("an item that asks for certainty shows what was said, after a reload too", async () => {
  expect(await shown()).toEqual({ asks: {}, "does-not": undefined });
  await post({ asks: A, "_certainty.asks": "fairly-sure", _go: "stay" });
  expect(await shown()).toEqual({ asks: { given: "fairly-sure" }, "does-not": undefined });
});

test("certainty is changed by itself, and stays when only the response changes", async () => {
  await post({ asks: A, "_certainty.asks": "sure", _go: "stay" });
  await post({ asks: A, "_certainty.asks": "guess", _go: "stay" });
  expect(await saved("asks")).toEqual({ response: A, certainty: "guess" });
  await post({ asks: B, _go: "stay" });
  expect(await saved("asks")).toEqual({ response: B, certainty: "guess" });
});

test("certainty without a response waits on the page until there is one", async () => {
  await post({ "_certainty.asks": "sure", _go: "stay" });
  expect(await saved("asks")).toEqual({ response: undefined, certainty: undefined });
  await post({ asks: A, "_certainty.asks": "sure", _go: "stay" });
  expect(await saved("asks")).toEqual({ response: A, certainty: "sure" });
});

test("an item that does not ask takes no certainty, and nonsense is not taken either", async () => {
  await post({ "does-not": A, "_certainty.does-not": "sure", asks: A, "_certainty.asks": "very" });
  expect(await saved("does-not")).toEqual({ response: A, certainty: undefined });
  expect(await saved("asks")).toEqual({ response: A, certainty: undefined });
});
