import { expect, test } from "vitest";
import { auditDetailText, auditWords } from "./audit-words.ts";

test.each([
  ["person.invited-again", "Person invited again"],
  ["attempt.submitted", "Attempt submitted"],
  ["attempt.granted", "Attempt granted"],
  ["extra-time.given", "Extra time given"],
  ["attempt.deadline-moved", "Attempt deadline moved"],
  ["sign-off.steps-confirmed", "Sign-off steps confirmed"],
  ["outside.recorded", "Outside recorded"],
])("%s reads as %s", (action, words) => {
  expect(auditWords(action)).toBe(words);
});

test.each([
  [{ roles: "manager, trainee", homeSiteId: 3 }, "Roles: manager, trainee · Home site: 3"],
  [{ siteIds: "3, 4", managedSiteIds: "", note: null }, "Sites: 3, 4"],
  [{ quizId: "side-effects", percent: 9000 }, "Quiz: side-effects · Percent: 90 %"],
  [
    { certificationId: "operator", dueOn: "2027-03-01", untilOn: "2027-06-30" },
    "Certification: operator · Due on: 1 Mar 2027 · Until: 30 Jun 2027",
  ],
  [{ passed: false, filtered: true }, "Passed: no · Filtered: yes"],
  [{ everyQuiz: true, percentOfLimit: 25 }, "Every quiz: yes · Percent of limit: 25"],
  [
    { quizId: "basics", minutesLater: 15, deadlineAt: "2026-07-01T09:42:00.000Z" },
    "Quiz: basics · Minutes later: 15 · Deadline: 1 Jul 2026, 10:42",
  ],
  [
    { practical: "Tray", signOffId: 4, validUntil: "2028-02-29" },
    "Practical: Tray · Sign off: 4 · Valid until: 29 Feb 2028",
  ],
  [{}, ""],
])("the details %j read as %j", (detail, text) => {
  expect(auditDetailText(detail, "Europe/Dublin")).toBe(text);
});

test("a regrade reads as what was decided", () => {
  expect(auditWords("quiz.regrade-undone")).toBe("Quiz regrade undone");
  const detail = { regradeId: 3, mode: "credit-all", items: "one, two", resultsChanged: 3 };
  expect(auditDetailText(detail, "UTC")).toBe(
    "Regrade: 3 · Mode: everybody credited · Items: one, two · Results changed: 3",
  );
});
