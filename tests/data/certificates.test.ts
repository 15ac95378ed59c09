import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import type { ValidityRule } from "#app/core/certification-file.ts";
import { tables, transaction } from "#db/client.server.ts";
import {
  findCertificateByCode,
  findRenewalOf,
  listCertificates,
} from "#db/queries/certificates.ts";
import { retireCertification } from "#db/queries/certification-definitions.ts";
import type { PublishedQuiz } from "#db/queries/quizzes.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import {
  aCertification,
  aJobRole,
  anAttempt,
  aQuiz,
  aSite,
  aTrainee,
  type TestPerson,
  TWELVE_MONTHS,
} from "#tests/support/factories.ts";

useCleanDatabase();

const COMPLETION: ValidityRule = { ...TWELVE_MONTHS, mode: "completion" };
const SIX_MONTHS: ValidityRule = { ...TWELVE_MONTHS, months: 6 };
const LAST_OF_JUNE: ValidityRule = {
  ...TWELVE_MONTHS,
  mode: "fixed",
  fixedDay: "2020-06-30",
  minimumActiveDays: 90,
};

/** Passes the quiz at noon of that day in UTC, or at the instant given. */
async function pass(person: TestPerson, quiz: PublishedQuiz, when: string): Promise<void> {
  const at = new Date(when.includes("T") ? when : `${when}T12:00:00Z`);
  await anAttempt(person, quiz, { answered: "all correctly", submitted: true, at });
}

/** First and last days of the certificates, oldest first. */
async function periodsOf(person: TestPerson): Promise<string[]> {
  const certificates = await listCertificates(person.id);
  return certificates.map((each) => `${each.startsOn} to ${each.lastValidOn}`).reverse();
}

// The table of PRODUCT.md section 5, and the edges of the window, through real rows.
test.each([
  ["a first pass", TWELVE_MONTHS, ["2023-02-12"], ["2023-02-12 to 2024-02-11"]],
  [
    "renewed in the window, anniversary",
    TWELVE_MONTHS,
    ["2023-02-12", "2024-01-20"],
    ["2023-02-12 to 2024-02-11", "2024-02-12 to 2025-02-11"],
  ],
  [
    "renewed in the window, completion",
    COMPLETION,
    ["2023-02-12", "2024-01-20"],
    ["2023-02-12 to 2024-02-11", "2024-01-20 to 2025-01-19"],
  ],
  [
    "passed again after expiry, anniversary",
    TWELVE_MONTHS,
    ["2023-02-12", "2024-03-01"],
    ["2023-02-12 to 2024-02-11", "2024-03-01 to 2025-02-28"],
  ],
  [
    "passed again after expiry, completion",
    COMPLETION,
    ["2023-02-12", "2024-03-01"],
    ["2023-02-12 to 2024-02-11", "2024-03-01 to 2025-02-28"],
  ],
  ["a leap day", TWELVE_MONTHS, ["2024-02-29"], ["2024-02-29 to 2025-02-28"]],
  ["a month end", SIX_MONTHS, ["2024-08-31"], ["2024-08-31 to 2025-02-28"]],
  [
    "the day before the window opens",
    TWELVE_MONTHS,
    ["2023-02-12", "2023-12-12"],
    ["2023-02-12 to 2024-02-11"],
  ],
  [
    "the day the window opens",
    TWELVE_MONTHS,
    ["2023-02-12", "2023-12-13"],
    ["2023-02-12 to 2024-02-11", "2024-02-12 to 2025-02-11"],
  ],
  [
    "the last valid day",
    TWELVE_MONTHS,
    ["2023-02-12", "2024-02-11"],
    ["2023-02-12 to 2024-02-11", "2024-02-12 to 2025-02-11"],
  ],
  [
    "the day after the last valid day",
    TWELVE_MONTHS,
    ["2023-02-12", "2024-02-12"],
    ["2023-02-12 to 2024-02-11", "2024-02-12 to 2025-02-11"],
  ],
  [
    "passed twice in one window",
    TWELVE_MONTHS,
    ["2023-02-12", "2024-01-20", "2024-01-21"],
    ["2023-02-12 to 2024-02-11", "2024-02-12 to 2025-02-11"],
  ],
  [
    "renewed twice",
    TWELVE_MONTHS,
    ["2023-02-12", "2024-01-20", "2025-02-11"],
    ["2023-02-12 to 2024-02-11", "2024-02-12 to 2025-02-11", "2025-02-12 to 2026-02-11"],
  ],
  [
    "fixed days",
    LAST_OF_JUNE,
    ["2026-04-01", "2026-06-10"],
    ["2026-04-01 to 2026-06-30", "2026-06-10 to 2027-06-30"],
  ],
] as const)("%s: the certificates are as the rule says", async (_case, validity, days, periods) => {
  const trainee = await aTrainee();
  const quiz = await aQuiz();
  await aCertification({ quizzes: [quiz], validity });
  for (const day of days) await pass(trainee, quiz, day);
  expect(await periodsOf(trainee)).toEqual(periods);
});

