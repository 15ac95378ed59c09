import { expect, test } from "vitest";
import { suspendedNotification, suspensionEndedNotification } from "./suspension-words.ts";

const suspension = { exceptionId: 7, untilOn: "2027-05-03" };

test.each([
  [
    undefined,
    "You are suspended",
    "Until 3 May 2027 you may not treat, whatever you hold. Ask your manager about it.",
  ],
  [
    "Operator",
    "You are suspended from “Operator”",
    "Until 3 May 2027 you may not treat, under “Operator”. Ask your manager about it.",
  ],
])("a suspension from %s says until when, and not why", (title, head, body) => {
  expect(suspendedNotification({ ...suspension, title })).toEqual({
    ...{ kind: "suspended", key: "suspended:7", title: head, body, path: "/training" },
  });
});

test("that it was ended is told under a key of its own", () => {
  expect(suspensionEndedNotification({ ...suspension, title: "Operator" })).toEqual({
    kind: "suspended",
    key: "suspension-ended:7",
    title: "Your suspension was ended",
    body: "Your suspension from “Operator” was ended today. My training shows what you hold and how you stand.",
    path: "/training",
  });
  expect(suspensionEndedNotification(suspension).body).toMatch(/^Your suspension was ended today/);
});
