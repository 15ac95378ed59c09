import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, addMonths, type CalendarDay, daysBetween } from "./calendar.ts";
import {
  certificationProgress,
  certificationStatus,
  cycleStart,
  certificateDue as dueFor,
  lastValidDay,
  passesCountFrom,
  type QuizPass,
  statusReason,
  type ValidityPeriod,
  validityPeriod,
} from "./certification.ts";
import {
  type CertificationDefinition,
  certificationFile,
  type ValidityRule,
} from "./certification-file.ts";
import { NO_RECORDS } from "./certification-parts.ts";

/** What is due by passes alone: no part beside the quizzes is on record. */
function certificateDue(
  definition: CertificationDefinition,
  passes: readonly QuizPass[],
  held: ValidityPeriod | undefined,
  today: CalendarDay,
) {
  return dueFor(definition, { passes, records: NO_RECORDS }, held, today);
}

type PlainRule = Extract<ValidityRule, { mode: "completion" | "anniversary" }>;
type FixedRule = Extract<ValidityRule, { mode: "fixed" }>;

/** Twelve months, a window of 60 days, no grace. */
function aRule(fields: Partial<PlainRule> = {}): PlainRule {
  return { mode: "anniversary", months: 12, renewalWindowDays: 60, graceDays: 0, ...fields };
}

/** Every certificate ends on a 30 June, and is valid for at least 90 days. */
function aFixedRule(fields: Partial<Omit<FixedRule, "mode">> = {}): FixedRule {
  return {
    mode: "fixed",
    months: 12,
    renewalWindowDays: 60,
    graceDays: 0,
    fixedDay: "2024-06-30",
    minimumActiveDays: 90,
    ...fields,
  };
}

function aDefinition(validity: ValidityRule, quizzes = ["mechanisms", "side-effects"]) {
  return { title: "Micro-needling operator", requires: { quizzes }, validity };
}

function passesOn(passedOn: CalendarDay, ...quizIds: string[]) {
  return quizIds.map((quizId) => ({ quizId, passedOn }));
}

/** Days from 2020 to 2039. */
const anyDay = fc.integer({ min: 0, max: 7304 }).map((days) => addDays("2020-01-01", days));
const anyMonths = fc.integer({ min: 1, max: 60 });
/** Rules whose window is shorter than their period. */
const anyPlainRule = (mode: PlainRule["mode"]) =>
  anyMonths.chain((months) =>
    fc
      .integer({ min: 0, max: Math.min(730, months * 28 - 2) })
      .map((renewalWindowDays) => aRule({ mode, months, renewalWindowDays })),
  );
const anyFixedRule = fc
  .record({
    months: anyMonths,
    renewalWindowDays: fc.integer({ min: 0, max: 120 }),
    fixedDay: anyDay,
    longer: fc.integer({ min: 0, max: 400 }),
  })
  .map(({ longer, ...fields }) =>
    aFixedRule({ ...fields, minimumActiveDays: fields.renewalWindowDays + longer }),
  );
const anyRule = fc.oneof(anyPlainRule("completion"), anyPlainRule("anniversary"), anyFixedRule);

// The table of PRODUCT.md section 5, and the other month ends.
test.each([
  ["2023-02-12", 12, "2024-02-11"],
  ["2024-02-29", 12, "2025-02-28"],
  ["2024-08-31", 6, "2025-02-28"],
  ["2024-08-30", 6, "2025-02-28"],
  ["2024-08-29", 6, "2025-02-28"],
  ["2024-08-28", 6, "2025-02-27"],
  ["2023-08-31", 6, "2024-02-29"],
  ["2023-08-30", 6, "2024-02-29"],
  ["2023-08-29", 6, "2024-02-28"],
  ["2023-02-28", 12, "2024-02-27"],
  ["2023-03-01", 12, "2024-02-29"],
  ["2024-02-29", 48, "2028-02-28"],
  ["2026-01-01", 12, "2026-12-31"],
  ["2026-01-31", 1, "2026-02-28"],
  ["2026-03-31", 1, "2026-04-30"],
  ["2026-02-01", 1, "2026-02-28"],
])(
  "a period that starts on %s and lasts %i months has %s as its last valid day",
  (start, months, last) => {
    expect(lastValidDay(start, months)).toBe(last);
  },
);

