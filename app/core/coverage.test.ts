import { expect, test } from "vitest";
import {
  type CoverageRecords,
  coverageAt,
  issuedTo,
  lapsesByWeek,
  monthEnds,
  shareInWords,
} from "./coverage.ts";

test("month ends are the last days of the months before today, and today", () => {
  expect(monthEnds("2028-03-31", 3)).toEqual([
    "2027-12-31",
    "2028-01-31",
    "2028-02-29",
    "2028-03-31",
  ]);
  expect(monthEnds("2027-03-01", 1)).toEqual(["2027-02-28", "2027-03-01"]);
});

const at = (day: string) => new Date(`${day}T12:00:00Z`);
const RECORDS: CoverageRecords = {
  periods: [
    { personId: 1, siteId: 1, jobRoleId: 7, from: at("2027-01-01") },
    { personId: 2, siteId: 1, jobRoleId: 8, from: at("2027-01-01"), until: at("2027-03-01") },
    { personId: 3, siteId: 2, from: at("2027-01-01") },
  ],
  certificates: [
    {
      ...{ personId: 1, certificationId: "one", issuedAt: at("2027-01-10") },
      lastValidOn: "2027-06-30",
      withdrawals: [{ from: at("2027-04-01"), until: at("2027-05-01") }],
    },
    {
      ...{ personId: 2, certificationId: "two", issuedAt: at("2027-01-10") },
      ...{ lastValidOn: "2027-06-30", withdrawals: [] },
    },
  ],
  requirements: [
    { certificationId: "one", siteId: 1, jobRoleId: 7, from: at("2027-02-01") },
    { certificationId: "one", personId: 2, from: at("2027-02-01") },
  ],
};

test.each([
  ["2027-01-05", { staff: 2, hold: 0, must: 0, mustAndHold: 0 }],
  ["2027-01-31", { staff: 2, hold: 1, must: 0, mustAndHold: 0 }],
  ["2027-02-28", { staff: 2, hold: 1, must: 2, mustAndHold: 1 }],
  ["2027-03-31", { staff: 1, hold: 1, must: 1, mustAndHold: 1 }],
  ["2027-04-30", { staff: 1, hold: 0, must: 1, mustAndHold: 0 }],
  ["2027-05-31", { staff: 1, hold: 1, must: 1, mustAndHold: 1 }],
  ["2027-07-01", { staff: 1, hold: 0, must: 1, mustAndHold: 0 }],
])("on %s the coverage is %j", (day, expected) => {
  const which = { siteId: 1, certificationId: "one" };
  const end = new Date(`${day}T23:59:59Z`);
  const records = { ...RECORDS, issued: issuedTo(RECORDS.certificates) };
  expect(coverageAt(records, which, [{ at: end, day }])).toEqual([expected]);
});

test("each moment has its own coverage", () => {
  const records = { ...RECORDS, issued: issuedTo(RECORDS.certificates) };
  const moments = ["2027-02-28", "2027-07-01"].map((day) => ({ at: at(day), day }));
  expect(coverageAt(records, { siteId: 1, certificationId: "one" }, moments)).toEqual([
    { staff: 2, hold: 1, must: 2, mustAndHold: 1 },
    { staff: 1, hold: 0, must: 1, mustAndHold: 0 },
  ]);
});

test("what lapses is counted in weeks that begin today, each end in one of them", () => {
  const ends = ["2027-02-10", "2027-02-11", "2027-02-17", "2027-02-18", "2027-02-25"];
  const held = ends.map((lastValidOn) => ({ certificationId: "one", lastValidOn }));
  expect(lapsesByWeek(held, "2027-02-11", 2)).toEqual([
    { from: "2027-02-11", to: "2027-02-17", counts: { one: 2 } },
    { from: "2027-02-18", to: "2027-02-24", counts: { one: 1 } },
  ]);
});

test("a share of nobody is none", () => {
  expect(shareInWords(0, 0)).toBe("–");
  expect(shareInWords(2, 3)).toBe("67 %");
});
