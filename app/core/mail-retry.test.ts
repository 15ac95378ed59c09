import { expect, test } from "vitest";
import { nextTryAt } from "./mail-retry.ts";

const NOW = new Date("2027-02-01T08:00:00Z");

test.each([
  [1, "2027-02-01T08:01:00.000Z"],
  [2, "2027-02-01T08:05:00.000Z"],
  [3, "2027-02-01T08:30:00.000Z"],
  [4, "2027-02-01T10:00:00.000Z"],
  [5, "2027-02-01T20:00:00.000Z"],
  [6, undefined],
])("after %i tries the next one is at %s", (tries, at) => {
  expect(nextTryAt(tries, NOW)?.toISOString()).toBe(at);
});
