import fc from "fast-check";
import { expect, test } from "vitest";
import {
  betterReading,
  hasJumped,
  minutesLeftInWords,
  serverTime,
  timeLeftInWords,
  warningDue,
} from "./attempt-clock.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

test.each([
  [30 * MINUTE, "30 minutes left"],
  [30 * MINUTE - 1, "30 minutes left"],
  [29 * MINUTE, "29 minutes left"],
  [5 * MINUTE, "5 minutes left"],
  [MINUTE + 1, "2 minutes left"],
  [MINUTE, "60 seconds left"],
  [45 * SECOND - 1, "45 seconds left"],
  [SECOND, "1 second left"],
  [1, "1 second left"],
  [0, "Time is up"],
  [-5, "Time is up"],
  [2 * HOUR, "120 minutes left"],
  [2 * HOUR + 1, "2 hours 1 minute left"],
  [3 * HOUR, "3 hours left"],
  [10 * HOUR - 1, "10 hours left"],
])("%i ms are %s", (left, words) => {
  expect(timeLeftInWords(left)).toBe(words);
});

test.each([
  [5 * MINUTE, "5 minutes left"],
  [MINUTE, "1 minute left"],
  [10 * SECOND, "1 minute left"],
])("a warning at %i ms says %s", (left, words) => {
  expect(minutesLeftInWords(left)).toBe(words);
});

test.each([
  [5 * MINUTE + 1, undefined, undefined],
  [5 * MINUTE, undefined, 5],
  [5 * MINUTE, 5, undefined],
  [3 * MINUTE, undefined, 5],
  [MINUTE, 5, 1],
  [MINUTE, undefined, 1],
  [MINUTE, 1, undefined],
  [3 * MINUTE, 1, undefined],
  [0, undefined, undefined],
  [-1, 5, undefined],
] as const)("%i ms before the end, warned at %s, what is due is %s", (left, warned, due) => {
  expect(warningDue(left, warned)).toBe(due);
});

const told = { server: 1_000 * HOUR, wall: 500 * HOUR, steady: 2 * SECOND };

test.each([
  ["both clocks go on", { wall: MINUTE, steady: MINUTE }, MINUTE],
  ["the device slept", { wall: HOUR, steady: SECOND }, HOUR],
  ["the device's clock was set back", { wall: -HOUR, steady: MINUTE }, MINUTE],
  ["the device's clock was set back while it slept", { wall: 0, steady: 0 }, 0],
])("the server's time when %s", (_what, passed, expected) => {
  const device = { wall: told.wall + passed.wall, steady: told.steady + passed.steady };
  expect(serverTime(told, device) - told.server).toBe(expected);
});

test("a device whose clock is wrong by any amount tells the server's time", () => {
  fc.assert(
    fc.property(fc.integer(), fc.nat(10 * HOUR), (wrong, passed) => {
      const reading = { server: told.server, wall: told.server + wrong, steady: 0 };
      const device = { wall: reading.wall + passed, steady: passed };
      expect(serverTime(reading, device)).toBe(told.server + passed);
    }),
  );
});

test("of two readings the one is kept whose answer came faster", () => {
  const slow = { server: told.server - 3 * SECOND, wall: told.wall, steady: told.steady };
  expect(betterReading(undefined, slow)).toBe(slow);
  expect(betterReading(slow, told)).toBe(told);
  expect(betterReading(told, slow)).toBe(told);
});

test("a reading that is far ahead of the server is given up: the device's clock was moved", () => {
  const minuteLater = { server: told.server + MINUTE, wall: told.wall + HOUR, steady: MINUTE };
  expect(betterReading(told, minuteLater)).toBe(minuteLater);
});

test.each([
  [{ wall: MINUTE, steady: MINUTE }, false],
  [{ wall: MINUTE, steady: MINUTE + SECOND }, false],
  [{ wall: HOUR, steady: SECOND }, true],
  [{ wall: -HOUR, steady: SECOND }, true],
])("clocks that went on by %o have jumped: %s", (passed, jumped) => {
  const after = { wall: told.wall + passed.wall, steady: told.steady + passed.steady };
  expect(hasJumped(told, after)).toBe(jumped);
});
