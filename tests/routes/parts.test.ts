import { expect, test } from "vitest";
import { action as decide } from "#app/routes/_app.people.$personId.certificates.$certificateId.withdraw.tsx";
import * as outsideRoute from "#app/routes/_app.people.$personId.outside.$outsideId._index.tsx";
import * as signOffRoute from "#app/routes/_app.people.$personId.sign-offs.$certificationId.$practicalId._index.tsx";
import { action as withdrawSignOff } from "#app/routes/_app.people.$personId.sign-offs.$signOffId.tsx";
import { action as saveSteps } from "#app/routes/people.$personId.sign-offs.$certificationId.$practicalId.steps.tsx";
import { listCertificates } from "#db/queries/certificates.ts";
import { findAskedSignOff, listConfirmations } from "#db/queries/sign-offs.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import {
  aCertification,
  aManager,
  anAttempt,
  aPerson,
  aQuiz,
  aSignOff,
  aSite,
  aTrainee,
  LICENCE,
  type TestPerson,
  TRAY,
} from "#tests/support/factories.ts";
import { act, load, requestAs } from "#tests/support/request.ts";

useCleanDatabase();

const CERTIFICATION = "assistant";
const ALL = { step: ["tray", "sharps"], seen: "0", go: "sign", attest: "yes" };

async function aClinic() {
  const site = await aSite();
  const manager = await aManager({ name: "Ana Reyes", sites: [site] });
  const trainee = await aTrainee({ name: "Cai Wong", site });
  const quiz = await aQuiz();
  const parts = { practical: [TRAY], outside: [LICENCE] };
  await aCertification({ id: CERTIFICATION, title: "Assistant", quizzes: [quiz], parts });
  return { site, manager, trainee, quiz };
}

function paramsOf({ id }: TestPerson) {
  return { personId: id, certificationId: CERTIFICATION, practicalId: TRAY.id };
}

async function signOff(
  asker: TestPerson,
  person: TestPerson,
  form: Record<string, string | string[]>,
) {
  const url = `/people/${person.id}/sign-offs/${CERTIFICATION}/${TRAY.id}`;
  return act(signOffRoute, await requestAs(asker, url, form), paramsOf(person));
}

async function record(asker: TestPerson, person: TestPerson, form: Record<string, string>) {
  const url = `/people/${person.id}/outside/${LICENCE.id}`;
  const params = { personId: person.id, outsideId: LICENCE.id };
  return act(outsideRoute, await requestAs(asker, url, { seen: "0", ...form }), params);
}

test("a sign-off leads to its own page, and the last part to a certificate", async () => {
  const { manager, trainee, quiz } = await aClinic();
  await anAttempt(trainee, quiz, { answered: "all correctly", submitted: true });
  const form = { validUntil: "2050-06-30", documentNumber: "A 12" };
  expect(await record(manager, trainee, form)).toMatchObject({ status: 302 });
  const answer = await signOff(manager, trainee, ALL);
  if (!(answer instanceof Response)) throw new Error("There is no answer");
  expect(answer.headers.get("Location")).toMatch(/\/people\/\d+\/sign-offs\/\d+\?made$/);
  expect(await listCertificates(trainee.id)).toHaveLength(1);
  // The second click finds what the first has made.
  const again = await signOff(manager, trainee, ALL);
  if (!(again instanceof Response)) throw new Error("There is no answer");
  expect(again.headers.get("Location")).toMatch(/\/sign-offs\/\d+\?meanwhile$/);
});

test("what lacks for a sign-off is said, at its place", async () => {
  const { manager, trainee } = await aClinic();
  const some = await signOff(manager, trainee, { ...ALL, step: "sharps" });
  expect(await (some as Response).json()).toEqual({
    problems: [{ field: "step-tray", message: "One step is not confirmed yet." }],
  });
  const unattested = { ...ALL, shown: "sharps", attest: "" };
  const answer = await signOff(manager, trainee, unattested);
  expect(answer).toMatchObject({ status: 422 });
  expect(await (answer as Response).json()).toMatchObject({ problems: [{ field: "attest" }] });
});