test("a period lasts its months, and completing later never ends earlier", () => {
  fc.assert(
    fc.property(anyDay, anyMonths, (start, months) => {
      const last = lastValidDay(start, months);
      // A day longer only where the day number does not exist.
      expect(addDays(last, 1) >= addMonths(start, months)).toBe(true);
      expect(daysBetween(addMonths(start, months), last)).toBeLessThanOrEqual(0);
      expect(daysBetween(start, last) + 1).toBeGreaterThanOrEqual(months * 28);
      expect(lastValidDay(addDays(start, 1), months) >= last).toBe(true);
    }),
  );
});

const HELD_2023 = validityPeriod(aRule(), "2023-02-12");

test("a first certificate starts on the day of completion, its window 60 days before its last day", () => {
  for (const mode of ["completion", "anniversary"] as const) {
    expect(validityPeriod(aRule({ mode }), "2023-02-12")).toEqual({
      startsOn: "2023-02-12",
      lastValidOn: "2024-02-11",
      windowOpensOn: "2023-12-13",
    });
  }
});

test.each([
  ["inside the window", "2024-01-20", "anniversary", "2024-02-12", "2025-02-11"],
  ["inside the window", "2024-01-20", "completion", "2024-01-20", "2025-01-19"],
  ["after expiry", "2024-03-01", "anniversary", "2024-03-01", "2025-02-28"],
  ["after expiry", "2024-03-01", "completion", "2024-03-01", "2025-02-28"],
  ["the day before the window", "2023-12-12", "anniversary", "2023-12-12", "2024-12-11"],
  ["the first day of the window", "2023-12-13", "anniversary", "2024-02-12", "2025-02-11"],
  ["the last valid day", "2024-02-11", "anniversary", "2024-02-12", "2025-02-11"],
  ["the last valid day", "2024-02-11", "completion", "2024-02-11", "2025-02-10"],
  ["the first day after", "2024-02-12", "anniversary", "2024-02-12", "2025-02-11"],
] as const)(
  "renewed %s, %s, under %s: from %s until %s",
  (_when, completedOn, mode, startsOn, lastValidOn) => {
    expect(validityPeriod(aRule({ mode }), completedOn, HELD_2023)).toEqual({
      startsOn,
      lastValidOn,
      windowOpensOn: addDays(lastValidOn, -60),
    });
  },
);

test("renewing inside an anniversary window gives the same period, whichever day it is", () => {
  fc.assert(
    fc.property(anyPlainRule("anniversary"), anyDay, fc.nat(), (rule, completedOn, offset) => {
      const held = validityPeriod(rule, completedOn);
      const windowDays = daysBetween(held.windowOpensOn, held.lastValidOn);
      const renewed = validityPeriod(
        rule,
        addDays(held.windowOpensOn, offset % (windowDays + 1)),
        held,
      );
      expect(renewed.startsOn).toBe(addDays(held.lastValidOn, 1));
      expect(renewed.lastValidOn).toBe(lastValidDay(renewed.startsOn, rule.months));
      expect(renewed.windowOpensOn > held.lastValidOn).toBe(true);
    }),
  );
});

test("the window printed on a certificate holds even when the rule has a shorter one by now", () => {
  const renewed = validityPeriod(aRule({ renewalWindowDays: 14 }), "2023-12-20", HELD_2023);
  expect(renewed.startsOn).toBe("2024-02-12");
});

test.each([
  ["plenty of time left", "2026-01-10", "2026-06-30"],
  ["exactly the minimum left", "2026-04-01", "2026-06-30"],
  ["one day less than the minimum left", "2026-04-02", "2027-06-30"],
  ["on the fixed day", "2026-06-30", "2027-06-30"],
  ["the day after", "2026-07-01", "2027-06-30"],
  ["years before the fixed day that was given", "2019-02-01", "2019-06-30"],
  ["years after it", "2045-02-01", "2045-06-30"],
])("fixed mode, completed with %s (%s): until %s", (_when, completedOn, lastValidOn) => {
  expect(validityPeriod(aFixedRule(), completedOn)).toEqual({
    startsOn: completedOn,
    lastValidOn,
    windowOpensOn: addDays(lastValidOn, -60),
  });
});

