import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { db, tables } from "#db/client.server.ts";
import { restoreCertificate, withdrawCertificate } from "#db/queries/certificate-decisions.ts";
import { listCertificates } from "#db/queries/certificates.ts";
import { rebuildDerivedTables } from "#db/queries/derived-tables.ts";
import {
  findAskedOutside,
  listOutsideRecords,
  saveOutsideRecord,
  withdrawOutsideRecord,
} from "#db/queries/outside-records.ts";
import { previewRegrade, saveRegrade } from "#db/queries/regrades.ts";
import {
  type AskedSignOff,
  findAskedSignOff,
  findSignOff,
  listConfirmations,
  listSignOffs,
  saveSignOff,
  withdrawSignOff,
} from "#db/queries/sign-offs.ts";
import { listAuditEntries } from "#tests/support/audit.ts";
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

const day = (text: string) => new Date(`${text}T12:00:00Z`);

/** A clinic in Dublin with one certification of a quiz, a sign-off and a licence. */
async function aClinic() {
  const site = await aSite();
  const manager = await aManager({ name: "Ana Reyes", sites: [site] });
  const colleague = await aManager({ name: "Bo Lind", sites: [site] });
  const trainee = await aTrainee({ name: "Cai Wong", site });
  const quiz = await aQuiz();
  const parts = { practical: [TRAY], outside: [LICENCE] };
  const { id } = await aCertification({
    id: "assistant",
    title: "Assistant",
    quizzes: [quiz],
    parts,
  });
  return { site, manager, colleague, trainee, quiz, certificationId: id };
}

async function asked(certificationId = "assistant"): Promise<AskedSignOff> {
  const found = await findAskedSignOff(certificationId, TRAY.id);
  if (!found) throw new Error("Nothing asks for it");
  return found;
}

function memberOf(person: TestPerson) {
  return { ...person, timeZone: person.site.timeZone };
}

function formOf(step: string[], fields: Partial<Parameters<typeof saveSignOff>[3]> = {}) {
  return { step, shown: [], seen: 0, go: "save" as const, attest: false, ...fields };
}

async function pass(person: TestPerson, quiz: { quizId: string }, on: string) {
  await anAttempt(person, quiz, { answered: "all correctly", submitted: true, at: day(on) });
}

async function clearanceOf(person: TestPerson, certificationId = "assistant") {
  const { clearances } = tables;
  const [row] = await (await db())
    .select()
    .from(clearances)
    .where(
      and(eq(clearances.personId, person.id), eq(clearances.certificationId, certificationId)),
    );
  return row;
}

test("the certificate is issued by whichever part comes last, and says what it rests on", async () => {
  const { manager, trainee, quiz } = await aClinic();
  const other = await aTrainee({ site: trainee.site });
  await pass(trainee, quiz, "2026-11-02");
  await aLicence(trainee, manager, { validUntil: "2027-06-30", at: day("2026-11-03") });
  expect(await listCertificates(trainee.id)).toEqual([]);
  const signOffId = await aSignOff(trainee, "assistant", manager, { at: day("2026-11-05") });
  const [bySignOff] = await listCertificates(trainee.id);
  expect(bySignOff).toMatchObject({
    ...{ signOffId, attemptId: null, completedOn: "2026-11-05", lastValidOn: "2027-11-04" },
    document: {
      quizzes: [{ quizId: quiz.quizId, passedOn: "2026-11-02" }],
      practical: [
        {
          ...{ title: "Room and tray", observerName: "Ana Reyes" },
          ...{ signedOn: "2026-11-05", validUntil: "2028-11-04" },
        },
      ],
      outside: [
        { title: "Professional licence", documentNumber: "A 12", validUntil: "2027-06-30" },
      ],
    },
  });

  await aSignOff(other, "assistant", manager, { at: day("2026-11-05") });
  await pass(other, quiz, "2026-11-06");
  expect(await listCertificates(other.id)).toEqual([]);
  await aLicence(other, manager, { validUntil: "2026-11-06", at: day("2026-11-07") });
  expect(await listCertificates(other.id), "a licence that has lapsed").toEqual([]);
  await aLicence(other, manager, { validUntil: "2027-06-30", at: day("2026-11-08") });
  const [byRecord] = await listCertificates(other.id);
  expect(byRecord).toMatchObject({ completedOn: "2026-11-08", attemptId: null, signOffId: null });
  expect(byRecord?.outsideRecordId).not.toBeNull();
  expect(await clearanceOf(other)).toMatchObject({ partsUntil: "2027-06-30" });
});

