import type { ComponentPropsWithoutRef, ReactNode } from "react";

type TypedFieldProps = {
  /** The item's id: what the field of the form is called. */
  name: string;
  label: string;
  /** What stands behind the field: a unit. */
  unit?: ReactNode;
  typed: string | undefined;
  hint?: string;
  isInvalid: boolean;
} & Pick<ComponentPropsWithoutRef<"input">, "inputMode" | "className">;

/** One line to type a response into, exactly as it is: nothing corrects or completes it. */
export function TypedField(props: TypedFieldProps) {
  const { name, label, unit, typed, hint, isInvalid, inputMode, className = "" } = props;
  const id = `${name}-field`;
  const ids = [hint && `${id}-hint`, isInvalid && `${name}-problem`].filter(Boolean).join(" ");
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-semibold">
        {label}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="text-small text-ink-soft">
          {hint}
        </p>
      )}
      <div className="flex items-center gap-3">
        <input
          id={id}
          name={name}
          type="text"
          inputMode={inputMode}
          defaultValue={typed}
          autoComplete="off"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          aria-describedby={ids === "" ? undefined : ids}
          aria-invalid={isInvalid ? true : undefined}
          className={`block min-h-12 min-w-0 rounded-control border border-line-strong bg-raised px-3 py-2 text-base text-ink aria-invalid:border-2 aria-invalid:border-bad-fill ${className}`}
        />
        {unit && <span aria-hidden="true">{unit}</span>}
      </div>
    </div>
  );
}
