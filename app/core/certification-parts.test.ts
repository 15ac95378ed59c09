import { expect, test } from "vitest";
import {
  FOR_EVER,
  NO_RECORDS,
  ownPartsUntil,
  type PartRecords,
  partStates,
  partsMissing,
} from "./certification-parts.ts";

const DEFINITION = {
  requires: {
    quizzes: [],
    certifications: ["operator"],
    practical: [{ id: "supervised", title: "Supervised", steps: [{ id: "seen", text: "Seen." }] }],
    outside: [{ id: "licence", title: "Licence", documentNumber: "optional" as const }],
  },
};

const RECORDS: PartRecords = {
  signOffs: [{ practicalId: "supervised", signedOn: "2026-02-01", validUntil: "2027-01-31" }],
  outside: [{ outsideId: "licence", recordedOn: "2026-03-01", validUntil: "2026-12-31" }],
  certificates: [
    { certificationId: "operator", completedOn: "2026-01-10", lastValidOn: "2027-01-09" },
  ],
};

const idsOf = (parts: readonly { id: string }[]) => parts.map(({ id }) => id);

test.each([
  ["2026-01-09", ["operator", "supervised", "licence"]],
  ["2026-01-10", ["supervised", "licence"]],
  ["2026-02-01", ["licence"]],
  ["2026-03-01", []],
  ["2026-12-31", []],
  ["2027-01-01", ["licence"]],
  ["2027-01-10", ["operator", "licence"]],
  ["2027-02-01", ["operator", "supervised", "licence"]],
])("on %s these parts are not in force: %j", (day, missing) => {
  expect(idsOf(partsMissing(DEFINITION, RECORDS, day))).toEqual(missing);
});

test("the latest record of a part counts, whichever was entered last", () => {
  const signOffs = [
    { practicalId: "supervised", signedOn: "2026-05-01", validUntil: "2027-04-30" },
    ...RECORDS.signOffs,
  ];
  const [, practical] = partStates(DEFINITION, { ...RECORDS, signOffs }, "2026-06-01");
  expect(practical).toEqual({ kind: "practical", id: "supervised", until: "2027-04-30" });
});

test("a sign-off without a last day does not lapse", () => {
  const signOffs = [{ practicalId: "supervised", signedOn: "2020-01-01" }];
  const [, practical] = partStates(DEFINITION, { ...RECORDS, signOffs }, "2031-01-01");
  expect(practical?.until).toBe(FOR_EVER);
});

test("sign-offs and outside requirements are in force together until the first of them ends", () => {
  expect(ownPartsUntil(DEFINITION, RECORDS)).toBe("2026-12-31");
  expect(ownPartsUntil(DEFINITION, { ...RECORDS, outside: [] })).toBeUndefined();
  const withoutCertificates: PartRecords = { ...RECORDS, certificates: [] };
  expect(ownPartsUntil(DEFINITION, withoutCertificates)).toBe("2026-12-31");
});

test("of several records the one that ends last counts, and what does not lapse ends after all", () => {
  const signOffs = [{ practicalId: "supervised", validUntil: "2026-05-31" }];
  const outside = [
    { outsideId: "licence", validUntil: "2026-12-31" },
    { outsideId: "licence", validUntil: "2025-12-31" },
  ];
  expect(ownPartsUntil(DEFINITION, { signOffs, outside })).toBe("2026-05-31");
  const lasting = [...signOffs, { practicalId: "supervised" }];
  expect(ownPartsUntil(DEFINITION, { signOffs: lasting, outside })).toBe("2026-12-31");
});

test("a certification of quizzes alone has nothing that could lapse beside them", () => {
  expect(ownPartsUntil({ requires: { quizzes: ["mechanisms"] } }, NO_RECORDS)).toBe(FOR_EVER);
  expect(partsMissing({ requires: { quizzes: ["mechanisms"] } }, NO_RECORDS, "2026-01-01")).toEqual(
    [],
  );
});
