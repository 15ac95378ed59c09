import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { addDays, dayAt, startOfDay } from "./calendar.ts";

/* Every zone that the engine knows, at every change of its clocks: days are those of its people. */

const ZONES = Intl.supportedValuesOf("timeZone");
const HOUR_IN_MS = 3_600_000;
const FROM = "2010-01-01T00:00Z";
const TO = Temporal.Instant.from("2031-01-01T00:00Z").epochMilliseconds;

/** The date on the wall, as Temporal writes it: not by the code that is tested. */
function wallDay(timeZone: string): (instant: Date) => string {
  return (instant) =>
    Temporal.Instant.fromEpochMilliseconds(instant.getTime())
      .toZonedDateTimeISO(timeZone)
      .toPlainDate()
      .toString();
}

/** When the clocks of a zone change, from 2010 to 2030. */
function changesOf(timeZone: string): Date[] {
  const changes: Date[] = [];
  let at = Temporal.Instant.from(FROM).toZonedDateTimeISO(timeZone);
  for (;;) {
    const next = at.getTimeZoneTransition("next");
    if (!next || next.epochMilliseconds >= TO) return changes;
    changes.push(new Date(next.epochMilliseconds));
    at = next;
  }
}

const CHANGES = new Map(ZONES.map((timeZone) => [timeZone, changesOf(timeZone)]));

test("there are hundreds of zones to look at", () => {
  expect(ZONES.length).toBeGreaterThan(350);
});

test("around every change of the clocks, in every zone, an instant belongs to the day on the wall", () => {
  let looked = 0;
  for (const [timeZone, changes] of CHANGES) {
    const onTheWall = wallDay(timeZone);
    for (const change of changes) {
      for (const offset of [-HOUR_IN_MS, -1, 0, HOUR_IN_MS]) {
        const instant = new Date(change.getTime() + offset);
        looked += 1;
        if (dayAt(instant, timeZone) === onTheWall(instant)) continue;
        expect([timeZone, instant, dayAt(instant, timeZone)]).toEqual([
          ...[timeZone, instant],
          onTheWall(instant),
        ]);
      }
    }
  }
  expect(looked).toBeGreaterThan(10_000);
});

test("no day is skipped or comes twice, but where a zone really left one out", () => {
  const leftOut: string[] = [];
  for (const [timeZone, changes] of CHANGES) {
    for (const change of changes) {
      const around = dayAt(change, timeZone);
      for (const day of [addDays(around, -1), around, addDays(around, 1)]) {
        const start = startOfDay(day, timeZone);
        const isThere = dayAt(start, timeZone) === day;
        if (!isThere) leftOut.push(`${timeZone} ${day}`);
        // Whatever the clocks do, a day begins right where the one before ends.
        const before = dayAt(new Date(start.getTime() - 1), timeZone);
        if (isThere && before !== addDays(day, -1)) {
          expect(`${timeZone} ${addDays(day, -1)}`).toBe(leftOut.at(-1));
        }
        expect(startOfDay(addDays(day, 1), timeZone) >= start).toBe(true);
      }
    }
  }
  // The islands that moved across the date line.
  expect([...new Set(leftOut)].sort()).toEqual([
    "Pacific/Apia 2011-12-30",
    "Pacific/Fakaofo 2011-12-30",
  ]);
});

test("an instant near midnight belongs to the site's day, in every zone", () => {
  const anyDay = fc.integer({ min: 0, max: 13_800 }).map((days) => addDays("2000-01-02", days));
  fc.assert(
    fc.property(
      fc.constantFrom(...ZONES),
      anyDay,
      fc.integer({ min: -2 * HOUR_IN_MS, max: 2 * HOUR_IN_MS }),
      (timeZone, day, offset) => {
        const midnight = startOfDay(day, timeZone);
        const instant = new Date(midnight.getTime() + offset);
        expect(dayAt(instant, timeZone)).toBe(wallDay(timeZone)(instant));
        // The start of a day is on that day, and going to it changes nothing.
        const today = dayAt(instant, timeZone);
        expect(dayAt(startOfDay(today, timeZone), timeZone)).toBe(today);
        expect(startOfDay(today, timeZone) <= instant).toBe(true);
      },
    ),
    { numRuns: 2_000 },
  );
});
