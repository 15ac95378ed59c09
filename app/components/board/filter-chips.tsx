import { type BoardFilter, boardAddress } from "#app/core/board-filter.ts";
import { STATUS_NAMES } from "#app/core/board-state.ts";

type FilterChipsProps = {
  filter: BoardFilter;
  sites: readonly { id: number; name: string }[];
  jobRoles: readonly { id: number; name: string }[];
};

/** What narrows the board beside the name in its field: each can be taken off by itself. */
export function FilterChips({ filter, sites, jobRoles }: FilterChipsProps) {
  const chips = chipsOf(filter, sites, jobRoles);
  if (chips.length === 0) return null;
  return (
    <ul aria-label="Filters" className="print-hidden flex flex-wrap items-center gap-2">
      {chips.map(({ label, without }) => (
        <li key={label}>
          <a
            href={boardAddress({ ...filter, ...without, page: 1 })}
            className="inline-flex min-h-9 items-center gap-2 rounded-full border border-line-strong bg-raised px-3 text-small wrap-anywhere hover:bg-accent-soft"
          >
            {label}
            <span className="sr-only">: take this filter off</span>
            <svg
              viewBox="0 0 10 10"
              className="size-2.5 shrink-0"
              stroke="currentColor"
              strokeWidth="1.8"
              strokeLinecap="round"
              aria-hidden="true"
            >
              <path d="m1 1 8 8M9 1 1 9" />
            </svg>
          </a>
        </li>
      ))}
    </ul>
  );
}

type Chip = { label: string; without: Partial<BoardFilter> };

function chipsOf(
  { siteId, jobRoleId, status, group }: BoardFilter,
  sites: FilterChipsProps["sites"],
  jobRoles: FilterChipsProps["jobRoles"],
): Chip[] {
  const nameIn = (things: FilterChipsProps["sites"], id: number) =>
    things.find((thing) => thing.id === id)?.name ?? "";
  const chips: (Chip | undefined)[] = [
    siteId === undefined
      ? undefined
      : { label: `Site: ${nameIn(sites, siteId)}`, without: { siteId: undefined } },
    jobRoleId === undefined
      ? undefined
      : { label: `Job role: ${nameIn(jobRoles, jobRoleId)}`, without: { jobRoleId: undefined } },
    status && { label: `Status: ${STATUS_NAMES[status]}`, without: { status: undefined } },
    group && { label: "Grouped by site", without: { group: undefined } },
  ];
  return chips.filter((chip) => chip !== undefined);
}
