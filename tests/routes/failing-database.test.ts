import { afterEach, beforeEach, expect, test, vi } from "vitest";
import * as pageRoute from "#app/routes/attempts.$attemptId.pages.$page/route.tsx";
import { tables, transaction } from "#db/client.server.ts";
import { type Attempt, findAttempt, submitAttempt } from "#db/queries/attempts.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import { anAttempt, aQuiz, aTrainee, type TestPerson } from "#tests/support/factories.ts";
import { fillDatabase, holdDatabase } from "#tests/support/failing-database.ts";
import { choiceId } from "#tests/support/quiz-files.ts";
import { act, load, requestAs } from "#tests/support/request.ts";

vi.hoisted(() => {
  process.env.DATABASE_BUSY_MS = "50";
});

useCleanDatabase();

const A_DAY_MS = 24 * 3_600_000;

let trainee: TestPerson;
let attempt: Attempt;
let recover: () => void | Promise<void> = () => {};

beforeEach(async () => {
  trainee = await aTrainee();
  const quiz = await aQuiz({ items: 3, itemsPerPage: "all" });
  attempt = await anAttempt(trainee, quiz, { answered: { "item-1": choiceId("A") } });
});

afterEach(async () => {
  await recover();
  recover = () => {};
});

const WAYS = [
  ["is full", fillDatabase],
  ["is held by another program", async () => holdDatabase()],
] as const;

const FORM = {
  "_base.item-1": JSON.stringify(choiceId("A")),
  "item-1": choiceId("A"),
  "_base.item-2": "",
  "item-2": choiceId("B"),
  "_base.item-3": "",
  "item-3": choiceId("C"),
  _go: "next",
};

async function saved() {
  const { responses } = (await findAttempt(attempt.id, trainee.id)) ?? {};
  return Object.fromEntries([...(responses ?? [])].map(([id, { response }]) => [id, response]));
}

test.each(WAYS)(
  "when the database %s, nothing is half-written and the form comes back",
  async (_way, breakIt) => {
    const path = `/attempts/${attempt.id}/pages/1`;
    const params = { attemptId: attempt.id, page: 1 };
    const request = await requestAs(trainee, path, FORM);
    recover = await breakIt();

    const answer = await act(pageRoute, request, params);
    if (!(answer instanceof Response)) throw new Error("No response was given");
    expect(answer.status).toBe(503);
    expect(await answer.json()).toEqual({
      state: "not-saved",
      reference: "REFERENCE",
      typed: {
        "item-1": {
          fields: { "item-1": [choiceId("A")] },
          bases: { "item-1": JSON.stringify(choiceId("A")) },
        },
        "item-2": { fields: { "item-2": [choiceId("B")] }, bases: { "item-2": "" } },
        "item-3": { fields: { "item-3": [choiceId("C")] }, bases: { "item-3": "" } },
      },
    });
    expect(await saved()).toEqual({ "item-1": choiceId("A") });

    await recover();
    recover = () => {};
    const again = await act(pageRoute, await requestAs(trainee, path, FORM), params);
    expect(again instanceof Response && again.status).toBe(302);
    expect(await saved()).toEqual({
      "item-1": choiceId("A"),
      "item-2": choiceId("B"),
      "item-3": choiceId("C"),
    });
  },
);

test("a page is shown while the database is held, though nobody can be noted as seen", async () => {
  const request = await requestAs(trainee, `/attempts/${attempt.id}/pages/1`);
  await transaction(async (q) => {
    const lastSeenAt = new Date(Date.now() - A_DAY_MS);
    await q.update(tables.sessions).set({ lastSeenAt });
  });
  recover = holdDatabase();
  const answer = await load(pageRoute, request, { attemptId: attempt.id, page: 1 });
  expect(answer instanceof Response && answer.status).toBe(200);
});

test("an attempt whose submission fails stays open, and is submitted once it can be", async () => {
  recover = holdDatabase();
  await expect(submitAttempt(attempt.id, trainee.id, new Date())).rejects.toThrow();
  expect((await findAttempt(attempt.id, trainee.id))?.outcome).toBeUndefined();
  await recover();
  recover = () => {};
  await submitAttempt(attempt.id, trainee.id, new Date());
  expect((await findAttempt(attempt.id, trainee.id))?.outcome).toMatchObject({ units: 10_000 });
});
