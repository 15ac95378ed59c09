import { beforeEach, expect, test } from "vitest";
import type { ItemResponse, ItemTypeName } from "#app/core/item-types.ts";
import * as resultRoute from "#app/routes/_app.attempts.$attemptId.result.tsx";
import * as checkRoute from "#app/routes/attempts.$attemptId.check.tsx";
import * as pageRoute from "#app/routes/attempts.$attemptId.pages.$page/route.tsx";
import { type Attempt, findAttempt, submitAttempt } from "#db/queries/attempts.ts";
import { rightResponse } from "#db/seeding/responses.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import { anAttempt, aQuiz, aTrainee, type TestPerson } from "#tests/support/factories.ts";
import { anItem, anOrdering, aSingle, choiceId, stepIds } from "#tests/support/quiz-files.ts";
import { act, load, requestAs } from "#tests/support/request.ts";

/* Each type of item through the real loaders and actions. */

useCleanDatabase();

let trainee: TestPerson;
beforeEach(async () => {
  trainee = await aTrainee();
});

type Form = Record<string, string | string[]>;

async function jsonOf(answer: unknown) {
  if (!(answer instanceof Response)) throw new Error("No response was given");
  return { status: answer.status, body: JSON.parse(await answer.text()) };
}

async function showPage(attempt: Attempt) {
  const request = await requestAs(trainee, `/attempts/${attempt.id}/pages/1`);
  return (await jsonOf(await load(pageRoute, request, { attemptId: attempt.id, page: 1 }))).body;
}

async function postPage(attempt: Attempt, form: Form) {
  const request = await requestAs(trainee, `/attempts/${attempt.id}/pages/1`, form);
  return jsonOf(await act(pageRoute, request, { attemptId: attempt.id, page: 1 }));
}

async function savedOf({ id, personId }: Attempt) {
  const attempt = await findAttempt(id, personId);
  return Object.fromEntries(
    [...(attempt?.responses ?? [])].map(([itemId, { response }]) => [itemId, response]),
  );
}

/** An attempt at one item of this type and a single beside it, on one page. */
async function attemptAt(type: ItemTypeName, answered: Record<string, ItemResponse> = {}) {
  const items = [anItem(type, { id: "asked" }), aSingle({ id: "beside" })];
  const quiz = await aQuiz({ sections: [{ items }], itemsPerPage: "all", shuffle: ["choices"] });
  return anAttempt(trainee, quiz, { answered });
}

const TYPES: ItemTypeName[] = [
  "single",
  "multiple",
  "true-false",
  "matching",
  "ordering",
  "numeric",
  "text",
];

test.each(TYPES)("%s: what a page shows as saved is what posting it saves", async (type) => {
  const right = rightResponse(anItem(type, { id: "asked" }));
  const saved = await attemptAt(type, { asked: right });
  const shown = (await showPage(saved)).items[0];
  expect(Object.keys(shown.fields).length).toBeGreaterThan(0);
  // In an attempt with the same seed the same fields mean the same response.
  await postPage(saved, { asked: [], _go: "stay" });
  expect(await savedOf(saved)).toEqual({});
  await postPage(saved, { ...shown.fields, _go: "stay" });
  expect(await savedOf(saved)).toEqual({ asked: right });
});

test.each(TYPES)("%s: a response scores in full, and its review says so", async (type) => {
  const right = rightResponse(anItem(type, { id: "asked" }));
  const attempt = await attemptAt(type, { asked: right });
  await submitAttempt(attempt.id, trainee.id, new Date());
  const request = await requestAs(trainee, `/attempts/${attempt.id}/result`);
  const { body } = await jsonOf(await load(resultRoute, request, { attemptId: attempt.id }));
  expect(body.items).toHaveLength(2);
  expect(body.items).toContainEqual(
    expect.objectContaining({
      item: expect.objectContaining({ id: "asked", type, isBlank: false }),
      units: 10_000,
      verdict: "right",
    }),
  );
});