test("the day that counts is the day at the person's home site", async () => {
  const quiz = await aQuiz();
  await aCertification({ quizzes: [quiz] });
  const inDublin = await aTrainee({ site: await aSite({ timeZone: "Europe/Dublin" }) });
  const inAuckland = await aTrainee({ site: await aSite({ timeZone: "Pacific/Auckland" }) });
  for (const trainee of [inDublin, inAuckland]) {
    await pass(trainee, quiz, "2023-02-11T12:30:00Z");
    await pass(trainee, quiz, "2024-02-11T12:30:00Z");
  }
  // Half past twelve in UTC is half past one of the next day in Auckland; each has passed again
  // on the first day after the last valid one.
  expect(await periodsOf(inDublin)).toEqual([
    "2023-02-11 to 2024-02-10",
    "2024-02-11 to 2025-02-10",
  ]);
  expect(await periodsOf(inAuckland)).toEqual([
    "2023-02-12 to 2024-02-11",
    "2024-02-12 to 2025-02-11",
  ]);
});

test("one instant is inside the window in Dublin and after expiry in Auckland", async () => {
  const quiz = await aQuiz();
  await aCertification({ quizzes: [quiz], validity: COMPLETION });
  const inDublin = await aTrainee({ site: await aSite({ timeZone: "Europe/Dublin" }) });
  const inAuckland = await aTrainee({ site: await aSite({ timeZone: "Pacific/Auckland" }) });
  for (const trainee of [inDublin, inAuckland]) {
    await pass(trainee, quiz, "2023-02-12T06:00:00Z");
    await pass(trainee, quiz, "2024-02-11T12:30:00Z");
  }
  expect(await periodsOf(inDublin)).toEqual([
    "2023-02-12 to 2024-02-11",
    "2024-02-11 to 2025-02-10",
  ]);
  expect(await periodsOf(inAuckland)).toEqual([
    "2023-02-12 to 2024-02-11",
    "2024-02-12 to 2025-02-11",
  ]);
});

test("a certificate takes every quiz, and a failed one is none", async () => {
  const trainee = await aTrainee();
  const [one, other] = [await aQuiz(), await aQuiz()];
  await aCertification({ quizzes: [one, other] });
  await pass(trainee, one, "2026-03-01");
  await anAttempt(trainee, other, {
    answered: "all wrong",
    submitted: true,
    at: new Date("2026-03-02T12:00:00Z"),
  });
  expect(await periodsOf(trainee)).toEqual([]);
  await pass(trainee, other, "2026-03-03");
  expect(await periodsOf(trainee)).toEqual(["2026-03-03 to 2027-03-02"]);
});

test("a pass made before the window opened does not renew", async () => {
  const trainee = await aTrainee();
  const [one, other] = [await aQuiz(), await aQuiz()];
  await aCertification({ quizzes: [one, other] });
  for (const quiz of [one, other]) await pass(trainee, quiz, "2023-02-12");
  await pass(trainee, one, "2023-12-12");
  await pass(trainee, other, "2023-12-13");
  expect(await periodsOf(trainee)).toHaveLength(1);
  await pass(trainee, one, "2023-12-14");
  expect(await periodsOf(trainee)).toEqual([
    "2023-02-12 to 2024-02-11",
    "2024-02-12 to 2025-02-11",
  ]);
});

