import { expect, test } from "vitest";
import { dueDay, type Requirement, type StaffPeriod, untilOf } from "./requirement.ts";

const at = (day: string) => new Date(`${day}T12:00:00Z`);
const PERIOD: StaffPeriod = {
  siteId: 1,
  jobRoleId: 7,
  startedAt: at("2026-03-10"),
  timeZone: "Europe/Dublin",
};
const ASKED: Requirement = {
  certificationId: "operator",
  siteId: 1,
  jobRoleId: 7,
  withinDays: 30,
  createdAt: at("2026-01-01"),
};
const somebody = (...periods: StaffPeriod[]) => ({ id: 5, periods });

function due(person: ReturnType<typeof somebody>, ...requirements: Requirement[]) {
  return dueDay(person, "operator", requirements, []);
}

test("it is due so many days after joining", () => {
  expect(due(somebody(PERIOD), ASKED)).toBe("2026-04-09");
});

test("the day of joining is that of the site", () => {
  const startedAt = new Date("2026-03-10T13:30:00Z");
  const kiritimati = { ...PERIOD, startedAt, timeZone: "Pacific/Kiritimati" };
  expect(due(somebody(kiritimati), { ...ASKED, withinDays: 0 })).toBe("2026-03-11");
});

test("nobody is late for what is asked of them only now", () => {
  expect(due(somebody(PERIOD), { ...ASKED, createdAt: at("2026-06-01") })).toBe("2026-07-01");
});

test.each([
  ["another site", { siteId: 2 }],
  ["another job role", { jobRoleId: 8 }],
  ["another person", { personId: 6, siteId: undefined, jobRoleId: undefined }],
  ["another certification", { certificationId: "assistant" }],
])("what is asked of %s is not asked of them", (_, change) => {
  expect(due(somebody(PERIOD), { ...ASKED, ...change })).toBeUndefined();
});

test("any site and any job role are asked of everybody, and one person of that person", () => {
  const dueOn = "2026-09-01";
  const anybody = { certificationId: "operator", dueOn, createdAt: at("2026-01-01") };
  expect(due(somebody(PERIOD), anybody)).toBe(dueOn);
  expect(due(somebody(PERIOD), { ...anybody, personId: 5 })).toBe(dueOn);
});

test("of several requirements the earliest counts", () => {
  const byDay: Requirement = {
    certificationId: "operator",
    dueOn: "2026-03-20",
    createdAt: at("2026-01-01"),
  };
  expect(due(somebody(PERIOD), ASKED, byDay)).toBe("2026-03-20");
});

test("who has left or moved away is asked for nothing", () => {
  const ended = { ...PERIOD, endedAt: at("2026-05-01") };
  expect(due(somebody(ended), ASKED)).toBeUndefined();
  const moved = { ...PERIOD, siteId: 2, startedAt: at("2026-05-01") };
  expect(due(somebody(ended, moved), ASKED)).toBeUndefined();
});

test("a change of job role is no new start for what is asked of every job role", () => {
  const before = { ...PERIOD, jobRoleId: 8, endedAt: at("2026-05-01") };
  const after = { ...PERIOD, startedAt: at("2026-05-01") };
  expect(due(somebody(before, after), { ...ASKED, jobRoleId: undefined })).toBe("2026-04-09");
  expect(due(somebody(before, after), ASKED)).toBe("2026-05-31");
});

test("coming back after a gap is a new start", () => {
  const before = { ...PERIOD, endedAt: at("2026-05-01") };
  const after = { ...PERIOD, startedAt: at("2026-08-01") };
  expect(due(somebody(before, after), ASKED)).toBe("2026-08-31");
});

test("an extension moves the day later, never earlier", () => {
  const extended = (untilOn: string) =>
    dueDay(
      somebody(PERIOD),
      "operator",
      [ASKED],
      [{ kind: "extension", certificationId: "operator", untilOn }],
    );
  expect(extended("2026-06-01")).toBe("2026-06-01");
  expect(extended("2026-02-01")).toBe("2026-04-09");
});

test("a suspension from everything is one from each certification, and the longest counts", () => {
  const all = { kind: "suspension" as const, untilOn: "2026-06-01" };
  const own = { ...all, certificationId: "operator", untilOn: "2026-05-01" };
  expect(untilOf("suspension", "operator", [all, own])).toBe("2026-06-01");
  expect(untilOf("suspension", "assistant", [own])).toBeUndefined();
  expect(untilOf("waiver", "operator", [all, own])).toBeUndefined();
});
