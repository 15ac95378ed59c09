import { beforeEach, expect, test } from "vitest";
import { certificatePdf } from "#app/certificate-pdf.server.ts";
import { groupedCode } from "#app/core/certificate.ts";
import { certificateSheet } from "#app/core/certificate-sheet.ts";
import * as pdfRoute from "#app/routes/certificates.$code.pdf.tsx";
import { listCertificates } from "#db/queries/certificates.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import {
  aCertification,
  anAttempt,
  aQuiz,
  aSite,
  aTrainee,
  aWithdrawal,
  type TestPerson,
} from "#tests/support/factories.ts";
import { readPdf } from "#tests/support/pdf.ts";
import { load, requestAs } from "#tests/support/request.ts";

useCleanDatabase();

let holder: TestPerson;

beforeEach(async () => {
  holder = await aTrainee({
    name: "Ελένη Παπαδοπούλου",
    site: await aSite({ name: "Linden Harbour" }),
  });
});

async function issue(at = new Date("2026-02-12T12:00:00Z")) {
  const quiz = await aQuiz({ title: "Contraindications & <cautions>" });
  await aCertification({ title: "Micro-needling & more", quizzes: [quiz] });
  await anAttempt(holder, quiz, { answered: "all correctly", submitted: true, at });
  const [newest] = await listCertificates(holder.id);
  if (!newest) throw new Error("No certificate was issued");
  return newest;
}

async function download(code: string) {
  const answer = await load(pdfRoute, await requestAs(holder, "/"), { code });
  expect(answer.headers.get("Content-Type")).toBe("application/pdf");
  return new Uint8Array(await answer.arrayBuffer());
}

test("the PDF says what the certificate says, on one page of A4", async () => {
  const { code, id } = await issue();
  const pdf = await readPdf(await download(code));
  expect(pdf).toMatchObject({ pages: 1, size: [595, 842] });
  for (const words of [
    "Ελένη Παπαδοπούλου",
    "Micro-needling & more",
    "Contraindications & <cautions>",
    "100 % (80 % needed) on 12 Feb 2026",
    "Valid from 12 Feb 2026 until 11 Feb 2027",
    "Linden Skin Clinics",
    "Linden Harbour",
    `Certificate ${id}`,
    groupedCode(code),
    `http://needlepoint.test/verify/${code}`,
  ]) {
    expect(pdf.text).toContain(words);
  }
  expect(pdf.text).not.toContain("Withdrawn");
  expect(pdf.links).toEqual([`http://needlepoint.test/verify/${code}`]);
});

test("it is tagged, has a title and a language, and its QR code says what it is", async () => {
  const { code, id } = await issue();
  const { info, isTagged, tags } = await readPdf(await download(code));
  expect(isTagged).toBe(true);
  expect(info).toMatchObject({
    Title: `Certificate ${id}, Ελένη Παπαδοπούλου: Micro-needling and more`,
    Language: "en",
  });
  const roles = tags.map(({ role }) => role);
  expect(roles.filter((role) => role === "H1")).toHaveLength(1);
  for (const role of ["Document", "P", "L", "LI", "Link"]) expect(roles).toContain(role);
  expect(tags).toContainEqual({
    role: "Figure",
    alt: "QR code that opens the page which confirms this certificate",
  });
});

test("a withdrawn certificate says so, and when, but not why", async () => {
  const certificate = await issue();
  await aWithdrawal(certificate, { reason: "It was wrong.", at: new Date("2026-03-03T12:00:00Z") });
  const { text } = await readPdf(await download(certificate.code));
  expect(text).toContain("Withdrawn on 3 Mar 2026");
  expect(text).toContain("does not count any more");
  expect(text).not.toContain("It was wrong.");
});

test("asked for twice, it is the same to the last byte", async () => {
  const { code } = await issue();
  expect(await download(code)).toEqual(await download(code));
});

test.each([
  ["Maximiliana Featherstonehaugh-Villanueva", 3],
  ["Жанна Александровна Коваленко-Шевченко", 1],
  ["Donaudampfschifffahrtselektrizitätenhaupt", 6],
  ["Bao Nguyễn", 24],
])("%s with %i quizzes has room on the page, whole", async (personName, quizzes) => {
  const certificate = await issue();
  const [quiz] = certificate.document.quizzes;
  if (!quiz) throw new Error("The certificate rests on no quiz");
  const document = {
    ...certificate.document,
    personName,
    quizzes: Array.from({ length: quizzes }, (_, index) => ({ ...quiz, title: `Quiz ${index}` })),
  };
  const { issuedAt } = certificate;
  const sheet = certificateSheet({ ...certificate, document }, "https://c.example/verify/X");
  const { pages, text } = await readPdf(await certificatePdf({ ...sheet, issuedAt }));
  expect(pages).toBe(1);
  expect(text.replaceAll(" ", "")).toContain(personName.replaceAll(" ", ""));
  expect(text).toContain(`Quiz ${quizzes - 1}`);
});