test("a certificate that another certification waited for issues that one as well", async () => {
  const { manager, trainee, quiz } = await aClinic();
  const parts = { certifications: ["assistant"] };
  await aCertification({ id: "radio", title: "Radio", quizzes: [quiz], parts });
  await pass(trainee, quiz, "2026-11-02");
  await aLicence(trainee, manager, { validUntil: "2027-06-30", at: day("2026-11-03") });
  await aSignOff(trainee, "assistant", manager, { at: day("2026-11-05") });
  const [radio, assistant] = await listCertificates(trainee.id);
  expect(assistant).toMatchObject({ certificationId: "assistant" });
  expect(radio).toMatchObject({
    certificationId: "radio",
    completedOn: "2026-11-05",
    document: { certifications: [{ title: "Assistant", code: assistant?.code }] },
  });
});

test("several observers confirm over several days, and each step keeps who and when", async () => {
  const { manager, colleague, trainee } = await aClinic();
  const member = memberOf(trainee);
  await saveSignOff(member, await asked(), colleague, formOf(["tray"]), day("2026-11-02"));
  // The same step again changes nothing, whoever ticks it.
  await saveSignOff(member, await asked(), manager, formOf(["tray"]), day("2026-11-03"));
  const sign = formOf(["tray", "sharps"], { shown: ["tray"], go: "sign", attest: true });
  const outcome = await saveSignOff(member, await asked(), manager, sign, day("2026-11-05"));
  if (outcome.state !== "signed") throw new Error(outcome.state);
  expect(await findSignOff(member, outcome.signOffId)).toMatchObject({
    ...{ observerId: manager.id, signedOn: "2026-11-05", validUntil: "2028-11-04" },
    document: {
      title: "Room and tray",
      observerName: "Ana Reyes",
      attestation: expect.stringMatching(/^I, Ana Reyes, confirm that Cai Wong/),
      steps: [
        { id: "tray", observerName: "Bo Lind", confirmedAt: "2026-11-02T12:00:00.000Z" },
        { id: "sharps", observerName: "Ana Reyes", confirmedAt: "2026-11-05T12:00:00.000Z" },
      ],
    },
  });
  expect(await listConfirmations(member, await asked())).toEqual([]);
  const entries = await listAuditEntries();
  expect(entries.filter(({ action }) => action === "sign-off.steps-confirmed")).toHaveLength(2);
  expect(entries.filter(({ action }) => action === "sign-off.made")).toHaveLength(1);
});

test("without every step or without the attestation there is no sign-off, and ticks are kept", async () => {
  const { manager, trainee } = await aClinic();
  const member = memberOf(trainee);
  const some = formOf(["tray"], { go: "sign", attest: true });
  expect(await saveSignOff(member, await asked(), manager, some, day("2026-11-02"))).toEqual({
    ...{ state: "steps-missing", count: 1, firstId: "sharps" },
  });
  expect(await listConfirmations(member, await asked())).toHaveLength(1);
  const all = formOf(["tray", "sharps"], { shown: ["tray"], go: "sign" });
  expect(await saveSignOff(member, await asked(), manager, all, day("2026-11-02"))).toEqual({
    state: "not-attested",
  });
  expect(await listSignOffs(member, await asked())).toEqual([]);
});

test("a step that is unticked is taken back, and one that a colleague confirmed stays", async () => {
  const { manager, colleague, trainee } = await aClinic();
  const member = memberOf(trainee);
  await saveSignOff(member, await asked(), manager, formOf(["tray"]), day("2026-11-02"));
  // The colleague's page was made before: it neither shows nor ticks the tray.
  await saveSignOff(member, await asked(), colleague, formOf(["sharps"]), day("2026-11-02"));
  const stepIds = async () =>
    (await listConfirmations(member, await asked())).map(({ stepId }) => stepId);
  expect(await stepIds()).toEqual(["tray", "sharps"]);
  const untick = formOf(["sharps"], { shown: ["tray", "sharps"] });
  await saveSignOff(member, await asked(), manager, untick, day("2026-11-03"));
  expect(await stepIds()).toEqual(["sharps"]);
  const rows = await (await db()).select().from(tables.stepConfirmations);
  expect(rows.filter(({ takenBackAt }) => takenBackAt !== null)).toHaveLength(1);
});

