import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import type { ReactElement } from "react";
import { canonicalMarkup, type MarkupElement, type MarkupNode, parseMarkup } from "./markup.ts";

/*
 * Run by itself: `NODE_ENV=production tsx tests/bench/bare-react.ts <rounds> <renders> < page.html`.
 * Renders the elements of a page with React alone: without components, data or a server, and with
 * elements that are made once. Prints what one page costs as JSON: the limit that no server built
 * on React can go below.
 */

export type BareReactCost = {
  /** Median CPU of one page, in milliseconds. */
  stringMs: number;
  streamMs: number;
};

// React chooses its production code when it is imported, by NODE_ENV.
const { createElement, Fragment } = await import("react");
const { renderToPipeableStream, renderToString } = await import("react-dom/server");

/** React's names of the attributes whose HTML name it would not take. */
const RENAMED = new Map([
  ["class", "className"],
  ["for", "htmlFor"],
]);
/** In HTML they are there or not; React wants true. By HTML name. */
const BOOLEAN = new Map(
  "allowFullScreen async autoFocus autoPlay checked controls default defer disabled formNoValidate hidden loop multiple muted noModule noValidate open playsInline readOnly required reversed selected"
    .split(" ")
    .map((name) => [name.toLowerCase(), name]),
);

function toReact(node: MarkupNode): ReactElement | string {
  if (typeof node === "string") return node;
  const { name, attributes, children } = node;
  const props: Record<string, unknown> = {};
  for (const [attribute, value] of attributes) {
    const boolean = value === "" ? BOOLEAN.get(attribute.toLowerCase()) : undefined;
    if (boolean) props[boolean] = true;
    else props[RENAMED.get(attribute) ?? attribute] = value;
  }
  if (name === "script" || name === "style") {
    if (children.length > 0) props.dangerouslySetInnerHTML = { __html: children.join("") };
    return createElement(name, props);
  }
  return createElement(name === "#page" ? Fragment : name, props, ...children.map(toReact));
}

function toText(element: ReactElement): Promise<string> {
  return new Promise((resolve, reject) => {
    const { pipe } = renderToPipeableStream(element, {
      onAllReady() {
        const body = new PassThrough();
        text(body).then(resolve, reject);
        pipe(body);
      },
      onShellError: reject,
      onError: reject,
    });
  });
}

function check(wanted: MarkupElement, html: string, how: string): void {
  const [expected, got] = [canonicalMarkup(wanted), canonicalMarkup(parseMarkup(html))];
  if (expected === got) return;
  let at = 0;
  while (expected[at] === got[at]) at += 1;
  const from = Math.max(0, at - 60);
  throw new Error(
    `${how} wrote another page, so that the comparison would not be fair:\n` +
      `  page  ...${expected.slice(from, at + 100)}\n  React ...${got.slice(from, at + 100)}`,
  );
}

async function cpuMsOf(renders: number, render: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  for (let done = 0; done < renders; done += 1) await render();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / renders;
}

const [rounds, renders] = [Number(process.argv[2]), Number(process.argv[3])];
const wanted = parseMarkup(await text(process.stdin));
const element = toReact(wanted) as ReactElement;
check(wanted, renderToString(element), "renderToString");
check(wanted, await toText(element), "renderToPipeableStream");

const stringMs: number[] = [];
const streamMs: number[] = [];
// The first round only warms up.
for (let round = 0; round <= rounds; round += 1) {
  const string = await cpuMsOf(renders, () => renderToString(element));
  const stream = await cpuMsOf(renders, () => toText(element));
  if (round > 0) stringMs.push(string);
  if (round > 0) streamMs.push(stream);
}
const { median } = await import("./figures.ts");
const cost: BareReactCost = { stringMs: median(stringMs), streamMs: median(streamMs) };
process.stdout.write(JSON.stringify(cost));
