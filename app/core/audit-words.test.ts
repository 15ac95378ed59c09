import { expect, test } from "vitest";
import { auditDetailText, auditWords } from "./audit-words.ts";

test.each([
  ["person.invited-again", "Person invited again"],
  ["attempt.submitted", "Attempt submitted"],
])("%s reads as %s", (action, words) => {
  expect(auditWords(action)).toBe(words);
});

test.each([
  [{ roles: "manager, trainee", homeSiteId: 3 }, "Roles: manager, trainee · Home site: 3"],
  [{ siteIds: "3, 4", managedSiteIds: "", note: null }, "Sites: 3, 4"],
  [{ quizId: "side-effects", percent: 9000 }, "Quiz: side-effects · Percent: 90 %"],
  [{ passed: false, filtered: true }, "Passed: no · Filtered: yes"],
  [{}, ""],
])("the details %j read as %j", (detail, text) => {
  expect(auditDetailText(detail)).toBe(text);
});
