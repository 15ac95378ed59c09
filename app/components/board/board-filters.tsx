import { Button } from "#app/components/button.tsx";
import { Field, SelectField } from "#app/components/field.tsx";
import type { BoardFilter, BoardSort } from "#app/core/board-filter.ts";
import { BOARD_STATUSES, STATUS_NAMES } from "#app/core/board-state.ts";

type BoardFiltersProps = {
  filter: BoardFilter;
  /** "2026-11-22": the last day that can be asked about. */
  today: string;
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
export function BoardFilters(props: BoardFiltersProps) {
  const { filter, today, sites, jobRoles, certifications } = props;
  const { search, siteId, jobRoleId, status, certificationId, sort, group, on } = filter;
  const isOpen = Boolean(
    siteId || jobRoleId || certificationId || status || sort !== "action" || group || on,
  );
  return (
    <search className="print-hidden">
      <form
        method="get"
        action="/board"
        className="group grid grid-cols-[1fr_auto] items-end gap-3 md:grid-cols-[repeat(auto-fill,minmax(12.75rem,1fr))]"
      >
        <div className="min-w-0">
          <Field label="Name" name="q" type="search" defaultValue={search} autoComplete="off" />
        </div>
        <div className="contents max-md:order-last max-md:col-span-2 max-md:hidden max-md:gap-3 max-md:group-has-[[data-more]:checked]:grid sm:grid-cols-2">
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
            <div className="min-w-0 md:col-span-2">
              <Choice
                label="Figures and status of"
                name="certification"
                value={certificationId}
                options={certifications.map(({ id, title }) => ({ value: id, label: title }))}
              />
            </div>
          )}
          <Choice
            label="Status"
            name="status"
            all="Everybody"
            value={status}
            options={BOARD_STATUSES.map((each) => ({ value: each, label: STATUS_NAMES[each] }))}
          />
          <Choice
            label="Sort by"
            name="sort"
            value={sort}
            options={Object.entries(SORT_LABELS).map(([value, label]) => ({ value, label }))}
          />
          {sites.length > 1 && (
            <Choice
              label="Group"
              name="group"
              all="Not at all"
              value={group}
              options={[{ value: "site", label: "By site" }]}
            />
          )}
          <div className="min-w-0">
            <Field label="As of" name="on" type="date" max={today} defaultValue={on} />
          </div>
        </div>
        <Button variant="secondary">Show</Button>
        <label className="col-span-2 flex min-h-11 w-full items-center gap-3 md:hidden">
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
    <div className="min-w-0">
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
