import { expect, test } from "vitest";
import { canonicalMarkup, elementsIn, parseMarkup, textOf } from "./markup.ts";

test("a page becomes a tree of elements and texts", () => {
  const page = parseMarkup(
    '<!DOCTYPE html><html lang="en"><body class="a b"><p>One<br/>two</p><input checked="" value="&quot;&#x27;&amp;"/></body></html>',
  );
  expect([...elementsIn(page)].map(({ name }) => name)).toEqual([
    "#page",
    "html",
    "body",
    "p",
    "br",
    "input",
  ]);
  expect(textOf(page)).toBe("Onetwo");
  const input = [...elementsIn(page)].at(-1);
  expect([...(input?.attributes ?? [])]).toEqual([
    ["checked", ""],
    ["value", "\"'&"],
  ]);
});

test("what is inside a script is one text, whatever it looks like", () => {
  const page = parseMarkup('<script nonce="x">if (a < b && c) { "<p>&amp;" }</script><p>after</p>');
  expect(page.children.map((child) => typeof child !== "string" && textOf(child))).toEqual([
    'if (a < b && c) { "<p>&amp;" }',
    "after",
  ]);
});

test("texts that React keeps apart with a comment stay apart", () => {
  const [paragraph] = parseMarkup("<p>7<!-- --> of <!-- -->20</p>").children;
  expect(paragraph).toMatchObject({ children: ["7", " of ", "20"] });
});

test.each([
  ["<p>never closed"],
  ["<p><b>crossed</p></b>"],
  ["<p id=unquoted>x</p>"],
  ["a < b"],
  ["<script>never closed"],
  ["&unheardof;"],
])("markup that React would not write is refused: %s", (html) => {
  expect(() => parseMarkup(html)).toThrow();
});

test.each([
  ["<p>a<!-- -->b</p>", "<p>ab</p>", true],
  ["<p>\n  a  b </p>", "<p>a b</p>", true],
  ['<p title="it\'s">a</p>', '<p title="it&#x27;s">a</p>', true],
  ["<p>a</p>", "<p>b</p>", false],
  ['<p class="a">a</p>', "<p>a</p>", false],
  ["<p><b>a</b></p>", "<p>a</p>", false],
  ["<p>a</p><p></p>", "<p>a</p>", false],
])("%s and %s are the same markup: %s", (one, other, same) => {
  expect(canonicalMarkup(parseMarkup(one)) === canonicalMarkup(parseMarkup(other))).toBe(same);
});
