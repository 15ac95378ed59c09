import { sql } from "drizzle-orm";
import { expect, test, vi } from "vitest";
import { itemsOnSheet } from "#app/core/attempt.ts";
import { env } from "#app/env.server.ts";
import { db, engine, tables, transaction } from "#db/client.server.ts";
import {
  type Attempt,
  findAllowance,
  findAttempt,
  findOpenAttemptId,
  listAttempts,
  saveResponses,
  startAttempt,
  submitAttempt,
  submitOverdueAttempts,
} from "#db/queries/attempts.ts";
import { listAuditEntriesOf } from "#db/queries/audit.ts";
import { listCertificates } from "#db/queries/certificates.ts";
import { retireQuiz } from "#db/queries/quizzes.ts";
import { rightResponse } from "#db/seeding/responses.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import {
  aCertification,
  aManager,
  anAttempt,
  aQuiz,
  aSite,
  aTrainee,
  type TestPerson,
} from "#tests/support/factories.ts";
import { aSingle, choiceId, oneOfEachType } from "#tests/support/quiz-files.ts";

useCleanDatabase();

const NOON = new Date("2026-03-10T12:00:00Z");
const RIGHT = choiceId("A");
const WRONG = choiceId("B");

function minutesAfter(minutes: number, since = NOON): Date {
  return new Date(since.getTime() + minutes * 60_000);
}

function times<Result>(count: number, work: () => Promise<Result>): Promise<Result[]> {
  return Promise.all(Array.from({ length: count }, work));
}

/** How often something stands in the audit log about this person. */
async function countAudited(person: TestPerson, action: string): Promise<number> {
  const entries = await listAuditEntriesOf(person.id, 1000);
  return entries.filter((entry) => entry.action === action).length;
}

async function grantAttempt(person: TestPerson, quizId: string, grantedAt: Date): Promise<void> {
  const manager = await aManager({ sites: [person.site] });
  await transaction((q) =>
    q.insert(tables.attemptGrants).values({
      personId: person.id,
      quizId,
      grantedById: manager.id,
      reason: "The tablet was dropped",
      grantedAt,
    }),
  );
}

test("starting twice at once gives one open attempt", async () => {
  const trainee = await aTrainee();
  const { quizId } = await aQuiz();
  const started = await times(5, () => startAttempt(trainee.id, quizId, 1, NOON));
  expect(new Set(started.map((each) => JSON.stringify(each))).size).toBe(1);
  expect(await listAttempts(trainee.id)).toHaveLength(1);
  expect(await countAudited(trainee, "attempt.started")).toBe(1);
});

test("starting again goes on with the open attempt and what is saved in it", async () => {
  const trainee = await aTrainee();
  const quiz = await aQuiz();
  const first = await anAttempt(trainee, quiz, { answered: { "item-1": RIGHT } });
  const second = await anAttempt(trainee, quiz);
  expect(second.id).toBe(first.id);
  expect(second.sheet).toEqual(first.sheet);
  expect(second.responses.get("item-1")?.response).toBe(RIGHT);
});

test("two people, or two quizzes, are attempts of their own", async () => {
  const [one, other] = [await aTrainee(), await aTrainee()];
  const [quiz, otherQuiz] = [await aQuiz(), await aQuiz()];
  const ids = [
    await anAttempt(one, quiz),
    await anAttempt(other, quiz),
    await anAttempt(one, otherQuiz),
  ].map(({ id }) => id);
  expect(new Set(ids).size).toBe(3);
  expect(await findOpenAttemptId(one.id, quiz.quizId)).toBe(ids[0]);
});

test("a quiz that is not there, or was retired, cannot be started", async () => {
  const trainee = await aTrainee();
  const { quizId } = await aQuiz();
  await retireQuiz(quizId, NOON);
  expect(await startAttempt(trainee.id, quizId, 1, NOON)).toBeUndefined();
  expect(await startAttempt(trainee.id, "nowhere", 1, NOON)).toBeUndefined();
  expect(await listAttempts(trainee.id)).toEqual([]);
});

