import { expect, test } from "vitest";
import {
  ASKED,
  aQuiz,
  heldUntil,
  IN_WINDOW,
  LICENSED,
  TODAY,
  withParts,
  ZONE,
} from "#tests/support/training-facts.ts";
import { statusInWords, trainingInWords, validityLeft } from "./training-words.ts";

test.each([
  ["2026-01-01", { share: 1, label: "365 days" }],
  ["2025-12-01", { share: 1, label: "396 days" }],
  ["2026-12-31", { share: 1 / 365, label: "1 day" }],
  ["2027-01-01", { share: 0, label: "Expired" }],
])("on %s of a certificate for 2026 there is left: %o", (today, left) => {
  expect(validityLeft(heldUntil("2026-12-31", "2026-11-01"), today)).toEqual(left);
});

test.each([
  ["valid", "Valid until 31 Dec 2026"],
  ["due-soon", "Renew by 31 Dec 2026"],
  ["grace", "In grace since 1 Jan 2027"],
  ["expired", "Lapsed, last valid 31 Dec 2026"],
] as const)("the status %s is said: %s", (status, words) => {
  expect(statusInWords(status, IN_WINDOW)).toBe(words);
});

test("parts beside quizzes are told as the person reads them", () => {
  const { certifications } = trainingInWords(
    withParts({ records: LICENSED, required: ASKED }, [aQuiz("one")]),
    TODAY,
    ZONE,
  );
  expect(certifications.find(({ id }) => id === "assistant")?.parts).toEqual([
    { key: "certification operator", title: "Operator", tone: "none", text: "Not held yet" },
    {
      key: "practical tray",
      title: "Practical sign-off: Tray",
      tone: "none",
      text: "Not signed off yet. Ask your manager to watch you.",
    },
    { key: "outside licence", title: "Licence", tone: "good", text: "Valid until 30 Jun 2027" },
  ]);
});
