import { expect, test } from "vitest";
import type { CertificationDefinition } from "./certification-file.ts";
import { NO_RECORDS, type PartRecords } from "./certification-parts.ts";
import { partLines } from "./part-lines.ts";

const DEFINITION: CertificationDefinition = {
  title: "Radio",
  requires: {
    quizzes: ["protocol"],
    certifications: ["operator"],
    practical: [
      {
        id: "tray",
        title: "Tray",
        steps: [
          { id: "one", text: "One." },
          { id: "two", text: "Two." },
        ],
      },
    ],
    outside: [{ id: "licence", title: "Licence", documentNumber: "required" }],
  },
  validity: { mode: "anniversary", months: 12, renewalWindowDays: 60, graceDays: 0 },
};
const TODAY = "2026-11-28";

function linesOf(records: Partial<PartRecords>, confirmed = 0): string[] {
  const names = { titleOf: (id: string) => id.toUpperCase(), confirmedSteps: () => confirmed };
  return partLines(DEFINITION, { ...NO_RECORDS, ...records }, TODAY, names).map(
    ({ title, tone, text, isMissing }) =>
      `${title}: ${text} (${tone}${isMissing ? ", missing" : ""})`,
  );
}

test("what was never there is missing, each in its own words", () => {
  expect(linesOf({})).toEqual([
    "OPERATOR: Not held yet (none, missing)",
    "Tray: Not signed off yet (none, missing)",
    "Licence: Not recorded yet (none, missing)",
  ]);
});

test("steps that are confirmed already are told", () => {
  expect(linesOf({}, 1)[1]).toBe("Tray: 1 of 2 steps confirmed (none, missing)");
  const signOffs = [{ practicalId: "tray", signedOn: "2026-01-01", validUntil: "2026-12-31" }];
  expect(linesOf({ signOffs }, 1)[1]).toBe(
    "Tray: Valid until 31 Dec 2026. For the next: 1 of 2 steps confirmed (soon)",
  );
});

test.each([
  ["2027-11-27", "Valid until 27 Nov 2027 (good)"],
  ["2027-01-27", "Valid until 27 Jan 2027 (good)"],
  ["2027-01-26", "Valid until 26 Jan 2027 (soon)"],
  ["2026-11-28", "Valid until 28 Nov 2026 (soon)"],
  ["2026-11-27", "Lapsed: was valid until 27 Nov 2026 (bad, missing)"],
])("a licence until %s reads: %s", (validUntil, words) => {
  const outside = [{ outsideId: "licence", recordedOn: "2026-01-01", validUntil }];
  expect(linesOf({ outside })[2]).toBe(`Licence: ${words}`);
});

test("what does not lapse says so, and a certificate until when it is in force", () => {
  const signOffs = [{ practicalId: "tray", signedOn: "2020-01-01" }];
  const certificates = [
    { certificationId: "operator", completedOn: "2026-05-01", lastValidOn: "2027-04-30" },
  ];
  expect(linesOf({ signOffs, certificates })).toEqual([
    "OPERATOR: Valid until 30 Apr 2027 (good)",
    "Tray: Signed off, does not lapse (good)",
    "Licence: Not recorded yet (none, missing)",
  ]);
});
