import { expect, test } from "vitest";
import { aMultiple, inFileOrder } from "#tests/support/quiz-files.ts";
import { presentItem } from "./core/item-types.ts";
import { multiple } from "./core/items/multiple.ts";
import { toHtml, withHtml } from "./markdown.server.ts";

test.each([
  ["Plain words", "Plain words"],
  ["*must* and **stop**", "<em>must</em> and <strong>stop</strong>"],
  ["One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>"],
  ["- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"],
  ["# 3 clients", "# 3 clients"],
  ["3 < 5 & 5 > 3", "3 &lt; 5 &amp; 5 &gt; 3"],
])("%j becomes %j", (markdown, html) => {
  expect(toHtml(markdown)).toBe(html);
});

test.each([
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "[x](javascript:alert(1))",
  "[x](data:text/html,hello)",
  '[x](https://a.example "\\" onclick=alert(1)")',
  "![x](https://a.example/x.png)",
  "<style>*{}</style>",
])("%j cannot put a tag, an address or an attribute of its own into the page", (markdown) => {
  const html = toHtml(markdown);
  expect(html).not.toMatch(/<(script|img|style)/i);
  expect(html).not.toMatch(/href="(javascript|data):/i);
  expect(html.replaceAll(/"[^"]*"/g, '""')).not.toMatch(/<[^>]*\s(on\w+|style)=/i);
});

test("a link opens beside the attempt, and says so", () => {
  expect(toHtml("[Manual](https://example.org)")).toBe(
    '<a href="https://example.org" target="_blank" rel="noopener noreferrer">Manual<span class="sr-only"> (opens in a new tab)</span></a>',
  );
});

test("of an item only the texts become HTML, at any depth", () => {
  const item = { ...aMultiple({ stem: "What *now*?" }), rationale: "**Stop.**" };
  const presented = withHtml(presentItem(item, inFileOrder));
  expect(presented).toMatchObject({ id: item.id, type: "multiple", stem: "What <em>now</em>?" });
  const reviewed = withHtml(multiple.review(item, ["choice-a"], inFileOrder));
  expect(reviewed.rationale).toBe("<strong>Stop.</strong>");
  expect(reviewed.choices.map(({ id }) => id)).toStrictEqual(item.choices.map(({ id }) => id));
  const [first] = withHtml({
    ...reviewed,
    choices: reviewed.choices.map((choice) => ({ ...choice, text: "*A*", rationale: "*B*" })),
  }).choices;
  expect(first).toMatchObject({ text: "<em>A</em>", rationale: "<em>B</em>", chosen: true });
});
