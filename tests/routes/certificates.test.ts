import { beforeEach, expect, test } from "vitest";
import { groupedCode } from "#app/core/certificate.ts";
import * as certificateRoute from "#app/routes/_app.certificates.$code.tsx";
import * as verifyRoute from "#app/routes/verify._index.tsx";
import * as codeRoute from "#app/routes/verify.$code.tsx";
import { listCertificates } from "#db/queries/certificates.ts";
import type { PublishedQuiz } from "#db/queries/quizzes.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import {
  aCertification,
  aJobRole,
  aManager,
  anAttempt,
  anAuthor,
  aQuiz,
  aSite,
  aTrainee,
  type TestPerson,
  type TestSite,
} from "#tests/support/factories.ts";
import { load, requestAs } from "#tests/support/request.ts";

useCleanDatabase();

const DAY_IN_MS = 86_400_000;
const NOON = "T12:00:00Z";

let site: TestSite;
let holder: TestPerson;
let quiz: PublishedQuiz;

beforeEach(async () => {
  site = await aSite({ name: "Linden Harbour" });
  holder = await aTrainee({ name: "Ελένη Παπαδοπούλου", site, jobRole: await aJobRole("Nurse") });
  quiz = await aQuiz({ id: "contraindications", title: "Contraindications" });
  await aCertification({ title: "Micro-needling operator", quizzes: [quiz] });
});

/** A certificate that is issued at `at`; a later one renews it. Returns the newest one's row. */
async function issue(at: Date) {
  await anAttempt(holder, quiz, { answered: "all correctly", submitted: true, at });
  const [newest] = await listCertificates(holder.id);
  if (!newest) throw new Error("No certificate was issued");
  return newest;
}

async function show(person: TestPerson | undefined, code: string): Promise<Response> {
  const request = await requestAs(person, `/certificates/${code}`);
  return load(certificateRoute, request, { code });
}

async function verify(code: string): Promise<Response> {
  return load(codeRoute, await requestAs(undefined, `/verify/${code}`), { code });
}

async function jsonOf(response: Response) {
  return JSON.parse(await response.text());
}

test("a certificate says everything that an inspector asks for", async () => {
  const { code, id } = await issue(new Date(`2026-02-12${NOON}`));
  const certificate = await jsonOf(await show(holder, code));
  expect(certificate).toMatchObject({
    personName: "Ελένη Παπαδοπούλου",
    certificationTitle: "Micro-needling operator",
    organisationName: "Linden Skin Clinics",
    siteName: "Linden Harbour",
    jobRole: "Nurse",
    issuedOn: "12 Feb 2026",
    startsOn: "12 Feb 2026",
    validUntil: "11 Feb 2027",
    timeZone: "Europe/Dublin",
    quizzes: [
      {
        title: "Contraindications",
        score: "100 % (80 % needed)",
        passedOn: "12 Feb 2026",
        version: quiz.hash.slice(0, 12),
      },
    ],
    code: groupedCode(code),
    verifyUrl: `http://needlepoint.test/verify/${code}`,
    number: id,
  });
  expect(certificate.rule).toContain("Valid for 12 months.");
  expect(certificate.renews).toBeUndefined();
});

test("the days of a certificate are those of the site, where the date may be another", async () => {
  const auckland = await aSite({ timeZone: "Pacific/Auckland" });
  holder = await aTrainee({ site: auckland });
  const { code } = await issue(new Date(`2026-02-11${NOON}`));
  expect(await jsonOf(await show(holder, code))).toMatchObject({
    issuedOn: "12 Feb 2026",
    startsOn: "12 Feb 2026",
    validUntil: "11 Feb 2027",
    timeZone: "Pacific/Auckland",
  });
});

test("a renewal names the certificate that it renews", async () => {
  const first = await issue(new Date(`2025-02-12${NOON}`));
  const renewal = await issue(new Date(`2026-01-20${NOON}`));
  expect(await jsonOf(await show(holder, renewal.code))).toMatchObject({
    renews: String(first.id),
    startsOn: "12 Feb 2026",
    validUntil: "11 Feb 2027",
  });
});

test("the QR code is a square of dark modules with its three corner marks", async () => {
  const { code } = await issue(new Date());
  const { qrSvgPath } = await jsonOf(await show(holder, code));
  const { d, size } = qrSvgPath;
  expect(d).toMatch(/^(M\d+ \d+h\d+v1h-\d+z)+$/);
  const far = size - 7;
  for (const mark of ["M0 0h7", `M${far} 0h7`, `M0 ${far}h7`]) expect(d).toContain(mark);
});

test("a certificate is found however its code is typed", async () => {
  const { code, id } = await issue(new Date());
  const typed = ` ${groupedCode(code).toLowerCase()} `;
  expect((await jsonOf(await show(holder, typed))).number).toBe(id);
  expect((await verify(typed)).status).toBe(200);
});

test("its holder and the managers of each site where they work may see a certificate", async () => {
  const second = await aSite();
  holder = await aTrainee({ site, alsoAt: [second] });
  const { code } = await issue(new Date());
  for (const person of [
    holder,
    await aManager({ sites: [site] }),
    await aManager({ sites: [await aSite(), second] }),
  ]) {
    expect((await show(person, code)).status).toBe(200);
  }
});

