import { beforeEach, expect, test } from "vitest";
import { presentClock } from "#app/attempt-clock.server.ts";
import * as resultRoute from "#app/routes/_app.attempts.$attemptId.result.tsx";
import * as coverRoute from "#app/routes/_app.quizzes.$quizId.tsx";
import * as checkRoute from "#app/routes/attempts.$attemptId.check.tsx";
import * as clockRoute from "#app/routes/attempts.$attemptId.clock.tsx";
import * as pageRoute from "#app/routes/attempts.$attemptId.pages.$page/route.tsx";
import { type Attempt, findAttempt } from "#db/queries/attempts.ts";
import { countExtraTimes, saveExtraTime } from "#db/queries/extra-times.ts";
import { findStaffMember } from "#db/queries/staff.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import {
  anAdmin,
  anAttempt,
  aQuiz,
  aSite,
  aTrainee,
  type TestPerson,
} from "#tests/support/factories.ts";
import { choiceId } from "#tests/support/quiz-files.ts";
import { act, load, requestAs } from "#tests/support/request.ts";

/* What a trainee is told of the time: on the cover, in the attempt, and when it is up. */

useCleanDatabase();

const MINUTE_IN_MS = 60_000;

let trainee: TestPerson;

beforeEach(async () => {
  trainee = await aTrainee({ site: await aSite({ timeZone: "Europe/Dublin" }) });
});

function minutesAgo(minutes: number): Date {
  return new Date(Date.now() - minutes * MINUTE_IN_MS);
}

async function bodyOf(answer: unknown) {
  if (!(answer instanceof Response)) throw new Error("It is no response");
  return answer.json();
}

async function clockOf(attempt: Attempt, person = trainee) {
  const request = await requestAs(person, `/attempts/${attempt.id}/clock`);
  return load(clockRoute, request, { attemptId: attempt.id });
}

async function pageOf(attempt: Attempt, form?: Record<string, string>) {
  const request = await requestAs(trainee, `/attempts/${attempt.id}/pages/1`, form);
  const params = { attemptId: attempt.id, page: 1 };
  return bodyOf(await (form ? act(pageRoute, request, params) : load(pageRoute, request, params)));
}

async function coverOf(quizId: string) {
  return bodyOf(await load(coverRoute, await requestAs(trainee, `/quizzes/${quizId}`), { quizId }));
}

async function giveTime(minutes: number, quizId?: string): Promise<void> {
  const admin = await anAdmin();
  const asker = { ...admin, roles: [...admin.roles], managedSiteIds: [] };
  const member = await findStaffMember(asker, trainee.id);
  if (!member) throw new Error("The admin does not find the trainee");
  const seen = await countExtraTimes(member);
  const given = { quizId, extra: { minutes }, reason: "Dyslexia.", givenById: admin.id, seen };
  expect(await saveExtraTime(member, given, new Date())).toBe(true);
}

test("page, check page and every saved response carry the server's deadline and its time", async () => {
  const attempt = await anAttempt(trainee, await aQuiz({ timeLimitMinutes: 30 }));
  const before = Date.now();
  const { progress } = await pageOf(attempt);
  expect(progress.clock).toMatchObject({
    attemptId: attempt.id,
    deadline: attempt.deadlineAt?.getTime(),
    endsAt: expect.stringMatching(/\d\d:\d\d$/),
    extraMinutes: 0,
  });
  expect(progress.clock.servedAt).toBeGreaterThanOrEqual(before);
  expect(progress.clock.servedAt).toBeLessThanOrEqual(Date.now());

  const check = await requestAs(trainee, `/attempts/${attempt.id}/check`);
  const checked = await bodyOf(await load(checkRoute, check, { attemptId: attempt.id }));
  expect(checked.clock).toMatchObject({ deadline: progress.clock.deadline });

  await giveTime(15);
  const saved = await pageOf(attempt, { "item-1": choiceId("A"), _go: "stay" });
  expect(saved.progress.clock).toMatchObject({
    deadline: progress.clock.deadline + 15 * MINUTE_IN_MS,
    extraMinutes: 15,
  });
});

test("an attempt without a time limit has no clock", async () => {
  const attempt = await anAttempt(trainee, await aQuiz());
  expect((await pageOf(attempt)).progress.clock).toBeUndefined();
  expect(await bodyOf(await clockOf(attempt))).toEqual({ isOver: false });
});

