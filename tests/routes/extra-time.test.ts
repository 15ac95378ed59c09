import { beforeEach, expect, test } from "vitest";
import * as auditRoute from "#app/routes/_app.admin.audit.tsx";
import * as personRoute from "#app/routes/_app.people.$personId._index.tsx";
import * as giveRoute from "#app/routes/_app.people.$personId.extra-time._index.tsx";
import * as endRoute from "#app/routes/_app.people.$personId.extra-time.$extraTimeId.tsx";
import { findAttempt } from "#db/queries/attempts.ts";
import { listAuditEntries } from "#tests/support/audit.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import {
  aManager,
  anAdmin,
  anAttempt,
  aQuiz,
  aSite,
  aTrainee,
  type TestPerson,
} from "#tests/support/factories.ts";
import { act, load, requestAs } from "#tests/support/request.ts";

/* A manager gives somebody more time, and ends it. */

useCleanDatabase();

const MINUTE_IN_MS = 60_000;

let manager: TestPerson;
let trainee: TestPerson;

beforeEach(async () => {
  const site = await aSite({ timeZone: "Europe/Dublin" });
  manager = await aManager({ name: "Maja Lind", sites: [site] });
  trainee = await aTrainee({ site });
  await aQuiz({ id: "basics", title: "Basics", timeLimitMinutes: 30 });
  await aQuiz({ id: "endless", title: "Endless" });
});

async function give(fields: Record<string, string> = {}, asker = manager): Promise<Response> {
  const form = {
    ...{ quiz: "basics", amount: "15", unit: "minutes", reason: "Dyslexia.", seen: "0" },
    ...fields,
  };
  const request = await requestAs(asker, `/people/${trainee.id}/extra-time`, form);
  return answerOf(await act(giveRoute, request, { personId: trainee.id }));
}

function answerOf(given: unknown): Response {
  if (!(given instanceof Response)) throw new Error("It is no response");
  return given;
}

async function personShown(search = "") {
  const request = await requestAs(manager, `/people/${trainee.id}${search}`);
  const shown = await load(personRoute, request, { personId: trainee.id });
  if (shown instanceof Response) throw new Error(`Refused with ${shown.status}`);
  return shown;
}

async function askToEnd(extraTimeId: number, form?: Record<string, string>) {
  const request = await requestAs(manager, `/people/${trainee.id}/extra-time/${extraTimeId}`, form);
  const params = { personId: trainee.id, extraTimeId };
  return form ? act(endRoute, request, params) : load(endRoute, request, params);
}

test("the page offers the quizzes that have a time limit", async () => {
  const request = await requestAs(manager, `/people/${trainee.id}/extra-time`);
  expect(await load(giveRoute, request, { personId: trainee.id })).toMatchObject({
    name: trainee.name,
    quizzes: [{ quizId: "basics", title: "Basics", timeLimitMinutes: 30 }],
    seen: 0,
  });
});

test("extra time moves the attempt under way, and stands on the person's page and in its history", async () => {
  const at = new Date(Date.now() - 10 * MINUTE_IN_MS);
  const attempt = await anAttempt(trainee, { quizId: "basics" }, { at });
  const answer = await give();
  expect(answer.headers.get("Location")).toBe(`/people/${trainee.id}?extra-time=given`);
  const moved = await findAttempt(attempt.id, trainee.id);
  expect(moved?.deadlineAt).toEqual(new Date(at.getTime() + 45 * MINUTE_IN_MS));

  const { extraTimeNotice, extraTimes, history, attempts } = await personShown("?extra-time=given");
  expect(extraTimeNotice).toBe("Extra time is given.");
  expect(extraTimes).toMatchObject([
    {
      amount: "15 minutes more",
      quiz: "Basics",
      given: expect.stringMatching(/^\d+ \w+ \d{4}, by Maja Lind$/),
      reason: "Dyslexia.",
    },
  ]);
  expect(attempts[0]?.when).toMatch(/, ends at /);
  expect(history.map(({ title, note }) => [title, note])).toEqual(
    expect.arrayContaining([
      ["Was given 15 minutes more for Basics", "By Maja Lind: “Dyslexia.”"],
      ["The end of Basics was moved: 15 minutes later", "By Maja Lind"],
    ]),
  );
});

