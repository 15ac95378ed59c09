import { Cell, DataTable, HeadCell, RowHead } from "#app/components/data-table.tsx";
import { Pagination } from "#app/components/pagination.tsx";
import { StatusBadge } from "#app/components/status-badge.tsx";

/** A result that changes. */
export type ResultRow = {
  attemptId: number;
  /** A name where it may be seen, "Attempt 41" otherwise. */
  who: string;
  href?: string;
  /** Ready to read: "11 Feb 2027". */
  submittedOn: string;
  /** The beginning of its version's hash. */
  version: string;
  /** "12 of 15, 80 %" */
  before: string;
  after: string;
  verdict: "stays-passed" | "stays-failed" | "now-passed" | "now-failed";
  certificates: readonly { tone: "good" | "bad"; text: string }[];
};

type ResultChangesProps = {
  rows: readonly ResultRow[];
  page: number;
  pageCount: number;
  hrefFor: (page: number) => string;
};

const VERDICTS = {
  "stays-passed": { tone: "none", text: "Stays a pass" },
  "stays-failed": { tone: "none", text: "Stays a fail" },
  "now-passed": { tone: "good", text: "Fail to pass" },
  "now-failed": { tone: "bad", text: "Pass to fail" },
} as const;

/** Each result that a regrade changes, with the old score and the new one. */
export function ResultChanges({ rows, page, pageCount, hrefFor }: ResultChangesProps) {
  return (
    <div className="grid gap-4">
      <DataTable
        label="Results that change"
        head={
          <>
            <HeadCell>Result</HeadCell>
            <HeadCell>Submitted</HeadCell>
            <HeadCell>Before</HeadCell>
            <HeadCell>After</HeadCell>
            <HeadCell>Verdict</HeadCell>
            <HeadCell>Certificates</HeadCell>
          </>
        }
      >
        {rows.map(({ attemptId, who, href, submittedOn, version, before, after, ...row }) => (
          <tr key={attemptId}>
            <RowHead href={href}>{who}</RowHead>
            <Cell>
              {submittedOn}
              <span className="block text-small text-ink-soft">
                version <span className="font-mono">{version}</span>
              </span>
            </Cell>
            <Cell>{before}</Cell>
            <Cell>{after}</Cell>
            <Cell>
              <StatusBadge tone={VERDICTS[row.verdict].tone}>
                {VERDICTS[row.verdict].text}
              </StatusBadge>
            </Cell>
            <Cell>
              {row.certificates.length === 0 ? (
                <span className="text-ink-soft">No change</span>
              ) : (
                <ul className="grid gap-1">
                  {row.certificates.map(({ tone, text }) => (
                    <li key={text}>
                      <StatusBadge tone={tone}>{text}</StatusBadge>
                    </li>
                  ))}
                </ul>
              )}
            </Cell>
          </tr>
        ))}
      </DataTable>
      {pageCount > 1 && <Pagination {...{ page, pageCount, hrefFor }} />}
    </div>
  );
}