test("an attempt that was open when its quiz was retired can be finished", async () => {
  const trainee = await aTrainee();
  const quiz = await aQuiz();
  const { id } = await anAttempt(trainee, quiz, { answered: "all correctly" });
  await retireQuiz(quiz.quizId, NOON);
  expect(await anAttempt(trainee, quiz)).toMatchObject({ id });
  await submitAttempt(id, trainee.id, NOON);
  expect((await findAttempt(id, trainee.id))?.outcome?.passed).toBe(true);
});

test("a response is saved with its time, changed, and cleared", async () => {
  const trainee = await aTrainee();
  const { id, sheet } = await anAttempt(trainee, await aQuiz());
  const position = sheet.itemIds.indexOf("item-2");
  const saved = async () => (await findAttempt(id, trainee.id))?.responses.get("item-2");

  expect(await saveResponses(id, trainee.id, [{ position, response: WRONG }], NOON)).toBe(true);
  expect(await saved()).toEqual({ response: WRONG, savedAt: NOON });
  const later = minutesAfter(1);
  await saveResponses(id, trainee.id, [{ position, response: RIGHT }], later);
  expect(await saved()).toEqual({ response: RIGHT, savedAt: later });
  await saveResponses(id, trainee.id, [{ position, response: undefined }], later);
  expect(await saved()).toBeUndefined();
});

test("a page is saved whole or not at all", async () => {
  const trainee = await aTrainee();
  const { id } = await anAttempt(trainee, await aQuiz({ items: 3 }));
  for (const position of [3, -1]) {
    const changes = [
      { position: 0, response: RIGHT },
      { position, response: RIGHT },
    ];
    await expect(saveResponses(id, trainee.id, changes, NOON)).rejects.toThrow("no item");
  }
  expect((await findAttempt(id, trainee.id))?.responses.size).toBe(0);
});

test("saving many responses at once keeps every one", async () => {
  const trainee = await aTrainee();
  const { id } = await anAttempt(trainee, await aQuiz({ items: 20 }));
  await Promise.all(
    Array.from({ length: 20 }, (_, position) =>
      saveResponses(id, trainee.id, [{ position, response: RIGHT }], NOON),
    ),
  );
  expect((await findAttempt(id, trainee.id))?.responses.size).toBe(20);
});

test("of many who decided over the same response one is saved, and the others decide anew", async () => {
  const trainee = await aTrainee();
  const before = await anAttempt(trainee, await aQuiz({ items: 2 }));
  const position = before.sheet.itemIds.indexOf("item-1");
  const over = (attempt: Attempt, response: string) =>
    saveResponses(before.id, trainee.id, [{ position, response }], NOON, [], attempt);
  const saved = await Promise.all([RIGHT, WRONG, RIGHT].map((each) => over(before, each)));
  expect(saved.filter(Boolean)).toHaveLength(1);

  const elsewhere = [{ position: 1 - position, response: RIGHT }];
  expect(await saveResponses(before.id, trainee.id, elsewhere, NOON, [], before)).toBe(true);
  const now = await findAttempt(before.id, trainee.id);
  expect(now && (await over(now, WRONG))).toBe(true);
});

test("somebody else's attempt is not found, not saved to and not submitted", async () => {
  const owner = await aTrainee();
  const stranger = await aTrainee({ site: owner.site });
  const { id } = await anAttempt(owner, await aQuiz(), { answered: { "item-1": RIGHT } });
  const before = await findAttempt(id, owner.id);

  expect(await findAttempt(id, stranger.id)).toBeUndefined();
  const changes = [{ position: 0, response: WRONG }];
  expect(await saveResponses(id, stranger.id, changes, NOON)).toBe(false);
  expect(await submitAttempt(id, stranger.id, NOON)).toBe(false);
  expect(await findAttempt(id, owner.id)).toEqual(before);
});

test("an attempt that is not there is not submitted", async () => {
  const trainee = await aTrainee();
  expect(await submitAttempt(999_999, trainee.id, NOON)).toBe(false);
  expect(await findAttempt(999_999, trainee.id)).toBeUndefined();
});