test.each([
  ["2026-08-31", 1, "2027-02-01", "2027-02-28"],
  ["2026-08-31", 1, "2027-03-01", "2027-03-31"],
  ["2026-08-31", 6, "2027-09-01", "2028-02-29"],
  ["2024-02-29", 12, "2026-01-01", "2026-02-28"],
  ["2024-02-29", 12, "2027-03-01", "2028-02-29"],
  // Many periods before, and after, the fixed day that was given.
  ["2045-01-15", 1, "2026-01-01", "2026-01-15"],
  ["2026-01-15", 1, "2045-01-01", "2045-01-15"],
])(
  "fixed day %s every %i months: completed %s, until %s; month ends do not drift",
  (fixedDay, months, completedOn, lastValidOn) => {
    const rule = aFixedRule({ fixedDay, months, renewalWindowDays: 0, minimumActiveDays: 0 });
    expect(validityPeriod(rule, completedOn).lastValidOn).toBe(lastValidOn);
  },
);

test("a fixed last day leaves the minimum, and the fixed day before it would not", () => {
  fc.assert(
    fc.property(anyFixedRule, anyDay, (rule, completedOn) => {
      const { lastValidOn } = validityPeriod(rule, completedOn);
      const leavesMinimum = addDays(completedOn, rule.minimumActiveDays);
      // Counted by hand from the fixed day, one period at a time.
      const step = rule.fixedDay < leavesMinimum ? 1 : -1;
      let periods = 0;
      const fixedDay = (index: number) => addMonths(rule.fixedDay, index * rule.months);
      while (
        step > 0 ? fixedDay(periods) < leavesMinimum : fixedDay(periods - 1) >= leavesMinimum
      ) {
        periods += step;
      }
      expect(lastValidOn).toBe(fixedDay(periods));
    }),
  );
});

test("renewing on the day a fixed window opens gains a period, even with the shortest minimum", () => {
  const rule = aFixedRule({ minimumActiveDays: 60 });
  const held = validityPeriod(rule, "2025-09-01");
  expect(held).toMatchObject({ lastValidOn: "2026-06-30", windowOpensOn: "2026-05-01" });
  expect(validityPeriod(rule, "2026-05-01", held).lastValidOn).toBe("2027-06-30");
  expect(validityPeriod(rule, "2026-05-01").lastValidOn).toBe("2026-06-30");
});

test("renewing a certificate in force always ends later than it", () => {
  fc.assert(
    fc.property(anyRule, anyDay, fc.nat(), (rule, completedOn, offset) => {
      const held = validityPeriod(rule, completedOn);
      const windowDays = daysBetween(held.windowOpensOn, held.lastValidOn);
      fc.pre(windowDays >= 0);
      const renewedOn = addDays(held.windowOpensOn, offset % (windowDays + 1));
      expect(validityPeriod(rule, renewedOn, held).lastValidOn > held.lastValidOn).toBe(true);
    }),
  );
});

test.each([
  ["2023-02-12", "valid", "valid until 11 Feb 2024"],
  ["2023-12-12", "valid", "valid until 11 Feb 2024"],
  ["2023-12-13", "due-soon", "valid until 11 Feb 2024"],
  ["2024-02-11", "due-soon", "valid until 11 Feb 2024"],
  ["2024-02-12", "grace", "in grace, last valid 11 Feb 2024"],
  ["2024-02-25", "grace", "in grace, last valid 11 Feb 2024"],
  ["2024-02-26", "expired", "lapsed, last valid 11 Feb 2024"],
] as const)(
  "on %s, with 14 days of grace, a certificate until 2024-02-11 is %s",
  (today, status, reason) => {
    expect(certificationStatus(HELD_2023, today, { graceDays: 14 })).toBe(status);
    expect(statusReason(status, HELD_2023)).toBe(reason);
  },
);

test("without grace a certificate is expired on the first day after its last", () => {
  expect(certificationStatus(HELD_2023, "2024-02-11", { graceDays: 0 })).toBe("due-soon");
  expect(certificationStatus(HELD_2023, "2024-02-12", { graceDays: 0 })).toBe("expired");
});

test("who never held a certificate is told so", () => {
  expect(certificationStatus(undefined, "2024-02-12", { graceDays: 14 })).toBe("none");
  expect(statusReason("none", undefined)).toBe("never certified");
});

