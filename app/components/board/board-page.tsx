import { BulkBar } from "#app/components/bulk/bulk-bar.tsx";
import { ButtonLink } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { Pagination } from "#app/components/pagination.tsx";
import { type BoardFilter, boardAddress, leavesOut } from "#app/core/board-filter.ts";
import { type BoardState, STATUS_NAMES } from "#app/core/board-state.ts";
import { BoardFigures } from "./board-figures.tsx";
import { BoardFilters } from "./board-filters.tsx";
import { BoardGrid } from "./board-grid.tsx";
import { BoardList } from "./board-list.tsx";
import type { BoardColumn, BoardPersonRow } from "./board-rows.ts";
import { FilterChips } from "./filter-chips.tsx";
import { PastDayNotice } from "./past-day-notice.tsx";

type BoardPageProps = {
  /** Of the manager's home site: "2026-11-22". */
  today: string;
  /** The day that is shown, ready to read: "22 Nov 2026". */
  shownDay: string;
  /** What was wrong with the day that was asked for, in a sentence. */
  dayProblem?: string;
  filter: BoardFilter;
  pageCount: number;
  /** How many people the filter lets through, and how many there are without one. */
  found: number;
  total: number;
  counts: Record<BoardState, number>;
  /** The certification that figures, status and order are about; none before one is published. */
  chosen?: { id: string; title: string };
  sites: readonly { id: number; name: string }[];
  jobRoles: readonly { id: number; name: string }[];
  certifications: readonly BoardColumn[];
  people: readonly BoardPersonRow[];
};

/** Who may treat today, who not for long, and who may not and why: a manager's staff. */
export function BoardPage(board: BoardPageProps) {
  const { shownDay, total, chosen, sites, filter } = board;
  return (
    <>
      <PageHeading
        title="Board"
        lead={[chosen?.title, `as of ${shownDay}`].filter(Boolean).join(", ")}
        actions={<WayToSheet filter={filter} />}
      />
      {board.dayProblem && (
        <div className="mb-6">
          <Notice tone="soon">{board.dayProblem}</Notice>
        </div>
      )}
      {filter.on && (
        <div className="mb-6">
          <PastDayNotice day={shownDay} todayHref={boardAddress({ ...filter, on: undefined })} />
        </div>
      )}
      {sites.length === 0 && (
        <EmptyState title="No site is yours yet">
          An admin says whose staff you look after. Ask them to give you your sites.
        </EmptyState>
      )}
      {sites.length > 0 && total === 0 && <NobodyYet {...board} />}
      {total > 0 && <People {...board} />}
    </>
  );
}

function WayToSheet({ filter }: Pick<BoardPageProps, "filter">) {
  const sheet = boardAddress({ ...filter, status: undefined, search: "", page: 1 }, "/board/print");
  return (
    <a href={sheet} className="link inline-flex min-h-11 items-center font-semibold">
      Sheet for the front desk
    </a>
  );
}

function NobodyYet({ filter, shownDay, sites }: BoardPageProps) {
  if (filter.on) {
    return (
      <EmptyState title="Nobody was here then">
        On {shownDay} nobody on record worked at {namesOf(sites)}.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="Nobody is here yet"
      action={<ButtonLink href="/people/invite">Invite somebody</ButtonLink>}
    >
      Once you have invited the staff of {namesOf(sites)}, you see here who is certified.
    </EmptyState>
  );
}

function People(board: BoardPageProps) {
  const { filter, pageCount, found, total, counts, chosen, certifications, people } = board;
  const grid = { label: "People and their certifications", certifications, people, filter };
  return (
    <div className="grid grid-cols-1 gap-5 md:gap-6">
      {chosen ? (
        <BoardFigures filter={filter} counts={counts} isToday={filter.on === undefined} />
      ) : (
        <Notice
          tone="info"
          title={`There ${filter.on ? "was no certification then" : "is no certification yet"}`}
        >
          {!filter.on &&
            "As soon as an author publishes one, it stands here with everybody's status."}
        </Notice>
      )}
      <BoardFilters {...board} />
      <FilterChips {...board} />
      <div className="flex flex-wrap items-baseline gap-x-5">
        <p className="py-2 text-ink-soft tabular-nums">
          {`${found.toLocaleString("en-GB")} of ${total.toLocaleString("en-GB")} ${total === 1 ? "person" : "people"}`}
          {filter.status && `, ${STATUS_NAMES[filter.status].toLowerCase()}`}
        </p>
        {leavesOut(filter) && people.length > 0 && <ClearFilters filter={filter} />}
        <div className="print-hidden flex flex-wrap gap-x-5 sm:ml-auto">
          {!filter.on && people.length > 0 && (
            <a href="#bulk" className="link inline-flex min-h-11 items-center">
              Several people at once
            </a>
          )}
          <a
            href={boardAddress({ ...filter, page: 1 }, "/board.csv")}
            className="link inline-flex min-h-11 items-center"
          >
            Export as CSV
          </a>
        </div>
      </div>
      {people.length === 0 ? (
        <EmptyState title="Nobody matches" action={<ClearFilters filter={filter} isButton />}>
          No one of your {total.toLocaleString("en-GB")} people fits all of these filters.
        </EmptyState>
      ) : (
        <>
          <div className="hidden md:block print:block">
            <BoardGrid {...grid} />
          </div>
          <div className="md:hidden print:hidden">
            <BoardList {...grid} chosenId={chosen?.id} on={filter.on} />
          </div>
          <Pagination
            page={filter.page}
            pageCount={pageCount}
            hrefFor={(page) => boardAddress({ ...filter, page })}
          />
          {!filter.on && <BulkBar filter={filter} found={found} />}
        </>
      )}
    </div>
  );
}

function ClearFilters({ filter, isButton = false }: { filter: BoardFilter; isButton?: boolean }) {
  const { certificationId, sort, group, on } = filter;
  const href = boardAddress({ search: "", certificationId, sort, group, on, page: 1 });
  if (isButton) return <ButtonLink href={href}>Clear filters</ButtonLink>;
  return (
    <a href={href} className="link inline-flex min-h-11 items-center">
      Clear filters
    </a>
  );
}

function namesOf(sites: BoardPageProps["sites"]): string {
  return sites.length > 3 ? "your sites" : sites.map(({ name }) => name).join(" and ");
}
