import { expect, test } from "vitest";
import { consequenceOf, consequenceOfEnding, DECISIONS } from "./decision-words.ts";
import { askedInWords, exceptionInWords } from "./exception-words.ts";

test.each([
  [{ status: "overdue", dueOn: "2026-11-01" }, "Was due by 1 Nov 2026, 21 days ago"],
  [{ status: "assigned", dueOn: "2026-11-23" }, "Due by 23 Nov 2026, in 1 day"],
  // Who holds it is late for nothing.
  [{ status: "valid", dueOn: "2026-11-01" }, "Asked for by 1 Nov 2026"],
  [{ status: "none" }, "Not asked for"],
] as const)("what is asked, %j, reads as %s", (asked, text) => {
  expect(askedInWords(asked, "2026-11-22")).toBe(text);
});

test.each([
  [{ kind: "extension", certificationId: "operator" }, "Due date extended to 3 May 2027"],
  [{ kind: "waiver", certificationId: "operator" }, "Waived until 3 May 2027"],
  [{ kind: "suspension", certificationId: "operator" }, "Suspended until 3 May 2027"],
  [{ kind: "suspension" }, "Suspended from every certification until 3 May 2027"],
] as const)("%j reads as %s", (exception, text) => {
  expect(exceptionInWords({ ...exception, untilOn: "2027-05-03" })).toBe(text);
});

test("every decision says what follows, and none that eases says it lets anybody treat", () => {
  for (const decision of DECISIONS) {
    expect(consequenceOf(decision, "Anna", "Operator").length).toBeGreaterThan(40);
  }
  expect(consequenceOf("waive", "Anna", "Operator")).toContain("never lets anybody treat");
  expect(consequenceOfEnding("suspension", "Anna")).toContain("in force");
});
