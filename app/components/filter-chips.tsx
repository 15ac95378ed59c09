type FilterChipsProps = {
  /** What is filtered by: "Site". */
  label: string;
  options: readonly { label: string; href: string; isOn: boolean; count?: number }[];
};

/** Ways to narrow a list down, as links, so that a filter is an address. */
export function FilterChips({ label, options }: FilterChipsProps) {
  return (
    <nav aria-label={label} className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
      <span className="text-small font-semibold text-ink-soft" aria-hidden="true">
        {label}
      </span>
      <ul className="flex min-w-0 flex-wrap gap-2">
        {options.map(({ label, href, isOn, count }) => (
          <li key={label} className="min-w-0">
            <a
              href={href}
              aria-current={isOn ? "true" : undefined}
              className="inline-flex min-h-11 items-center gap-2 rounded-[1.375rem] border border-line-strong bg-raised px-4 py-1.5 wrap-anywhere transition-colors hover:border-accent aria-[current=true]:border-accent aria-[current=true]:bg-accent-soft aria-[current=true]:font-semibold aria-[current=true]:text-accent"
            >
              {isOn && (
                <svg
                  viewBox="0 0 16 16"
                  className="size-4 shrink-0"
                  fill="none"
                  stroke="currentColor"
                  strokeWidth="2"
                  strokeLinecap="round"
                  aria-hidden="true"
                >
                  <path d="m3 8.5 3.2 3.2L13 4.5" />
                </svg>
              )}
              <span className="min-w-0">{label}</span>
              {count !== undefined && (
                <span className="text-small text-ink-soft tabular-nums">
                  {count.toLocaleString("en-GB")}
                </span>
              )}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
