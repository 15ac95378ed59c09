import { expect, test } from "vitest";
import { auditDetailText, auditWords } from "./audit-words.ts";

test.each([
  ["person.invited-again", "Person invited again"],
  ["attempt.submitted", "Attempt submitted"],
  ["homeSiteId", "Home site id"],
])("%s reads as %s", (name, words) => {
  expect(auditWords(name)).toBe(words);
});

test("details stand in one line, without those that say nothing", () => {
  const detail = { roles: "manager, trainee", homeSiteId: 3, managedSiteIds: "", note: null };
  expect(auditDetailText(detail)).toBe("Roles: manager, trainee · Home site id: 3");
  expect(auditDetailText({})).toBe("");
});