test("a page that asks for the time is told the deadline, and once it has passed that it is over", async () => {
  const quiz = await aQuiz({ timeLimitMinutes: 30 });
  const open = await anAttempt(trainee, quiz, { at: minutesAgo(10) });
  expect(await bodyOf(await clockOf(open))).toMatchObject({
    isOver: false,
    clock: { deadline: open.deadlineAt?.getTime() },
  });
  const late = await anAttempt(trainee, await aQuiz({ timeLimitMinutes: 5 }), {
    at: minutesAgo(10),
  });
  expect(await bodyOf(await clockOf(late))).toEqual({ isOver: true });
  expect((await findAttempt(late.id, trainee.id))?.outcome?.submittedAt).toEqual(late.deadlineAt);
});

test("the end is told in the site's zone, on either side of a clock change", async () => {
  const quiz = await aQuiz({ timeLimitMinutes: 60 });
  // Dublin goes from 02:00 back to 01:00 at 01:00 UTC.
  const attempt = await anAttempt(trainee, quiz, { at: new Date("2026-10-25T00:30:00Z") });
  expect(attempt.deadlineAt).toEqual(new Date("2026-10-25T01:30:00Z"));
  const at = (iso: string) => presentClock(attempt, "Europe/Dublin", new Date(iso));
  const before = at("2026-10-25T00:40:00Z");
  const after = at("2026-10-25T01:10:00Z");
  expect(before).toMatchObject({ endsAt: "01:30", servedAtInWords: "01:40" });
  expect(after).toMatchObject({ endsAt: "01:30", servedAtInWords: "01:10" });
  const left = [before, after].map((clock) => clock && (clock.deadline - clock.servedAt) / 60_000);
  expect(left).toEqual([50, 20]);
});

test("the cover says how much time there is, and how much of it is for this person", async () => {
  const quiz = await aQuiz({ timeLimitMinutes: 30 });
  const other = await aQuiz({ timeLimitMinutes: 60 });
  await giveTime(15, quiz.quizId);
  const limitOf = async (quizId: string) =>
    (await coverOf(quizId)).facts.find(({ label }: { label: string }) => label === "Time limit")
      .value;
  expect(await limitOf(quiz.quizId)).toBe(
    "30 minutes, and 15 more for you, from the start, even if you leave. What is saved by then is submitted.",
  );
  expect(await limitOf(other.quizId)).toBe(
    "60 minutes from the start, even if you leave. What is saved by then is submitted.",
  );
});

test("the cover says when an attempt under way ends; one whose time is up is not under way", async () => {
  const quiz = await aQuiz({ timeLimitMinutes: 30, attempts: { limit: 2, waitHours: 0 } });
  await anAttempt(trainee, quiz, { at: minutesAgo(10) });
  expect((await coverOf(quiz.quizId)).open).toMatchObject({
    endsAt: expect.stringMatching(/\d\d:\d\d$/),
  });
  const late = await aQuiz({ timeLimitMinutes: 5, attempts: { limit: 2, waitHours: 24 } });
  await anAttempt(trainee, late, { at: minutesAgo(10) });
  const cover = await coverOf(late.quizId);
  expect(cover.open).toBeUndefined();
  expect(cover.refusal).toMatch(/^The next try opens on /);
});

test.each([
  ["says so where it was", 11, true],
  ["says nothing where it was not", 5, false],
])("the result of an attempt whose time was up %s", async (_what, minutes, isTimeUp) => {
  const quiz = await aQuiz({ timeLimitMinutes: 10 });
  const attempt = await anAttempt(trainee, quiz, { at: minutesAgo(minutes) });
  const check = await requestAs(trainee, `/attempts/${attempt.id}/check`, { open: "5" });
  await act(checkRoute, check, { attemptId: attempt.id });
  const request = await requestAs(trainee, `/attempts/${attempt.id}/result`);
  const result = await bodyOf(await load(resultRoute, request, { attemptId: attempt.id }));
  if (isTimeUp) expect(result.timeUpAt).toMatch(/^\d\d:\d\d$/);
  else expect(result.timeUpAt).toBeUndefined();
});
