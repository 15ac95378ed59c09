import { expect, test } from "vitest";
import * as personRoute from "#app/routes/_app.people.$personId._index.tsx";
import * as attemptRoute from "#app/routes/_app.people.$personId.attempts.$attemptId.tsx";
import * as grantRoute from "#app/routes/_app.people.$personId.grant.tsx";
import { tables, transaction } from "#db/client.server.ts";
import { findAllowance } from "#db/queries/attempts.ts";
import { listCertificates } from "#db/queries/certificates.ts";
import { previewRegrade, saveRegrade } from "#db/queries/regrades.ts";
import { listAuditEntries } from "#tests/support/audit.ts";
import { publishDefinition } from "#tests/support/clinic-records.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import {
  aCertification,
  aJobRole,
  aManager,
  anAdmin,
  anAttempt,
  anAuthor,
  aPerson,
  aQuiz,
  aSite,
  aTrainee,
  aWithdrawal,
  type TestPerson,
  TWELVE_MONTHS,
} from "#tests/support/factories.ts";
import { act, load, requestAs } from "#tests/support/request.ts";

useCleanDatabase();

const { certificateWithdrawals } = tables;

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);

async function aClinic() {
  const site = await aSite({ name: "Harbour" });
  const manager = await aManager({ name: "Maja Lind", sites: [site] });
  const trainee = await aTrainee({ site, jobRole: await aJobRole("Nurse") });
  const quiz = await aQuiz({
    id: "basics",
    title: "Basics",
    attempts: { limit: 1, waitHours: 0 },
  });
  const other = await aQuiz({ id: "more", title: "More" });
  await aCertification({ id: "operator", title: "Operator", quizzes: [quiz, other] });
  return { site, manager, trainee, quiz, other };
}

async function personFor(asker: TestPerson | undefined, { id }: TestPerson, search = "") {
  return load(personRoute, await requestAs(asker, `/people/${id}${search}`), { personId: id });
}

async function attemptFor(
  asker: TestPerson | undefined,
  { id }: TestPerson,
  attempt: { id: number },
) {
  const url = `/people/${id}/attempts/${attempt.id}`;
  const params = { personId: id, attemptId: attempt.id };
  return load(attemptRoute, await requestAs(asker, url), params);
}

async function grantFor(
  asker: TestPerson | undefined,
  { id }: TestPerson,
  { quiz = "basics", reason = "The fire alarm went off.", grantsSeen = "0" } = {},
) {
  const request = await requestAs(asker, `/people/${id}/grant?quiz=${quiz}`, {
    reason,
    grantsSeen,
  });
  return act(grantRoute, request, { personId: id });
}

function shown<Answer>(answer: Answer): Exclude<Answer, Response> {
  if (answer instanceof Response) throw new Error(`Answered ${answer.status}`);
  return answer as Exclude<Answer, Response>;
}

const statusOf = (answer: unknown) => (answer instanceof Response ? answer.status : 200);

/** Everybody who is not to see a trainee of a site, and what they get instead. */
async function outsiders(site: { id: number; name: string; timeZone: string }) {
  return [
    { asker: await aManager({ sites: [await aSite()] }), status: 404 },
    { asker: await aManager(), status: 404 },
    { asker: await aTrainee({ site }), status: 404 },
    { asker: await anAuthor({ site }), status: 404 },
    { asker: await aPerson({ site, roles: ["trainee", "author"], manages: [site] }), status: 404 },
    { asker: undefined, status: 302 },
  ];
}

test("a person's page, attempts and grants are not there for anybody but managers and admins", async () => {
  const { site, manager, trainee, quiz } = await aClinic();
  const attempt = await anAttempt(trainee, quiz, { submitted: true });
  for (const { asker, status } of await outsiders(site)) {
    const grantPage = await requestAs(asker, `/people/${trainee.id}/grant?quiz=basics`);
    expect(statusOf(await personFor(asker, trainee))).toBe(status);
    expect(statusOf(await attemptFor(asker, trainee, attempt))).toBe(status);
    expect(statusOf(await load(grantRoute, grantPage, { personId: trainee.id }))).toBe(status);
    expect(statusOf(await grantFor(asker, trainee))).toBe(status);
  }
  expect((await listAuditEntries()).map(({ action }) => action)).not.toContain("attempt.granted");
  for (const asker of [manager, await anAdmin()]) {
    expect(statusOf(await personFor(asker, trainee))).toBe(200);
    expect(statusOf(await attemptFor(asker, trainee, attempt))).toBe(200);
  }
});

