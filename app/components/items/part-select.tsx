import { Html } from "#app/components/html.tsx";

type PartSelectProps = {
  /** The field's name, and its id. */
  name: string;
  /** HTML, see {@link Html}. */
  label: string;
  /** What the first entry says, which stands for nothing. */
  placeholder: string;
  options: readonly { value: string; label: string }[];
  chosen: string | undefined;
};

/** One part of an item with the native list from which its response is chosen. */
export function PartSelect({ name, label, placeholder, options, chosen }: PartSelectProps) {
  return (
    <div className="grid gap-2.5 rounded-card border border-line-strong bg-raised p-4">
      <label htmlFor={name}>
        <Html html={label} />
      </label>
      <select
        id={name}
        name={name}
        defaultValue={chosen ?? ""}
        className="block min-h-11 w-full min-w-0 rounded-control border border-line-strong bg-surface px-3 py-2 text-base text-ink text-ellipsis"
      >
        <option value="">{placeholder}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