test("it can be percent, and for every quiz", async () => {
  expect((await give({ quiz: "", amount: "25", unit: "percent" })).status).toBe(302);
  expect((await personShown()).extraTimes).toMatchObject([
    { amount: "25 % more time", quiz: "every quiz with a time limit" },
  ]);
});

test.each([
  [{ amount: "481" }, "amount", "Enter from 1 to 480 minutes."],
  [{ amount: "a lot" }, "amount", "Enter a whole number, for example 15."],
  [{ reason: "" }, "reason", "Say in a few words why."],
  [{ quiz: "endless" }, "quiz", "This quiz has no time limit any more. Choose another one."],
  [{ quiz: "unknown" }, "quiz", "This quiz has no time limit any more. Choose another one."],
])("%o is asked for again, and nothing is given", async (fields, field, message) => {
  const answer = await give(fields);
  expect(answer.status).toBe(422);
  expect(await answer.json()).toMatchObject({
    problems: [{ field, message }],
    typed: { unit: ["minutes"] },
  });
  expect((await personShown()).extraTimes).toEqual([]);
});

test("two clicks give it once, and the second is told so", async () => {
  const answers = await Promise.all([give(), give()]);
  expect(answers.map(({ status }) => status).sort()).toEqual([302, 409]);
  expect((await personShown()).extraTimes).toHaveLength(1);
  expect((await give({ seen: "1" })).status).toBe(302);
});

test("ending asks once, with what it is about; clicking twice ends it once", async () => {
  await give();
  const [extraTime] = (await personShown()).extraTimes;
  const id = extraTime?.id ?? 0;
  expect(await askToEnd(id)).toMatchObject({ name: trainee.name, amount: "15 minutes more" });
  const answers = await Promise.all([askToEnd(id, {}), askToEnd(id, {})]);
  expect(answers.map((answer) => answerOf(answer).headers.get("Location"))).toEqual(
    [1, 2].map(() => `/people/${trainee.id}?extra-time=ended`),
  );
  const { extraTimes, extraTimeNotice, history } = await personShown("?extra-time=ended");
  expect(extraTimes).toEqual([]);
  expect(extraTimeNotice).toBe("Extra time is ended.");
  expect(history[0]?.title).toBe("Extra time was ended: 15 minutes more for Basics");
  const ended = (await listAuditEntries()).filter(({ action }) => action === "extra-time.ended");
  expect(ended).toHaveLength(1);
  expect(answerOf(await askToEnd(id)).headers.get("Location")).toBe(`/people/${trainee.id}`);
});

test("an extra time is only found under the person who has it", async () => {
  await give();
  const [extraTime] = (await personShown()).extraTimes;
  const colleague = await aTrainee({ site: trainee.site });
  const path = `/people/${colleague.id}/extra-time/${extraTime?.id}`;
  const params = { personId: colleague.id, extraTimeId: extraTime?.id ?? 0 };
  const answer = await act(endRoute, await requestAs(manager, path, {}), params);
  expect(answerOf(answer).status).toBe(404);
  expect((await personShown()).extraTimes).toHaveLength(1);
});

test("the audit log tells it in plain words", async () => {
  await anAttempt(trainee, { quizId: "basics" });
  await give();
  const admin = await anAdmin({ site: trainee.site });
  const shown = await load(auditRoute, await requestAs(admin, "/admin/audit"));
  if (shown instanceof Response) throw new Error(`Refused with ${shown.status}`);
  const told = shown.entries.map(({ what, detail }) => `${what}: ${detail}`);
  expect(told).toContain("Extra time given: Quiz: basics · Minutes: 15 · Reason: Dyslexia.");
  expect(told).toContainEqual(
    expect.stringMatching(
      /^Attempt deadline moved: Attempt: \d+ · Quiz: basics · Minutes later: 15 · Deadline: \d+ \w+ \d{4}, \d\d:\d\d$/,
    ),
  );
});
