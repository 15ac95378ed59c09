import { expect, test } from "vitest";
import { historyMood, historyNote, historyTitle } from "./history.ts";

const titleOf = (id: string) => ({ basics: "Basics", operator: "Operator" })[id] ?? id;

function entry(action: string, detail = {}, actorName?: string) {
  return { id: 1, at: new Date(0), action, detail, actorName };
}

test.each([
  [entry("attempt.started", { quizId: "basics" }), "Started Basics", "none"],
  [
    entry("attempt.submitted", { quizId: "basics", percent: 9250, passed: true }),
    "Passed Basics with 92.5 %",
    "good",
  ],
  [
    entry("attempt.submitted", { quizId: "basics", percent: 6000, passed: false }),
    "Failed Basics with 60 %",
    "bad",
  ],
  [
    entry("attempt.granted", { quizId: "basics", reason: "Why." }),
    "Was granted another attempt at Basics",
    "info",
  ],
  [
    entry("certificate.issued", { certificationId: "operator", lastValidOn: "2028-02-10" }),
    "Certificate issued: Operator, valid until 10 Feb 2028",
    "good",
  ],
  [
    entry("requirement.assigned", { certificationId: "operator", dueOn: "2027-03-01" }),
    "Was assigned Operator, due by 1 Mar 2027",
    "info",
  ],
  [
    entry("requirement.unassigned", { certificationId: "operator" }),
    "Assignment of Operator was ended",
    "none",
  ],
  [
    entry("extension.given", { certificationId: "operator", untilOn: "2027-03-01" }),
    "Due date of Operator was extended to 1 Mar 2027",
    "info",
  ],
  [
    entry("waiver.given", { certificationId: "operator", untilOn: "2027-03-01" }),
    "Operator was waived until 1 Mar 2027",
    "info",
  ],
  [
    entry("suspension.given", { everyCertification: true, untilOn: "2027-03-01" }),
    "Was suspended from every certification until 1 Mar 2027",
    "bad",
  ],
  [
    entry("suspension.ended", { certificationId: "operator", untilOn: "2027-03-01" }),
    "Suspension from Operator was ended",
    "info",
  ],
  [
    entry("extra-time.given", { quizId: "basics", minutes: 15, reason: "Why." }),
    "Was given 15 minutes more for Basics",
    "info",
  ],
  [
    entry("extra-time.given", { everyQuiz: true, percentOfLimit: 25 }),
    "Was given 25 % more time for every quiz with a time limit",
    "info",
  ],
  [
    entry("extra-time.ended", { quizId: "basics", minutes: 1 }),
    "Extra time was ended: 1 minute more for Basics",
    "none",
  ],
  [
    entry("attempt.deadline-moved", { quizId: "basics", minutesLater: 15 }),
    "The end of Basics was moved: 15 minutes later",
    "none",
  ],
  [
    entry("attempt.deadline-moved", { quizId: "basics", minutesSooner: 1 }),
    "The end of Basics was moved: 1 minute sooner",
    "none",
  ],
  [
    entry("sign-off.steps-confirmed", { practical: "Tray", steps: "Laid it out." }),
    "Seen for Tray: Laid it out.",
    "none",
  ],
  [
    entry("sign-off.steps-taken-back", { practical: "Tray", steps: "Laid it out." }),
    "Taken back for Tray: Laid it out.",
    "none",
  ],
  [
    entry("sign-off.made", {
      certificationId: "operator",
      practical: "Tray",
      signOffId: 3,
      validUntil: "2028-02-10",
    }),
    "Signed off: Tray, for Operator, valid until 10 Feb 2028",
    "good",
  ],
  [
    entry("sign-off.made", { certificationId: "operator", practical: "Tray", validUntil: null }),
    "Signed off: Tray, for Operator",
    "good",
  ],
  [
    entry("sign-off.withdrawn", { certificationId: "operator", practical: "Tray", reason: "Why." }),
    "Sign-off withdrawn: Tray, for Operator",
    "bad",
  ],
  [
    entry("outside.recorded", { outside: "Licence", validUntil: "2028-02-10" }),
    "Recorded: Licence, valid until 10 Feb 2028",
    "good",
  ],
  [
    entry("outside.withdrawn", { outside: "Licence", reason: "Why." }),
    "Record withdrawn: Licence",
    "bad",
  ],
  [
    entry("certificate.withdrawn", { certificationId: "operator", reason: "Why." }),
    "Certificate withdrawn: Operator",
    "bad",
  ],
  [
    entry("certificate.restored", { certificationId: "operator" }),
    "Certificate counts again: Operator",
    "good",
  ],
  [
    entry("attempt.regraded", {
      quizId: "basics",
      from: "80 %",
      to: "60 %",
      passed: false,
      verdictChanged: true,
    }),
    "Score of Basics corrected from 80 % to 60 %, now a fail",
    "bad",
  ],
  [
    entry("attempt.regraded", {
      quizId: "basics",
      from: "80 %",
      to: "90 %",
      passed: true,
      verdictChanged: false,
    }),
    "Score of Basics corrected from 80 % to 90 %",
    "info",
  ],
  [entry("reminder.sent", { certificationId: "operator" }), "Was reminded of Operator", "none"],
  [entry("person.password-changed"), "Changed the password", "none"],
  [entry("mail.sent-again"), "Mail sent again", "none"],
  [entry("attempt.started", { quizId: "gone" }), "Started gone", "none"],
])("%o reads as a person would say it", (happened, title, mood) => {
  expect(historyTitle(happened, titleOf)).toBe(title);
  expect(historyMood(happened)).toBe(mood);
});

test("a note says who and why, if there is anything to say", () => {
  expect(historyNote(entry("attempt.granted", { reason: "Fire drill." }, "Maja"))).toBe(
    "By Maja: “Fire drill.”",
  );
  expect(historyNote(entry("person.invited", {}, "Maja"))).toBe("By Maja");
  expect(historyNote(entry("attempt.started"))).toBeUndefined();
});
