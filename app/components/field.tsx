import type { ComponentPropsWithoutRef, ReactNode } from "react";
import { Sign } from "./sign.tsx";

type Described = {
  label: ReactNode;
  name: string;
  /** Defaults to the name, so that a problem summary can link to it. */
  id?: string;
  hint?: ReactNode;
  /** What is wrong with what was entered, in a sentence. */
  problem?: string;
  /** Says so beside the label. Only where optional fields stand among required ones. */
  optional?: boolean;
};

type Native<Element extends "input" | "select" | "textarea"> = Omit<
  ComponentPropsWithoutRef<Element>,
  keyof Described | "className"
>;

type FieldProps = Described & Native<"input">;
type TextAreaFieldProps = Described & Native<"textarea">;
type SelectFieldProps = Described &
  Native<"select"> & { options: readonly { value: string; label: string }[] };
type CheckFieldProps = Omit<Described, "optional"> &
  Omit<Native<"input">, "type"> & { type?: "checkbox" | "radio" };

const CONTROL =
  "block w-full rounded-control border border-line-strong bg-raised px-3 py-2 text-base text-ink placeholder:text-ink-soft aria-invalid:border-2 aria-invalid:border-bad-fill disabled:bg-muted disabled:text-ink-soft";

/** One line of text, in whichever type the browser knows best: email, password, date ... */
export function Field({ label, name, id = name, hint, problem, optional, ...native }: FieldProps) {
  return (
    <Labelled {...{ label, id, hint, problem, optional }}>
      <input
        id={id}
        name={name}
        className={`${CONTROL} min-h-11`}
        {...description({ id, hint, problem })}
        {...native}
      />
    </Labelled>
  );
}

export function TextAreaField({
  label,
  name,
  id = name,
  hint,
  problem,
  optional,
  rows = 4,
  ...native
}: TextAreaFieldProps) {
  return (
    <Labelled {...{ label, id, hint, problem, optional }}>
      <textarea
        id={id}
        name={name}
        rows={rows}
        className={CONTROL}
        {...description({ id, hint, problem })}
        {...native}
      />
    </Labelled>
  );
}

export function SelectField({
  label,
  name,
  id = name,
  hint,
  problem,
  optional,
  options,
  ...native
}: SelectFieldProps) {
  return (
    <Labelled {...{ label, id, hint, problem, optional }}>
      <select
        id={id}
        name={name}
        className={`${CONTROL} min-h-11`}
        {...description({ id, hint, problem })}
        {...native}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

/** A box to tick, or one of several to choose from; the whole row can be tapped. */
export function CheckField({
  label,
  name,
  value,
  id = value === undefined ? name : `${name}-${value}`,
  type = "checkbox",
  hint,
  problem,
  ...native
}: CheckFieldProps) {
  return (
    <div>
      <label className="flex min-h-11 items-start gap-3 py-2.5">
        <input
          id={id}
          type={type}
          name={name}
          value={value}
          className="mt-[0.15em] size-5 shrink-0"
          {...description({ id, hint, problem })}
          {...native}
        />
        <span className="min-w-0 wrap-anywhere">{label}</span>
      </label>
      {/* Nearer to its own label than to the next one. */}
      <div className="pl-8 not-empty:-mt-2 not-empty:pb-2">
        <Explanation {...{ id, hint, problem }} />
      </div>
    </div>
  );
}

type FieldSetProps = {
  legend: ReactNode;
  /** Names the hint and the problem; a problem summary can link to it. */
  id: string;
  hint?: ReactNode;
  problem?: string;
  children: ReactNode;
};

/** Fields that belong together, such as the roles of one person. */
export function FieldSet({ legend, id, hint, problem, children }: FieldSetProps) {
  return (
    <fieldset
      id={id}
      tabIndex={-1}
      className="min-w-0"
      aria-describedby={description({ id, hint, problem })["aria-describedby"]}
    >
      <legend className="font-semibold">{legend}</legend>
      <Explanation {...{ id, hint, problem }} />
      <div className="mt-1">{children}</div>
    </fieldset>
  );
}

type Parts = { id: string; hint?: ReactNode; problem?: string };

function Labelled({
  label,
  optional,
  children,
  ...parts
}: Parts & { label: ReactNode; optional?: boolean; children: ReactNode }) {
  return (
    <div className="grid gap-1.5">
      <label htmlFor={parts.id} className="font-semibold">
        {label}
        {optional && <span className="font-normal text-ink-soft"> (optional)</span>}
      </label>
      <Explanation {...parts} />
      {children}
    </div>
  );
}

function Explanation({ id, hint, problem }: Parts) {
  return (
    <>
      {hint && (
        <p id={`${id}-hint`} className="text-small text-ink-soft">
          {hint}
        </p>
      )}
      {problem && (
        <p id={`${id}-problem`} className="flex items-start gap-2 font-semibold text-bad">
          <span className="mt-[0.2em]">
            <Sign name="bad" />
          </span>
          {problem}
        </p>
      )}
    </>
  );
}

function description({ id, hint, problem }: Parts) {
  const ids = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean);
  return {
    "aria-describedby": ids.length > 0 ? ids.join(" ") : undefined,
    "aria-invalid": problem ? true : undefined,
  };
}
