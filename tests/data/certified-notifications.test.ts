import { expect, test } from "vitest";
import { transaction } from "#db/client.server.ts";
import { restoreCertificate, withdrawCertificate } from "#db/queries/certificate-decisions.ts";
import { listCertificates } from "#db/queries/certificates.ts";
import { listMails } from "#db/queries/mails.ts";
import { listNotifications, openNotification } from "#db/queries/notifications.ts";
import {
  findAskedOutside,
  listOutsideRecords,
  saveOutsideRecord,
  withdrawOutsideRecord,
} from "#db/queries/outside-records.ts";
import { previewRegrade, saveRegrade } from "#db/queries/regrades.ts";
import { findAskedSignOff, saveSignOff, withdrawSignOff } from "#db/queries/sign-offs.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import {
  aCertification,
  aLicence,
  aManager,
  anAttempt,
  anAuthor,
  aQuiz,
  aSignOff,
  aSite,
  aTrainee,
  LICENCE,
  type TestPerson,
  TRAY,
} from "#tests/support/factories.ts";
import { aSingle, choiceId } from "#tests/support/quiz-files.ts";

useCleanDatabase();

const noonOn = (day: string) => new Date(`${day}T12:00:00Z`);

/** A certification of a quiz, a sign-off and a licence, and one that asks for it and the same quiz. */
async function aClinic() {
  const site = await aSite();
  const manager = await aManager({ name: "Ana Reyes", sites: [site] });
  const trainee = await aTrainee({ name: "Cai Wong", site });
  const quiz = await aQuiz({ title: "Mechanisms" });
  const parts = { practical: [TRAY], outside: [LICENCE] };
  await aCertification({ id: "assistant", title: "Assistant", quizzes: [quiz], parts });
  const needs = { certifications: ["assistant"] };
  await aCertification({ id: "radio", title: "Radio", quizzes: [quiz], parts: needs });
  return { manager, trainee, quiz, member: { ...trainee, timeZone: site.timeZone } };
}

async function pass(person: TestPerson, quiz: { quizId: string }, day: string) {
  await anAttempt(person, quiz, { answered: "all correctly", submitted: true, at: noonOn(day) });
}

/** What somebody was told, oldest first, without how their attempts went. */
async function toldTo({ id }: { id: number }) {
  const told = await listNotifications(id, 100);
  return told.reverse().filter(({ title }) => !title.startsWith("Passed: "));
}

const titlesTo = async (person: { id: number }) => (await toldTo(person)).map(({ title }) => title);

test("a sign-off that completes certifications tells of each of them once, however often it is sent", async () => {
  const { manager, trainee, quiz, member } = await aClinic();
  await pass(trainee, quiz, "2026-11-02");
  await aLicence(trainee, manager, { validUntil: "2027-06-30", at: noonOn("2026-11-03") });
  expect(await titlesTo(trainee), "nothing is complete").toEqual([]);
  const asked = await findAskedSignOff("assistant", TRAY.id);
  if (!asked) throw new Error("Nothing asks for it");
  const form = { step: ["tray", "sharps"], shown: [], seen: 0, go: "sign" as const, attest: true };
  const sign = () => saveSignOff(member, asked, manager, form, noonOn("2026-11-05"));
  await Promise.all([sign(), sign()]);
  const told = await toldTo(trainee);
  expect(told).toMatchObject([
    {
      title: "Certified: Assistant",
      body: "Your practical sign-off “Room and tray” was the last part missing. You hold “Assistant” until 4 Nov 2027.",
      isRead: false,
    },
    { title: "Certified: Radio" },
  ]);
  const [, assistant] = await listCertificates(trainee.id);
  expect(await openNotification(told[0]?.id ?? 0, trainee.id, new Date())).toBe(
    `/certificates/${assistant?.code}`,
  );
  const { mails } = await listMails("waiting", 1, 10);
  expect(mails.map(({ title }) => title)).toContain("Certified: Assistant");
  expect(await titlesTo(manager)).toEqual([]);
});

test("a record from outside that completes a certification tells of it, and one that does not tells nothing", async () => {
  const { manager, trainee, quiz } = await aClinic();
  await pass(trainee, quiz, "2026-11-02");
  await aSignOff(trainee, "assistant", manager, { at: noonOn("2026-11-03") });
  await aLicence(trainee, manager, { validUntil: "2026-11-03", at: noonOn("2026-11-04") });
  expect(await titlesTo(trainee), "a licence that has lapsed").toEqual([]);
  await aLicence(trainee, manager, { validUntil: "2027-06-30", at: noonOn("2026-11-05") });
  await aLicence(trainee, manager, { validUntil: "2028-06-30", at: noonOn("2026-11-06") });
  expect(await toldTo(trainee)).toMatchObject([
    {
      title: "Certified: Assistant",
      body: "Your document “Professional licence” is on record and was the last part missing. You hold “Assistant” until 4 Nov 2027.",
    },
    { title: "Certified: Radio" },
  ]);
});

