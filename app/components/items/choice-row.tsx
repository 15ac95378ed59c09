import { Html } from "#app/components/html.tsx";
import type { PresentedChoice } from "#app/core/items/choices.ts";
import type { FormFields } from "#app/core/items/item.ts";
import { Picture } from "./picture.tsx";

type ChoiceRowProps = {
  type: "radio" | "checkbox";
  /** The item's id: what the field of the form is called. */
  name: string;
  /** The text is HTML, see {@link Html}. */
  choice: PresentedChoice;
  isChosen: boolean;
};

/** Whether a value is among those that a field holds. */
export function isFilled(fields: FormFields, name: string, value: string): boolean {
  return fields[name]?.includes(value) ?? false;
}

/** A choice as a row that can be tapped anywhere, with the native input inside. */
export function ChoiceRow({ type, name, choice, isChosen }: ChoiceRowProps) {
  return (
    <label className="flex min-h-14 items-start gap-3.5 rounded-card border border-line-strong bg-raised p-4 transition-colors hover:border-accent has-checked:border-accent has-checked:bg-accent-soft has-checked:outline-1 has-checked:-outline-offset-2 has-checked:outline-accent has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent">
      <input
        type={type}
        name={name}
        value={choice.id}
        defaultChecked={isChosen}
        className="mt-[0.05em] size-6 shrink-0 focus-visible:outline-none"
      />
      <div className="grid min-w-0 gap-3 self-center">
        <Html html={choice.text} />
        {choice.image && <Picture picture={choice.image} size="small" />}
      </div>
    </label>
  );
}