test("two clicks, or two observers at once, make one sign-off and one certificate", async () => {
  const { manager, colleague, trainee, quiz } = await aClinic();
  const member = memberOf(trainee);
  await pass(trainee, quiz, "2026-11-02");
  await aLicence(trainee, manager, { validUntil: "2027-06-30", at: day("2026-11-03") });
  const sign = formOf(["tray", "sharps"], { go: "sign", attest: true });
  const part = await asked();
  const outcomes = await Promise.all(
    [manager, manager, colleague, colleague].map((observer) =>
      saveSignOff(member, part, observer, sign, day("2026-11-05")),
    ),
  );
  expect(outcomes.filter(({ state }) => state === "signed")).toHaveLength(1);
  expect(outcomes.filter(({ state }) => state === "signed-meanwhile")).toHaveLength(3);
  expect(await listSignOffs(member, part)).toHaveLength(1);
  expect(await listCertificates(trainee.id)).toHaveLength(1);
});

test("a record that is sent twice at once is one record and one certificate", async () => {
  const { manager, trainee, quiz } = await aClinic();
  await pass(trainee, quiz, "2026-11-02");
  await aSignOff(trainee, "assistant", manager, { at: day("2026-11-03") });
  const record = { outside: LICENCE, validUntil: "2027-06-30", documentNumber: "A 12" };
  const send = () =>
    saveOutsideRecord(
      memberOf(trainee),
      { ...record, recordedById: manager.id, seen: 0 },
      day("2026-11-05"),
    );
  expect((await Promise.all([send(), send()])).sort()).toEqual(["recorded-meanwhile", "saved"]);
  expect(await listOutsideRecords(trainee, LICENCE.id)).toHaveLength(1);
  expect(await listCertificates(trainee.id)).toHaveLength(1);
});

test("nobody signs off, records or decides for themselves", async () => {
  const { manager, trainee, quiz } = await aClinic();
  await pass(trainee, quiz, "2026-11-02");
  const self = memberOf(manager);
  const sign = formOf(["tray", "sharps"], { go: "sign", attest: true });
  const now = day("2026-11-05");
  expect(await saveSignOff(self, await asked(), manager, sign, now)).toEqual({ state: "own" });
  const record = { outside: LICENCE, validUntil: "2027-06-30", documentNumber: "A 12", seen: 0 };
  expect(await saveOutsideRecord(self, { ...record, recordedById: manager.id }, now)).toBe("own");
  const decision = { actorId: manager.id, reason: "Mine." };
  expect(await withdrawSignOff(self, 1, decision, now)).toBe("own");
  expect(await withdrawCertificate(self, 1, decision, now)).toBe("own");
  expect(await restoreCertificate(self, 1, decision, now)).toBe("own");
  expect(await (await db()).select().from(tables.stepConfirmations)).toEqual([]);
});

test("a withdrawn sign-off or record no longer counts, and the certificate stays as it is", async () => {
  const { manager, trainee, quiz } = await aClinic();
  const member = memberOf(trainee);
  await pass(trainee, quiz, "2026-11-02");
  await aLicence(trainee, manager, { validUntil: "2027-06-30", at: day("2026-11-03") });
  const signOffId = await aSignOff(trainee, "assistant", manager, { at: day("2026-11-05") });
  const before = await listCertificates(trainee.id);
  expect(await clearanceOf(trainee)).toMatchObject({ partsUntil: "2027-06-30" });

  const decision = { actorId: manager.id, reason: "It was somebody else." };
  const now = day("2026-11-06");
  expect(await withdrawSignOff(member, signOffId, decision, now)).toBe("withdrawn");
  expect(await withdrawSignOff(member, signOffId, decision, day("2026-11-07"))).toBe("withdrawn");
  expect(await clearanceOf(trainee)).toBeUndefined();
  expect(await listCertificates(trainee.id)).toEqual(before);
  await rebuildDerivedTables();
  expect(await clearanceOf(trainee)).toBeUndefined();

  await aSignOff(trainee, "assistant", manager, { at: day("2026-11-08") });
  expect(await clearanceOf(trainee)).toMatchObject({ partsUntil: "2027-06-30" });
  expect(await listCertificates(trainee.id), "one is in force").toHaveLength(1);
  const licence = await findAskedOutside(LICENCE.id);
  const [record] = await listOutsideRecords(trainee, LICENCE.id);
  if (!licence || !record) throw new Error("There is no record");
  expect(await withdrawOutsideRecord(member, licence, record.id, decision, now)).toBe("withdrawn");
  expect(await withdrawOutsideRecord(member, licence, 999_999, decision, now)).toBe("missing");
  expect(await clearanceOf(trainee)).toBeUndefined();
  expect(await listOutsideRecords(trainee, LICENCE.id)).toMatchObject([
    { withdrawnReason: "It was somebody else.", withdrawerName: "Ana Reyes" },
  ]);
});

