import { expect, test } from "vitest";
import type { OutsidePart } from "./certification-file.ts";
import { readForm } from "./form.ts";
import { keptDocumentNumber, outsideRecordForm, outsideRecordProblems } from "./outside-record.ts";

const TODAY = "2026-11-28";
const LICENCE: OutsidePart = { id: "licence", title: "Licence", documentNumber: "required" };
const COURSE: OutsidePart = { id: "course", title: "Course", documentNumber: "optional" };

function formOf(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

function fieldsAgainst(fields: Record<string, string>, part: OutsidePart): string[] {
  const reading = readForm(outsideRecordForm, formOf(fields));
  const problems = reading.problems ?? outsideRecordProblems(reading.value, part, TODAY);
  return problems.map(({ field }) => field);
}

test.each([
  ["today itself", { validUntil: "2026-11-28" }, []],
  ["yesterday", { validUntil: "2026-11-27" }, ["validUntil"]],
  ["yesterday, and said to have lapsed", { validUntil: "2026-11-27", lapsed: "yes" }, []],
  ["a leap day", { validUntil: "2028-02-29" }, []],
  ["a day that does not exist", { validUntil: "2027-02-29" }, ["validUntil"]],
  ["no day", {}, ["validUntil"]],
  ["a day as people write it", { validUntil: "30/06/2027" }, ["validUntil"]],
  ["a year with a slip", { validUntil: "2207-06-30" }, ["validUntil"]],
  ["fifty years", { validUntil: "2076-11-28" }, []],
  [
    "a long number",
    { validUntil: "2027-06-30", documentNumber: "9".repeat(61) },
    ["documentNumber"],
  ],
])("a record with %s", (_case, fields, expected) => {
  expect(fieldsAgainst(fields, COURSE)).toEqual(expected);
});

test("a number that is required must be given", () => {
  expect(fieldsAgainst({ validUntil: "2027-06-30" }, LICENCE)).toEqual(["documentNumber"]);
  expect(fieldsAgainst({ validUntil: "2027-06-30", documentNumber: " " }, LICENCE)).toEqual([
    "documentNumber",
  ]);
  expect(fieldsAgainst({ validUntil: "2027-06-30", documentNumber: "A 12" }, LICENCE)).toEqual([]);
});

test("a number is kept only where it is asked for", () => {
  expect(keptDocumentNumber({ documentNumber: "A 12" }, COURSE)).toBe("A 12");
  expect(keptDocumentNumber({ documentNumber: "" }, COURSE)).toBeUndefined();
  const none: OutsidePart = { ...COURSE, documentNumber: "none" };
  expect(keptDocumentNumber({ documentNumber: "A 12" }, none)).toBeUndefined();
});