test("the score of a submitted attempt stands with its responses and its reasons", async () => {
  const trainee = await aTrainee({ site: await aSite({ timeZone: "Pacific/Auckland" }) });
  const quiz = await aQuiz({ items: 3 });
  const attempt = await anAttempt(trainee, quiz, {
    answered: { "item-1": RIGHT, "item-2": WRONG },
    submitted: true,
    at: NOON,
  });
  expect(attempt.outcome).toEqual({
    submittedAt: NOON,
    submittedOn: "2026-03-11",
    units: 10_000,
    maxUnits: 30_000,
    percent: 3_333,
    passed: false,
    reasons: [{ kind: "below-passing-score", reached: 3_333, needed: 8_000 }],
  });
  expect(attempt.responses.get("item-1")).toEqual({
    response: RIGHT,
    savedAt: NOON,
    units: 10_000,
  });
  expect(attempt.responses.get("item-2")?.units).toBe(0);
  expect(attempt.responses.has("item-3")).toBe(false);
});

test.each([2, 10])("%i submits at once give one score and one certificate", async (submits) => {
  const trainee = await aTrainee();
  const quiz = await aQuiz();
  await aCertification({ quizzes: [quiz] });
  const { id } = await anAttempt(trainee, quiz, { answered: "all correctly", at: NOON });
  let clicks = 0;
  const answers = await times(submits, () => {
    clicks += 1;
    return submitAttempt(id, trainee.id, minutesAfter(clicks));
  });

  expect(answers).toEqual(answers.map(() => true));
  expect(await listCertificates(trainee.id)).toHaveLength(1);
  expect(await countAudited(trainee, "attempt.submitted")).toBe(1);
  expect(await countAudited(trainee, "certificate.issued")).toBe(1);
  const q = await db();
  expect(await q.select().from(tables.quizStandings)).toMatchObject([
    { personId: trainee.id, attempts: 1, lastPassed: true },
  ]);
});

test("submitting again later changes nothing", async () => {
  const trainee = await aTrainee();
  const quiz = await aQuiz();
  const first = await anAttempt(trainee, quiz, {
    answered: "all wrong",
    submitted: true,
    at: NOON,
  });
  expect(await submitAttempt(first.id, trainee.id, minutesAfter(60))).toBe(true);
  expect(await findAttempt(first.id, trainee.id)).toEqual(first);
});

test("two quizzes submitted at once complete exactly one certificate", async () => {
  const quizzes = [await aQuiz(), await aQuiz()];
  await aCertification({ quizzes });
  // Several people, so that a lucky order of events cannot pass for a rule.
  const trainees = await times(5, () => aTrainee());
  const attempts = await Promise.all(
    trainees.flatMap((trainee) =>
      quizzes.map((quiz) => anAttempt(trainee, quiz, { answered: "all correctly", at: NOON })),
    ),
  );
  await Promise.all(attempts.map(({ id, personId }) => submitAttempt(id, personId, NOON)));
  for (const trainee of trainees) expect(await listCertificates(trainee.id)).toHaveLength(1);
});

test("after the submit nothing is saved any more", async () => {
  const trainee = await aTrainee();
  const attempt = await anAttempt(trainee, await aQuiz(), { answered: "all wrong" });
  await submitAttempt(attempt.id, trainee.id, NOON);
  const submitted = await findAttempt(attempt.id, trainee.id);
  const changes = [{ position: 0, response: RIGHT }];
  expect(await saveResponses(attempt.id, trainee.id, changes, NOON)).toBe(false);
  expect(await findAttempt(attempt.id, trainee.id)).toEqual(submitted);
});

/** True once some query waits for a row that another transaction holds. */
async function isSomeoneWaiting(): Promise<boolean> {
  const q = await db();
  const { rows } = (await q.execute(
    sql`select 1 from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`,
  )) as unknown as { rows: unknown[] };
  return rows.length > 0;
}