test("the day of a sign-off is the day at the person's home site", async () => {
  const site = await aSite({ timeZone: "Pacific/Auckland" });
  const trainee = await aTrainee({ site });
  const manager = await aManager({ sites: [site] });
  await aCertification({ id: "assistant", quizzes: [], parts: { practical: [TRAY] } });
  await aSignOff(trainee, "assistant", manager, { at: new Date("2026-11-05T11:30:00Z") });
  const [certificate] = await listCertificates(trainee.id);
  expect(certificate).toMatchObject({ completedOn: "2026-11-06", lastValidOn: "2027-11-05" });
});

test("a certificate that is withdrawn by hand counts again when that is lifted, and only then", async () => {
  const { manager, trainee, quiz } = await aClinic();
  const { id } = await aCertification({ id: "basic", quizzes: [quiz] });
  const member = memberOf(trainee);
  await pass(trainee, quiz, "2026-11-02");
  const [certificate] = await listCertificates(trainee.id);
  if (!certificate) throw new Error("There is no certificate");
  const held = async () => {
    const rows = await (await db()).select().from(tables.certifications);
    return rows.filter(({ certificationId }) => certificationId === id);
  };
  const decision = { actorId: manager.id, reason: "It was somebody else." };
  const withdraw = () => withdrawCertificate(member, certificate.id, decision, day("2026-11-03"));
  expect(await Promise.all([withdraw(), withdraw()])).toEqual(["saved", "saved"]);
  expect(await held()).toEqual([]);
  expect(await (await db()).select().from(tables.certificateWithdrawals)).toHaveLength(1);
  await rebuildDerivedTables();
  expect(await held()).toEqual([]);

  const lift = { actorId: manager.id, reason: "It was them after all." };
  expect(await restoreCertificate(member, certificate.id, lift, day("2026-11-04"))).toBe("saved");
  expect(await held()).toMatchObject([{ certificateId: certificate.id }]);
  const actions = (await listAuditEntries()).map(({ action }) => action);
  expect(actions.filter((action) => action === "certificate.withdrawn")).toHaveLength(1);
  expect(actions.filter((action) => action === "certificate.restored")).toHaveLength(1);
});

const [A, B] = [choiceId("A"), choiceId("B")];

/** A quiz whose first item has this key: somebody who says B there, and to the second, fails by A. */
function version(key: "A" | "B") {
  const items = [1, 2, 3, 4, 5].map((number) =>
    aSingle({ id: `item-${number}`, ...(number === 1 && { key }) }),
  );
  return aQuiz({ id: "safety", sections: [{ items }] });
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

const GIVEN = { "item-1": B, "item-2": B, "item-3": A, "item-4": A, "item-5": A };

test("a pass that a regrade gives completes what was signed off in the meantime, and what rests on it", async () => {
  const { manager, trainee } = await aClinic();
  const quiz = await version("A");
  await aCertification({ id: "tray", title: "A", quizzes: [quiz], parts: { practical: [TRAY] } });
  const parts = { certifications: ["tray"] };
  await aCertification({ id: "radio", title: "B", quizzes: [quiz], parts });
  await anAttempt(trainee, quiz, { answered: GIVEN, submitted: true, at: day("2026-11-02") });
  await aSignOff(trainee, "tray", manager, { at: day("2026-11-05") });
  expect(await listCertificates(trainee.id)).toEqual([]);
  await regradeBy((await version("B")).versionId, day("2026-11-10"));
  const issued = await listCertificates(trainee.id);
  expect(issued.map(({ certificationId, completedOn }) => [certificationId, completedOn])).toEqual([
    ["radio", "2026-11-05"],
    ["tray", "2026-11-05"],
  ]);
  expect(issued[1]?.document.practical).toHaveLength(1);
  expect(issued[0]?.document.certifications).toHaveLength(1);
});

test("what somebody withdrew by hand, no regrade lifts", async () => {
  const { manager, trainee } = await aClinic();
  const quiz = await version("B");
  await aCertification({ id: "basic", quizzes: [quiz] });
  await anAttempt(trainee, quiz, { answered: GIVEN, submitted: true, at: day("2026-11-02") });
  const [certificate] = await listCertificates(trainee.id);
  if (!certificate) throw new Error("There is no certificate");
  const decision = { actorId: manager.id, reason: "It was somebody else." };
  await withdrawCertificate(memberOf(trainee), certificate.id, decision, day("2026-11-03"));
  await regradeBy((await version("A")).versionId, day("2026-11-10"));
  await regradeBy((await version("B")).versionId, day("2026-11-11"));
  expect(await listCertificates(trainee.id)).toHaveLength(1);
  const withdrawals = await (await db()).select().from(tables.certificateWithdrawals);
  expect(withdrawals).toMatchObject([{ regradeId: null, liftedAt: null }]);
});
