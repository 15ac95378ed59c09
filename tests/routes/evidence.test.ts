import { createHash } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import * as periodRoute from "#app/routes/exports.evidence[.]zip.tsx";
import * as personRoute from "#app/routes/people.$personId.evidence[.]zip.tsx";
import { listCertificates } from "#db/queries/certificates.ts";
import type { PublishedQuiz } from "#db/queries/quizzes.ts";
import { listAuditEntries } from "#tests/support/audit.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import { linesOf, packOf, textOf } from "#tests/support/evidence-pack.ts";
import {
  aCertification,
  aManager,
  anAdmin,
  anAttempt,
  aPerson,
  aQuiz,
  aSite,
  aTrainee,
  aWithdrawal,
  type TestPerson,
  type TestSite,
} from "#tests/support/factories.ts";
import { readPdf } from "#tests/support/pdf.ts";
import { load, requestAs } from "#tests/support/request.ts";

useCleanDatabase();

let site: TestSite;
let otherSite: TestSite;
let manager: TestPerson;
let quiz: PublishedQuiz;
let ada: TestPerson;
let boris: TestPerson;

beforeEach(async () => {
  [site, otherSite] = [await aSite({ name: "Harbour" }), await aSite({ name: "Old Town" })];
  manager = await aManager({ name: "Marguerite", sites: [site] });
  quiz = await aQuiz({ id: "basics", items: 2 });
  await aCertification({ title: "Operator", quizzes: [quiz] });
  ada = await aTrainee({ name: "Ада", site });
  boris = await aTrainee({ name: "Boris", site: otherSite });
  for (const person of [ada, boris]) await pass(person);
});

function pass(person: TestPerson, at = "2026-02-12T12:00:00Z") {
  return anAttempt(person, quiz, { answered: "all correctly", submitted: true, at: new Date(at) });
}

test("a person's pack has everything about them, and what explains it", async () => {
  const [certificate] = await listCertificates(ada.id);
  const pack = await packOf(manager, ada);
  expect([...pack.keys()]).toEqual([
    "README.txt",
    "people.csv",
    "certificates.csv",
    `certificates/${certificate?.id}-${certificate?.code}.pdf`,
    "sign-offs.csv",
    "documents.csv",
    "requirements.csv",
    "exceptions.csv",
    "attempts.csv",
    "attempts.json",
    `quiz-versions/basics/${quiz.hash}.json`,
    "audit-log.csv",
    "manifest.json",
  ]);
  expect(textOf(pack, "README.txt")).toContain("About: Ада\n");
  expect(linesOf(pack, "people.csv")).toMatchObject([{ Name: "Ада", Sites: "Harbour" }]);
  expect(linesOf(pack, "certificates.csv")).toMatchObject([
    { Name: "Ада", Certification: "Operator", "Valid until": "2027-02-11", "Withdrawn at": "" },
  ]);
  expect(linesOf(pack, "attempts.csv")).toMatchObject([{ Name: "Ада", Passed: "yes" }]);
  expect(linesOf(pack, "audit-log.csv").map(({ What }) => What)).toEqual([
    "attempt.started",
    "attempt.submitted",
    "certificate.issued",
    "evidence.exported",
  ]);
  const { text } = await readPdf(
    pack.get(linesOf(pack, "certificates.csv")[0]?.File ?? "") ?? new Uint8Array(),
  );
  expect(text).toContain("Ада");
});

test("attempts have every response, and name the version that is beside them", async () => {
  const pack = await packOf(manager, ada);
  const { attempts } = JSON.parse(textOf(pack, "attempts.json"));
  expect(attempts).toMatchObject([
    {
      personName: "Ада",
      quizId: "basics",
      versionHash: quiz.hash,
      percent: 10_000,
      passed: true,
      items: [
        { itemId: "item-1", response: "choice-a", units: 10_000 },
        { itemId: "item-2", response: "choice-a", units: 10_000 },
      ],
    },
  ]);
  const version = pack.get(`quiz-versions/basics/${quiz.hash}.json`) ?? "";
  expect(createHash("sha256").update(version).digest("hex")).toBe(quiz.hash);
});

test("every hash and size of the manifest holds, and every other file is in it", async () => {
  const pack = await packOf(manager);
  const { about, files } = JSON.parse(textOf(pack, "manifest.json"));
  expect(about).toMatchObject({ madeBy: "Marguerite", organisationName: "Linden Skin Clinics" });
  const names = files.map(({ name }: { name: string }) => name);
  expect([...names, "manifest.json"]).toEqual([...pack.keys()]);
  for (const { name, size, sha256 } of files) {
    const content = pack.get(name) ?? Buffer.alloc(0);
    expect({ name, size: content.length }).toEqual({ name, size });
    expect(createHash("sha256").update(content).digest("hex")).toBe(sha256);
  }
});

