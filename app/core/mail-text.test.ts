import { expect, test } from "vitest";
import { mailText } from "./mail-text.ts";

const SENDER = { organisationName: "Linden Skin Clinics", origin: "https://training.example" };

const WRITTEN = {
  id: 12,
  title: "Your staff this week: 1 person to look at",
  body: "At your sites:\n\nOverdue (1)\n\n- Ἑλένη <b>Π</b>: Operator → /people/7\n- and 3 more",
};

test("the plain part has the words and whole addresses", () => {
  expect(mailText(WRITTEN, SENDER).text).toBe(
    [
      "Your staff this week: 1 person to look at",
      "At your sites:",
      "Overdue (1)",
      "- Ἑλένη <b>Π</b>: Operator\n  https://training.example/people/7\n- and 3 more",
      "Open in Needlepoint:\nhttps://training.example/notifications/12",
      "-- \nLinden Skin Clinics, sent by Needlepoint. Nobody reads answers to this address.",
    ].join("\n\n"),
  );
});

test("the HTML part has the same words, escaped, and links", () => {
  const { html } = mailText(WRITTEN, SENDER);
  expect(html).toContain("Ἑλένη &lt;b&gt;Π&lt;/b&gt;: Operator</a>");
  expect(html).toContain('href="https://training.example/people/7"');
  expect(html).toContain('href="https://training.example/notifications/12"');
});

test("nothing in it is loaded from anywhere, so that nobody is told who read it", () => {
  const { html } = mailText(WRITTEN, SENDER);
  expect(html).not.toMatch(/<img|<script|<link|url\(|src=|@import/);
});
