import { ButtonLink } from "#app/components/button.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { Pagination } from "#app/components/pagination.tsx";
import { WayBack } from "#app/components/way-back.tsx";
import { BULK_OUTCOMES, type BulkOutcome } from "#app/core/bulk-kinds.ts";
import { BulkPeople } from "./bulk-people.tsx";
import { OUTCOME_WORDS, peopleInWords } from "./bulk-words.ts";

type BulkJobPageProps = {
  id: number;
  /** "Assign Micro-needling operator, due by 3 May 2027". */
  title: string;
  reason?: string;
  startedAt: string;
  finishedAt?: string;
  total: number;
  dealtWith: number;
  outcomes: Readonly<Record<BulkOutcome, number>>;
  /** Which of them are shown; all when left out. */
  outcome?: BulkOutcome;
  results: readonly { personId: number; name?: string; outcome: BulkOutcome; note: string }[];
  page: number;
  pageCount: number;
};

/** How far a job is, and what came of it, person by person. */
export function BulkJobPage(job: BulkJobPageProps) {
  const { id, title, reason, startedAt, finishedAt, results, page, pageCount, outcome } = job;
  return (
    <>
      {!finishedAt && (
        // Without a script the page asks again by itself.
        <noscript>
          <meta httpEquiv="refresh" content="3" />
        </noscript>
      )}
      <WayBack href="/board">Back to the board</WayBack>
      <PageHeading
        title={title}
        lead={
          <div className="grid gap-1">
            <p>Started {startedAt}</p>
            {reason && <p>“{reason}”</p>}
          </div>
        }
        actions={
          finishedAt && (
            <ButtonLink href={`/bulk/${id}/results.csv`} variant="secondary">
              Download the result
            </ButtonLink>
          )
        }
      />
      <div className="grid grid-cols-1 gap-8">
        <Progress {...job} />
        <nav aria-label="Results" className="flex flex-wrap gap-x-6">
          <OutcomeLink {...job} wanted={undefined} />
          {BULK_OUTCOMES.filter((each) => job.outcomes[each] > 0 || each === outcome).map(
            (each) => (
              <OutcomeLink key={each} {...job} wanted={each} />
            ),
          )}
        </nav>
        {results.length > 0 && (
          <div className="grid grid-cols-1 gap-4">
            <BulkPeople label="What came of each" rows={results} />
            <Pagination
              page={page}
              pageCount={pageCount}
              hrefFor={(to) => hrefOf(id, outcome, to)}
            />
          </div>
        )}
      </div>
    </>
  );
}

function Progress({ total, dealtWith, outcomes, finishedAt }: BulkJobPageProps) {
  const done = `Done for ${peopleInWords(outcomes.done)}`;
  const others = total - outcomes.done;
  return (
    <div role="status">
      {finishedAt ? (
        <Notice tone="good" title={`${done}.`}>
          {others > 0
            ? `For ${peopleInWords(others)} there was nothing to do, or it could not be done: why stands beside each name.`
            : "Nobody was left out."}
        </Notice>
      ) : (
        <div className="grid max-w-reading gap-2">
          <label htmlFor="progress" className="font-semibold tabular-nums">
            {dealtWith.toLocaleString("en-GB")} of {peopleInWords(total)} so far
          </label>
          <progress
            id="progress"
            max={total}
            value={dealtWith}
            className="h-3 w-full accent-accent"
          />
          <p className="text-ink-soft">
            It goes on by itself. You can leave this page, and come back to it from the board.
          </p>
        </div>
      )}
    </div>
  );
}

type OutcomeLinkProps = Pick<BulkJobPageProps, "id" | "outcome" | "outcomes" | "dealtWith"> & {
  wanted: BulkOutcome | undefined;
};

function OutcomeLink({ id, outcome, outcomes, dealtWith, wanted }: OutcomeLinkProps) {
  const count = wanted ? outcomes[wanted] : dealtWith;
  return (
    <a
      href={hrefOf(id, wanted, 1)}
      aria-current={wanted === outcome ? "true" : undefined}
      className="link inline-flex min-h-11 items-center tabular-nums aria-[current=true]:font-semibold"
    >
      {wanted ? OUTCOME_WORDS[wanted].label : "All"} ({count.toLocaleString("en-GB")})
    </a>
  );
}

function hrefOf(id: number, outcome: BulkOutcome | undefined, page: number): string {
  const params = new URLSearchParams();
  if (outcome) params.set("outcome", outcome);
  if (page > 1) params.set("page", String(page));
  return params.size > 0 ? `/bulk/${id}?${params}` : `/bulk/${id}`;
}
