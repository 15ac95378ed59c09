import { expect, test } from "vitest";
import type { ExportedAttempt } from "#app/core/attempt-export.ts";
import { evidencePack } from "#app/evidence.server.ts";
import { type AttemptsWanted, readAttempts } from "#db/queries/attempt-export.ts";
import type { Asker } from "#db/queries/people.ts";
import { previewRegrade, saveRegrade } from "#db/queries/regrades.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import {
  aCertification,
  anAttempt,
  anAuthor,
  aQuiz,
  aSite,
  aTrainee,
} from "#tests/support/factories.ts";
import { readZip } from "#tests/support/zip.ts";

useCleanDatabase();

const AT = new Date("2026-02-12T12:00:00Z");

function managerOf(...sites: { id: number }[]): Asker {
  return { id: 0, roles: ["manager"], managedSiteIds: sites.map(({ id }) => id) };
}

async function listed(asker: Asker, wanted: AttemptsWanted = {}) {
  const all: ExportedAttempt[] = [];
  for await (const some of readAttempts(asker, wanted)) all.push(...some);
  return all;
}

test("attempts come with everything in them, of whom the asker may see", async () => {
  const [site, other] = [await aSite(), await aSite()];
  const quiz = await aQuiz({ items: 3 });
  const own = await aTrainee({ site });
  const answered = { "item-1": "choice-a", "item-2": "choice-b" };
  await anAttempt(own, quiz, { answered, submitted: true, at: AT });
  await anAttempt(await aTrainee({ site: other }), quiz, { submitted: true, at: AT });
  const [attempt, ...more] = await listed(managerOf(site));
  expect(more).toEqual([]);
  expect(attempt).toMatchObject({
    personName: own.name,
    siteNames: [site.name],
    versionHash: quiz.hash,
    submittedOn: "2026-02-12",
    percent: 3_333,
    passed: false,
    items: [
      { itemId: "item-1", response: "choice-a", savedAt: AT, units: 10_000 },
      { itemId: "item-2", response: "choice-b", savedAt: AT, units: 0 },
      { itemId: "item-3", response: undefined, units: 0 },
    ],
  });
  expect(await listed(managerOf(site, other))).toHaveLength(2);
  expect(await listed(managerOf())).toEqual([]);
  expect(await listed(managerOf(site, other), { siteId: other.id })).toHaveLength(1);
  expect(await listed(managerOf(site), { personId: own.id, to: "2026-02-11" })).toEqual([]);
});

test("points that a regrade gave are told, of items that were left open too", async () => {
  const site = await aSite();
  const quiz = await aQuiz({ items: 2 });
  await anAttempt(await aTrainee({ site }), quiz, { submitted: true, at: AT });
  const request = { quizId: quiz.quizId, mode: "credit-all" as const, itemIds: ["item-2"] };
  const { fingerprint } = await previewRegrade(request);
  const confirmation = { authorId: (await anAuthor()).id, reason: "Unclear.", fingerprint };
  await saveRegrade(request, confirmation, AT);
  const [attempt] = await listed(managerOf(site));
  expect(attempt).toMatchObject({ percent: 5_000, items: [{ units: 0 }, { units: 10_000 }] });
});

test("more attempts than are read at once come in their order, each once", async () => {
  const site = await aSite();
  const quiz = await aQuiz({ items: 1 });
  const person = await aTrainee({ site });
  for (let times = 0; times < 45; times += 1) {
    await anAttempt(person, quiz, { answered: "all correctly", submitted: true, at: AT });
  }
  const ids = (await listed(managerOf(site))).map(({ id }) => id);
  expect(ids).toHaveLength(45);
  expect(ids).toEqual([...new Set(ids)].sort((one, another) => one - another));
});

test("a pack of a period has its files, whatever database they come from", async () => {
  const site = await aSite();
  const quiz = await aQuiz({ id: "basics", items: 1 });
  await aCertification({ quizzes: [quiz] });
  const person = await aTrainee({ site });
  await anAttempt(person, quiz, { answered: "all correctly", submitted: true, at: AT });
  const parts: Uint8Array[] = [];
  const pack = evidencePack({
    asker: managerOf(site),
    scope: { from: "2026-02-12", to: "2026-02-12", since: AT, before: new Date(AT.getTime() + 1) },
    about: { madeAt: AT.toISOString(), madeBy: "Nobody", organisationName: "Linden" },
    verifyUrlOf: (code) => `https://clinic.example/verify/${code}`,
  });
  for await (const part of pack) parts.push(part);
  const files = await readZip(Buffer.concat(parts));
  expect([...files.keys()]).toHaveLength(13);
  const linesIn = (name: string) => files.get(name)?.toString().split("\r\n").length;
  // A head, the lines, and what is behind the last line end.
  expect(
    ["people", "certificates", "attempts", "audit-log"].map((name) => linesIn(`${name}.csv`)),
  ).toEqual([3, 3, 3, 5]);
  expect(
    ["sign-offs", "documents", "requirements", "exceptions"].map((name) => linesIn(`${name}.csv`)),
  ).toEqual([2, 2, 2, 2]);
});
