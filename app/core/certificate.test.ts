import { expect, test } from "vitest";
import { certifiedParts, groupedCode, ruleInWords, worthOn } from "./certificate.ts";

test("a code is read out in groups of four", () => {
  expect(groupedCode("K7QM2F9XT4CD8HJP")).toBe("K7QM-2F9X-T4CD-8HJP");
  expect(groupedCode("K7QM2")).toBe("K7QM-2");
  expect(groupedCode("")).toBe("");
});

const DAYS = { startsOn: "2026-02-12", lastValidOn: "2027-02-11" };

test.each([
  ["2026-02-11", false, "not-yet"],
  ["2026-02-12", false, "in-force"],
  ["2027-02-11", false, "in-force"],
  ["2027-02-11", true, "in-force"],
  ["2027-02-12", false, "lapsed"],
  ["2027-02-12", true, "replaced"],
])("on %s, renewed: %s, a certificate is %s", (today, isRenewed, worth) => {
  expect(worthOn(DAYS, isRenewed, today)).toBe(worth);
});

test("a withdrawn certificate is worth nothing on any day", () => {
  for (const today of ["2026-02-11", "2026-02-12", "2027-02-12"]) {
    expect(worthOn(DAYS, true, today, true)).toBe("withdrawn");
  }
});

test.each([
  [
    { mode: "anniversary", months: 12, renewalWindowDays: 60, graceDays: 0 } as const,
    "Valid for 12 months. It can be renewed from 60 days before its last valid day. Renewing early loses nothing: the new period follows on.",
  ],
  [
    { mode: "completion", months: 1, renewalWindowDays: 0, graceDays: 0 } as const,
    "Valid for 1 month from the day of completion. It can be renewed on its last valid day.",
  ],
  [
    {
      mode: "fixed",
      months: 12,
      renewalWindowDays: 1,
      graceDays: 0,
      fixedDay: "2026-06-30",
      minimumActiveDays: 90,
    } as const,
    "Ends every 12 months, counted from 30 Jun 2026, and is valid for at least 90 days. It can be renewed from 1 day before its last valid day.",
  ],
])("a rule is said in words: %o", (rule, words) => {
  expect(ruleInWords(rule)).toBe(words);
});

test("what a certificate rests on beside quizzes is told from what was frozen", () => {
  expect(certifiedParts({})).toEqual([]);
  expect(
    certifiedParts({
      practical: [
        { title: "Tray", observerName: "Ana", signedOn: "2026-11-28", validUntil: "2028-11-27" },
        { title: "Device", observerName: "Bo", signedOn: "2026-11-28" },
      ],
      outside: [
        { title: "Licence", documentNumber: "A 12", validUntil: "2027-06-30" },
        { title: "Course", validUntil: "2027-06-30" },
      ],
      certifications: [{ title: "Operator", code: "ABCDEFGHJKMNPQRS", lastValidOn: "2027-02-11" }],
    }).map(({ title, note }) => `${title}: ${note}`),
  ).toEqual([
    "Operator: Certificate ABCD-EFGH-JKMN-PQRS, valid until 11 Feb 2027",
    "Tray: Signed off by Ana on 28 Nov 2026, valid until 27 Nov 2028",
    "Device: Signed off by Bo on 28 Nov 2026",
    "Licence: No. A 12, valid until 30 Jun 2027",
    "Course: Valid until 30 Jun 2027",
  ]);
});
