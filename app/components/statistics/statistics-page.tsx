import { ButtonLink } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { WayBack } from "#app/components/way-back.tsx";
import { ItemDetail, type ShownItem } from "./item-detail.tsx";
import { ItemTable } from "./item-table.tsx";
import { SampleForm } from "./sample-form.tsx";
import { WaitingNote } from "./waiting-note.tsx";
import { type ShownWhole, WholeQuiz } from "./whole-quiz.tsx";

type Option = { value: string; label: string };

type StatisticsPageProps = {
  title: string;
  sample: string;
  samples: readonly Option[];
  rule: string;
  version: string;
  versions: readonly Option[];
  isInUse: boolean;
  csvHref: string;
  historyHref?: string;
  waiting: number;
  fewest: number;
  isHidden: boolean;
  whole?: ShownWhole;
  items: readonly ShownItem[];
  hiddenItems: number;
  hasDifferentSheets: boolean;
};

/** How a version of a quiz performs, as a whole and item by item. */
export function StatisticsPage(props: StatisticsPageProps) {
  const { title, sample, samples, rule, version, versions, isInUse, waiting, fewest } = props;
  const { whole, items, hiddenItems, hasDifferentSheets } = props;
  return (
    <>
      <WayBack href={`/statistics?sample=${sample}`}>All quizzes</WayBack>
      <PageHeading
        title={`Statistics of ${title}`}
        lead={rule}
        actions={
          <>
            {props.historyHref && (
              <ButtonLink variant="quiet" href={props.historyHref}>
                History
              </ButtonLink>
            )}
            <ButtonLink variant="secondary" href={props.csvHref}>
              Download as CSV
            </ButtonLink>
          </>
        }
      />
      <div className="grid gap-8">
        <SampleForm
          versions={{ options: versions, chosen: version }}
          samples={samples}
          sample={sample}
        />
        <WaitingNote waiting={waiting} />
        {!isInUse && (
          <Notice tone="info" title="Not the version in use">
            These are the figures of an earlier version. What it asked stays as it was.
          </Notice>
        )}
        {props.isHidden && (
          <EmptyState title={`Fewer than ${fewest} attempts`}>
            So few could tell who gave what, so that their figures are not shown to you.
          </EmptyState>
        )}
        {!whole && !props.isHidden && (
          <EmptyState title="No attempt to look at">
            Nobody has submitted an attempt that belongs here. Choose another version or other
            attempts above.
          </EmptyState>
        )}
        {whole && <WholeQuiz {...whole} />}
        {items.length > 0 && (
          <>
            <section className="grid gap-4" aria-labelledby="items">
              <h2 id="items" className="text-large font-semibold">
                Items
              </h2>
              {hasDifferentSheets && (
                <p className="max-w-reading text-ink-soft">
                  Items are drawn: the figures of each are over the attempts that had it on their
                  sheet.
                </p>
              )}
              {hiddenItems > 0 && (
                <p className="max-w-reading text-ink-soft">
                  Not shown, because fewer than {fewest} attempts had them: {hiddenItems}{" "}
                  {hiddenItems === 1 ? "item" : "items"}.
                </p>
              )}
              <ItemTable items={items} />
            </section>
            <section className="grid gap-3" aria-labelledby="one-by-one">
              <h2 id="one-by-one" className="text-large font-semibold">
                Item by item
              </h2>
              {items.map((item) => (
                <ItemDetail key={item.id} {...item} />
              ))}
            </section>
          </>
        )}
      </div>
    </>
  );
}
