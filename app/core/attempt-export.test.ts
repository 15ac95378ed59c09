import { expect, test } from "vitest";
import {
  ATTEMPTS_HEAD,
  attemptLine,
  type ExportedAttempt,
  RESPONSES_HEAD,
  responseLines,
} from "./attempt-export.ts";

const ATTEMPT: ExportedAttempt = {
  id: 12,
  personName: "Ελένη Παπαδοπούλου",
  email: "eleni@clinic.test",
  siteNames: ["Linden Harbour", "Linden Old Town"],
  quizId: "side-effects",
  quizTitle: "Side effects",
  versionId: 3,
  versionHash: "abc",
  startedAt: new Date("2026-02-11T22:30:00Z"),
  submittedAt: new Date("2026-02-11T22:42:07.123Z"),
  submittedOn: "2026-02-12",
  units: 16_667,
  maxUnits: 20_000,
  percent: 8_333,
  passed: true,
  reasons: "",
  items: [
    {
      itemId: "one",
      type: "multiple",
      response: ["a", "b"],
      certainty: "sure",
      savedAt: new Date("2026-02-11T22:40:00Z"),
      units: 6_667,
    },
    { itemId: "two", type: "single", units: 0 },
  ],
};

test("an attempt is one line, as wide as its head", () => {
  const line = attemptLine(ATTEMPT);
  expect(line).toHaveLength(ATTEMPTS_HEAD.length);
  const told = Object.fromEntries(ATTEMPTS_HEAD.map((name, index) => [name, line[index]]));
  expect(told).toMatchObject({
    Attempt: "12",
    Sites: "Linden Harbour, Linden Old Town",
    "Submitted at": "2026-02-11T22:42:07.123Z",
    "Submitted on": "2026-02-12",
    "Score in percent": "83.33",
    Passed: "yes",
    Reasons: "",
  });
});

test("each item on the sheet is a line, the open ones too", () => {
  const lines = responseLines(ATTEMPT);
  expect(lines.map((line) => line.slice(-7))).toEqual([
    ["1", "one", "multiple", "a, b", "0.6667", "sure", "2026-02-11T22:40:00.000Z"],
    ["2", "two", "single", "", "0", "", ""],
  ]);
  for (const line of lines) expect(line).toHaveLength(RESPONSES_HEAD.length);
});
