import { expect, test } from "vitest";
import { certificateSheet, sheetLines } from "./certificate-sheet.ts";

const CERTIFICATE = {
  id: 12,
  code: "K7QM2F9XT4CD8HJP",
  issuedAt: new Date("2026-02-11T22:30:00Z"),
  startsOn: "2026-02-12",
  lastValidOn: "2027-02-11",
  renewsId: null,
  document: {
    personName: "Ελένη Παπαδοπούλου",
    organisationName: "Linden Skin Clinics",
    siteName: "Linden Harbour",
    timeZone: "Europe/Athens",
    certificationTitle: "Micro-needling operator",
    rule: { mode: "completion", months: 12, renewalWindowDays: 60, graceDays: 0 } as const,
    quizzes: [
      {
        title: "Contraindications",
        versionHash: "0123456789abcdef".repeat(4),
        passedOn: "2026-02-12",
        percent: 8667,
        passingScore: 80,
      },
    ],
  },
};

test("the days are those of the site, and everything is ready to read", () => {
  expect(certificateSheet(CERTIFICATE, "https://c.example/verify/X")).toMatchObject({
    issuedOn: "12 Feb 2026",
    startsOn: "12 Feb 2026",
    validUntil: "11 Feb 2027",
    code: "K7QM-2F9X-T4CD-8HJP",
    number: 12,
    renews: undefined,
    verifyUrl: "https://c.example/verify/X",
  });
  const renewal = certificateSheet({ ...CERTIFICATE, renewsId: 7 }, "");
  expect(renewal.renews).toBe("7");
});

test("each quiz is a line with its score, its day and its version", () => {
  expect(sheetLines(certificateSheet(CERTIFICATE, ""))).toEqual([
    {
      title: "Contraindications",
      detail: "86.67 % (80 % needed) on 12 Feb 2026, version 0123456789ab",
    },
  ]);
});
