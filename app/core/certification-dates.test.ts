import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, type CalendarDay, daysBetween } from "./calendar.ts";
import {
  certificationStatus,
  lastValidDay,
  type ValidityPeriod,
  validityPeriod,
} from "./certification.ts";
import type { ValidityRule } from "./certification-file.ts";

/* PRODUCT.md section 5, as it stands there; and what follows from it over many renewals. */

function rule(mode: "anniversary" | "completion", months = 12): ValidityRule {
  return { mode, months, renewalWindowDays: 60, graceDays: 0 };
}

const FIRST = validityPeriod(rule("anniversary"), "2023-02-12");

test.each([
  ["passed 2023-02-12", rule("anniversary"), "2023-02-12", undefined, "2024-02-11"],
  ["passed 2023-02-12, completion", rule("completion"), "2023-02-12", undefined, "2024-02-11"],
  ["renewed 2024-01-20, anniversary", rule("anniversary"), "2024-01-20", FIRST, "2025-02-11"],
  ["renewed 2024-01-20, completion", rule("completion"), "2024-01-20", FIRST, "2025-01-19"],
  ["renewed 2024-03-01, anniversary", rule("anniversary"), "2024-03-01", FIRST, "2025-02-28"],
  ["renewed 2024-03-01, completion", rule("completion"), "2024-03-01", FIRST, "2025-02-28"],
  ["passed 2024-02-29", rule("anniversary"), "2024-02-29", undefined, "2025-02-28"],
  ["passed 2024-08-31, six months", rule("anniversary", 6), "2024-08-31", undefined, "2025-02-28"],
] as const)("%s: the last valid day", (_case, validity, completedOn, previous, lastValidOn) => {
  const period = validityPeriod(validity, completedOn, previous);
  expect(period.lastValidOn).toBe(lastValidOn);
  expect(period.windowOpensOn).toBe(addDays(lastValidOn, -60));
  // Expired from the first moment of the day after.
  expect(certificationStatus(period, lastValidOn, { graceDays: 0 })).toBe("due-soon");
  expect(certificationStatus(period, addDays(lastValidOn, 1), { graceDays: 0 })).toBe("expired");
});

/** Month ends and leap days more often than chance has them. */
const anyDay = fc.oneof(
  fc.integer({ min: 0, max: 10_957 }).map((days) => addDays("2020-01-01", days)),
  fc
    .record({
      year: fc.integer({ min: 2020, max: 2049 }),
      month: fc.integer({ min: 1, max: 12 }),
      back: fc.integer({ min: 0, max: 3 }),
    })
    .map(({ year, month, back }) => {
      const firstOfNext =
        month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, "0")}-01`;
      return addDays(firstOfNext, -1 - back);
    }),
);
const anyPeriodAndWindow = fc.integer({ min: 1, max: 60 }).chain((months) =>
  fc.record({
    months: fc.constant(months),
    renewalWindowDays: fc.integer({ min: 1, max: Math.min(730, months * 28 - 2) }),
  }),
);

/** Renews again and again inside the window, each time so many days into it. */
function renewedAgainAndAgain(
  validity: ValidityRule,
  first: ValidityPeriod,
  daysIntoWindow: readonly number[],
): { periods: ValidityPeriod[]; completedOn: CalendarDay[] } {
  const periods = [first];
  const completedOn: CalendarDay[] = [];
  let held = first;
  for (const days of daysIntoWindow) {
    const inWindow = daysBetween(held.windowOpensOn, held.lastValidOn) + 1;
    const on = addDays(held.windowOpensOn, days % inWindow);
    held = validityPeriod(validity, on, held);
    completedOn.push(on);
    periods.push(held);
  }
  return { periods, completedOn };
}

const anyRenewals = fc.array(fc.nat({ max: 800 }), { minLength: 1, maxLength: 6 });

test("early renewal loses nothing: anniversary periods follow on without a gap or an overlap", () => {
  fc.assert(
    fc.property(anyPeriodAndWindow, anyDay, anyRenewals, (fields, start, renewals) => {
      const validity: ValidityRule = { mode: "anniversary", graceDays: 0, ...fields };
      const first = validityPeriod(validity, start);
      const { periods } = renewedAgainAndAgain(validity, first, renewals);
      for (const [index, period] of periods.slice(1).entries()) {
        const before = periods[index] as ValidityPeriod;
        expect(period.startsOn).toBe(addDays(before.lastValidOn, 1));
        expect(period.lastValidOn).toBe(lastValidDay(period.startsOn, validity.months));
      }
      // Renewed at once or at the last moment: the end is the same.
      const atOnce = renewedAgainAndAgain(
        validity,
        first,
        renewals.map(() => 0),
      );
      expect(atOnce.periods.at(-1)).toEqual(periods.at(-1));
    }),
  );
});

test("with completion a renewal begins on its day, and never ends before what it renews", () => {
  fc.assert(
    fc.property(anyPeriodAndWindow, anyDay, anyRenewals, (fields, start, renewals) => {
      const validity: ValidityRule = { mode: "completion", graceDays: 0, ...fields };
      const first = validityPeriod(validity, start);
      const { periods, completedOn } = renewedAgainAndAgain(validity, first, renewals);
      for (const [index, period] of periods.slice(1).entries()) {
        expect(period.startsOn).toBe(completedOn[index]);
        expect(period.lastValidOn > (periods[index] as ValidityPeriod).lastValidOn).toBe(true);
      }
    }),
  );
});

test("a fixed certificate leaves the minimum active period, and never opens its window before it has begun", () => {
  fc.assert(
    fc.property(
      anyPeriodAndWindow,
      anyDay,
      anyDay,
      fc.nat({ max: 200 }),
      anyRenewals,
      ({ months, renewalWindowDays }, fixedDay, start, longer, renewals) => {
        const minimumActiveDays = renewalWindowDays + longer;
        const validity: ValidityRule = {
          ...{ mode: "fixed", months, renewalWindowDays, graceDays: 0, fixedDay },
          minimumActiveDays,
        };
        const first = validityPeriod(validity, start);
        expect(daysBetween(start, first.lastValidOn)).toBeGreaterThanOrEqual(minimumActiveDays);
        expect(first.windowOpensOn > start).toBe(true);
        const { periods, completedOn } = renewedAgainAndAgain(validity, first, renewals);
        for (const [index, period] of periods.slice(1).entries()) {
          const on = completedOn[index] as CalendarDay;
          expect(daysBetween(on, period.lastValidOn)).toBeGreaterThanOrEqual(minimumActiveDays);
          expect(period.lastValidOn > (periods[index] as ValidityPeriod).lastValidOn).toBe(true);
          expect(period.windowOpensOn > on).toBe(true);
        }
      },
    ),
  );
});
