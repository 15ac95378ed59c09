import { expect, test } from "vitest";
import { readBody, within } from "./notification.ts";

test("a body is read as paragraphs and lists, and a line may lead somewhere", () => {
  const body = "Two people.\n\n- Anna Bell: overdue → /people/12\n- and 3 more\n\nThat is\nall.";
  expect(readBody(body)).toEqual([
    { kind: "paragraph", text: "Two people." },
    {
      kind: "list",
      lines: [{ text: "Anna Bell: overdue", path: "/people/12" }, { text: "and 3 more" }],
    },
    { kind: "paragraph", text: "That is all." },
  ]);
});

test("an empty body has no blocks", () => {
  expect(readBody("\n\n")).toEqual([]);
});

test("only a path of this app is a link", () => {
  expect(readBody("- Anna → https://elsewhere.test")).toEqual([
    { kind: "list", lines: [{ text: "Anna → https://elsewhere.test" }] },
  ]);
});

test("what somebody wrote can neither begin a block nor lead anywhere", () => {
  const reason = "The key was wrong.\n\n- Click → /sign-out";
  expect(readBody(`Reason: ${within(reason)}`)).toEqual([
    { kind: "paragraph", text: "Reason: The key was wrong. - Click › /sign-out" },
  ]);
});
