import { expect, test } from "vitest";
import { inOneLine, type StaffEvent, staffEventTitle } from "./staff-events.ts";

test.each<[Pick<StaffEvent, "kind" | "site" | "jobRole">, string]>([
  [{ kind: "began", site: "Harbour", jobRole: "Nurse" }, "Began at Harbour as Nurse"],
  [{ kind: "left", site: "Harbour" }, "Stopped at Harbour"],
])("%j reads %j", (event, expected) => {
  expect(staffEventTitle({ id: "1", at: new Date(0), ...event })).toBe(expected);
});

test("a time line has the newest first, and no more than asked for", () => {
  const entries = [1, 3, 2].map((hours) => ({ hours, at: new Date(hours * 3_600_000) }));
  expect(inOneLine(entries, 2).map(({ hours }) => hours)).toEqual([3, 2]);
});