test("a response that is being saved while the attempt is submitted counts", async () => {
  const trainee = await aTrainee();
  const { id, personId } = await anAttempt(trainee, await aQuiz({ items: 1 }), { at: NOON });
  let isSaved = () => {};
  const saved = new Promise<void>((resolve) => {
    isSaved = resolve;
  });
  let commit = () => {};
  const mayCommit = new Promise<void>((resolve) => {
    commit = resolve;
  });
  const saving = transaction(async () => {
    await saveResponses(id, personId, [{ position: 0, response: RIGHT }], NOON);
    isSaved();
    await mayCommit;
  });
  await saved;
  const submitting = submitAttempt(id, personId, NOON);
  const canSeeLocks = engine === "postgres" && !env.DATABASE_URL?.startsWith("pglite:");
  if (canSeeLocks) await vi.waitUntil(isSomeoneWaiting);
  commit();
  await Promise.all([saving, submitting]);

  const attempt = await findAttempt(id, personId);
  expect(attempt?.outcome?.passed).toBe(true);
  expect(attempt?.responses.get("item-1")?.units).toBe(10_000);
});

test("an attempt and its score keep the quiz as it was at the start", async () => {
  const trainee = await aTrainee();
  const quiz = await aQuiz({ items: 1 });
  const { id } = await anAttempt(trainee, quiz, { answered: { "item-1": RIGHT } });
  await aQuiz({ id: quiz.quizId, sections: [{ items: [aSingle({ id: "item-1", key: "B" })] }] });
  await submitAttempt(id, trainee.id, NOON);

  const attempt = await findAttempt(id, trainee.id);
  expect(attempt?.versionId).toBe(quiz.versionId);
  expect(attempt?.quiz).toEqual(quiz.quiz);
  expect(attempt?.outcome?.passed).toBe(true);
});

test("items that this person has not seen are drawn first", async () => {
  const trainee = await aTrainee();
  const items = ["w", "x", "y", "z"].map((id) => aSingle({ id }));
  const quiz = await aQuiz({ sections: [{ draw: 2, items }] });
  const seen: string[] = [];
  for (let sitting = 0; sitting < 2; sitting += 1) {
    const attempt = await anAttempt(trainee, quiz, { answered: "all wrong", submitted: true });
    seen.push(...itemsOnSheet(attempt.quiz, attempt.sheet).map(({ id }) => id));
  }
  expect(seen.sort()).toEqual(["w", "x", "y", "z"]);
});

test.each([
  ["a millisecond before the deadline", -1, true],
  ["at the deadline", 0, true],
  ["a millisecond after the deadline", 1, false],
])("%s a response is saved: %s ms, %s", async (_when, milliseconds, isSaved) => {
  const trainee = await aTrainee();
  const quiz = await aQuiz({ timeLimitMinutes: 30 });
  const { id, deadlineAt } = await anAttempt(trainee, quiz, { at: NOON });
  expect(deadlineAt).toEqual(minutesAfter(30));
  const at = new Date(minutesAfter(30).getTime() + milliseconds);
  const changes = [{ position: 0, response: RIGHT }];
  expect(await saveResponses(id, trainee.id, changes, at)).toBe(isSaved);
  expect((await findAttempt(id, trainee.id))?.responses.size).toBe(isSaved ? 1 : 0);
});

test("an overdue attempt is submitted by the server, as of its deadline, with what is saved", async () => {
  const trainee = await aTrainee();
  const quiz = await aQuiz({ items: 2, timeLimitMinutes: 30 });
  const { id } = await anAttempt(trainee, quiz, { answered: { "item-1": RIGHT }, at: NOON });

  expect(await submitOverdueAttempts(minutesAfter(30))).toBe(0);
  expect((await findAttempt(id, trainee.id))?.outcome).toBeUndefined();
  expect(await submitOverdueAttempts(minutesAfter(24 * 60))).toBe(1);
  expect((await findAttempt(id, trainee.id))?.outcome).toMatchObject({
    submittedAt: minutesAfter(30),
    percent: 5_000,
  });
  expect(await submitOverdueAttempts(minutesAfter(24 * 60))).toBe(0);
  const [newest] = await listAuditEntriesOf(trainee.id, 1);
  expect(newest).toMatchObject({ action: "attempt.submitted", actorId: null });
});

