import { expect, test } from "vitest";
import * as trainingRoute from "#app/routes/_app.training.tsx";
import { findAttempt } from "#db/queries/attempts.ts";
import { listCertificates } from "#db/queries/certificates.ts";
import { retireQuiz } from "#db/queries/quizzes.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import {
  aCertification,
  aManager,
  anAdmin,
  anAttempt,
  anAuthor,
  aQuiz,
  aTrainee,
  type TestPerson,
} from "#tests/support/factories.ts";
import { choiceId } from "#tests/support/quiz-files.ts";
import { load, requestAs } from "#tests/support/request.ts";

useCleanDatabase();

const MINUTE_IN_MS = 60_000;
const DAY_IN_MS = 24 * 60 * MINUTE_IN_MS;

async function ask(person: TestPerson | undefined): Promise<Response> {
  return load(trainingRoute, await requestAs(person, "/training"));
}

async function trainingOf(person: TestPerson) {
  return JSON.parse(await (await ask(person)).text());
}

test("My training is for trainees who are signed in", async () => {
  expect((await ask(undefined)).headers.get("Location")).toBe("/sign-in?next=%2Ftraining");
  for (const person of [await aManager(), await anAuthor(), await anAdmin()]) {
    expect((await ask(person)).status).toBe(403);
  }
});

test("with nothing published it says that there is nothing to do", async () => {
  expect(await trainingOf(await aTrainee())).toMatchObject({
    due: { title: "There is no training yet" },
    certifications: [],
    others: [],
  });
});

test("the check list of a certification says where one stands with each quiz", async () => {
  const trainee = await aTrainee();
  const limited = { attempts: { limit: 3, waitHours: 24 } };
  const passed = await aQuiz({ title: "Passed" });
  const open = await aQuiz({ title: "Open", items: 20 });
  const failed = await aQuiz({ title: "Failed", ...limited });
  const untouched = await aQuiz({ title: "Untouched" });
  await aCertification({ title: "Operator", quizzes: [passed, open, failed, untouched] });
  await anAttempt(trainee, passed, { answered: "all correctly", submitted: true });
  const attempt = await anAttempt(trainee, open, {
    answered: Object.fromEntries([1, 2, 3].map((number) => [`item-${number}`, choiceId("A")])),
  });
  const failedAttempt = await anAttempt(trainee, failed, { submitted: true });

  const { due, certifications } = await trainingOf(trainee);
  expect(due).toMatchObject({
    title: "Continue with “Open”",
    action: { label: "Continue", href: `/attempts/${attempt.id}` },
  });
  expect(certifications).toMatchObject([
    {
      title: "Operator",
      status: { tone: "none", text: "Not certified yet" },
      quizzes: [
        { title: "Passed", tone: "good", text: expect.stringMatching(/^Passed 100 % on /) },
        {
          title: "Open",
          tone: "info",
          text: "In progress, item 4 of 20",
          href: `/attempts/${attempt.id}`,
        },
        {
          title: "Failed",
          tone: "bad",
          text: expect.stringMatching(
            /^Not passed, 0 %\. The next try opens on .*\. 2 attempts are left\.$/,
          ),
          lastAttemptHref: `/attempts/${failedAttempt.id}/result`,
        },
        { title: "Untouched", tone: "none", text: "Not yet" },
      ],
    },
  ]);
});

test("once certified nothing is due, and the certificate is at hand", async () => {
  const trainee = await aTrainee();
  const quiz = await aQuiz();
  await aCertification({ title: "Operator", quizzes: [quiz] });
  await anAttempt(trainee, quiz, { answered: "all correctly", submitted: true });
  const [certificate] = await listCertificates(trainee.id);
  const href = `/certificates/${certificate?.code}`;
  const { due, certifications } = await trainingOf(trainee);
  expect(due).toMatchObject({ title: "Nothing is due", action: { href } });
  expect(certifications).toMatchObject([
    { status: { tone: "good" }, ring: { share: 1 }, certificateHref: href },
  ]);
});

test("in the renewal window the renewal is due", async () => {
  const trainee = await aTrainee();
  const quiz = await aQuiz();
  await aCertification({ title: "Operator", quizzes: [quiz] });
  const at = new Date(Date.now() - 320 * DAY_IN_MS);
  await anAttempt(trainee, quiz, { answered: "all correctly", submitted: true, at });
  const { due, certifications } = await trainingOf(trainee);
  expect(due.title).toMatch(/^Renew with /);
  expect(certifications[0]).toMatchObject({
    status: { tone: "soon", text: expect.stringMatching(/^Renew by /) },
    quizzes: [{ tone: "soon", text: expect.stringMatching(/^Needs renewing, last passed /) }],
  });
});

test("nobody's training shows what others have done", async () => {
  const quiz = await aQuiz();
  await aCertification({ quizzes: [quiz] });
  await anAttempt(await aTrainee(), quiz, { answered: "all correctly", submitted: true });
  await anAttempt(await aTrainee(), quiz);
  const { due, certifications } = await trainingOf(await aTrainee());
  expect(due.action.href).toBe(`/quizzes/${quiz.quizId}`);
  expect(certifications[0].quizzes).toMatchObject([{ text: "Not yet" }]);
});

test("an attempt whose deadline has passed is submitted before anything is shown", async () => {
  const trainee = await aTrainee();
  const quiz = await aQuiz({ timeLimitMinutes: 10 });
  await aCertification({ quizzes: [quiz] });
  const at = new Date(Date.now() - 11 * MINUTE_IN_MS);
  const attempt = await anAttempt(trainee, quiz, { answered: "all correctly", at });
  expect((await trainingOf(trainee)).due.title).toBe("Nothing is due");
  expect((await findAttempt(attempt.id, trainee.id))?.outcome?.passed).toBe(true);
});

test("a quiz whose file is gone can be finished, but not begun", async () => {
  const quiz = await aQuiz({ title: "Old" });
  await aCertification({ quizzes: [quiz] });
  const [begun, fresh] = [await aTrainee(), await aTrainee()];
  const attempt = await anAttempt(begun, quiz);
  await retireQuiz(quiz.quizId, new Date());
  expect((await trainingOf(begun)).due.action.href).toBe(`/attempts/${attempt.id}`);
  const { certifications } = await trainingOf(fresh);
  expect(certifications[0].quizzes).toEqual([
    { title: "Old", tone: "none", text: "Not available at the moment" },
  ]);
});

test("a quiz that no certification requires is listed on its own", async () => {
  const trainee = await aTrainee();
  const quiz = await aQuiz({ title: "Extra" });
  expect((await trainingOf(trainee)).others).toMatchObject([
    { title: "Extra", href: `/quizzes/${quiz.quizId}`, text: "Not yet" },
  ]);
});
