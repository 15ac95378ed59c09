import type { ReactNode } from "react";
import { Html } from "#app/components/html.tsx";
import type { PresentedChoice } from "#app/core/items/choices.ts";
import type { FormFields } from "#app/core/items/item.ts";
import { Picture } from "./picture.tsx";

type Input = {
  type: "radio" | "checkbox";
  /** The item's id: what the field of the form is called. */
  name: string;
  isChosen: boolean;
};

/** Whether a value is among those that a field holds. */
export function isFilled(fields: FormFields, name: string, value: string): boolean {
  return fields[name]?.includes(value) ?? false;
}

/** A choice as a row that can be tapped anywhere. Its text is HTML, see {@link Html}. */
export function ChoiceRow({ choice, ...input }: Input & { choice: PresentedChoice }) {
  return (
    <InputRow {...input} value={choice.id}>
      <div className="grid min-w-0 gap-3 self-center">
        <Html html={choice.text} />
        {choice.image && <Picture picture={choice.image} size="small" />}
      </div>
    </InputRow>
  );
}

type InputRowProps = Input & {
  id?: string;
  value: string;
  /** The id of what names the input, where it has a label elsewhere too. */
  labelledBy?: string;
  children: ReactNode;
};

/** A row that can be tapped anywhere, with the native input inside. */
export function InputRow({ type, id, name, value, isChosen, labelledBy, children }: InputRowProps) {
  return (
    <label className="flex min-h-14 items-start gap-3.5 rounded-card border border-line-strong bg-raised p-4 transition-colors hover:border-accent has-checked:border-accent has-checked:bg-accent-soft has-checked:outline-1 has-checked:-outline-offset-2 has-checked:outline-accent has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent">
      <input
        type={type}
        id={id}
        name={name}
        value={value}
        aria-labelledby={labelledBy}
        defaultChecked={isChosen}
        className="mt-[0.05em] size-6 shrink-0 focus-visible:outline-none"
      />
      {children}
    </label>
  );
}