test("a submit that comes after the deadline counts as of the deadline", async () => {
  const trainee = await aTrainee();
  const quiz = await aQuiz({ timeLimitMinutes: 30 });
  const { id } = await anAttempt(trainee, quiz, { answered: "all correctly", at: NOON });
  await submitAttempt(id, trainee.id, minutesAfter(31));
  expect((await findAttempt(id, trainee.id))?.outcome?.submittedAt).toEqual(minutesAfter(30));
});

test("an attempt without a time limit stays open for ever", async () => {
  const trainee = await aTrainee();
  const { id } = await anAttempt(trainee, await aQuiz(), { at: NOON });
  expect(await submitOverdueAttempts(new Date("2100-01-01"))).toBe(0);
  expect((await findAttempt(id, trainee.id))?.outcome).toBeUndefined();
});

test("an overdue attempt that cannot be submitted does not hold up the others", async () => {
  const quiz = await aQuiz({ timeLimitMinutes: 30 });
  const broken = await aTrainee();
  const trainee = await aTrainee();
  await transaction((q) =>
    q.insert(tables.attempts).values({
      personId: broken.id,
      quizId: quiz.quizId,
      versionId: quiz.versionId,
      seed: 1,
      drawn: [999],
      startedAt: NOON,
      deadlineAt: minutesAfter(1),
    }),
  );
  const { id } = await anAttempt(trainee, quiz, { at: NOON });
  await expect(submitOverdueAttempts(minutesAfter(60))).rejects.toThrow("of 1 people stay open");
  expect((await findAttempt(id, trainee.id))?.outcome).toBeDefined();
});

test("what ended first counts first, even when it is submitted late", async () => {
  const trainee = await aTrainee();
  const [timed, untimed] = [await aQuiz({ timeLimitMinutes: 30 }), await aQuiz()];
  await aCertification({ quizzes: [timed, untimed] });
  const first = await anAttempt(trainee, timed, { answered: "all correctly", at: NOON });
  const twoDaysLater = minutesAfter(2 * 24 * 60);
  await anAttempt(trainee, untimed, {
    answered: "all correctly",
    submitted: true,
    at: twoDaysLater,
  });

  expect((await findAttempt(first.id, trainee.id))?.outcome?.submittedAt).toEqual(minutesAfter(30));
  expect(await listCertificates(trainee.id)).toMatchObject([
    { completedOn: "2026-03-12", issuedAt: twoDaysLater },
  ]);
});

test("the limit counts every attempt of the cycle, and a grant gives one more", async () => {
  const trainee = await aTrainee();
  const quiz = await aQuiz({ attempts: { limit: 2, waitHours: 0 } });
  const left = () => findAllowance(trainee.id, quiz.quizId, quiz.quiz, NOON);
  expect(await left()).toEqual({ mayStart: true, left: 2 });
  await anAttempt(trainee, quiz, { answered: "all wrong", submitted: true, at: NOON });
  expect(await left()).toEqual({ mayStart: true, left: 1 });
  await anAttempt(trainee, quiz, { answered: "all wrong", submitted: true, at: NOON });
  expect(await startAttempt(trainee.id, quiz.quizId, 1, NOON)).toEqual({
    refused: { mayStart: false, reason: "limit-reached" },
  });

  await grantAttempt(trainee, quiz.quizId, NOON);
  expect(await left()).toEqual({ mayStart: true, left: 1 });
  await anAttempt(trainee, quiz, { answered: "all wrong", submitted: true, at: NOON });
  expect(await left()).toEqual({ mayStart: false, reason: "limit-reached" });
});