test("the managers of both sites see somebody who works at two", async () => {
  const { manager, site } = await aClinic();
  const hill = await aSite();
  const both = await aTrainee({ site: hill, alsoAt: [site] });
  for (const asker of [manager, await aManager({ sites: [hill] })]) {
    expect(statusOf(await personFor(asker, both))).toBe(200);
  }
});

test.each(["0", "-1", "1x", "999999", "99999999999999", ""])(
  "there is no person %j",
  async (personId) => {
    const { manager } = await aClinic();
    const request = await requestAs(manager, "/people/x");
    expect(statusOf(await load(personRoute, request, { personId }))).toBe(404);
  },
);

test("a person's page says who they are, where they stand and what is missing", async () => {
  const { manager, trainee, quiz } = await aClinic();
  await anAttempt(trainee, quiz, { answered: "all correctly", submitted: true });
  const person = shown(await personFor(manager, trainee));
  expect(person).toMatchObject({
    name: trainee.name,
    email: trainee.email,
    state: "invited",
    workplaces: [{ siteName: "Harbour", jobRole: "Nurse" }],
    certifications: [
      {
        title: "Operator",
        status: "none",
        reason: "1 of 2 quizzes",
        missing: [{ title: "More", reason: "not started" }],
      },
    ],
    certificates: [],
    attempts: [{ title: "Basics", state: "passed", text: "Passed 100 %" }],
    allowances: [
      { quizId: "basics", text: "No attempt left", isBlocked: true, canBeGranted: true },
      { quizId: "more", text: "As many attempts as it takes", canBeGranted: false },
    ],
  });
  expect(person.history.map(({ title, note }) => [title, note])).toEqual([
    ["Passed Basics with 100 %", undefined],
    ["Started Basics", undefined],
    ["Began at Harbour as Nurse", undefined],
  ]);
});

test("as of a past day the page shows what was so then, and offers nothing to be done", async () => {
  const site = await aSite({ timeZone: "UTC" });
  const manager = await aManager({ sites: [site] });
  const trainee = await aTrainee({ site, joinedAt: daysAgo(60) });
  const quiz = await aQuiz({ id: "laser", publishedAt: daysAgo(60) });
  const validity = { ...TWELVE_MONTHS, months: 1, renewalWindowDays: 7 };
  const definition = { title: "Laser", requires: { quizzes: [quiz.quizId] }, validity };
  await publishDefinition("laser", definition, daysAgo(60));
  await anAttempt(trainee, quiz, { answered: "all correctly", submitted: true, at: daysAgo(50) });
  const on = (days: number) => `?on=${daysAgo(days).toISOString().slice(0, 10)}`;
  const before = shown(await personFor(manager, trainee, on(52)));
  expect(before).toMatchObject({ certificates: [], attempts: [], allowances: [] });
  expect(before.certifications).toMatchObject([{ mayTreat: false, state: "none", actions: [] }]);
  const then = shown(await personFor(manager, trainee, on(40)));
  expect(then.certifications).toMatchObject([{ mayTreat: true, actions: [] }]);
  expect(then.certificates).toHaveLength(1);
  const now = shown(await personFor(manager, trainee));
  expect(now.certifications).toMatchObject([{ mayTreat: false, state: "expired" }]);
  const wrong = shown(await personFor(manager, trainee, "?on=2999-01-01"));
  expect(wrong.on).toBeUndefined();
  expect(wrong.dayProblem).toContain("still to come");
});