test("another site's people are not in a manager's pack, in no file of it", async () => {
  const pack = await packOf(manager);
  const certificates = await listCertificates(boris.id);
  for (const [name, content] of pack) {
    for (const trace of ["Boris", boris.email, certificates[0]?.code ?? "?", "Old Town"]) {
      expect({ name, trace, isThere: content.includes(trace) }).toEqual({
        name,
        trace,
        isThere: false,
      });
    }
    expect(name).not.toContain(certificates[0]?.code);
  }
  const request = await requestAs(manager, "/");
  expect((await load(personRoute, request, { personId: boris.id })).status).toBe(404);
  const foreign = await load(periodRoute, await requestAs(manager, `/?site=${otherSite.id}`));
  expect(foreign.headers.get("Location")).toBe(`/exports?site=${otherSite.id}`);
});

test("an admin's pack has everybody and the whole audit log, or one site", async () => {
  const admin = await anAdmin();
  const all = await packOf(admin);
  expect(linesOf(all, "attempts.csv").map(({ Name }) => Name)).toEqual(["Ада", "Boris"]);
  expect(linesOf(all, "audit-log.csv").map(({ What }) => What)).toContain("quiz.published");
  const ofSite = await packOf(admin, undefined, `?site=${otherSite.id}`);
  expect(linesOf(ofSite, "attempts.csv").map(({ Name }) => Name)).toEqual(["Boris"]);
  expect(linesOf(ofSite, "people.csv").map(({ Name }) => Name)).toEqual(["Boris"]);
  expect(textOf(ofSite, "README.txt")).toContain("About: Everybody at Old Town\n");
});

test("a period has what was valid and what was done in it", async () => {
  await pass(ada, "2027-02-01T12:00:00Z");
  const daysOf = async (search: string) => {
    const pack = await packOf(manager, undefined, search);
    return {
      attempts: linesOf(pack, "attempts.csv").map((line) => line["Submitted on"]),
      certificates: linesOf(pack, "certificates.csv").map((line) => line["Valid until"]),
      entries: linesOf(pack, "audit-log.csv").map(({ At }) => At?.slice(0, 10)),
    };
  };
  expect(await daysOf("?from=2026-03-01&to=2026-12-31")).toEqual({
    attempts: [],
    certificates: ["2027-02-11"],
    entries: [],
  });
  expect(await daysOf("?to=2026-02-12")).toEqual({
    attempts: ["2026-02-12"],
    certificates: ["2027-02-11"],
    entries: ["2026-02-12", "2026-02-12", "2026-02-12"],
  });
  expect(await daysOf("?from=2027-02-12&to=2027-02-12")).toMatchObject({
    attempts: [],
    certificates: ["2028-02-11"],
  });
});

test("a withdrawn certificate is in it, and says so", async () => {
  const [certificate] = await listCertificates(ada.id);
  if (!certificate) throw new Error("There is no certificate");
  await aWithdrawal(certificate, {
    reason: "The key was wrong.",
    at: new Date("2026-03-03T12:00:00Z"),
  });
  const pack = await packOf(manager, ada);
  expect(linesOf(pack, "certificates.csv")).toMatchObject([
    { "Withdrawn at": "2026-03-03T12:00:00.000Z", "Reason of withdrawal": "The key was wrong." },
  ]);
});

test("who takes quizzes gets no keys with a pack, nor the points of their own responses", async () => {
  const both = await aPerson({ site, roles: ["manager", "trainee"], manages: [site] });
  await pass(both);
  const pack = await packOf(both);
  expect([...pack.keys()].filter((name) => name.startsWith("quiz-versions/"))).toEqual([]);
  expect(textOf(pack, "README.txt")).toContain("are left out");
  for (const content of pack.values()) expect(content.includes('"correct"')).toBe(false);
  const { attempts } = JSON.parse(textOf(pack, "attempts.json"));
  const pointsOf = (name: string) =>
    attempts.find(({ personName }: { personName: string }) => personName === name).items[0].units;
  expect(pointsOf("Ада")).toBe(10_000);
  expect(pointsOf(both.name)).toBeUndefined();
});

test("each pack is in the audit log, with whom and what it is about", async () => {
  await packOf(manager, ada);
  expect((await listAuditEntries()).at(-1)).toMatchObject({
    action: "evidence.exported",
    actorId: manager.id,
    subjectId: ada.id,
  });
  await packOf(manager, undefined, "?from=2026-01-01");
  expect((await listAuditEntries()).at(-1)).toMatchObject({
    action: "evidence.exported",
    subjectId: null,
    detail: { from: "2026-01-01" },
  });
});

test("a pack that is given up ends", async () => {
  const { body } = await load(periodRoute, await requestAs(manager, "/exports/evidence.zip"));
  const reader = body?.getReader();
  expect((await reader?.read())?.done).toBe(false);
  await reader?.cancel();
  expect(await reader?.read()).toEqual({ done: true, value: undefined });
});