test("a certificate renewed early is valid in the days before its period starts", () => {
  const renewed = validityPeriod(aRule(), "2024-01-20", HELD_2023);
  expect(certificationStatus(renewed, "2024-01-20", { graceDays: 0 })).toBe("valid");
});

test("time only ever takes a status further: valid, due soon, grace, expired", () => {
  const order = ["valid", "due-soon", "grace", "expired"];
  fc.assert(
    fc.property(
      anyRule,
      anyDay,
      fc.nat({ max: 60 }),
      fc.nat({ max: 4000 }),
      (rule, start, graceDays, age) => {
        const held = validityPeriod(rule, start);
        const at = (days: number) =>
          order.indexOf(certificationStatus(held, addDays(start, days), { graceDays }));
        expect(at(age + 1)).toBeGreaterThanOrEqual(at(age));
      },
    ),
  );
});

test.each([
  [
    "a first certificate: a pass exactly P months old still counts",
    undefined,
    "2024-02-12",
    "2023-02-12",
  ],
  [
    "a renewal before its window: nothing before the window counts",
    HELD_2023,
    "2023-06-01",
    "2023-12-13",
  ],
  ["a renewal: from the day the window opened", HELD_2023, "2024-01-20", "2023-12-13"],
  ["a renewal on the last valid day: the same", HELD_2023, "2024-02-11", "2023-12-13"],
  ["after expiry: as for a first certificate", HELD_2023, "2024-03-01", "2023-03-01"],
  ["a leap day", undefined, "2024-02-29", "2023-02-28"],
])("passes count for %s", (_case, held, today, from) => {
  expect(passesCountFrom(aRule(), held, today)).toBe(from);
});

test("grace is after expiry: it does not bring the renewal's rules back", () => {
  expect(passesCountFrom(aRule({ graceDays: 30 }), HELD_2023, "2024-02-20")).toBe("2023-02-20");
});

test.each([
  ["2023-02-11", ["side-effects"], ["mechanisms"]],
  ["2023-02-12", ["mechanisms", "side-effects"], []],
])("a first certificate, mechanisms passed %s, on 2024-02-12", (passedOn, done, missing) => {
  const passes = [...passesOn(passedOn, "mechanisms"), ...passesOn("2024-02-12", "side-effects")];
  const definition = aDefinition(aRule());
  expect(certificationProgress(definition, passes, undefined, "2024-02-12")).toEqual({
    done,
    missing,
  });
  const due = certificateDue(definition, passes, undefined, "2024-02-12");
  expect(due?.startsOn).toBe(missing.length === 0 ? "2024-02-12" : undefined);
});

test("progress follows the order of the certification, counts a quiz once, and ignores other quizzes", () => {
  const passes = [
    ...passesOn("2024-02-10", "side-effects", "hygiene"),
    ...passesOn("2024-02-11", "mechanisms", "side-effects"),
  ];
  expect(certificationProgress(aDefinition(aRule()), passes, undefined, "2024-02-12")).toEqual({
    done: ["mechanisms", "side-effects"],
    missing: [],
  });
  expect(certificationProgress(aDefinition(aRule()), [], undefined, "2024-02-12")).toEqual({
    done: [],
    missing: ["mechanisms", "side-effects"],
  });
});

test("an old pass beside a new one takes nothing away", () => {
  const passes = [...passesOn("2024-02-01", "mechanisms"), ...passesOn("2020-01-01", "mechanisms")];
  expect(
    certificationProgress(aDefinition(aRule(), ["mechanisms"]), passes, undefined, "2024-02-12")
      .missing,
  ).toEqual([]);
});

test.each([
  ["the day before the window opened", "2023-12-12", undefined],
  ["the day the window opened", "2023-12-13", "2025-02-11"],
])("a renewal with one pass on %s", (_when, passedOn, lastValidOn) => {
  const passes = [...passesOn(passedOn, "mechanisms"), ...passesOn("2024-01-20", "side-effects")];
  const due = certificateDue(aDefinition(aRule()), passes, HELD_2023, "2024-01-20");
  expect(due?.lastValidOn).toBe(lastValidOn);
});

test("before its window opens a certificate in force is not renewed, whatever is passed", () => {
  const passes = passesOn("2023-12-12", "mechanisms", "side-effects");
  expect(certificateDue(aDefinition(aRule()), passes, HELD_2023, "2023-12-12")).toBeUndefined();
});

