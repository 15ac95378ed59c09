import { z } from "zod";

/** What stands against a form: the field's id, and a sentence for the person who filled it in. */
export type FormProblem = { field: string; message: string };

/** A form as it was understood, or why it was not. */
export type FormReading<Value> =
  | { value: Value; problems?: undefined }
  | { value?: undefined; problems: FormProblem[] };

/** What somebody typed, by field: handed back to the page so that nothing has to be typed twice. */
export type Typed = Record<string, string[]>;

/**
 * Reads a form with a schema whose fields are named as the form's. A field of the schema that is
 * an array takes every value of that name, any other the first; a missing one is "".
 */
export function readForm<Shape extends z.core.$ZodLooseShape>(
  schema: z.ZodObject<Shape>,
  form: FormData,
): FormReading<z.output<z.ZodObject<Shape>>> {
  const values = Object.fromEntries(
    Object.entries(schema.shape).map(([name, field]) => {
      const texts = textsOf(form, name);
      return [name, field instanceof z.ZodArray ? texts : (texts[0] ?? "")];
    }),
  );
  const parsed = schema.safeParse(values);
  if (parsed.success) return { value: parsed.data };
  const problems = new Map<string, FormProblem>();
  for (const { path, message } of parsed.error.issues) {
    const field = String(path[0]);
    if (!problems.has(field)) problems.set(field, { field, message });
  }
  return { problems: [...problems.values()] };
}

/** What was typed, without what is secret: a password is never sent back. */
export function typedIn(form: FormData, secret: readonly string[] = []): Typed {
  const names = new Set(form.keys());
  for (const name of secret) names.delete(name);
  return Object.fromEntries([...names].map((name) => [name, textsOf(form, name)]));
}

/** The number of a row as an address or a form gives it, or undefined if it cannot be one. */
export function readId(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
}

/** Without the character of no meaning that PostgreSQL refuses; no keyboard types it. */
function textsOf(form: FormData, name: string): string[] {
  return form
    .getAll(name)
    .filter((value) => typeof value === "string")
    .map((text) => text.replaceAll("\u0000", ""));
}

/** The sentence about one field, if something stands against it. */
export function problemAt(
  problems: readonly FormProblem[] | undefined,
  field: string,
): string | undefined {
  return problems?.find((problem) => problem.field === field)?.message;
}