test("colleagues and managers of other sites do not find it", async () => {
  const { code } = await issue(new Date());
  for (const person of [
    await aTrainee({ site }),
    await aManager({ sites: [await aSite()] }),
    await aManager({ site, sites: [] }),
    await anAuthor({ site }),
  ]) {
    expect((await show(person, code)).status).toBe(404);
  }
  expect((await show(undefined, code)).headers.get("Location")).toMatch(/^\/sign-in\?next=/);
  expect((await show(holder, "AAAABBBBCCCCDDDD")).status).toBe(404);
});

test("the public page says who, what for, how well, until when and by whom, and nothing else", async () => {
  const { code } = await issue(new Date());
  const response = await verify(code);
  expect(response.headers.get("X-Robots-Tag")).toBe("noindex");
  const { certificate } = await jsonOf(response);
  expect(certificate).toMatchObject({
    personName: "Ελένη Παπαδοπούλου",
    certificationTitle: "Micro-needling operator",
    organisationName: "Linden Skin Clinics",
    scores: [{ title: "Contraindications", score: "100 %" }],
    worth: "in-force",
  });
  expect(Object.keys(certificate).sort()).toEqual([
    "certificationTitle",
    "isRenewed",
    "issuedOn",
    "organisationName",
    "personName",
    "scores",
    "startsOn",
    "timeZone",
    "today",
    "validUntil",
    "worth",
  ]);
});

test("the public page tells a certificate that has lapsed", async () => {
  const { code } = await issue(new Date(Date.now() - 400 * DAY_IN_MS));
  expect((await jsonOf(await verify(code))).certificate).toMatchObject({
    worth: "lapsed",
    isRenewed: false,
  });
});

test("the public page tells the old certificate from the one that renewed it", async () => {
  const old = await issue(new Date(Date.now() - 400 * DAY_IN_MS));
  const renewal = await issue(new Date(Date.now() - 60 * DAY_IN_MS));
  expect((await jsonOf(await verify(old.code))).certificate.worth).toBe("replaced");
  const { certificate } = await jsonOf(await verify(renewal.code));
  expect(certificate).toMatchObject({ worth: "in-force", isRenewed: false });
});

test("a renewal in advance is not valid yet, and the one before it still is", async () => {
  const old = await issue(new Date(Date.now() - 330 * DAY_IN_MS));
  const renewal = await issue(new Date());
  expect((await jsonOf(await verify(renewal.code))).certificate.worth).toBe("not-yet");
  expect((await jsonOf(await verify(old.code))).certificate).toMatchObject({
    worth: "in-force",
    isRenewed: true,
  });
});

test("a code that was never issued is not found, and is not indexed", async () => {
  const response = await verify("aaaa-bbbb-cccc-dddd");
  expect(response.status).toBe(404);
  expect(response.headers.get("X-Robots-Tag")).toBe("noindex");
  expect(await jsonOf(response)).toEqual({ certificate: null, code: "AAAA-BBBB-CCCC-DDDD" });
});

test("guessing codes is limited, for each address by itself", async () => {
  const guess = async (number: number, address = "198.51.100.7") => {
    const request = await requestAs(undefined, "/verify/guess");
    return load(codeRoute, request, { code: `AAAA${number}` }, { address });
  };
  const { code } = await issue(new Date());
  for (let number = 0; number < 30; number += 1) expect((await guess(number)).status).toBe(404);
  const limited = await guess(30);
  expect(limited.status).toBe(429);
  expect(Number(limited.headers.get("Retry-After"))).toBeGreaterThan(60);
  expect((await jsonOf(limited)).wait).toMatch(/^in \d+ minutes$/);
  // Nor is what there is told to somebody who guesses.
  const request = await requestAs(undefined, `/verify/${code}`);
  const told = await load(codeRoute, request, { code }, { address: "198.51.100.7" });
  expect(told.status).toBe(429);
  expect((await guess(31, "203.0.113.9")).status).toBe(404);
});

test("looking up many certificates that there are is not guessing", async () => {
  const { code } = await issue(new Date());
  for (let times = 0; times < 35; times += 1) expect((await verify(code)).status).toBe(200);
});

test.each([
  ["?code=k7qm-2f9x-t4cd-8hjp", "/verify/K7QM2F9XT4CD8HJP"],
  ["?code=%20K7QM%202F9X%20", "/verify/K7QM2F9X"],
  ["?code=//evil.example", "/verify/EVILEXAMPLE"],
])("the form %s leads to %s", async (search, path) => {
  const answer = verifyRoute.loader({
    request: await requestAs(undefined, `/verify${search}`),
    params: {},
    context: { nonce: "", reference: "", address: "" },
  });
  expect(answer?.headers.get("Location")).toBe(path);
});

test.each(["", "?code=", "?code=---"])("without a code, %s asks for one", async (search) => {
  const request = await requestAs(undefined, `/verify${search}`);
  expect(await load(verifyRoute, request)).toBeNull();
});
