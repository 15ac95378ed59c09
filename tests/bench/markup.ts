/** An element of a page. What stands between two comments is a child of its own. */
export type MarkupElement = {
  name: string;
  /** In the order of the page, with their entities resolved. */
  attributes: ReadonlyMap<string, string>;
  children: MarkupNode[];
};

export type MarkupNode = MarkupElement | string;

const VOID = new Set(
  "area base br col embed hr img input link meta param source track wbr".split(" "),
);
/** What is inside is text as it stands, without elements and entities. */
const RAW_TEXT = new Set(["script", "style"]);
const ENTITIES = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["nbsp", "\u00a0"],
]);

const TOKEN =
  /<!--[\s\S]*?-->|<![^>]*>|<\/([^\s>]+)\s*>|<([a-zA-Z][^\s/>]*)((?:\s+[^\s=/>]+(?:="[^"]*")?)*)\s*(\/?)>/y;
const ATTRIBUTE = /([^\s=]+)(?:="([^"]*)")?/g;

/**
 * Reads a page that React has written: every element is closed and every attribute quoted. Other
 * pages may well be HTML too, and are refused.
 * @throws where the markup is not of that kind, with what stands there
 */
export function parseMarkup(html: string): MarkupElement {
  const root = { name: "#page", attributes: new Map<string, string>(), children: [] };
  const open: MarkupElement[] = [root];
  let at = 0;
  while (at < html.length) {
    const parent = open.at(-1) ?? root;
    if (RAW_TEXT.has(parent.name)) {
      const end = html.indexOf(`</${parent.name}`, at);
      if (end === -1) throw unreadable(html, at);
      if (end > at) parent.children.push(html.slice(at, end));
      at = end;
    }
    if (html[at] !== "<") {
      const next = html.indexOf("<", at);
      const end = next === -1 ? html.length : next;
      parent.children.push(withoutEntities(html.slice(at, end)));
      at = end;
      continue;
    }
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(html);
    if (!token) throw unreadable(html, at);
    const [text, closed, opened, attributes = "", selfClosing] = token;
    if (closed !== undefined && open.pop()?.name !== closed) throw unreadable(html, at);
    if (opened !== undefined) {
      const element = { name: opened, attributes: readAttributes(attributes), children: [] };
      parent.children.push(element);
      if (!VOID.has(opened) && selfClosing === "") open.push(element);
    }
    at += text.length;
  }
  if (open.length !== 1) throw new Error(`The page ends inside <${open.at(-1)?.name}>`);
  return root;
}

function unreadable(html: string, at: number): Error {
  return new Error(`This is not markup as React writes it: ${html.slice(at, at + 80)}`);
}

function readAttributes(text: string): Map<string, string> {
  return new Map(
    Array.from(text.matchAll(ATTRIBUTE), ([, name = "", value = ""]) => [
      name,
      withoutEntities(value),
    ]),
  );
}

function withoutEntities(text: string): string {
  return text.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (entity, name: string) => {
    if (name.startsWith("#x")) return String.fromCodePoint(Number.parseInt(name.slice(2), 16));
    if (name.startsWith("#")) return String.fromCodePoint(Number(name.slice(1)));
    const character = ENTITIES.get(name);
    if (character === undefined) throw new Error(`The entity ${entity} is not known here`);
    return character;
  });
}

/** Every element below (and with) this one, in the order of the page. */
export function* elementsIn(element: MarkupElement): Generator<MarkupElement> {
  yield element;
  for (const child of element.children) {
    if (typeof child !== "string") yield* elementsIn(child);
  }
}

/** The text of an element without its markup. */
export function textOf(node: MarkupNode): string {
  return typeof node === "string" ? node : node.children.map(textOf).join("");
}

/**
 * The markup as one line that two pages share exactly when they differ in nothing but comments,
 * white space, and the way in which characters are escaped.
 */
export function canonicalMarkup({ name, attributes, children }: MarkupElement): string {
  const inside: string[] = [];
  let text = "";
  for (const child of [...children, undefined]) {
    if (typeof child === "string") {
      text += child;
      continue;
    }
    const collapsed = text.replace(/\s+/g, " ").trim();
    if (collapsed !== "") inside.push(JSON.stringify(collapsed));
    text = "";
    if (child) inside.push(canonicalMarkup(child));
  }
  return `<${name} ${JSON.stringify([...attributes])}>${inside.join("")}</${name}>`;
}
