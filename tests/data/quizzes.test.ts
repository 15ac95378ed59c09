import { expect, test } from "vitest";
import { db, tables, transaction } from "#db/client.server.ts";
import {
  findCertificationDefinition,
  listCertificationDefinitions,
  listEveryCertification,
  publishCertification,
  retireCertification,
} from "#db/queries/certification-definitions.ts";
import {
  findQuiz,
  findQuizVersion,
  listEveryQuiz,
  listQuizzes,
  listVersions,
  publishQuiz,
  retireQuiz,
} from "#db/queries/quizzes.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import { aQuiz, TWELVE_MONTHS } from "#tests/support/factories.ts";
import { aQuizOf, aSingle } from "#tests/support/quiz-files.ts";

useCleanDatabase();

const MONDAY = new Date("2026-11-02T09:00:00Z");
const TUESDAY = new Date("2026-11-03T09:00:00Z");
const WEDNESDAY = new Date("2026-11-04T09:00:00Z");

function toPublish(title: string) {
  const quiz = aQuizOf([{ items: [aSingle()] }], { title });
  return { quizId: "hygiene", quiz, hash: `hash of ${title}`, content: JSON.stringify(quiz) };
}

async function actions(): Promise<unknown[]> {
  const q = await db();
  const entries = await q.select().from(tables.auditLog).orderBy(tables.auditLog.id);
  return entries.map(({ action, actorId, detail }) => [action, actorId, detail.title]);
}

test("a published quiz is found with its version, its content and its defaults", async () => {
  expect(await publishQuiz(toPublish("Hygiene"), MONDAY)).toBe(true);
  const found = await findQuiz("hygiene");
  expect(found).toMatchObject({ quizId: "hygiene", hash: "hash of Hygiene", publishedAt: MONDAY });
  expect(found?.quiz).toStrictEqual(toPublish("Hygiene").quiz);
  expect(await listQuizzes()).toStrictEqual([
    {
      quizId: "hygiene",
      title: "Hygiene",
      itemCount: 1,
      versionId: found?.versionId,
      hash: "hash of Hygiene",
      publishedAt: MONDAY,
    },
  ]);
});

test("publishing the same content again changes nothing and is not logged", async () => {
  await publishQuiz(toPublish("Hygiene"), MONDAY);
  expect(await publishQuiz(toPublish("Hygiene"), TUESDAY)).toBe(false);
  expect(await findQuiz("hygiene")).toMatchObject({ publishedAt: MONDAY });
  expect(await actions()).toStrictEqual([["quiz.published", null, "Hygiene"]]);
});

test("an older version stays readable when a newer one is published", async () => {
  await publishQuiz(toPublish("Hygiene"), MONDAY);
  const first = await findQuiz("hygiene");
  await publishQuiz(toPublish("Hand hygiene"), TUESDAY);
  expect((await findQuiz("hygiene"))?.quiz.title).toBe("Hand hygiene");
  expect((await findQuizVersion(first?.versionId ?? 0))?.title).toBe("Hygiene");
});

test("publishing an earlier content again points back to its version", async () => {
  await publishQuiz(toPublish("Hygiene"), MONDAY);
  const first = await findQuiz("hygiene");
  await publishQuiz(toPublish("Hand hygiene"), TUESDAY);
  expect(await publishQuiz(toPublish("Hygiene"), WEDNESDAY)).toBe(true);
  expect(await findQuiz("hygiene")).toMatchObject({
    versionId: first?.versionId,
    publishedAt: WEDNESDAY,
  });
  expect(
    (await listVersions("hygiene")).map(({ hash, publishedAt }) => [hash, publishedAt]),
  ).toEqual([
    ["hash of Hand hygiene", TUESDAY],
    ["hash of Hygiene", MONDAY],
  ]);
});

test("two quizzes may have the same content", async () => {
  await publishQuiz(toPublish("Hygiene"), MONDAY);
  await publishQuiz({ ...toPublish("Hygiene"), quizId: "hygiene-copy" }, MONDAY);
  const [one, other] = await Promise.all([findQuiz("hygiene"), findQuiz("hygiene-copy")]);
  expect(one?.versionId).not.toBe(other?.versionId);
});

