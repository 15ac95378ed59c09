import { expect, test } from "vitest";
import {
  type ClearanceFacts,
  clearanceOn,
  clearanceReason,
  mayTreat,
  type NamedCertification,
} from "./clearance.ts";

const VALIDITY = { mode: "anniversary", months: 12, renewalWindowDays: 60, graceDays: 14 } as const;
const LICENCE = { id: "licence", title: "Licence", documentNumber: "optional" as const };

function aCertification(
  id: string,
  requires: Partial<NamedCertification["definition"]["requires"]> = {},
  validity: NamedCertification["definition"]["validity"] = VALIDITY,
): NamedCertification {
  return { id, definition: { title: id, requires: { quizzes: ["q"], ...requires }, validity } };
}

const HELD = { windowOpensOn: "2026-12-13", lastValidOn: "2027-02-11" };
const OPERATOR = aCertification("operator");

function on(
  today: string,
  facts: ClearanceFacts,
  certification = OPERATOR,
  others: Record<string, ClearanceFacts> = {},
  certifications: readonly NamedCertification[] = [OPERATOR, certification],
) {
  const factsOf = (id: string) => (id === certification.id ? facts : (others[id] ?? {}));
  const clearance = clearanceOn(certification, factsOf, certifications, today);
  return { ...clearance, reason: clearanceReason(clearance, facts) };
}

test("a certificate in force is enough where nothing else is asked for", () => {
  const clearance = on("2026-06-01", { held: HELD });
  expect(clearance).toEqual({
    status: "valid",
    hindrance: undefined,
    isWaived: false,
    mayTreatUntil: "2027-02-11",
    reason: "valid until 11 Feb 2027",
  });
  expect(mayTreat(clearance)).toBe(true);
});

test.each([
  ["2027-02-11", undefined],
  ["2027-02-12", "grace"],
  ["2027-02-25", "grace"],
  ["2027-02-26", "expired"],
])("on %s what stands in the way is %s", (today, hindrance) => {
  expect(on(today, { held: HELD }).hindrance).toBe(hindrance);
});

test("grace means that they may treat only where the clinic says so", () => {
  const generous = aCertification("operator", {}, { ...VALIDITY, graceMayTreat: true });
  const clearance = on("2027-02-20", { held: HELD }, generous, {}, [generous]);
  expect(clearance.hindrance).toBeUndefined();
  expect(clearance.mayTreatUntil).toBe("2027-02-25");
});

test.each<[string, ClearanceFacts, string, string]>([
  ["nothing was ever asked", {}, "none", "never certified"],
  ["it is asked for later", { dueOn: "2026-06-01" }, "assigned", "due by 1 Jun 2026"],
  [
    "it was asked for by yesterday",
    { dueOn: "2026-05-31" },
    "overdue",
    "overdue since 31 May 2026",
  ],
  [
    "it is waived",
    { dueOn: "2026-05-31", waivedUntil: "2026-06-01" },
    "none",
    "waived until 1 Jun 2026",
  ],
  [
    "a waiver has ended",
    { dueOn: "2026-05-31", waivedUntil: "2026-05-31" },
    "overdue",
    "overdue since 31 May 2026",
  ],
])("without a certificate, where %s", (_, facts, status, reason) => {
  expect(on("2026-06-01", facts)).toMatchObject({ status, reason, hindrance: "not-certified" });
});

test("a waiver never lets anybody treat", () => {
  const facts = { dueOn: "2026-01-01", waivedUntil: "2027-01-01" };
  expect(mayTreat(on("2026-06-01", facts))).toBe(false);
});

test("a suspension stands in the way to its last day, whatever is held", () => {
  const facts = { held: HELD, suspendedUntil: "2026-06-01" };
  expect(on("2026-06-01", facts)).toMatchObject({
    status: "valid",
    hindrance: "suspended",
    reason: "suspended until 1 Jun 2026",
  });
  expect(on("2026-06-02", facts).hindrance).toBeUndefined();
});

test("a part that lapses later stands in the way, and the certificate stays as it is", () => {
  const withLicence = aCertification("laser", { outside: [LICENCE] });
  const facts = { held: HELD, partsUntil: "2026-05-03" };
  expect(on("2026-05-03", facts, withLicence).mayTreatUntil).toBe("2026-05-03");
  expect(on("2026-05-04", facts, withLicence)).toMatchObject({
    status: "valid",
    hindrance: "part-lapsed",
  });
  expect(on("2026-05-04", { held: HELD }, withLicence).hindrance).toBe("part-missing");
});

test("a required certification must itself let them treat", () => {
  const advanced = aCertification("advanced", { certifications: ["operator"] });
  const facts = { held: { ...HELD, lastValidOn: "2027-06-30" } };
  const judged = (operator: ClearanceFacts) => on("2026-06-01", facts, advanced, { operator });
  expect(judged({ held: HELD }).mayTreatUntil).toBe("2027-02-11");
  expect(judged({}).hindrance).toBe("prerequisite");
  expect(judged({ held: HELD, suspendedUntil: "2026-07-01" }).hindrance).toBe("prerequisite");
});

test("what requires itself, or something that is not in use, lets nobody treat", () => {
  const loop = aCertification("loop", { certifications: ["loop"] });
  expect(on("2026-06-01", { held: HELD }, loop, {}, [loop]).hindrance).toBe("prerequisite");
  const lost = aCertification("lost", { certifications: ["gone"] });
  expect(on("2026-06-01", { held: HELD }, lost, {}, [lost]).hindrance).toBe("prerequisite");
});