test("a script that ticks a step is told who has confirmed what", async () => {
  const { manager, trainee } = await aClinic();
  const url = `/people/${trainee.id}/sign-offs/${CERTIFICATION}/${TRAY.id}/steps`;
  const request = await requestAs(manager, url, { step: "tray", seen: "0" });
  const answer = await act({ action: saveSteps }, request, paramsOf(trainee));
  expect(await (answer as Response).json()).toEqual({
    confirmed: { tray: expect.stringMatching(/^Confirmed by you, \d\d:\d\d$/) },
  });
});

test("a manager who is a trainee as well is refused with a sentence, and nothing is kept", async () => {
  const { site, quiz } = await aClinic();
  const self = await aPerson({ site, roles: ["manager", "trainee"], manages: [site] });
  await anAttempt(self, quiz, { answered: "all correctly", submitted: true });
  const url = `/people/${self.id}/sign-offs/${CERTIFICATION}/${TRAY.id}`;
  const page = await load(signOffRoute, await requestAs(self, url), paramsOf(self));
  expect(page).toMatchObject({ isOwn: true });
  expect(await signOff(self, self, ALL)).toMatchObject({ status: 403 });
  const form = { validUntil: "2050-06-30", documentNumber: "A 12" };
  expect(await record(self, self, form)).toMatchObject({ status: 403 });
  const asked = await findAskedSignOff(CERTIFICATION, TRAY.id);
  if (!asked) throw new Error("Nothing asks for it");
  expect(await listConfirmations(self, asked)).toEqual([]);
});

test("another site's manager can neither see nor change anything of it", async () => {
  const { manager, trainee, quiz } = await aClinic();
  await aCertification({ id: "basic", quizzes: [quiz] });
  await anAttempt(trainee, quiz, { answered: "all correctly", submitted: true });
  const [certificate] = await listCertificates(trainee.id);
  const stranger = await aManager({ sites: [await aSite()] });
  expect(await signOff(stranger, trainee, ALL)).toMatchObject({ status: 404 });
  expect(await record(stranger, trainee, { validUntil: "2050-06-30" })).toMatchObject({
    status: 404,
  });
  const signOffId = await aSignOff(trainee, CERTIFICATION, manager);
  const reason = { reason: "Not mine to say." };
  const params = { personId: trainee.id, signOffId, certificateId: certificate?.id ?? 0 };
  for (const action of [withdrawSignOff, decide]) {
    const answer = await act({ action }, await requestAs(stranger, "/people", reason), params);
    expect(answer).toMatchObject({ status: 404 });
  }
});

test.each([
  [{ validUntil: "2027-02-30", documentNumber: "A 12" }, ["validUntil"]],
  [{ validUntil: "2020-01-01", documentNumber: "A 12" }, ["validUntil"]],
  [{ validUntil: "2050-06-30", documentNumber: " " }, ["documentNumber"]],
])("a record of %j is sent back with what is wrong and what was typed", async (form, fields) => {
  const { manager, trainee } = await aClinic();
  const answer = (await record(manager, trainee, form)) as Response;
  expect(answer.status).toBe(422);
  const { problems, typed } = await answer.json();
  expect(problems.map(({ field }: { field: string }) => field)).toEqual(fields);
  expect(typed.validUntil).toEqual([form.validUntil]);
});

test("what no certification asks for is not found", async () => {
  const { manager, trainee } = await aClinic();
  const params = { ...paramsOf(trainee), practicalId: "juggling" };
  expect(await load(signOffRoute, await requestAs(manager, "/people"), params)).toMatchObject({
    status: 404,
  });
  const outside = { personId: trainee.id, outsideId: "juggling" };
  expect(await load(outsideRoute, await requestAs(manager, "/people"), outside)).toMatchObject({
    status: 404,
  });
});