test("one person's attempts and grants are not another's", async () => {
  const quiz = await aQuiz({ attempts: { limit: 1, waitHours: 0 } });
  const [one, other] = [await aTrainee(), await aTrainee()];
  await anAttempt(one, quiz, { answered: "all wrong", submitted: true, at: NOON });
  await grantAttempt(other, quiz.quizId, NOON);
  expect(await findAllowance(one.id, quiz.quizId, quiz.quiz, NOON)).toMatchObject({
    mayStart: false,
  });
  expect(await findAllowance(other.id, quiz.quizId, quiz.quiz, NOON)).toMatchObject({ left: 2 });
});

test("after a failure the next attempt waits, unless one is granted", async () => {
  const trainee = await aTrainee();
  const quiz = await aQuiz({ attempts: { limit: 3, waitHours: 24 } });
  await anAttempt(trainee, quiz, { answered: "all wrong", submitted: true, at: NOON });
  const opensAt = minutesAfter(24 * 60);
  const early = new Date(opensAt.getTime() - 1);
  const allowanceAt = (now: Date) => findAllowance(trainee.id, quiz.quizId, quiz.quiz, now);

  expect(await allowanceAt(early)).toEqual({
    mayStart: false,
    reason: "waiting",
    left: 2,
    opensAt,
  });
  expect(await allowanceAt(opensAt)).toEqual({ mayStart: true, left: 2 });
  await grantAttempt(trainee, quiz.quizId, minutesAfter(5));
  expect(await allowanceAt(early)).toEqual({ mayStart: true, left: 3 });
});

test("the limit comes back with the renewal window, in the time zone of the site", async () => {
  const trainee = await aTrainee({ site: await aSite({ timeZone: "Pacific/Auckland" }) });
  const quiz = await aQuiz({ attempts: { limit: 2, waitHours: 0 } });
  await aCertification({ quizzes: [quiz] });
  const startedAt = new Date("2023-02-12T02:00:00Z");
  await anAttempt(trainee, quiz, { answered: "all wrong", submitted: true, at: startedAt });
  const passing = await anAttempt(trainee, quiz, { answered: "all correctly", at: startedAt });
  await submitAttempt(passing.id, trainee.id, minutesAfter(10, startedAt));
  const allowanceAt = (iso: string) =>
    findAllowance(trainee.id, quiz.quizId, quiz.quiz, new Date(iso));
  // The certificate itself begins a cycle: failing as practice must not use up the renewal.
  expect(await allowanceAt("2023-02-12T03:00:00Z")).toEqual({ mayStart: true, left: 2 });
  for (const day of ["2023-06-01", "2023-06-02"]) {
    const at = new Date(`${day}T12:00:00Z`);
    await anAttempt(trainee, quiz, { answered: "all wrong", submitted: true, at });
  }
  // The window opens on 13 December; in Auckland that day begins at 11:00 UTC of the day before.
  expect(await allowanceAt("2023-12-12T10:59:59Z")).toMatchObject({ mayStart: false });
  expect(await allowanceAt("2023-12-12T11:00:00Z")).toEqual({ mayStart: true, left: 2 });
});

test("the list of attempts is the person's own, newest first", async () => {
  const [one, other] = [await aTrainee(), await aTrainee()];
  const quiz = await aQuiz();
  const first = await anAttempt(one, quiz, { answered: "all wrong", submitted: true, at: NOON });
  const second = await anAttempt(one, quiz, { at: minutesAfter(5) });
  await anAttempt(other, quiz);
  expect(await listAttempts(one.id)).toEqual([
    { id: second.id, quizId: quiz.quizId, startedAt: minutesAfter(5) },
    { id: first.id, quizId: quiz.quizId, startedAt: NOON, outcome: first.outcome },
  ]);
});

test("responses of every type come back as they were saved, and score in full", async () => {
  const items = oneOfEachType();
  const everyType = await aQuiz({ sections: [{ items }] });
  const attempt = await anAttempt(await aTrainee(), everyType, {
    answered: "all correctly",
    submitted: true,
  });
  expect([...attempt.responses].map(([itemId, { response }]) => [itemId, response])).toEqual(
    items.map((item) => [item.id, rightResponse(item)]),
  );
  expect(attempt.outcome).toMatchObject({ percent: 10_000, passed: true });
});