test("as of a past day a score and a certificate are what they were, whatever was changed since", async () => {
  const site = await aSite({ timeZone: "UTC" });
  const manager = await aManager({ sites: [site] });
  const trainee = await aTrainee({ site, joinedAt: daysAgo(60) });
  const quiz = await aQuiz({ id: "laser", items: 4, publishedAt: daysAgo(60) });
  const definition = { title: "Laser", requires: { quizzes: ["laser"] }, validity: TWELVE_MONTHS };
  await publishDefinition("laser", definition, daysAgo(60));
  await anAttempt(trainee, quiz, { answered: "all correctly", submitted: true, at: daysAgo(50) });
  const [certificate] = await listCertificates(trainee.id);
  await aWithdrawal({ id: certificate?.id ?? 0 }, { reason: "Looked into.", at: daysAgo(40) });
  await transaction((q) =>
    q.update(certificateWithdrawals).set({ liftedAt: daysAgo(20), liftedById: manager.id }),
  );
  const failed = await anAttempt(trainee, quiz, {
    answered: "all wrong",
    submitted: true,
    at: daysAgo(15),
  });
  const request = { quizId: "laser", mode: "credit-all" as const, itemIds: ["item-1"] };
  const { fingerprint } = await previewRegrade(request);
  const confirmation = { authorId: manager.id, reason: "It was unclear.", fingerprint };
  await saveRegrade(request, confirmation, daysAgo(5));

  const on = async (days: number) => {
    const search = days === 0 ? "" : `?on=${daysAgo(days).toISOString().slice(0, 10)}`;
    const { certificates, attempts } = shown(await personFor(manager, trainee, search));
    return {
      withdrawal: certificates[0]?.withdrawal,
      score: attempts.find(({ id }) => id === failed.id)?.text,
    };
  };
  expect(await on(30)).toEqual({
    withdrawal: expect.stringContaining("Looked into."),
    score: undefined,
  });
  expect(await on(10)).toEqual({ withdrawal: undefined, score: "Failed 0 %" });
  expect(await on(0)).toEqual({ withdrawal: undefined, score: "Failed 25 %" });
});

test("certificates are listed, renewed ones too", async () => {
  const { manager, site } = await aClinic();
  const trainee = await aTrainee({ site });
  const quiz = await aQuiz({ id: "laser" });
  await aCertification({ title: "Laser", quizzes: [quiz] });
  for (const at of [daysAgo(340), daysAgo(1)]) {
    await anAttempt(trainee, quiz, { answered: "all correctly", submitted: true, at });
  }
  const { certificates, certifications } = shown(await personFor(manager, trainee));
  expect(certificates.map(({ title, isRenewed }) => [title, isRenewed])).toEqual([
    ["Laser", false],
    ["Laser", true],
  ]);
  const laser = certifications.find(({ title }) => title === "Laser");
  expect(laser).toMatchObject({ status: "valid", missing: [] });
});

test("only who may make a link, or change roles, is offered to", async () => {
  const { site, manager, trainee } = await aClinic();
  const admin = await anAdmin();
  expect(await personFor(manager, trainee)).toMatchObject({ mayLink: true, mayAdminister: false });
  expect(await personFor(admin, trainee)).toMatchObject({ mayLink: true, mayAdminister: true });
  const colleague = await aPerson({ site, roles: ["trainee", "admin"] });
  expect(await personFor(manager, colleague)).toMatchObject({ mayLink: false });
});

test("a submitted attempt shows every item with response, key and rationale", async () => {
  const { manager, trainee, quiz } = await aClinic();
  const attempt = await anAttempt(trainee, quiz, { answered: "all wrong", submitted: true });
  const { review } = shown(await attemptFor(manager, trainee, attempt));
  expect(review).toMatchObject({ passed: false, percent: 0, passingScore: 80 });
  expect(review?.reasons).not.toEqual([]);
  expect(review?.items).toHaveLength(5);
  const [first] = review?.items ?? [];
  expect(JSON.stringify(first)).toContain("Why A.");
});

test("a manager sees the review even where the quiz keeps it from trainees", async () => {
  const { manager, trainee } = await aClinic();
  const quiz = await aQuiz({ review: "never" });
  const attempt = await anAttempt(trainee, quiz, { answered: "all wrong", submitted: true });
  expect(shown(await attemptFor(manager, trainee, attempt)).review?.items).toHaveLength(5);
});

