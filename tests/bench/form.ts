import { elementsIn, type MarkupElement } from "./markup.ts";

type Fields = [name: string, value: string][];

/** A form on a page, as a person sees it: what is in it, and what can be pressed. */
export type Form = {
  /** Where it is sent to, from the page it stands on. */
  path: string;
  method: "get" | "post";
  controls: MarkupElement[];
};

/** The forms of a page that stands at `pagePath`. */
export function formsOf(page: MarkupElement, pagePath: string): Form[] {
  return [...elementsIn(page)]
    .filter(({ name }) => name === "form")
    .map((form) => {
      const target = new URL(form.attributes.get("action") || pagePath, `http://page${pagePath}`);
      return {
        path: target.pathname + target.search,
        method: form.attributes.get("method")?.toLowerCase() === "post" ? "post" : "get",
        controls: [...elementsIn(form)].filter(({ name }) => /^(input|button)$/.test(name)),
      };
    });
}

/**
 * What a browser without JavaScript sends when a person has filled in some fields of a form and
 * presses a button.
 * @param filledIn by field name: a text, or which of the choices are ticked
 * @param pressed the value of the button; the first one unless given
 */
export function fieldsToSend(
  { controls }: Form,
  filledIn: Readonly<Record<string, string | readonly string[]>> = {},
  pressed?: string,
): Fields {
  const buttons = controls.filter(sends);
  const button =
    pressed === undefined ? buttons[0] : buttons.find((each) => fieldValue(each) === pressed);
  if (!button) throw new Error(`The form has no button ${pressed ?? ""}`);
  return controls.flatMap((control): Fields => {
    const name = control.attributes.get("name");
    if (name === undefined || control.attributes.has("disabled")) return [];
    if (isButton(control)) return control === button ? [[name, fieldValue(control)]] : [];
    const given = filledIn[name];
    if (isTick(control)) {
      const ticked =
        given === undefined
          ? control.attributes.has("checked")
          : [given].flat().includes(fieldValue(control));
      return ticked ? [[name, fieldValue(control)]] : [];
    }
    return [[name, given === undefined ? fieldValue(control) : String(given)]];
  });
}

/** True if the form has a field of this name. */
export function hasField({ controls }: Form, name: string): boolean {
  return controls.some(({ attributes }) => attributes.get("name") === name);
}

/** The names of the fields in which something can be ticked, each once. */
export function namesOfTicks({ controls }: Form): string[] {
  return [
    ...new Set(controls.filter(isTick).flatMap(({ attributes }) => attributes.get("name") ?? [])),
  ];
}

/** What the submit buttons of a form say when they are pressed. */
export function valuesOfButtons({ controls }: Form): string[] {
  return controls.filter(sends).map(fieldValue);
}

function isButton({ name, attributes }: MarkupElement): boolean {
  return name === "button" || /^(submit|button|reset)$/.test(attributes.get("type") ?? "");
}

function sends(control: MarkupElement): boolean {
  return isButton(control) && /^submit$/.test(control.attributes.get("type") ?? "submit");
}

function isTick({ name, attributes }: MarkupElement): boolean {
  return name === "input" && /^(radio|checkbox)$/.test(attributes.get("type") ?? "");
}

function fieldValue(control: MarkupElement): string {
  return control.attributes.get("value") ?? (isTick(control) ? "on" : "");
}