test("for a first certificate a pass counts until it is as old as the period", async () => {
  const [one, other] = [await aQuiz(), await aQuiz()];
  await aCertification({ quizzes: [one, other] });
  const [inTime, tooLate] = [await aTrainee(), await aTrainee()];
  for (const trainee of [inTime, tooLate]) await pass(trainee, one, "2023-02-12");
  await pass(inTime, other, "2024-02-12");
  await pass(tooLate, other, "2024-02-13");
  expect(await periodsOf(inTime)).toEqual(["2024-02-12 to 2025-02-11"]);
  expect(await periodsOf(tooLate)).toEqual([]);
});

test("one pass can complete two certifications", async () => {
  const trainee = await aTrainee();
  const quiz = await aQuiz();
  const [long, short] = [
    await aCertification({ quizzes: [quiz] }),
    await aCertification({ quizzes: [quiz], validity: SIX_MONTHS }),
  ];
  await pass(trainee, quiz, "2026-03-10");
  const certificates = await listCertificates(trainee.id);
  expect(
    certificates.map(({ certificationId, lastValidOn }) => [certificationId, lastValidOn]).sort(),
  ).toEqual(
    [
      [long.id, "2027-03-09"],
      [short.id, "2026-09-09"],
    ].sort(),
  );
});

test("a certification whose file is gone is not earned any more", async () => {
  const trainee = await aTrainee();
  const quiz = await aQuiz();
  const { id } = await aCertification({ quizzes: [quiz] });
  await retireCertification(id, new Date());
  await pass(trainee, quiz, "2026-03-10");
  expect(await listCertificates(trainee.id)).toEqual([]);
});

test("a certificate says everything an inspector asks for", async () => {
  const site = await aSite({ name: "Harbour", timeZone: "Europe/Dublin" });
  const jobRole = await aJobRole("Nurse");
  const trainee = await aTrainee({ name: "Zoë Ó Súilleabháin", site, jobRole });
  const quiz = await aQuiz({ title: "Cautions", items: 5, passingScore: 60 });
  const { id, title } = await aCertification({ quizzes: [quiz] });
  const attempt = await anAttempt(trainee, quiz, {
    answered: { "item-1": "choice-a", "item-2": "choice-a", "item-3": "choice-a" },
    submitted: true,
    at: new Date("2026-03-10T12:00:00Z"),
  });

  expect(await listCertificates(trainee.id)).toEqual([
    {
      id: expect.any(Number),
      code: expect.stringMatching(/^[2-9A-HJKMNP-Z]{16}$/),
      personId: trainee.id,
      certificationId: id,
      attemptId: attempt.id,
      signOffId: null,
      outsideRecordId: null,
      issuedAt: new Date("2026-03-10T12:00:00Z"),
      completedOn: "2026-03-10",
      startsOn: "2026-03-10",
      lastValidOn: "2027-03-09",
      windowOpensOn: "2027-01-08",
      renewsId: null,
      regradeId: null,
      document: {
        personName: "Zoë Ó Súilleabháin",
        jobRole: "Nurse",
        organisationName: "Linden Skin Clinics",
        siteName: "Harbour",
        timeZone: "Europe/Dublin",
        certificationTitle: title,
        rule: TWELVE_MONTHS,
        quizzes: [
          {
            quizId: quiz.quizId,
            title: "Cautions",
            versionHash: quiz.hash,
            attemptId: attempt.id,
            passedOn: "2026-03-10",
            percent: 6_000,
            passingScore: 60,
          },
        ],
      },
    },
  ]);
});

