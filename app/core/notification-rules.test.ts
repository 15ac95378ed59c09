import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, daysBetween } from "./calendar.ts";
import {
  type Duty,
  dueNotifications,
  dutyState,
  type Holding,
  isTellingTime,
  REMINDER_DAYS,
} from "./notification-rules.ts";

const HELD: Holding = {
  certificationId: "operator",
  title: "Micro-needling operator",
  certificateId: 412,
  completedOn: "2026-02-12",
  lastValidOn: "2027-02-11",
  windowOpensOn: "2026-12-13",
};

const DUTY: Duty = {
  certificationId: "operator",
  title: "Micro-needling operator",
  dueOn: "2027-03-01",
};

function keysOn(today: string, held = [HELD], duties: Duty[] = []) {
  return dueNotifications({ held, duties }, today).map(({ key }) => key);
}

test.each([
  ["2026-11-12", []],
  ["2026-11-13", ["lapses:412:90"]],
  ["2026-12-12", ["lapses:412:90"]],
  ["2026-12-13", ["lapses:412:60"]],
  ["2027-01-12", ["lapses:412:30"]],
  ["2027-02-03", ["lapses:412:30"]],
  ["2027-02-04", ["lapses:412:7"]],
  ["2027-02-10", ["lapses:412:7"]],
  ["2027-02-11", ["lapses:412:0"]],
  ["2027-02-12", ["lapses:412:0"]],
  ["2027-02-18", ["lapses:412:0"]],
  ["2027-02-19", []],
])("on %s the holder of a certificate until 11 Feb 2027 is due %j", (today, keys) => {
  expect(keysOn(today)).toEqual(keys);
});

test("going day by day, each threshold comes once, in its order, whatever days are left out", () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 110, maxLength: 110 }), (isUp) => {
      const told = new Set<string>();
      for (const [day, up] of isUp.entries()) {
        if (!up) continue;
        for (const key of keysOn(addDays("2026-11-01", day))) told.add(key);
      }
      const thresholds = [...told].map((key) => Number(key.split(":")[2]));
      expect(thresholds).toEqual([...thresholds].sort((one, other) => other - one));
      expect(REMINDER_DAYS).toEqual(expect.arrayContaining(thresholds));
    }),
  );
});

test("never more than one reminder about a certificate on a day", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -200, max: 200 }),
      fc.integer({ min: 1, max: 800 }),
      (from, length) => {
        const held = { ...HELD, completedOn: addDays(HELD.lastValidOn, -length) };
        expect(keysOn(addDays(HELD.lastValidOn, from), [held]).length).toBeLessThanOrEqual(1);
      },
    ),
  );
});

test("a certificate that is short from the start does not warn on the day it is given", () => {
  const month = { ...HELD, completedOn: "2027-01-12" };
  expect(daysBetween(month.completedOn, month.lastValidOn)).toBe(30);
  expect(keysOn("2027-01-12", [month])).toEqual([]);
  expect(keysOn("2027-02-03", [month])).toEqual([]);
  expect(keysOn("2027-02-04", [month])).toEqual(["lapses:412:7"]);
});

test("a reminder says until when, how long that is, and when it can be renewed", () => {
  const [early] = dueNotifications({ held: [HELD], duties: [] }, "2026-11-13");
  expect(early).toEqual({
    kind: "lapses",
    key: "lapses:412:90",
    title: "Micro-needling operator: valid until 11 Feb 2027",
    body: "Your certification “Micro-needling operator” is valid until 11 Feb 2027, in 90 days. You can renew it from 13 Dec 2026.",
    path: "/training",
  });
  const [last] = dueNotifications({ held: [HELD], duties: [] }, "2027-02-11");
  expect(last?.title).toBe("Micro-needling operator: last valid today");
  expect(last?.body).toContain("until 11 Feb 2027, which is today. You can renew it now");
  const [late] = dueNotifications({ held: [HELD], duties: [] }, "2027-02-13");
  expect(late?.title).toBe("Lapsed: Micro-needling operator");
  expect(late?.body).toContain("was valid until 11 Feb 2027");
});

test.each([
  ["nothing is held before the day", undefined, undefined, "2027-03-01", "assigned"],
  ["nothing is held after the day", undefined, undefined, "2027-03-02", "overdue"],
  ["it is held", HELD, undefined, "2027-02-11", "none"],
  ["it lapsed, and is not due yet", HELD, undefined, "2027-02-12", "assigned"],
  ["it lapsed, and is due", HELD, undefined, "2027-03-02", "overdue"],
  ["it is waived to this day", undefined, "2027-03-05", "2027-03-05", "none"],
  ["the waiver ended yesterday", undefined, "2027-03-05", "2027-03-06", "overdue"],
] as const)("a duty by 1 Mar 2027, when %s", (_, held, waivedUntil, today, state) => {
  expect(dutyState({ ...DUTY, waivedUntil }, held, today)).toBe(state);
});

test("an assignment tells its due date, and a later date is told anew", () => {
  const [assigned] = dueNotifications({ held: [], duties: [DUTY] }, "2027-02-12");
  expect(assigned).toMatchObject({
    kind: "assigned",
    key: "assigned:operator:2027-03-01",
    title: "To do by 1 Mar 2027: Micro-needling operator",
  });
  const later = { ...DUTY, dueOn: "2027-04-01" };
  expect(keysOn("2027-02-12", [], [later])).toEqual(["assigned:operator:2027-04-01"]);
});

test("overdue is told once, and again after the next certificate has lapsed", () => {
  expect(keysOn("2027-03-02", [], [DUTY])).toEqual(["overdue:operator:2027-03-01:none"]);
  expect(keysOn("2027-09-02", [], [DUTY])).toEqual(["overdue:operator:2027-03-01:none"]);
  const next = { ...HELD, certificateId: 500, lastValidOn: "2028-03-01" };
  expect(keysOn("2028-06-01", [next], [DUTY])).toEqual(["overdue:operator:2027-03-01:500"]);
});

test("nobody is told by the clock before seven in the morning, where they are", () => {
  const at = new Date("2027-01-12T06:30:00Z");
  expect(isTellingTime(at, "Europe/Dublin")).toBe(false);
  expect(isTellingTime(at, "Europe/Athens")).toBe(true);
});
