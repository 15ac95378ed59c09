import { Button } from "#app/components/button.tsx";
import { Field, SelectField } from "#app/components/field.tsx";
import type { BoardFilter, BoardSort } from "#app/core/board.ts";

type BoardFiltersProps = {
  filter: BoardFilter;
  sites: readonly { id: number; name: string }[];
  jobRoles: readonly { id: number; name: string }[];
  certifications: readonly { id: string; title: string }[];
};

const SORT_LABELS: Record<BoardSort, string> = {
  action: "Action needed first",
  name: "Name",
  until: "End of validity",
};

/** Whom to show, and in which order: a form whose fields become the address. */
export function BoardFilters({ filter, sites, jobRoles, certifications }: BoardFiltersProps) {
  const { search, siteId, jobRoleId, status, certificationId, sort } = filter;
  const isOpen = Boolean(siteId || jobRoleId || certificationId || sort !== "action");
  return (
    <search className="print-hidden">
      <form method="get" action="/board" className="group flex flex-wrap items-end gap-x-3 gap-y-3">
        {status && <input type="hidden" name="status" value={status} />}
        <div className="min-w-0 grow basis-48 lg:max-w-64">
          <Field label="Name" name="q" type="search" defaultValue={search} autoComplete="off" />
        </div>
        <div className="contents max-md:hidden max-md:w-full max-md:gap-3 max-md:group-has-[[data-more]:checked]:grid sm:grid-cols-2">
          {sites.length > 1 && (
            <Choice
              label="Site"
              name="site"
              all="All sites"
              value={siteId}
              options={named(sites)}
            />
          )}
          {jobRoles.length > 1 && (
            <Choice
              label="Job role"
              name="job"
              all="All job roles"
              value={jobRoleId}
              options={named(jobRoles)}
            />
          )}
          {certifications.length > 1 && (
            <Choice
              label="Figures and status of"
              name="certification"
              value={certificationId}
              options={certifications.map(({ id, title }) => ({ value: id, label: title }))}
            />
          )}
          <Choice
            label="Sort by"
            name="sort"
            value={sort}
            options={Object.entries(SORT_LABELS).map(([value, label]) => ({ value, label }))}
          />
        </div>
        <Button variant="secondary">Show</Button>
        <label className="flex min-h-11 w-full items-center gap-3 md:hidden">
          <input type="checkbox" data-more="" defaultChecked={isOpen} className="size-5" />
          More filters and order
        </label>
      </form>
    </search>
  );
}

type ChoiceProps = {
  label: string;
  name: string;
  /** What leaving it open is called, where that is possible. */
  all?: string;
  value?: string | number;
  options: readonly { value: string; label: string }[];
};

function Choice({ label, name, all, value = "", options }: ChoiceProps) {
  return (
    <div className="min-w-0 md:grow md:basis-40">
      <SelectField
        label={label}
        name={name}
        defaultValue={value}
        options={all ? [{ value: "", label: all }, ...options] : options}
      />
    </div>
  );
}

function named(things: readonly { id: number; name: string }[]) {
  return things.map(({ id, name }) => ({ value: String(id), label: name }));
}
