import { Button, ButtonLink } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { Cell, DataTable, HeadCell, RowHead } from "#app/components/data-table.tsx";
import { SelectField } from "#app/components/field.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { StatusBadge } from "#app/components/status-badge.tsx";
import { TimeLine } from "#app/components/time-line.tsx";
import { WayBack } from "#app/components/way-back.tsx";
import { type ShownDiff, VersionDiff } from "./version-diff.tsx";

type HistoryPageProps = {
  quizId: string;
  title: string;
  /** Newest first. */
  versions: readonly {
    hash: string;
    shortHash: string;
    publishedAt: string;
    isCurrent: boolean;
    submitted: number;
    open: number;
  }[];
  /** Hashes of the versions that are compared. */
  from?: string;
  to?: string;
  diff?: ShownDiff;
  regrades: readonly {
    id: number;
    mode: string;
    items: string;
    reason: string;
    when: string;
    who: string;
    results: number;
    isUndone: boolean;
  }[];
};

/** How a quiz came to be what it is: its versions, what changed, and what became of results. */
export function HistoryPage(props: HistoryPageProps) {
  const { quizId, title, versions, diff, regrades } = props;
  return (
    <>
      <WayBack href={`/author/${quizId}`}>Back to {title}</WayBack>
      <PageHeading
        title={`History of ${title}`}
        lead="Attempts keep the version that they were started with. Publishing a file never changes a result; a regrade does, and only one that you confirm."
        actions={
          <>
            <ButtonLink variant="quiet" href={`/statistics/${quizId}`}>
              Statistics
            </ButtonLink>
            <ButtonLink variant="secondary" href={`/author/${quizId}/regrade`}>
              Regrade results
            </ButtonLink>
          </>
        }
      />
      <div className="grid gap-10">
        <section className="grid gap-4" aria-labelledby="versions">
          <h2 id="versions" className="text-large font-semibold">
            Versions
          </h2>
          <DataTable
            label="Versions, newest first"
            head={
              <>
                <HeadCell>Version</HeadCell>
                <HeadCell>Published</HeadCell>
                <HeadCell align="end">Results</HeadCell>
                <HeadCell align="end">Under way</HeadCell>
              </>
            }
          >
            {versions.map(({ hash, shortHash, publishedAt, isCurrent, submitted, open }) => (
              <tr key={hash}>
                <RowHead href={`/author/${quizId}?version=${hash}`}>
                  <span className="font-mono">{shortHash}</span>
                </RowHead>
                <Cell>
                  {publishedAt} {isCurrent && <StatusBadge tone="good">In use</StatusBadge>}
                </Cell>
                <Cell align="end">{submitted}</Cell>
                <Cell align="end">{open}</Cell>
              </tr>
            ))}
          </DataTable>
        </section>
        <section className="grid gap-5" aria-labelledby="changes">
          <h2 id="changes" className="text-large font-semibold">
            What changed
          </h2>
          {versions.length > 1 ? (
            <>
              <CompareForm {...props} />
              {diff && <VersionDiff {...diff} />}
            </>
          ) : (
            <p className="text-ink-soft">There is only one version so far.</p>
          )}
        </section>
        <Card title="Regrades">
          {regrades.length === 0 ? (
            <p className="text-ink-soft">No result was ever regraded.</p>
          ) : (
            <TimeLine
              entries={regrades.map((regrade) => ({
                id: regrade.id,
                when: `${regrade.when}, by ${regrade.who}`,
                tone: regrade.isUndone ? "none" : "info",
                title: (
                  <a href={`/author/${quizId}/regrades/${regrade.id}`} className="link">
                    {regrade.mode}: {regrade.items}
                  </a>
                ),
                children: (
                  <p>
                    {regrade.results === 1 ? "1 result" : `${regrade.results} results`} changed
                    {regrade.isUndone && ", undone since"}. “{regrade.reason}”
                  </p>
                ),
              }))}
            />
          )}
        </Card>
      </div>
    </>
  );
}

function CompareForm({ versions, from, to }: HistoryPageProps) {
  const options = versions.map(({ hash, shortHash, publishedAt }) => ({
    value: hash,
    label: `${shortHash}, ${publishedAt}`,
  }));
  return (
    <form className="grid items-end gap-4 sm:grid-cols-[1fr_1fr_auto]">
      <SelectField key={from} label="From" name="from" options={options} defaultValue={from} />
      <SelectField key={to} label="To" name="to" options={options} defaultValue={to} />
      <Button variant="secondary">Compare</Button>
    </form>
  );
}
