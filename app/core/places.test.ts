import { expect, test } from "vitest";
import { sectionsOf } from "./places.ts";

const labelsOf = (...roles: Parameters<typeof sectionsOf>[0]) =>
  sectionsOf(roles, "/").map(({ label }) => label);

test("everybody finds what is theirs, and nothing else", () => {
  expect(labelsOf("trainee")).toEqual(["My training"]);
  expect(labelsOf("manager")).toEqual(["Board", "People", "Reports"]);
  expect(labelsOf("admin")).toEqual(["People", "Exports", "Problem reports", "Admin"]);
  expect(labelsOf("author")).toEqual(["Statistics", "Author"]);
  expect(labelsOf()).toEqual([]);
});

test("a section of several pages has them as tabs, and knows which one is open", () => {
  const [board] = sectionsOf(["manager"], "/needs");
  expect(board).toMatchObject({ label: "Board", href: "/board", isHere: true });
  expect(board?.tabs.map(({ isHere }) => isHere)).toEqual([false, true, false]);
});

test.each([
  ["/admin", "Organisation"],
  ["/admin/audit", "Audit log"],
  ["/admin/people/7", "Organisation"],
])("%s belongs to the tab %s", (current, label) => {
  const admin = sectionsOf(["admin"], current).find((section) => section.label === "Admin");
  expect(admin?.tabs.find(({ isHere }) => isHere)?.label).toBe(label);
});

test("an address that only begins alike is somewhere else", () => {
  expect(sectionsOf(["manager"], "/boards").some(({ isHere }) => isHere)).toBe(false);
});
