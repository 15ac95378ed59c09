import { beforeEach, expect, test } from "vitest";
import * as resultRoute from "#app/routes/_app.attempts.$attemptId.result.tsx";
import * as personRoute from "#app/routes/_app.people.$personId._index.tsx";
import * as staffAttemptRoute from "#app/routes/_app.people.$personId.attempts.$attemptId.tsx";
import * as pageRoute from "#app/routes/attempts.$attemptId.pages.$page/route.tsx";
import { type Attempt, findAttempt, submitAttempt } from "#db/queries/attempts.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import { aManager, anAttempt, aQuiz, aTrainee, type TestPerson } from "#tests/support/factories.ts";
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

/** What the page says of certainty: whether each item asks for it, and what was said. */
async function shown() {
  const request = await requestAs(trainee, `/attempts/${attempt.id}/pages/1`);
  const page = await load(pageRoute, request, { attemptId: attempt.id, page: 1 });
  const { items } = (await page.json()) as {
    items: { item: { id: string }; asksCertainty: boolean; certainty?: string }[];
  };
  return items.map(({ item, asksCertainty, certainty }) => [item.id, asksCertainty, certainty]);
}

async function saved(itemId: string) {
  const { responses } = (await findAttempt(attempt.id, trainee.id)) ?? {};
  const { response, certainty } = responses?.get(itemId) ?? {};
  return { response, certainty };
}

test("an item that asks for certainty shows what was said, after a reload too", async () => {
  expect(await shown()).toEqual([
    ["asks", true, undefined],
    ["does-not", false, undefined],
  ]);
  await post({ asks: A, "_certainty.asks": "fairly-sure", _go: "stay" });
  expect(await shown()).toEqual([
    ["asks", true, "fairly-sure"],
    ["does-not", false, undefined],
  ]);
});

test("certainty is changed by itself, and stays when only the response changes", async () => {
  await post({ asks: A, "_certainty.asks": "sure", _go: "stay" });
  await post({ asks: A, "_certainty.asks": "guess", _go: "stay" });
  expect(await saved("asks")).toEqual({ response: A, certainty: "guess" });
  await post({ asks: B, _go: "stay" });
  expect(await saved("asks")).toEqual({ response: B, certainty: "guess" });
});

test("where two windows say how sure one is, the later word wins, and says what it replaced", async () => {
  await post({ asks: A, _go: "stay" });
  const base = { "_base.asks": JSON.stringify({ asks: [A] }), "_base._certainty.asks": "" };
  const say = (certainty: string, go: string) =>
    post({ ...base, asks: A, "_certainty.asks": certainty, _go: go });
  await say("sure", "stay");
  const answer = await say("guess", "next");
  if (!(answer instanceof Response)) throw new Error("No response was given");
  expect(answer.status).toBe(200);
  expect((await answer.json()).notices).toEqual([
    expect.stringMatching(/^Item 1: how sure you are, as said here, has replaced what was said at/),
  ]);
  expect(await saved("asks")).toEqual({ response: A, certainty: "guess" });
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

const C = choiceId("C");
const SAFETY = [
  {
    items: [
      aSingle({ id: "ordinary" }),
      aSingle({ id: "guessed", critical: true }),
      aSingle({ id: "harmful", harmful: "C" }),
      aSingle({ id: "right" }),
      aSingle({ id: "unsaid" }),
    ],
  },
];
const SAFETY_FORM = {
  ...{ ordinary: B, "_certainty.ordinary": "sure" },
  ...{ guessed: B, "_certainty.guessed": "guess" },
  ...{ harmful: C, "_certainty.harmful": "sure" },
  ...{ right: A, "_certainty.right": "sure", unsaid: B, _go: "check" },
};

async function submitSafety(review: "after-submit" | "after-pass" = "after-submit") {
  const fields = { sections: SAFETY, certainty: true, itemsPerPage: "all", review } as const;
  attempt = await anAttempt(trainee, await aQuiz(fields));
  await post(SAFETY_FORM);
  await submitAttempt(attempt.id, trainee.id, new Date());
}

async function result() {
  const request = await requestAs(trainee, `/attempts/${attempt.id}/result`);
  const answer = await load(resultRoute, request, { attemptId: attempt.id });
  return JSON.parse(await answer.text());
}

test("the result says how well people judged themselves, and what they were sure of comes first", async () => {
  await submitSafety();
  const { judgement, items } = await result();
  expect(judgement).toEqual({
    levels: [
      { certainty: "sure", given: 3, right: 1 },
      { certainty: "guess", given: 1, right: 0 },
    ],
    sentences: ["Of 3 you were sure of, 1 was right.", "The one guess was not right."],
    sureButWrong: [
      {
        itemId: "harmful",
        number: 3,
        text: "You were sure, and it would have harmed a client.",
        isUnsafe: true,
      },
      {
        itemId: "ordinary",
        number: 1,
        text: "You were sure, and it was not fully right.",
        isUnsafe: false,
      },
    ],
  });
  expect(
    items.map(({ item, certainty }: { item: { id: string }; certainty?: { given: string } }) => [
      item.id,
      certainty?.given,
    ]),
  ).toEqual([
    ["harmful", "sure"],
    ["guessed", "guess"],
    ["ordinary", "sure"],
    ["unsaid", undefined],
    ["right", "sure"],
  ]);
});

test("a quiz that keeps its items back tells nothing of certainty either", async () => {
  await submitSafety("after-pass");
  const shown = await result();
  expect(shown.judgement).toBeUndefined();
  expect(JSON.stringify(shown)).not.toMatch(/sure/i);
});

test("nothing is said of certainty where nobody gave any", async () => {
  attempt = await anAttempt(trainee, await aQuiz({ certainty: true }), {
    answered: "all wrong",
    submitted: true,
  });
  expect((await result()).judgement).toBeUndefined();
});

test("a manager reads it of their staff: at the attempt, on the person's page and in the history", async () => {
  await submitSafety("after-pass");
  const manager = await aManager({ sites: [trainee.site] });
  const ids = { personId: trainee.id, attemptId: attempt.id };
  const path = `/people/${trainee.id}`;
  const seen = await load(
    staffAttemptRoute,
    await requestAs(manager, `${path}/attempts/${attempt.id}`),
    ids,
  );
  if (seen instanceof Response) throw new Error("The manager was refused");
  expect(seen.review?.judgement?.sentences[0]).toBe("Of 3 they were sure of, 1 was right.");
  expect(seen.review?.items[0]?.certainty).toEqual({
    given: "sure",
    warning: "They were sure, and it would have harmed a client.",
  });

  const person = await load(personRoute, await requestAs(manager, path), ids);
  if (person instanceof Response) throw new Error("The manager was refused");
  const words = "Sure, but wrong on a safety item: it would have harmed a client";
  expect(person.sureButUnsafe).toMatchObject([{ attemptId: attempt.id, text: words }]);
  expect(person.attempts[0]?.sureButUnsafe).toBe(words);
  expect(person.history.find(({ title }) => title.startsWith("Failed"))?.note).toBe(words);
});
