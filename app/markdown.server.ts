import MarkdownIt from "markdown-it";
import type { PresentedItem, ReviewedItem } from "./core/item-types.ts";

/**
 * CommonMark without HTML: tags in a text are shown as they were typed. Headings and pictures are
 * off too: an author's "#" must not break the outline of a page.
 */
const markdownIt = new MarkdownIt("commonmark", { html: false }).disable([
  "heading",
  "lheading",
  "image",
]);

// A link must not lead out of an attempt, nor tell the other site where it was followed.
markdownIt.renderer.rules.link_open = (tokens, index, options, _environment, renderer) => {
  tokens[index]?.attrSet("target", "_blank");
  tokens[index]?.attrSet("rel", "noopener noreferrer");
  return renderer.renderToken(tokens, index, options);
};
markdownIt.renderer.rules.link_close = () =>
  '<span class="sr-only"> (opens in a new tab)</span></a>';

/** What was rendered lately, by its Markdown: authors' texts are few, and asked for again and again. */
const rendered = new Map<string, string>();
const MOST_RENDERED = 5_000;

/** An author's Markdown as HTML that is safe to put into a page. One paragraph comes without `<p>`. */
export function toHtml(markdown: string): string {
  const known = rendered.get(markdown);
  if (known !== undefined) return known;
  const html = markdownIt.render(markdown).trim();
  const onlyParagraph = /^<p>((?:(?!<\/?p>)[\s\S])*)<\/p>$/.exec(html)?.[1] ?? html;
  const [oldest] = rendered.keys();
  if (rendered.size >= MOST_RENDERED && oldest !== undefined) rendered.delete(oldest);
  rendered.set(markdown, onlyParagraph);
  return onlyParagraph;
}

/** The fields of items, at any depth, that authors write in Markdown. */
const TEXTS = new Set(["stem", "text", "rationale"]);

/** The same item with its Markdown texts as HTML, ready for a component. */
export function withHtml<Shown extends PresentedItem | ReviewedItem>(item: Shown): Shown {
  return textsAsHtml(item) as Shown;
}

function textsAsHtml(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(textsAsHtml);
  if (typeof part !== "object" || part === null) return part;
  return Object.fromEntries(
    Object.entries(part).map(([name, value]) => [
      name,
      TEXTS.has(name) && typeof value === "string" ? toHtml(value) : textsAsHtml(value),
    ]),
  );
}
