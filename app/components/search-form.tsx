import { Button } from "./button.tsx";

type SearchFormProps = {
  /** The page that shows what is found. */
  action: string;
  label: string;
  /** The name in the address. */
  name?: string;
  defaultValue?: string;
  /** What else the address says and must go on saying, such as filters. */
  keep?: readonly { name: string; value: string }[];
};

/** A search whose words stand in the address. */
export function SearchForm({
  action,
  label,
  name = "q",
  defaultValue,
  keep = [],
}: SearchFormProps) {
  return (
    <search>
      <form method="get" action={action} className="grid gap-1.5">
        <label htmlFor={`search-${name}`} className="text-small font-semibold text-ink-soft">
          {label}
        </label>
        <div className="flex gap-2">
          <input
            id={`search-${name}`}
            type="search"
            name={name}
            defaultValue={defaultValue}
            className="min-h-11 w-full min-w-0 rounded-control border border-line-strong bg-raised px-3 py-2 sm:w-72"
          />
          {keep.map((kept) => (
            <input key={`${kept.name}=${kept.value}`} type="hidden" {...kept} />
          ))}
          <Button variant="secondary">Search</Button>
        </div>
      </form>
    </search>
  );
}
