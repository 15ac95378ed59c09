import type { ReactNode } from "react";

type DataTableProps = {
  /** What the table holds; names it, and the area that scrolls. */
  label: string;
  /** {@link HeadCell}s of the only head row. */
  head: ReactNode;
  /** `<tr>`s that begin with a {@link RowHead}. */
  children: ReactNode;
};

/**
 * A dense, calm grid. Where it is too wide it scrolls sideways inside itself, by keyboard too, and
 * keeps the first column in sight; a shade at its edge says that there is more. It never hides
 * rows: a box that scrolls in a page that scrolls looks like the end of the list.
 */
export function DataTable({ label, head, children }: DataTableProps) {
  return (
    <div className="scroll-hint relative min-w-0">
      <section
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
        className="overflow-x-auto rounded-card border border-line bg-raised print:overflow-visible"
      >
        <table className="w-full border-separate border-spacing-0 text-left text-small tabular-nums lg:text-base">
          <caption className="sr-only">{label}</caption>
          <thead>
            <tr>{head}</tr>
          </thead>
          <tbody className="[&>tr:last-child>*]:border-b-0 [&>tr:hover>*]:bg-accent-soft">
            {children}
          </tbody>
        </table>
      </section>
    </div>
  );
}

type HeadCellProps = {
  children: ReactNode;
  align?: "start" | "end";
  /** How the rows are sorted by this column, if they are. */
  sorted?: "ascending" | "descending";
  /** Sorts by this column, or turns the order round. */
  sortHref?: string;
};

export function HeadCell({ children, align = "start", sorted, sortHref }: HeadCellProps) {
  return (
    <th
      scope="col"
      aria-sort={sorted}
      className={`border-b border-line-strong bg-raised px-4 py-2.5 align-bottom text-small font-semibold text-ink-soft first:sticky first:left-0 first:z-10 ${align === "end" ? "text-right" : ""}`}
    >
      {sortHref ? (
        <a href={sortHref} className="link inline-flex min-h-8 items-center gap-1.5">
          {children}
          {sorted && <SortSign sorted={sorted} />}
        </a>
      ) : (
        children
      )}
    </th>
  );
}

type RowHeadProps = {
  children: ReactNode;
  /** Where the row's own page is. */
  href?: string;
};

/** The first cell of a row: who or what it is about. */
export function RowHead({ children, href }: RowHeadProps) {
  return (
    <th
      scope="row"
      className="sticky left-0 border-b border-line bg-raised px-4 py-1.5 align-top font-semibold"
    >
      <div className="w-max max-w-[45vw] wrap-anywhere sm:max-w-64">
        {href ? (
          <a href={href} className="link inline-block min-w-11 py-1">
            {children}
          </a>
        ) : (
          <div className="py-1">{children}</div>
        )}
      </div>
    </th>
  );
}

/** Says what the rows below it have in common. */
export function GroupRow({ columns, children }: { columns: number; children: ReactNode }) {
  return (
    <tr>
      <th
        scope="colgroup"
        colSpan={columns}
        className="border-b border-line bg-muted px-4 py-2 font-semibold"
      >
        <span className="sticky left-4">{children}</span>
      </th>
    </tr>
  );
}

export function Cell({ children, align = "start" }: Pick<HeadCellProps, "children" | "align">) {
  return (
    <td
      className={`min-w-40 border-b border-line bg-raised px-4 py-2.5 align-top ${align === "end" ? "text-right" : ""}`}
    >
      {children}
    </td>
  );
}

function SortSign({ sorted }: Required<Pick<HeadCellProps, "sorted">>) {
  return (
    <svg viewBox="0 0 10 10" className="size-2.5" fill="currentColor" aria-hidden="true">
      <path d={sorted === "ascending" ? "M5 2 9.3 8H.7Z" : "M5 8 .7 2h8.6Z"} />
    </svg>
  );
}
