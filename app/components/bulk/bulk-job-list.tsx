import { ButtonLink } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { peopleInWords } from "./bulk-words.ts";

type BulkJobListProps = {
  /** True for whoever wanted something done for nobody. */
  isNobodyTicked: boolean;
  jobs: readonly {
    id: number;
    title: string;
    when: string;
    total: number;
    dealtWith: number;
    done: number;
    isFinished: boolean;
  }[];
};

/** What a manager has done for several people at once, newest first. */
export function BulkJobList({ isNobodyTicked, jobs }: BulkJobListProps) {
  return (
    <>
      <PageHeading
        title="Several people at once"
        lead="What you assigned, extended and reminded of, and what came of it."
        actions={
          <ButtonLink href="/board" variant="secondary">
            Board
          </ButtonLink>
        }
      />
      <div className="grid gap-6">
        {isNobodyTicked && (
          <Notice tone="soon" title="Nobody was ticked">
            Tick people on the board, or choose everybody whom the filter shows.
          </Notice>
        )}
        {jobs.length === 0 ? (
          <EmptyState title="Nothing yet">
            Tick people on the board, and choose below it.
          </EmptyState>
        ) : (
          <ul className="divide-y divide-line border-y border-line">
            {jobs.map(({ id, title, when, total, dealtWith, done, isFinished }) => (
              <li key={id} className="flex flex-wrap items-center justify-between gap-x-6 py-2">
                <a href={`/bulk/${id}`} className="link inline-flex min-h-11 items-center">
                  {title}
                </a>
                <span className="text-small text-ink-soft tabular-nums">
                  {when}.{" "}
                  {isFinished
                    ? `Done for ${done.toLocaleString("en-GB")} of ${peopleInWords(total)}`
                    : `${dealtWith.toLocaleString("en-GB")} of ${peopleInWords(total)} so far`}
                </span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </>
  );
}