test("each quiz stands on the certificate with the newest pass", async () => {
  const trainee = await aTrainee();
  const [one, other] = [await aQuiz(), await aQuiz()];
  await aCertification({ quizzes: [one, other] });
  await pass(trainee, one, "2026-03-01");
  await pass(trainee, one, "2026-03-05");
  await anAttempt(trainee, one, {
    answered: "all wrong",
    submitted: true,
    at: new Date("2026-03-06T12:00:00Z"),
  });
  await pass(trainee, other, "2026-03-10");
  const [certificate] = await listCertificates(trainee.id);
  expect(certificate?.document.quizzes.map(({ passedOn }) => passedOn)).toEqual([
    "2026-03-05",
    "2026-03-10",
  ]);
});

test("renaming people, sites, quizzes and rules changes no certificate", async () => {
  const site = await aSite();
  const jobRole = await aJobRole();
  const trainee = await aTrainee({ site, jobRole });
  const quiz = await aQuiz();
  const { id } = await aCertification({ quizzes: [quiz] });
  await pass(trainee, quiz, "2026-03-10");
  const [before] = await listCertificates(trainee.id);

  const elsewhere = await aSite({ timeZone: "Asia/Tokyo" });
  await transaction(async (q) => {
    await q.update(tables.organisation).set({ name: "Another group" });
    await q
      .update(tables.sites)
      .set({ name: "Renamed", timeZone: "America/New_York" })
      .where(eq(tables.sites.id, site.id));
    await q.update(tables.jobRoles).set({ name: "Renamed" });
    await q
      .update(tables.people)
      .set({ name: "Renamed", sortName: "renamed", homeSiteId: elsewhere.id })
      .where(eq(tables.people.id, trainee.id));
  });
  await aQuiz({ id: quiz.quizId, title: "Renamed", items: 2, passingScore: 100 });
  await aCertification({ id, title: "Renamed", quizzes: [quiz], validity: SIX_MONTHS });

  expect(await listCertificates(trainee.id)).toEqual([before]);
  expect(await findCertificateByCode(before?.code ?? "")).toEqual(before);
});

test("a changed rule applies to the next certificate", async () => {
  const trainee = await aTrainee();
  const quiz = await aQuiz();
  const { id } = await aCertification({ quizzes: [quiz] });
  await pass(trainee, quiz, "2023-02-12");
  await aCertification({ id, quizzes: [quiz], validity: SIX_MONTHS });
  await pass(trainee, quiz, "2024-01-20");
  expect(await periodsOf(trainee)).toEqual([
    "2023-02-12 to 2024-02-11",
    "2024-02-12 to 2024-08-11",
  ]);
});

test("a renewal knows what it renews, and the old certificate stays findable", async () => {
  const trainee = await aTrainee();
  const quiz = await aQuiz();
  await aCertification({ quizzes: [quiz] });
  await pass(trainee, quiz, "2023-02-12");
  await pass(trainee, quiz, "2024-01-20");
  const [renewal, first] = await listCertificates(trainee.id);
  expect(renewal?.renewsId).toBe(first?.id);
  expect(renewal?.code).not.toBe(first?.code);
  expect(await findRenewalOf(first?.id ?? 0)).toMatchObject({ code: renewal?.code });
  expect(await findRenewalOf(renewal?.id ?? 0)).toBeUndefined();
  expect(await findCertificateByCode(first?.code ?? "")).toEqual(first);
});

test("a code is found however it is typed, and no other code is", async () => {
  const trainee = await aTrainee();
  const quiz = await aQuiz();
  await aCertification({ quizzes: [quiz] });
  await pass(trainee, quiz, "2026-03-10");
  const [certificate] = await listCertificates(trainee.id);
  const code = certificate?.code ?? "";
  const typed = ` ${code.toLowerCase().replace(/.{4}/g, "$&-")}\n`;
  expect(await findCertificateByCode(typed)).toEqual(certificate);
  expect(await findCertificateByCode(code.slice(1))).toBeUndefined();
  expect(await findCertificateByCode("")).toBeUndefined();
});

test("certificates are listed for their owner alone", async () => {
  const [one, other] = [await aTrainee(), await aTrainee()];
  const quiz = await aQuiz();
  await aCertification({ quizzes: [quiz] });
  await pass(one, quiz, "2026-03-10");
  expect(await listCertificates(other.id)).toEqual([]);
});
