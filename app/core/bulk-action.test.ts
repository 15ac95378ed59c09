import { expect, test } from "vitest";
import {
  type BulkFacts,
  type BulkOrder,
  bulkOrderInWords,
  bulkVerdict,
  parseBulkOrder,
  readBulkOrder,
  readChosen,
} from "./bulk-action.ts";
import type { CertificationDefinition } from "./certification-file.ts";

const TODAY = "2027-02-11";
const OPERATOR: CertificationDefinition = {
  title: "Operator",
  requires: { quizzes: ["mechanisms"] },
  validity: { mode: "anniversary", months: 12, renewalWindowDays: 60, graceDays: 10 },
};
const WITH_LICENCE: CertificationDefinition = {
  ...OPERATOR,
  requires: {
    quizzes: [],
    outside: [{ id: "licence", title: "Licence", documentNumber: "none" }],
  },
};

const certificationId = "operator";
const ASSIGN: BulkOrder = { kind: "assign", certificationId, dueOn: "2027-05-03" };
const EXTEND: BulkOrder = {
  ...{ kind: "extend", certificationId, untilOn: "2027-05-03" },
  reason: "Back from leave.",
};
const REMIND: BulkOrder = { kind: "remind", certificationId };

function held(lastValidOn: string, windowOpensOn = "2027-01-01") {
  return { held: { lastValidOn, windowOpensOn } };
}

function verdictOf(order: BulkOrder, facts: Partial<BulkFacts>, definition = OPERATOR) {
  const { outcome, note } = bulkVerdict(order, { hasJoined: true, ...facts }, definition, TODAY);
  return `${outcome}: ${note}`;
}

test.each<[string, Partial<BulkFacts>, string]>([
  ["nothing yet", {}, "done: due by 3 May 2027"],
  ["due later", { dueOn: "2027-06-01" }, "done: due by 3 May 2027"],
  ["due sooner", { dueOn: "2027-05-03" }, "unchanged: has to hold it by 3 May 2027 already"],
  ["held to the day", held("2027-05-03"), "unchanged: holds it already, until 3 May 2027"],
  ["lapses before it is due", held("2027-05-02"), "done: due by 3 May 2027"],
  ["waived", { waivedUntil: TODAY }, "unchanged: waived until 11 Feb 2027"],
  ["waived until yesterday", { waivedUntil: "2027-02-10" }, "done: due by 3 May 2027"],
  [
    "given more time than that",
    { dueOn: "2027-06-01", extendedUntil: "2027-06-01" },
    "unchanged: has more time, until 1 Jun 2027",
  ],
])("assigning by 3 May to whoever has: %s", (_, facts, verdict) => {
  expect(verdictOf(ASSIGN, facts)).toBe(verdict);
});

test("a due day that is over where somebody works is refused there", () => {
  expect(verdictOf({ ...ASSIGN, dueOn: "2027-02-10" }, {})).toMatch(/^refused/);
});

test.each<[string, Partial<BulkFacts>, string]>([
  ["due sooner", { dueOn: "2027-03-01" }, "done: due by 3 May 2027, before 1 Mar 2027"],
  ["overdue", { dueOn: "2027-01-01" }, "done: due by 3 May 2027, before 1 Jan 2027"],
  ["due later", { dueOn: "2027-05-03" }, "unchanged: due by 3 May 2027 already"],
  ["not required", {}, "refused: not required of them"],
  ["held", { ...held("2027-12-01"), dueOn: "2027-03-01" }, "unchanged: holds it, until 1 Dec 2027"],
  [
    "lapsed",
    { ...held("2026-12-01"), dueOn: "2027-03-01" },
    "refused: their certificate has lapsed: a later due date does not bring it back",
  ],
])("extending to 3 May where it is: %s", (_, facts, verdict) => {
  expect(verdictOf(EXTEND, facts)).toBe(verdict);
});

test.each<[string, Partial<BulkFacts>, string]>([
  ["required", { dueOn: "2027-03-01" }, "done: reminded"],
  ["lapsed", held("2026-12-01"), "done: reminded"],
  ["lapses soon", held("2027-03-01"), "done: reminded"],
  ["valid", held("2027-12-01", "2027-10-01"), "unchanged: holds it, until 1 Dec 2027"],
  ["not required", {}, "refused: not required of them"],
  [
    "not joined",
    { hasJoined: false, dueOn: "2027-03-01" },
    "refused: has not joined yet: make them a new link",
  ],
])("reminding where it is: %s", (_, facts, verdict) => {
  expect(verdictOf(REMIND, facts)).toBe(verdict);
});

test("whoever holds it and lacks a document is reminded", () => {
  const facts = { ...held("2027-12-01", "2027-10-01"), partsUntil: "2027-02-10" };
  expect(verdictOf(REMIND, facts, WITH_LICENCE)).toBe("done: reminded");
  expect(verdictOf(REMIND, { ...facts, partsUntil: TODAY }, WITH_LICENCE)).toMatch(/^unchanged/);
});

test("nothing is done to whoever is not among the staff, or for what is not in use", () => {
  expect(bulkVerdict(ASSIGN, undefined, OPERATOR, TODAY)).toEqual({
    outcome: "refused",
    note: "not among your staff",
  });
  expect(bulkVerdict(ASSIGN, { hasJoined: true }, undefined, TODAY).outcome).toBe("refused");
});

function formOf(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

test.each([ASSIGN, EXTEND, REMIND])("a $kind is read from its form, and kept", (order) => {
  const { kind, ...fields } = order;
  const reading = readBulkOrder(kind, formOf(fields), ["operator"], TODAY);
  expect(reading).toEqual({ value: order });
  expect(parseBulkOrder(JSON.parse(JSON.stringify({ ...order, token: "x" })))).toEqual(order);
});

test.each([
  ["assign", { dueOn: "2027-02-10" }, ["Choose a certification.", "Choose today or a later date."]],
  ["assign", { certificationId, dueOn: "soon" }, ["Choose a date."]],
  ["assign", { certificationId, dueOn: "2227-02-11" }, [expect.stringContaining("five years")]],
  ["assign", { certificationId, dueOn: TODAY }, undefined],
  [
    "extend",
    { certificationId, untilOn: TODAY },
    ["Choose a date after today.", "Say in a few words why."],
  ],
  ["remind", { certificationId: "unknown" }, ["Choose a certification."]],
] as const)("%s with %j", (kind, fields, messages) => {
  const { problems } = readBulkOrder(kind, formOf(fields), ["operator"], TODAY);
  expect(problems?.map(({ message }) => message)).toEqual(messages);
});

test("chosen is everybody, or each who is ticked once", () => {
  expect(readChosen(new URLSearchParams("who=everybody&person=1"))).toBe("everybody");
  expect(readChosen(new URLSearchParams("person=3&person=1&person=3&person=x"))).toEqual([3, 1]);
});

test.each([
  [ASSIGN, "Assign Operator, due by 3 May 2027"],
  [EXTEND, "Move the due date of Operator to 3 May 2027"],
  [REMIND, "Remind of Operator"],
])("an order in words", (order, words) => {
  expect(bulkOrderInWords(order, "Operator")).toBe(words);
});