test("publishing at once gives one version and one entry in the audit log", async () => {
  const changes = await Promise.all(
    Array.from({ length: 5 }, () => publishQuiz(toPublish("Hygiene"), MONDAY)),
  );
  expect(changes.filter((changed) => changed)).toHaveLength(1);
  expect(await listVersions("hygiene")).toHaveLength(1);
  expect(await actions()).toHaveLength(1);
});

test("a retired quiz cannot be found or listed, but its versions can be read", async () => {
  await publishQuiz(toPublish("Hygiene"), MONDAY);
  const before = await findQuiz("hygiene");
  expect(await retireQuiz("hygiene", TUESDAY)).toBe(true);
  expect(await findQuiz("hygiene")).toBeUndefined();
  expect(await listQuizzes()).toStrictEqual([]);
  expect(await listEveryQuiz()).toMatchObject([{ quizId: "hygiene", retiredAt: TUESDAY }]);
  expect(await findQuizVersion(before?.versionId ?? 0)).toBeDefined();
  expect(await retireQuiz("hygiene", WEDNESDAY)).toBe(false);
  expect(await retireQuiz("never-there", WEDNESDAY)).toBe(false);
});

test("a retired quiz comes back when its content is published again", async () => {
  await publishQuiz(toPublish("Hygiene"), MONDAY);
  await retireQuiz("hygiene", TUESDAY);
  expect(await publishQuiz(toPublish("Hygiene"), WEDNESDAY)).toBe(true);
  expect(await findQuiz("hygiene")).toBeDefined();
  expect((await actions()).map((entry) => (entry as unknown[])[0])).toStrictEqual([
    "quiz.published",
    "quiz.retired",
    "quiz.published",
  ]);
});

test("what is not there is not found", async () => {
  expect(await findQuiz("hygiene")).toBeUndefined();
  expect(await findQuizVersion(2_000_000_000)).toBeUndefined();
  expect(await findCertificationDefinition("operator")).toBeUndefined();
});

test("quizzes are listed by title", async () => {
  await aQuiz({ id: "a", title: "Wound care" });
  await aQuiz({ id: "b", title: "Anatomy" });
  expect((await listQuizzes()).map(({ title }) => title)).toStrictEqual(["Anatomy", "Wound care"]);
});

test("a quiz is published with the rest of its transaction, or not at all", async () => {
  const failing = transaction(async () => {
    await publishQuiz(toPublish("Hygiene"), MONDAY);
    throw new Error("the rest failed");
  });
  await expect(failing).rejects.toThrow("the rest failed");
  expect(await findQuiz("hygiene")).toBeUndefined();
  expect(await listVersions("hygiene")).toStrictEqual([]);
});

const OPERATOR = {
  id: "operator",
  hash: "hash 1",
  definition: { title: "Operator", requires: { quizzes: ["hygiene"] }, validity: TWELVE_MONTHS },
};

test("a certification is published, changed, retired and published again", async () => {
  expect(await publishCertification(OPERATOR, MONDAY)).toBe(true);
  expect(await publishCertification(OPERATOR, TUESDAY)).toBe(false);
  const stricter = {
    ...OPERATOR,
    hash: "hash 2",
    definition: { ...OPERATOR.definition, validity: { ...TWELVE_MONTHS, months: 6 } },
  };
  expect(await publishCertification(stricter, TUESDAY)).toBe(true);
  expect((await findCertificationDefinition("operator"))?.definition.validity.months).toBe(6);

  expect(await retireCertification("operator", WEDNESDAY)).toBe(true);
  expect(await retireCertification("operator", WEDNESDAY)).toBe(false);
  expect(await findCertificationDefinition("operator")).toBeUndefined();
  expect(await listCertificationDefinitions()).toStrictEqual([]);
  expect(await listEveryCertification()).toMatchObject([
    { id: "operator", hash: "hash 2", retiredAt: WEDNESDAY },
  ]);

  expect(await publishCertification(stricter, WEDNESDAY)).toBe(true);
  expect(await listCertificationDefinitions()).toStrictEqual([
    { id: "operator", title: "Operator", definition: stricter.definition },
  ]);
  expect((await actions()).map((entry) => (entry as unknown[])[0])).toStrictEqual([
    "certification.published",
    "certification.published",
    "certification.retired",
    "certification.published",
  ]);
});
