import { expect, test } from "vitest";
import { waitText } from "./wait.ts";

test.each([
  [-5_000, "in 1 minute"],
  [0, "in 1 minute"],
  [60_000, "in 1 minute"],
  [60_001, "in 2 minutes"],
  [15 * 60_000, "in 15 minutes"],
])("%i ms from now is %s", (ms, text) => {
  const now = new Date("2027-02-11T10:42:00Z");
  expect(waitText(now, new Date(now.getTime() + ms))).toBe(text);
});
