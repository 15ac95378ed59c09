import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import {
  addDays,
  addMonths,
  dayAt,
  daysBetween,
  formatDay,
  formatInstant,
  formatTime,
  isCalendarDay,
  isTimeZone,
  startOfDay,
} from "./calendar.ts";

const ZONES = [
  "UTC",
  "Europe/Dublin",
  "Europe/Athens",
  "America/New_York",
  "America/Sao_Paulo",
  "America/Havana",
  "Asia/Kolkata",
  "Asia/Beirut",
  "Africa/Cairo",
  "Australia/Lord_Howe",
  "Pacific/Auckland",
  "Pacific/Apia",
] as const;

/** Days from 2000 to 2040, as calendar dates. */
const anyDay = fc.integer({ min: 0, max: 14_609 }).map((days) => addDays("2000-01-01", days));

test.each(["2027-06-30", "2024-02-29", "2000-02-29", "2026-12-31", "2026-01-01"])(
  "%s is a day",
  (text) => {
    expect(isCalendarDay(text)).toBe(true);
  },
);

test.each([
  "2026-02-29",
  "1900-02-29",
  "2026-04-31",
  "2026-06-00",
  "2026-06-32",
  "2026-00-10",
  "2026-13-10",
  "2026-6-30",
  "26-06-30",
  "12026-06-30",
  "2026/06/30",
  "30-06-2026",
  "2026-06-30T00:00",
  " 2026-06-30",
  "2026-06-30\n",
  "٢٠٢٦-٠٦-٣٠",
  "next June",
  "",
])('"%s" is not a day', (text) => {
  expect(isCalendarDay(text)).toBe(false);
});

test.each(["Europe/Dublin", "America/Argentina/Buenos_Aires", "Asia/Kolkata", "UTC"])(
  "%s is a time zone",
  (name) => {
    expect(isTimeZone(name)).toBe(true);
  },
);

test.each(["Europe/Atlantis", "Dublin", "", " UTC", "+01:00", "-05:00", "GMT+1", "11 Feb"])(
  '"%s" is not a time zone',
  (name) => {
    expect(isTimeZone(name)).toBe(false);
  },
);

test.each([
  // The last millisecond and the first of a day, in winter and in summer.
  ["2026-11-22T23:59:59.999Z", "Europe/Dublin", "2026-11-22"],
  ["2026-11-23T00:00:00.000Z", "Europe/Dublin", "2026-11-23"],
  ["2026-06-21T22:59:59.999Z", "Europe/Dublin", "2026-06-21"],
  ["2026-06-21T23:00:00.000Z", "Europe/Dublin", "2026-06-22"],
  // One instant, four dates on the wall.
  ["2026-11-22T11:30:00Z", "Pacific/Auckland", "2026-11-23"],
  ["2026-11-22T11:30:00Z", "Asia/Kolkata", "2026-11-22"],
  ["2026-11-22T02:30:00Z", "America/New_York", "2026-11-21"],
  ["2026-11-22T18:29:59Z", "Asia/Kolkata", "2026-11-22"],
  ["2026-11-22T18:30:00Z", "Asia/Kolkata", "2026-11-23"],
  // The days on which the clocks change, just before and at their end.
  ["2026-03-29T22:59:59Z", "Europe/Dublin", "2026-03-29"],
  ["2026-03-29T23:00:00Z", "Europe/Dublin", "2026-03-30"],
  ["2026-10-25T23:59:59Z", "Europe/Dublin", "2026-10-25"],
  ["2026-10-26T00:00:00Z", "Europe/Dublin", "2026-10-26"],
  ["2026-03-09T03:59:59Z", "America/New_York", "2026-03-08"],
  ["2026-03-09T04:00:00Z", "America/New_York", "2026-03-09"],
  ["2026-11-02T04:59:59Z", "America/New_York", "2026-11-01"],
  ["2026-11-02T05:00:00Z", "America/New_York", "2026-11-02"],
  ["2026-09-26T11:59:59Z", "Pacific/Auckland", "2026-09-26"],
  ["2026-09-26T12:00:00Z", "Pacific/Auckland", "2026-09-27"],
  ["2026-09-27T11:00:00Z", "Pacific/Auckland", "2026-09-28"],
  // The hour before midnight came twice: the clocks went back from midnight to 23:00.
  ["2018-02-18T01:59:59Z", "America/Sao_Paulo", "2018-02-17"],
  ["2018-02-18T02:30:00Z", "America/Sao_Paulo", "2018-02-17"],
  ["2018-02-18T03:00:00Z", "America/Sao_Paulo", "2018-02-18"],
])("at %s people in %s have %s", (instant, timeZone, day) => {
  expect(dayAt(new Date(instant), timeZone)).toBe(day);
});