test("a pass dated tomorrow, as after a move to a site further west, opens no window early", () => {
  const passes = passesOn("2023-12-13", "mechanisms", "side-effects");
  expect(certificateDue(aDefinition(aRule()), passes, HELD_2023, "2023-12-12")).toBeUndefined();
});

test("after expiry, passes made inside the old window still count, and the period starts anew", () => {
  const passes = [
    ...passesOn("2024-01-20", "mechanisms"),
    ...passesOn("2024-03-01", "side-effects"),
  ];
  expect(certificateDue(aDefinition(aRule()), passes, HELD_2023, "2024-03-01")).toEqual({
    startsOn: "2024-03-01",
    lastValidOn: "2025-02-28",
    windowOpensOn: "2024-12-30",
  });
});

test("the passes that earned a certificate never earn the next one while it is in force", () => {
  fc.assert(
    fc.property(anyRule, anyDay, fc.nat(), (rule, today, later) => {
      const definition: CertificationDefinition = aDefinition(rule);
      const passes = passesOn(today, "mechanisms", "side-effects");
      const held = certificateDue(definition, passes, undefined, today);
      if (!held) throw new Error("Everything is passed, so a certificate is due");
      const inForce = addDays(today, later % (daysBetween(today, held.lastValidOn) + 1));
      expect(certificateDue(definition, passes, held, inForce)).toBeUndefined();

      const renewedOn = held.windowOpensOn;
      fc.pre(renewedOn <= held.lastValidOn);
      const again = passesOn(renewedOn, "mechanisms", "side-effects");
      const renewed = certificateDue(definition, [...passes, ...again], held, renewedOn);
      if (!renewed) throw new Error("Everything is passed in the window, so a renewal is due");
      expect(certificateDue(definition, [...passes, ...again], renewed, renewedOn)).toBeUndefined();
    }),
  );
});

test("a window as long as the period opens a day after the start, not before", () => {
  const rule = aRule({ mode: "completion", months: 1, renewalWindowDays: 60 });
  expect(validityPeriod(rule, "2026-01-10").windowOpensOn).toBe("2026-01-11");
});

test.each([
  ["before any certificate", undefined, "2026-01-01T12:00:00Z", undefined],
  ["before the window", HELD_2023, "2023-12-12T23:59:59.999Z", "2023-02-12T15:30:00.000Z"],
  [
    "from the first instant of the window's day",
    HELD_2023,
    "2023-12-13T00:00:00Z",
    "2023-12-13T00:00:00.000Z",
  ],
  ["after expiry", HELD_2023, "2024-06-01T12:00:00Z", "2023-12-13T00:00:00.000Z"],
])("a cycle of attempts, %s", (_when, period, now, start) => {
  const held = period && { ...period, issuedAt: new Date("2023-02-12T15:30:00Z") };
  expect(cycleStart(held, new Date(now), "Europe/Dublin")?.toISOString()).toBe(start);
});

test("a cycle starts on the site's own day", () => {
  const held = { ...HELD_2023, issuedAt: new Date("2023-02-12T00:30:00Z") };
  const windowDay = new Date("2023-12-12T11:00:00Z");
  expect(cycleStart(held, windowDay, "Pacific/Auckland")).toEqual(windowDay);
  expect(cycleStart(held, windowDay, "America/New_York")).toEqual(held.issuedAt);
});

test("a certification file with the fixed mode needs a minimum at least as long as its window", () => {
  const file = (minimumActiveDays: number) =>
    certificationFile.safeParse(aDefinition(aFixedRule({ minimumActiveDays }))).success;
  expect(file(60)).toBe(true);
  expect(file(59)).toBe(false);
});

test("grace is none unless a certification file gives it", () => {
  const { graceDays: _left, ...validity } = aRule();
  expect(certificationFile.parse({ ...aDefinition(aRule()), validity }).validity.graceDays).toBe(0);
});

test.each([
  [27, true],
  [28, false],
  [60, false],
])("a renewal window of %i days in a validity of one month: allowed is %s", (days, isAllowed) => {
  const file = aDefinition(aRule({ months: 1, renewalWindowDays: days }));
  expect(certificationFile.safeParse(file).success).toBe(isAllowed);
});