test.each(TYPES)("%s: nothing that a page sends holds a key", async (type) => {
  const attempt = await attemptAt(type, {
    asked: rightResponse(anItem(type, { id: "asked" })),
  });
  const names = new Set<string>();
  const visit = (part: unknown) => {
    if (typeof part !== "object" || part === null) return;
    for (const [name, value] of Object.entries(part)) {
      names.add(name);
      visit(value);
    }
  };
  const page = await showPage(attempt);
  visit(page);
  const secret = ["correct", "harmful", "answer", "target", "accepted", "tolerance"];
  const others = ["alternatives", "criticalPairs", "rationale", "rationales", "evidence", "right"];
  expect([...secret, ...others].filter((name) => names.has(name))).toEqual([]);
  expect(JSON.stringify(page)).not.toMatch(/step-[a-e]|target-\d/);
});

test.each([
  ["numeric", { asked: ["about 2"] }, /for example 1\.5/],
  ["numeric", { asked: ["1,500"] }, /Write 1500 or 1\.5/],
  ["text", { asked: ["x".repeat(201)] }, /at most 200 characters/],
  ["ordering", { "asked.A": ["1"], "asked.B": ["1"] }, /place 1/],
  ["matching", { "asked.prompt-a": ["Z"] }, /one of the entries/],
  ["single", { asked: ["choice-z"] }, /one of the choices/],
] satisfies [ItemTypeName, Record<string, string[]>, RegExp][])(
  "%s: %j is told why it cannot be read, stays as it is, and the rest of the page is saved",
  async (type, typed, problem) => {
    const right = rightResponse(anItem(type, { id: "asked" }));
    const attempt = await attemptAt(type, { asked: right });
    const answer = await postPage(attempt, {
      ...typed,
      beside: choiceId("B"),
      _go: "next",
    });
    expect(answer.status).toBe(422);
    expect(answer.body.unreadable).toEqual({
      asked: { problem: expect.stringMatching(problem), typed },
    });
    expect(await savedOf(attempt)).toEqual({ asked: right, beside: choiceId("B") });
  },
);

test("an ordering of which steps are missing is saved, and told as partly answered", async () => {
  const quiz = await aQuiz({ sections: [{ items: [anOrdering({ id: "asked" })] }] });
  const attempt = await anAttempt(trainee, quiz, { answered: { asked: stepIds("BA") } });
  const { progress } = await showPage(attempt);
  expect(progress).toMatchObject({ progress: "0 answered", pages: [{ state: "partly" }] });
  const request = await requestAs(trainee, `/attempts/${attempt.id}/check`);
  const { body } = await jsonOf(await load(checkRoute, request, { attemptId: attempt.id }));
  expect(body).toMatchObject({ openCount: 1, items: [{ state: "partly" }] });
  const unconfirmed = await requestAs(trainee, `/attempts/${attempt.id}/check`, {});
  const refused = await jsonOf(await act(checkRoute, unconfirmed, { attemptId: attempt.id }));
  expect(refused.status).toBe(422);
});

test("a critical pair that is reversed fails an attempt whose score is enough, and says why", async () => {
  const items = [
    anOrdering({ id: "asked", criticalPairs: ["AB"] }),
    ...[1, 2, 3, 4].map((number) => aSingle({ id: `item-${number}` })),
  ];
  const quiz = await aQuiz({ sections: [{ items }] });
  const attempt = await anAttempt(trainee, quiz, {
    answered: {
      asked: stepIds("BACDE"),
      ...Object.fromEntries([1, 2, 3, 4].map((number) => [`item-${number}`, choiceId("A")])),
    },
    submitted: true,
  });
  expect(attempt.outcome).toMatchObject({
    passed: false,
    percent: 9800,
    reasons: [{ kind: "critical-item", itemId: "asked", failure: "critical-pair" }],
  });
  const request = await requestAs(trainee, `/attempts/${attempt.id}/result`);
  const { body } = await jsonOf(await load(resultRoute, request, { attemptId: attempt.id }));
  expect(body.reasons).toEqual([
    {
      text: "In item 1 two steps stand in an order that would harm a client.",
      itemId: "asked",
    },
  ]);
  expect(body.sentence).toContain("put steps of one item in an order that would harm a client");
});
