import { EmptyState } from "#app/components/empty-state.tsx";
import { Html } from "#app/components/html.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { Pagination } from "#app/components/pagination.tsx";
import { StatusBadge } from "#app/components/status-badge.tsx";

type ReportInboxProps = {
  state: "open" | "answered";
  /** Counted from 1. */
  page: number;
  pageCount: number;
  openCount: number;
  /** True when this reader has answered one just now. */
  hasAnswered: boolean;
  reports: readonly {
    id: number;
    text: string;
    quizTitle: string;
    /** HTML, see {@link Html}. */
    stem: string;
    /** "Nurse, Harbour" */
    from: string;
    sentAt: string;
    answer?: { by: string; at: string };
  }[];
};

const TABS = [
  { state: "open", label: "Waiting for an answer" },
  { state: "answered", label: "Answered" },
] as const;

/** What trainees reported about items: what waits, and what is answered. */
export function ReportInbox(props: ReportInboxProps) {
  const { state, page, pageCount, openCount, hasAnswered, reports } = props;
  return (
    <>
      <PageHeading
        title="Problem reports"
        lead={
          <p>
            What trainees noticed about items. You see where they work and as what, and not who they
            are; your answer reaches them.
          </p>
        }
      />
      {hasAnswered && (
        <div className="mb-6">
          <Notice tone="good" live>
            Your answer is sent.
          </Notice>
        </div>
      )}
      <nav aria-label="Reports" className="mb-6 flex flex-wrap gap-x-6">
        {TABS.map((tab) => (
          <a
            key={tab.state}
            href={tab.state === "open" ? "/problem-reports" : "/problem-reports?show=answered"}
            aria-current={tab.state === state ? "page" : undefined}
            className="inline-flex min-h-11 items-center border-b-[3px] border-transparent text-ink-soft hover:text-ink aria-[current=page]:border-accent aria-[current=page]:font-semibold aria-[current=page]:text-ink"
          >
            {tab.label}
            {tab.state === "open" && ` (${openCount})`}
          </a>
        ))}
      </nav>
      {reports.length === 0 ? (
        <EmptyState title={state === "open" ? "Nothing is waiting" : "Nothing is answered yet"}>
          {state === "open"
            ? "What trainees report about items comes here."
            : "What you and others answer is kept here."}
        </EmptyState>
      ) : (
        <ul className="max-w-3xl divide-y divide-line border-y border-line">
          {reports.map((report) => (
            <li key={report.id} className="grid py-4">
              <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-small text-ink-soft">
                <span>{report.sentAt}</span>
                <span>{report.from}</span>
                {report.answer && (
                  <StatusBadge tone="good">Answered by {report.answer.by}</StatusBadge>
                )}
              </p>
              <p className="line-clamp-3 max-w-reading whitespace-pre-line wrap-anywhere">
                <a
                  href={`/problem-reports/${report.id}`}
                  className="link inline-block py-2.5 font-semibold"
                >
                  {report.text}
                </a>
              </p>
              <div className="flex min-w-0 flex-wrap gap-x-2 text-small text-ink-soft">
                <span className="wrap-anywhere">{report.quizTitle}:</span>
                <Html html={report.stem} className="line-clamp-1 min-w-0" />
              </div>
            </li>
          ))}
        </ul>
      )}
      <div className="mt-6">
        <Pagination
          page={page}
          pageCount={pageCount}
          hrefFor={(number) =>
            `/problem-reports?${new URLSearchParams({ show: state, page: String(number) })}`
          }
        />
      </div>
    </>
  );
}