test("an open attempt shows how far it is, and neither responses nor keys", async () => {
  const { manager, trainee, quiz } = await aClinic();
  const answered = { "item-1": "choice-b", "item-2": "choice-a" };
  const attempt = await anAttempt(trainee, quiz, { answered });
  for (const asker of [manager, await anAdmin()]) {
    const answer = shown(await attemptFor(asker, trainee, attempt));
    expect(answer.progress).toEqual({ answered: 2, items: 5 });
    expect(answer.review).toBeUndefined();
    expect(JSON.stringify(answer)).not.toMatch(/choice-|"correct"|rationale|Why|What do you do/);
  }
});

test("an attempt is only found under the person who made it", async () => {
  const { site, manager, trainee, quiz } = await aClinic();
  const attempt = await anAttempt(trainee, quiz, { submitted: true });
  const colleague = await aTrainee({ site });
  expect(statusOf(await attemptFor(manager, colleague, attempt))).toBe(404);
  const stranger = await aTrainee();
  const theirs = await anAttempt(stranger, quiz, { submitted: true });
  expect(statusOf(await attemptFor(manager, stranger, theirs))).toBe(404);
  expect(statusOf(await attemptFor(manager, trainee, theirs))).toBe(404);
});

test("a granted attempt can be started, and stays in the history with its reason", async () => {
  const { manager, trainee, quiz } = await aClinic();
  await anAttempt(trainee, quiz, { answered: "all wrong", submitted: true });
  const allowance = () => findAllowance(trainee.id, quiz.quizId, quiz.quiz, new Date());
  expect(await allowance()).toMatchObject({ mayStart: false, reason: "limit-reached" });

  const answer = await grantFor(manager, trainee);
  expect(statusOf(answer)).toBe(302);
  expect(answer.headers.get("Location")).toBe(`/people/${trainee.id}?granted=basics`);
  expect(await allowance()).toEqual({ mayStart: true, left: 1 });

  const person = shown(await personFor(manager, trainee, "?granted=basics"));
  expect(person.granted).toBe("Basics");
  expect(person.history[0]).toMatchObject({
    title: "Was granted another attempt at Basics",
    note: "By Maja Lind: “The fire alarm went off.”",
  });
  const entries = (await listAuditEntries()).filter(({ action }) => action === "attempt.granted");
  expect(entries).toMatchObject([{ actorId: manager.id, subjectId: trainee.id }]);
});

test("a grant lifts a wait", async () => {
  const { manager, trainee } = await aClinic();
  const quiz = await aQuiz({ id: "slow", attempts: { waitHours: 24 } });
  await anAttempt(trainee, quiz, { answered: "all wrong", submitted: true, at: daysAgo(0.1) });
  const allowance = () => findAllowance(trainee.id, quiz.quizId, quiz.quiz, new Date());
  expect(await allowance()).toMatchObject({ mayStart: false, reason: "waiting" });
  expect(statusOf(await grantFor(manager, trainee, { quiz: "slow" }))).toBe(302);
  expect(await allowance()).toMatchObject({ mayStart: true });
});

test("a grant without a reason is asked for one, and nothing is granted", async () => {
  const { manager, trainee } = await aClinic();
  const answer = await grantFor(manager, trainee, { reason: "  " });
  expect(statusOf(answer)).toBe(422);
  expect(await answer.json()).toMatchObject({
    problems: [{ field: "reason", message: "Say in a few words why." }],
    typed: { reason: ["  "] },
  });
  expect((await listAuditEntries()).map(({ action }) => action)).not.toContain("attempt.granted");
});

test("two clicks grant one attempt, and the second is told so", async () => {
  const { manager, trainee } = await aClinic();
  const answers = await Promise.all([grantFor(manager, trainee), grantFor(manager, trainee)]);
  expect(answers.map(statusOf).sort()).toEqual([302, 409]);
  const entries = (await listAuditEntries()).filter(({ action }) => action === "attempt.granted");
  expect(entries).toHaveLength(1);
  expect(statusOf(await grantFor(manager, trainee, { grantsSeen: "1" }))).toBe(302);
});

test.each(["more", "unknown", ""])("there is nothing to grant at quiz %j", async (quiz) => {
  const { manager, trainee } = await aClinic();
  expect(statusOf(await grantFor(manager, trainee, { quiz }))).toBe(404);
});
