import { type FormProblem, problemAt, type Typed } from "#app/core/form.ts";

/** One of several forms of a page that was not saved: its name, why, and what was typed. */
export type RefusedForm = { form: string; problems: readonly FormProblem[]; typed: Typed };

/**
 * What a field of one of several forms shows: its own id, what was typed if this is the form that
 * was refused, and what stands against it.
 */
export function fieldOf(
  form: string,
  name: string,
  stored: string | undefined,
  refused: RefusedForm | undefined,
) {
  const own = refused?.form === form ? refused : undefined;
  const id = `${form}-${name}`;
  return {
    id,
    name,
    defaultValue: own?.typed[name]?.[0] ?? stored,
    problem: problemAt(own?.problems, id),
  };
}
