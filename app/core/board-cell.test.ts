import { expect, test } from "vitest";
import { boardCell, type FactsBeside, type PersonOnBoard } from "./board-cell.ts";
import { cellActions } from "./cell-actions.ts";
import { NO_RECORDS, type PartRecords } from "./certification-parts.ts";
import type { NamedCertification } from "./clearance.ts";

const TODAY = "2027-02-11";
const VALIDITY = { mode: "anniversary", months: 12, renewalWindowDays: 60, graceDays: 14 } as const;

function aCertification(
  id: string,
  requires: Partial<NamedCertification["definition"]["requires"]> = {},
): NamedCertification {
  const definition = { title: `The ${id}`, requires: { quizzes: ["q"], ...requires } };
  return { id, definition: { ...definition, validity: VALIDITY } };
}

const OPERATOR = aCertification("operator", {
  practical: [{ id: "face", title: "A whole face", steps: [{ id: "one", text: "One" }] }],
  outside: [{ id: "licence", title: "Licence", documentNumber: "none" }],
});
const LASER = aCertification("laser", { certifications: ["operator"] });
const PLAIN = aCertification("plain");
const ALL = [OPERATOR, LASER, PLAIN];

const HELD = { startsOn: "2026-06-01", windowOpensOn: "2027-04-02", lastValidOn: "2027-05-31" };

function aPerson(
  held: readonly string[],
  beside: Record<string, FactsBeside> = {},
  records: Partial<PartRecords> = {},
): PersonOnBoard {
  return {
    held: new Map(held.map((id) => [id, HELD])),
    withdrawn: new Map(),
    standings: new Map(),
    openQuizIds: new Set(),
    beside: new Map(Object.entries(beside)),
    records: new Map(ALL.map(({ id }) => [id, { ...NO_RECORDS, ...records }])),
  };
}

const SIGNED = { practicalId: "face", signedOn: "2026-06-01" };
const licence = (validUntil: string) => ({
  outsideId: "licence",
  recordedOn: "2026-06-01",
  validUntil,
});

function cellOf(certification: NamedCertification, person: PersonOnBoard) {
  return boardCell(certification, ALL, person, TODAY);
}

test("a certificate in force with nothing beside it is told as ever", () => {
  expect(cellOf(PLAIN, aPerson(["plain"]))).toMatchObject({
    ...{ state: "valid", status: "valid", mayTreat: true, mayTreatUntil: "2027-05-31" },
    ...{ reason: "valid until 31 May 2027", parts: [] },
  });
});

test.each<[string, Partial<PartRecords>, FactsBeside, string, string]>([
  ["nothing", {}, {}, "part-missing", "A whole face: sign-off missing, and 1 more"],
  ["a sign-off", { signOffs: [SIGNED] }, {}, "part-missing", "Licence: missing"],
  [
    "a licence that has lapsed",
    { signOffs: [SIGNED], outside: [licence("2027-02-10")] },
    { partsUntil: "2027-02-10" },
    "part-lapsed",
    "Licence: lapsed 10 Feb 2027",
  ],
  [
    "a licence that lapses today",
    { signOffs: [SIGNED], outside: [licence("2027-02-11")] },
    { partsUntil: "2027-02-11" },
    "due-soon",
    "until 11 Feb 2027, then Licence lapses",
  ],
  [
    "everything for longer than the certificate",
    { signOffs: [SIGNED], outside: [licence("2028-01-01")] },
    { partsUntil: "2028-01-01" },
    "valid",
    "valid until 31 May 2027",
  ],
])("with a certificate and %s the cell names what decides", (_, records, facts, state, reason) => {
  const person = aPerson(["operator"], { operator: facts }, records);
  expect(cellOf(OPERATOR, person)).toMatchObject({ state, reason });
});

test.each<[FactsBeside, string, string]>([
  [{}, "none", "not started"],
  [{ dueOn: "2027-03-01" }, "assigned", "due by 1 Mar 2027"],
  [{ dueOn: "2027-02-10" }, "overdue", "overdue since 10 Feb 2027"],
  [{ dueOn: "2027-02-10", waivedUntil: "2027-03-01" }, "none", "waived until 1 Mar 2027"],
  [{ suspendedUntil: "2027-03-01" }, "suspended", "suspended until 1 Mar 2027"],
])("without a certificate, %j is %s", (facts, state, reason) => {
  const cell = cellOf(PLAIN, aPerson([], { plain: facts }));
  expect(cell).toMatchObject({ state, reason, mayTreat: false });
});

test("how far somebody is stands beside the day by which it is asked for", () => {
  const person = { ...aPerson([], { plain: { dueOn: "2027-03-01" } }), openQuizIds: new Set("q") };
  expect(cellOf(PLAIN, person).reason).toBe("due by 1 Mar 2027, 0 of 1 quiz");
});

test("a required certification that does not let them treat is named with its own reason", () => {
  const person = aPerson(["laser"]);
  expect(cellOf(LASER, person)).toMatchObject({
    state: "prerequisite",
    reason: "The operator: never certified",
    parts: [{ kind: "certification", id: "operator", isInForce: false }],
  });
});

test("what can be done leads to the parts that are missing, and to what is asked of the person", () => {
  const cell = cellOf(OPERATOR, aPerson(["operator"]));
  expect(cellActions(7, "operator", cell)).toEqual([
    { label: "Sign off: A whole face", href: "/people/7/sign-offs/operator/face" },
    { label: "Record: Licence", href: "/people/7/outside/licence" },
    {
      label: "Assign, extend, waive or suspend",
      href: "/people/7/requirement?certification=operator",
    },
  ]);
  const suspended = cellOf(PLAIN, aPerson([], { plain: { suspendedUntil: "2027-03-01" } }));
  expect(cellActions(7, "plain", suspended)[0]?.label).toBe("End or change the suspension");
});