test.each([
  ["2026-11-22", "UTC", "2026-11-22T00:00:00.000Z"],
  ["2026-06-21", "Europe/Dublin", "2026-06-20T23:00:00.000Z"],
  ["2026-11-22", "Asia/Kolkata", "2026-11-21T18:30:00.000Z"],
  ["2026-11-22", "Pacific/Auckland", "2026-11-21T11:00:00.000Z"],
  // Clocks change later in these days: the day still starts at its own midnight.
  ["2026-03-29", "Europe/Dublin", "2026-03-29T00:00:00.000Z"],
  ["2026-10-25", "Europe/Dublin", "2026-10-24T23:00:00.000Z"],
  // No midnight: the clocks jump from 00:00 to 01:00.
  ["2018-11-04", "America/Sao_Paulo", "2018-11-04T03:00:00.000Z"],
  ["2024-03-31", "Asia/Beirut", "2024-03-30T22:00:00.000Z"],
  ["2026-04-24", "Africa/Cairo", "2026-04-23T22:00:00.000Z"],
  ["2026-03-08", "America/Havana", "2026-03-08T05:00:00.000Z"],
  // Two midnights: the first counts.
  ["2025-11-02", "America/Havana", "2025-11-02T04:00:00.000Z"],
  // Samoa left this day out: what would have been its start is the start of the next.
  ["2011-12-30", "Pacific/Apia", "2011-12-30T10:00:00.000Z"],
])("%s in %s starts at %s", (day, timeZone, instant) => {
  expect(startOfDay(day, timeZone).toISOString()).toBe(instant);
});

test("a day's start is the first instant of that day, in every zone", () => {
  fc.assert(
    fc.property(anyDay, fc.constantFrom(...ZONES), (day, timeZone) => {
      fc.pre(!(timeZone === "Pacific/Apia" && day === "2011-12-30"));
      const start = startOfDay(day, timeZone);
      expect(dayAt(start, timeZone)).toBe(day);
      expect(dayAt(new Date(start.getTime() - 1), timeZone) < day).toBe(true);
    }),
  );
});

test.each([
  ["2026-11-22", 1, "2026-11-23"],
  ["2026-11-22", 0, "2026-11-22"],
  ["2026-12-31", 1, "2027-01-01"],
  ["2024-02-28", 1, "2024-02-29"],
  ["2025-02-28", 1, "2025-03-01"],
  ["2024-03-01", -1, "2024-02-29"],
  ["2024-02-11", -60, "2023-12-13"],
  ["2026-03-28", 2, "2026-03-30"],
])("%s and %i days is %s", (day, days, expected) => {
  expect(addDays(day, days)).toBe(expected);
  expect(daysBetween(day, expected)).toBe(days);
});

test.each([
  ["2026-01-15", 1, "2026-02-15"],
  ["2026-01-31", 1, "2026-02-28"],
  ["2024-01-31", 1, "2024-02-29"],
  ["2026-03-31", 1, "2026-04-30"],
  ["2024-02-29", 12, "2025-02-28"],
  ["2024-02-29", 48, "2028-02-29"],
  ["2024-08-31", 6, "2025-02-28"],
  ["2026-11-30", 3, "2027-02-28"],
  ["2026-12-31", 1, "2027-01-31"],
  ["2026-03-31", -1, "2026-02-28"],
  ["2024-02-29", -12, "2023-02-28"],
  ["2026-01-15", -1, "2025-12-15"],
  ["2026-06-30", 0, "2026-06-30"],
])("%s and %i months is %s", (day, months, expected) => {
  expect(addMonths(day, months)).toBe(expected);
});

test("whole months and days between are what Temporal says, where there are four digits and beyond", () => {
  const months = fc.integer({ min: -12_000, max: 12_000 });
  fc.assert(
    fc.property(anyDay, anyDay, months, (day, other, months) => {
      const date = Temporal.PlainDate.from(day);
      expect(addMonths(day, months)).toBe(date.add({ months }).toString());
      expect(daysBetween(day, other)).toBe(date.until(other).days);
    }),
  );
  expect(addMonths("2000-01-31", -12 * 1_950 + 1)).toBe("0050-02-28");
  expect(addMonths("0001-03-31", -1)).toBe("0001-02-28");
  expect(addMonths("9999-12-31", 1)).toBe("+010000-01-31");
});

test.each(["2027-02-30", "tomorrow", ""])('"%s" cannot be counted with', (text) => {
  expect(() => addDays(text, 1)).toThrow(RangeError);
  expect(() => addMonths(text, 1)).toThrow(RangeError);
  expect(() => daysBetween(text, "2027-01-01")).toThrow(RangeError);
});

test("days compare as text, and going and coming back is nothing", () => {
  fc.assert(
    fc.property(anyDay, anyDay, (one, other) => {
      expect(one < other).toBe(daysBetween(one, other) > 0);
      expect(addDays(one, daysBetween(one, other))).toBe(other);
      expect(isCalendarDay(one)).toBe(true);
    }),
  );
});

test.each([
  ["2027-02-11", "11 Feb 2027"],
  ["2026-01-01", "1 Jan 2026"],
  ["2026-05-09", "9 May 2026"],
  ["2026-09-30", "30 Sep 2026"],
  ["2024-12-31", "31 Dec 2024"],
])("%s is written %s", (day, text) => {
  expect(formatDay(day)).toBe(text);
});

test.each([
  ["2026-11-22T10:42:59Z", "Europe/Dublin", "22 Nov 2026, 10:42"],
  ["2026-06-21T23:05:00Z", "Europe/Dublin", "22 Jun 2026, 00:05"],
  ["2026-11-22T11:30:00Z", "Pacific/Auckland", "23 Nov 2026, 00:30"],
  ["2026-11-22T10:42:00Z", "Asia/Kolkata", "22 Nov 2026, 16:12"],
  ["2026-11-22T17:00:00Z", "America/New_York", "22 Nov 2026, 12:00"],
])("%s in %s is written %s", (instant, timeZone, text) => {
  expect(formatInstant(new Date(instant), timeZone)).toBe(text);
  expect(formatTime(new Date(instant), timeZone)).toBe(text.slice(-5));
});
