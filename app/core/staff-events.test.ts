import { expect, test } from "vitest";
import { inOneLine, isToldByRecords, type StaffEvent, staffEventInWords } from "./staff-events.ts";

const at = new Date("2027-02-11T12:00:00Z");
const titleOf = (id: string) => (id === "operator" ? "Operator" : id);
const operator = { certificationId: "operator" };

test.each<[Partial<StaffEvent>, string]>([
  [{ kind: "began", site: "Harbour", jobRole: "Nurse" }, "Began at Harbour as Nurse"],
  [{ kind: "left", site: "Harbour" }, "Stopped at Harbour"],
  [{ kind: "signed-off", what: "A face", ...operator }, "Signed off: A face, Operator"],
  [{ kind: "sign-off-withdrawn", what: "A face", ...operator }, "Sign-off withdrawn: A face"],
  [
    { kind: "recorded", outsideId: "Licence", until: "2027-05-03" },
    "Recorded: Licence, valid until 3 May 2027",
  ],
  [
    { kind: "record-withdrawn", outsideId: "Licence", until: "2027-05-03" },
    "Record withdrawn: Licence",
  ],
  [
    { kind: "extension", until: "2027-05-03", ...operator },
    "Due date moved to 3 May 2027, Operator",
  ],
  [{ kind: "waiver", until: "2027-05-03", ...operator }, "Waived until 3 May 2027, Operator"],
  [{ kind: "suspension", until: "2027-05-03" }, "Suspended until 3 May 2027, everything"],
  [{ kind: "exception-ended", until: "2027-05-03", ...operator }, "Exception ended, Operator"],
  [{ kind: "required", ...operator }, "Has to hold Operator"],
  [{ kind: "no-longer-required", ...operator }, "No longer has to hold Operator"],
])("%j reads %j", (event, expected) => {
  const words = staffEventInWords({ id: "1", at, ...event } as StaffEvent, titleOf);
  expect(words.title).toBe(expected);
  expect(words.note).toBeUndefined();
});

test("who did it and why stand below", () => {
  const event: StaffEvent = {
    ...{ id: "1", at, kind: "suspension", until: "2027-05-03" },
    ...{ by: "Maja Lind", reason: "After an incident." },
  };
  expect(staffEventInWords(event, titleOf).note).toBe("By Maja Lind: “After an incident.”");
});

test("a time line has the newest first, and what the records say only once", () => {
  const entries = [1, 3, 2].map((hours) => ({ hours, at: new Date(hours * 3_600_000) }));
  expect(inOneLine(entries, 2).map(({ hours }) => hours)).toEqual([3, 2]);
  expect(isToldByRecords("sign-off.signed")).toBe(true);
  expect(isToldByRecords("certificate.issued")).toBe(false);
});
