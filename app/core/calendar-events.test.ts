import { expect, test } from "vitest";
import { ownEvents, staffEvents } from "./calendar-events.ts";

const HELD = {
  certificationId: "operator",
  title: "Operator",
  certificateId: 412,
  completedOn: "2026-02-12",
  lastValidOn: "2027-02-11",
  windowOpensOn: "2026-12-13",
};
const DUTY = { certificationId: "operator", title: "Operator", dueOn: "2027-03-01" };

const shown = (events: ReturnType<typeof ownEvents>) =>
  events.map(({ day, title }) => [day, title]);

test("a person's calendar has the day from which to renew and the last valid day", () => {
  expect(shown(ownEvents(7, { held: [HELD], duties: [DUTY] }, "2026-12-01"))).toEqual([
    ["2026-12-13", "Renew Operator from today"],
    ["2027-02-11", "Operator: last valid day"],
  ]);
});

test("what is due stands there while it is not held, and not while it is waived", () => {
  const due = [["2027-03-01", "Due: Operator"]];
  expect(shown(ownEvents(7, { held: [], duties: [DUTY] }, "2027-02-01"))).toEqual(due);
  expect(shown(ownEvents(7, { held: [], duties: [DUTY] }, "2027-03-09"))).toEqual(due);
  const waived = { ...DUTY, waivedUntil: "2027-06-01" };
  expect(ownEvents(7, { held: [], duties: [waived] }, "2027-02-01")).toEqual([]);
});

test("a due date that moves keeps its event", () => {
  const [before] = ownEvents(7, { held: [], duties: [DUTY] }, "2027-02-01");
  const later = { ...DUTY, dueOn: "2027-04-01" };
  const [after] = ownEvents(7, { held: [], duties: [later] }, "2027-02-01");
  expect(after?.id).toBe(before?.id);
  expect(after?.day).toBe("2027-04-01");
});

test("what is long past is left out", () => {
  const dayAfter = (today: string) => shown(ownEvents(7, { held: [HELD], duties: [] }, today));
  expect(dayAfter("2027-05-12")).toEqual([["2027-02-11", "Operator: last valid day"]]);
  expect(dayAfter("2027-05-13")).toEqual([]);
});

test("a manager's calendar has names, last valid days and what is due, and leads to the person", () => {
  const member = { id: 7, name: "Ἑλένη Παπαδοπούλου", held: [HELD], duties: [DUTY] };
  expect(
    staffEvents(member, "2027-02-12").map(({ day, title, path }) => [day, title, path]),
  ).toEqual([
    ["2027-02-11", "Ἑλένη Παπαδοπούλου: last valid day of Operator", "/people/7"],
    ["2027-03-01", "Ἑλένη Παπαδοπούλου: Operator is due", "/people/7"],
  ]);
});
