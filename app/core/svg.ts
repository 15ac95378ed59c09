/** Elements that run code, load documents or hold anything but a drawing. */
const FORBIDDEN_ELEMENTS = new Set([
  "script",
  "foreignobject",
  "iframe",
  "embed",
  "object",
  "audio",
  "video",
  "handler",
  "listener",
]);

const COMMENT = /<!--[\s\S]*?-->/g;
const TAG = /<([a-z_][^\s/>]*)((?:"[^"]*"|'[^']*'|[^>"'])*)>/gi;
const ATTRIBUTE = /([^\s=/"']+)\s*=\s*("[^"]*"|'[^']*')/g;
/** A part of the same drawing, or a picture that is written out inside it. */
const INSIDE = /^(#|data:image\/(png|jpeg|webp);base64,)/i;
const CSS_REFERENCE = /url\(\s*["']?\s*([^)]*)/gi;

/**
 * Why a drawing must not be shown, in words that go on from its name ("holds a script"), or
 * undefined. A drawing stands for itself: it runs nothing and loads nothing.
 */
export function svgProblem(text: string): string | undefined {
  const drawing = text.replaceAll(COMMENT, "");
  if (/<!(DOCTYPE[^>]*\[|ENTITY)/i.test(drawing)) return "defines entities of its own";
  if (/<\?xml-stylesheet/i.test(drawing)) return "refers to a style sheet outside of it";
  for (const [, name = "", attributes = ""] of drawing.matchAll(TAG)) {
    const element = localName(name);
    if (element === "script") return "holds a script";
    if (FORBIDDEN_ELEMENTS.has(element)) return `holds <${name}>, which is no drawing`;
    const problem = attributesProblem(attributes);
    if (problem) return problem;
  }
  return referenceProblem(drawing);
}

function attributesProblem(attributes: string): string | undefined {
  for (const [, name = "", quoted = ""] of attributes.matchAll(ATTRIBUTE)) {
    const attribute = localName(name);
    const value = quoted.slice(1, -1).trim();
    if (attribute.startsWith("on")) return `holds a script ("${name}")`;
    if ((attribute === "href" || attribute === "src") && !INSIDE.test(value)) {
      return outside(value);
    }
  }
  return undefined;
}

/** References in style sheets and style attributes. */
function referenceProblem(drawing: string): string | undefined {
  if (/@import/i.test(drawing)) return "refers to a style sheet outside of it";
  for (const [, reference = ""] of drawing.matchAll(CSS_REFERENCE)) {
    if (!INSIDE.test(reference)) return outside(reference);
  }
  return undefined;
}

function outside(reference: string): string {
  return `refers to something outside of it (${JSON.stringify(reference.slice(0, 60))})`;
}

/** "href" of "xlink:href". */
function localName(name: string): string {
  return (name.split(":").at(-1) ?? name).toLowerCase();
}
