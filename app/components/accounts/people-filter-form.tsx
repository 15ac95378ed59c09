import { Button } from "#app/components/button.tsx";
import { Field, SelectField } from "#app/components/field.tsx";

type PeopleFilterFormProps = {
  filter: { search: string; siteId?: number; state?: string };
  /** Sites to choose from; with a single one there is nothing to choose. */
  sites: readonly { id: number; name: string }[];
};

const STATES = [
  { value: "", label: "Any state" },
  { value: "active", label: "Active" },
  { value: "invited", label: "Invited" },
  { value: "deactivated", label: "Deactivated" },
];

/** Narrows the list of people down; what is chosen stands in the address. */
export function PeopleFilterForm({ filter, sites }: PeopleFilterFormProps) {
  const siteOptions = sites.map(({ id, name }) => ({ value: String(id), label: name }));
  return (
    <form
      method="get"
      action="/people"
      aria-label="Find people"
      className="grid items-end gap-4 sm:grid-cols-2 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_minmax(0,1fr)_auto]"
    >
      <Field label="Name or e-mail address" name="q" type="search" defaultValue={filter.search} />
      {sites.length > 1 && (
        <SelectField
          label="Site"
          name="site"
          defaultValue={filter.siteId === undefined ? "" : String(filter.siteId)}
          options={[{ value: "", label: "Any site" }, ...siteOptions]}
        />
      )}
      <SelectField label="State" name="state" defaultValue={filter.state ?? ""} options={STATES} />
      <Button variant="secondary">Show</Button>
    </form>
  );
}
