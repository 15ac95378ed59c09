type PaginationProps = {
  /** Counted from 1. */
  page: number;
  pageCount: number;
  hrefFor: (page: number) => string;
};

const STEP =
  "inline-flex min-h-11 min-w-11 items-center justify-center rounded-control px-3 text-accent underline decoration-1 underline-offset-4 hover:bg-accent-soft";

/** The way through a long list. Nothing at all when it fits on one page. */
export function Pagination({ page, pageCount, hrefFor }: PaginationProps) {
  if (pageCount <= 1) return null;
  return (
    <nav aria-label="Pages" className="flex flex-wrap items-center justify-center gap-1">
      {page > 1 && (
        <a href={hrefFor(page - 1)} rel="prev" className={STEP}>
          Previous
        </a>
      )}
      <p className="px-2 text-ink-soft tabular-nums sm:hidden">
        Page {page} of {pageCount}
      </p>
      <ol className="hidden items-center gap-1 tabular-nums sm:flex">
        {nearbyPages(page, pageCount).map((near, index, all) => (
          <li key={near} className="flex items-center gap-1">
            {near - (all[index - 1] ?? 0) > 1 && <span className="px-1 text-ink-soft">…</span>}
            {near === page ? (
              <span
                aria-current="page"
                className="inline-flex min-h-11 min-w-11 items-center justify-center rounded-control bg-accent-soft px-3 font-semibold text-accent"
              >
                {near}
              </span>
            ) : (
              <a href={hrefFor(near)} className={STEP} aria-label={`Page ${near}`}>
                {near}
              </a>
            )}
          </li>
        ))}
      </ol>
      {page < pageCount && (
        <a href={hrefFor(page + 1)} rel="next" className={STEP}>
          Next
        </a>
      )}
    </nav>
  );
}

/** The first, the last, and two on either side of the one that is shown. */
function nearbyPages(page: number, pageCount: number): number[] {
  return Array.from({ length: pageCount }, (_, index) => index + 1).filter(
    (each) => each === 1 || each === pageCount || Math.abs(each - page) <= 2,
  );
}
