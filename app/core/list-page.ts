/** How many people one page of the board shows. */
export const PEOPLE_PER_PAGE = 50;

/** One page of a list. A page beyond the end is the last one. */
export function pageOf<Thing>(things: readonly Thing[], wanted: number) {
  const pageCount = Math.max(1, Math.ceil(things.length / PEOPLE_PER_PAGE));
  const page = Math.min(wanted, pageCount);
  const shown = things.slice((page - 1) * PEOPLE_PER_PAGE, page * PEOPLE_PER_PAGE);
  return { page, pageCount, shown };
}
