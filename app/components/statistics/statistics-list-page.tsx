import { Cell, DataTable, HeadCell, RowHead } from "#app/components/data-table.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { StatusBadge } from "#app/components/status-badge.tsx";
import { SampleForm } from "./sample-form.tsx";
import { ShareBar } from "./share-bar.tsx";
import { WaitingNote } from "./waiting-note.tsx";

type StatisticsListPageProps = {
  sample: string;
  rule: string;
  waiting: number;
  fewest: number;
  quizzes: readonly {
    quizId: string;
    title: string;
    href: string;
    isRetired: boolean;
    version?: string;
    isInUse: boolean;
    isHidden: boolean;
    figures?: { note: string; passed: string; rate: string; share: number; mean?: string };
  }[];
};

const SAMPLES = [
  { value: "first", label: "First attempts" },
  { value: "newest", label: "Newest attempts" },
  { value: "all", label: "All attempts" },
];

/** Every quiz with how it is passed; the way to the figures of its items. */
export function StatisticsListPage(props: StatisticsListPageProps) {
  const { sample, rule, waiting, fewest, quizzes } = props;
  return (
    <>
      <PageHeading
        title="Statistics"
        lead="How quizzes and their items perform, over everybody who took them and without a name."
      />
      <div className="grid gap-6">
        <SampleForm samples={SAMPLES} sample={sample} />
        <p className="text-ink-soft">{rule}</p>
        <WaitingNote waiting={waiting} />
        {quizzes.length === 0 ? (
          <EmptyState title="No quiz yet">Once a quiz is published, it is listed here.</EmptyState>
        ) : (
          <DataTable
            label="Quizzes"
            head={
              <>
                <HeadCell>Quiz</HeadCell>
                <HeadCell>Passed</HeadCell>
                <HeadCell>Mean</HeadCell>
                <HeadCell>Version</HeadCell>
              </>
            }
          >
            {quizzes.map((quiz) => (
              <tr key={quiz.quizId}>
                <RowHead href={quiz.href}>{quiz.title}</RowHead>
                {quiz.figures ? (
                  <>
                    <Cell>
                      <ShareBar share={quiz.figures.share} />
                      <p>
                        {quiz.figures.passed}, {quiz.figures.rate}
                      </p>
                      <p className="text-small text-ink-soft">{quiz.figures.note}</p>
                    </Cell>
                    <Cell>
                      {quiz.figures.mean ?? "from 20 attempts on"}
                      <p className="text-small text-ink-soft">{quiz.figures.note}</p>
                    </Cell>
                  </>
                ) : (
                  <>
                    <Cell>
                      {quiz.isHidden
                        ? `fewer than ${fewest} attempts: not shown`
                        : "no attempt yet"}
                    </Cell>
                    <Cell>none</Cell>
                  </>
                )}
                <Cell>
                  {quiz.version && <span className="font-mono">{quiz.version}</span>}{" "}
                  {quiz.isRetired && <StatusBadge tone="none">Retired</StatusBadge>}
                  {!quiz.isRetired && !quiz.isInUse && (
                    <StatusBadge tone="none">Earlier version</StatusBadge>
                  )}
                </Cell>
              </tr>
            ))}
          </DataTable>
        )}
      </div>
    </>
  );
}
