import { BulkBar } from "#app/components/bulk/bulk-bar.tsx";
import { ButtonLink } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { Pagination } from "#app/components/pagination.tsx";
import { StackedBar } from "#app/components/stacked-bar.tsx";
import {
  type BoardFilter,
  boardAddress,
  leavesOut,
  STATUS_LABELS,
  STATUSES,
} from "#app/core/board.ts";
import type { CertificationStatus } from "#app/core/certification.ts";
import { BoardFilters } from "./board-filters.tsx";
import { BoardGrid } from "./board-grid.tsx";
import { BoardList } from "./board-list.tsx";
import type { BoardColumn, BoardPersonRow } from "./board-rows.ts";
import { TONE_OF_STATUS } from "./status-tone.ts";

type BoardPageProps = {
  /** Ready to read: "22 Nov 2026". */
  today: string;
  filter: BoardFilter;
  pageCount: number;
  /** How many people the filter lets through, and how many there are without one. */
  found: number;
  total: number;
  counts: Record<CertificationStatus, number>;
  /** The certification that figures, status and order are about; none before one is published. */
  chosen?: { id: string; hasGrace: boolean };
  sites: readonly { id: number; name: string }[];
  jobRoles: readonly { id: number; name: string }[];
  certifications: readonly BoardColumn[];
  people: readonly BoardPersonRow[];
};

/** Who is certified, who is about to lapse, and who is not: everybody a manager answers for. */
export function BoardPage(board: BoardPageProps) {
  const { today, total, certifications, sites } = board;
  const title = certifications.length === 1 ? certifications[0]?.title : undefined;
  return (
    <>
      <PageHeading title="Board" lead={[title, `as of ${today}`].filter(Boolean).join(", ")} />
      {sites.length === 0 && (
        <EmptyState title="No site is yours yet">
          An admin says whose staff you look after. Ask them to give you your sites.
        </EmptyState>
      )}
      {sites.length > 0 && total === 0 && (
        <EmptyState
          title="Nobody is here yet"
          action={<ButtonLink href="/people/invite">Invite somebody</ButtonLink>}
        >
          Once you have invited the staff of {namesOf(sites)}, you see here who is certified.
        </EmptyState>
      )}
      {total > 0 && <People {...board} />}
    </>
  );
}

function People({
  filter,
  pageCount,
  found,
  total,
  counts,
  chosen,
  sites,
  jobRoles,
  certifications,
  people,
}: BoardPageProps) {
  const grid = { label: "People and their certifications", certifications, people, filter };
  return (
    <div className="grid grid-cols-1 gap-5 md:gap-6">
      {chosen ? (
        <StackedBar
          parts={STATUSES.filter(
            (status) =>
              filter.status === status ||
              (status === "grace" ? chosen.hasGrace : status !== "withdrawn" || counts[status] > 0),
          ).map((status) => ({
            label: STATUS_LABELS[status],
            count: counts[status],
            tone: TONE_OF_STATUS[status],
            href: boardAddress({
              ...filter,
              page: 1,
              status: filter.status === status ? undefined : status,
            }),
            isOn: filter.status === status,
          }))}
        />
      ) : (
        <Notice tone="info" title="There is no certification yet">
          As soon as an author publishes one, it stands here with everybody's status.
        </Notice>
      )}
      <BoardFilters {...{ filter, sites, jobRoles, certifications }} />
      <div className="flex flex-wrap items-baseline gap-x-5">
        <p className="py-2 text-ink-soft tabular-nums">
          {`${found.toLocaleString("en-GB")} of ${total.toLocaleString("en-GB")} ${total === 1 ? "person" : "people"}`}
          {filter.status && `, ${STATUS_LABELS[filter.status].toLowerCase()}`}
        </p>
        {leavesOut(filter) && people.length > 0 && <ClearFilters filter={filter} />}
        <div className="print-hidden ml-auto flex flex-wrap gap-x-5">
          {people.length > 0 && (
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
            <BoardList {...grid} />
          </div>
          <Pagination
            page={filter.page}
            pageCount={pageCount}
            hrefFor={(page) => boardAddress({ ...filter, page })}
          />
          <BulkBar filter={filter} found={found} />
        </>
      )}
    </div>
  );
}

function ClearFilters({ filter, isButton = false }: { filter: BoardFilter; isButton?: boolean }) {
  const { certificationId, sort } = filter;
  const href = boardAddress({ search: "", certificationId, sort, page: 1 });
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