test("an attempt that completes certifications tells of them with its result, and not again", async () => {
  const { manager, trainee, quiz } = await aClinic();
  await aSignOff(trainee, "assistant", manager, { at: noonOn("2026-11-03") });
  await aLicence(trainee, manager, { validUntil: "2027-06-30", at: noonOn("2026-11-04") });
  await pass(trainee, quiz, "2026-11-05");
  expect(await listCertificates(trainee.id)).toHaveLength(2);
  const [result, ...others] = await listNotifications(trainee.id, 100);
  expect(others).toEqual([]);
  expect(result).toMatchObject({ title: "Passed: Mechanisms" });
  expect(result?.body).toContain("You hold “Assistant” until 4 Nov 2027.");
  expect(result?.body).toContain("You hold “Radio” until 4 Nov 2027.");
});

test("a record that does not come about tells nobody of a certificate", async () => {
  const { manager, trainee, quiz, member } = await aClinic();
  await pass(trainee, quiz, "2026-11-02");
  await aSignOff(trainee, "assistant", manager, { at: noonOn("2026-11-03") });
  const record = { outside: LICENCE, validUntil: "2027-06-30", documentNumber: "A 12", seen: 0 };
  const failing = transaction(async () => {
    await saveOutsideRecord(member, { ...record, recordedById: manager.id }, noonOn("2026-11-05"));
    throw new Error("the power went");
  });
  await expect(failing).rejects.toThrow("the power went");
  expect(await titlesTo(trainee)).toEqual([]);
});

test("a certificate that is withdrawn by hand, counts again and is withdrawn anew is told each time, once", async () => {
  const { manager, trainee, quiz, member } = await aClinic();
  await aCertification({ id: "basic", title: "Basic", quizzes: [quiz] });
  await pass(trainee, quiz, "2026-11-02");
  const [certificate] = await listCertificates(trainee.id);
  if (!certificate) throw new Error("There is no certificate");
  const decision = { actorId: manager.id, reason: "It was somebody else." };
  const withdraw = () =>
    withdrawCertificate(member, certificate.id, decision, noonOn("2026-11-03"));
  const restore = () => restoreCertificate(member, certificate.id, decision, noonOn("2026-11-04"));
  await Promise.all([withdraw(), withdraw()]);
  await Promise.all([restore(), restore()]);
  await withdrawCertificate(member, certificate.id, decision, noonOn("2026-11-05"));
  expect(await toldTo(trainee)).toMatchObject([
    {
      title: "Certificate withdrawn: Basic",
      body: "Your certificate “Basic” was withdrawn and no longer counts. Reason: It was somebody else.",
    },
    { title: "Certificate counts again: Basic" },
    { title: "Certificate withdrawn: Basic" },
  ]);
});

test("a sign-off and a record that are withdrawn are told once each", async () => {
  const { manager, trainee, member } = await aClinic();
  const signOffId = await aSignOff(trainee, "assistant", manager, { at: noonOn("2026-11-03") });
  await aLicence(trainee, manager, { validUntil: "2027-06-30", at: noonOn("2026-11-04") });
  const decision = { actorId: manager.id, reason: "It was somebody else." };
  const [record] = await listOutsideRecords(trainee, LICENCE.id);
  const licence = await findAskedOutside(LICENCE.id);
  if (!record || !licence) throw new Error("There is no record");
  for (const day of ["2026-11-05", "2026-11-06"]) {
    await withdrawSignOff(member, signOffId, decision, noonOn(day));
    await withdrawOutsideRecord(member, licence, record.id, decision, noonOn(day));
  }
  expect(await titlesTo(trainee)).toEqual([
    "Practical sign-off withdrawn: Room and tray",
    "Document withdrawn: Professional licence",
  ]);
});

const [A, B] = [choiceId("A"), choiceId("B")];

/** A quiz whose first item has this key: somebody who says B there, and to the second, fails by A. */
function version(key: "A" | "B") {
  const items = [1, 2, 3, 4, 5].map((number) =>
    aSingle({ id: `item-${number}`, ...(number === 1 && { key }) }),
  );
  return aQuiz({ id: "safety", title: "Safety", sections: [{ items }] });
}

async function regradeBy(versionId: number, at: Date) {
  const author = await anAuthor();
  const request = {
    ...{ quizId: "safety", mode: "recompute" as const, itemIds: ["item-1"] },
    keyVersionId: versionId,
  };
  const { fingerprint } = await previewRegrade(request);
  const confirmation = { authorId: author.id, reason: "The key was wrong.", fingerprint };
  const outcome = await saveRegrade(request, confirmation, at);
  if (!("regradeId" in outcome)) throw new Error("Something changed meanwhile");
}

test("a regrade that completes a certification tells of it, unless it has lapsed since", async () => {
  const [late, early] = [await aTrainee(), await aTrainee()];
  const quiz = await version("A");
  await aCertification({ id: "basic", title: "Basic", quizzes: [quiz] });
  const answered = { "item-1": B, "item-2": B, "item-3": A, "item-4": A, "item-5": A };
  await anAttempt(early, quiz, { answered, submitted: true, at: noonOn("2024-11-02") });
  await anAttempt(late, quiz, { answered, submitted: true, at: noonOn("2026-11-02") });
  await regradeBy((await version("B")).versionId, noonOn("2026-11-10"));
  expect(await listCertificates(early.id)).toHaveLength(1);
  expect((await titlesTo(early)).sort()).toEqual([
    "Not passed this time: Safety",
    "Result corrected: Safety",
  ]);
  expect((await toldTo(late)).at(-1)).toMatchObject({
    title: "Certified: Basic",
    body: "With a corrected result, no part is missing any more. You hold “Basic” until 1 Nov 2027.",
  });
});
