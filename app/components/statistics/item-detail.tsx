import { DetailList } from "#app/components/detail-list.tsx";
import { Html } from "#app/components/html.tsx";
import { Notice } from "#app/components/notice.tsx";
import { StatusBadge } from "#app/components/status-badge.tsx";
import { ItemBadge } from "./item-table.tsx";
import { PartTable, type ShownPart } from "./part-table.tsx";
import { ShareBar } from "./share-bar.tsx";

export type ShownItem = {
  id: string;
  type: string;
  /** HTML. */
  stem: string;
  isCritical: boolean;
  note: string;
  right: string;
  interval: string;
  blank: string;
  figures?: {
    share: number;
    facility: string;
    standardDeviation: string;
    discrimination: string;
    efficiency: string;
    weight: string;
    isMastery: boolean;
  };
  flags: readonly string[];
  /** HTML of the steps in the right order, of an item that puts steps in order. */
  steps?: readonly string[];
  parts: readonly ShownPart[];
  /** How many gave something that is not listed. */
  others?: string;
};

/** One item with everything that is known of it, folded up until somebody wants to see it. */
export function ItemDetail(item: ShownItem) {
  const { id, type, stem, isCritical, figures, flags, steps, parts } = item;
  return (
    <details className="group rounded-card border border-line bg-raised">
      <summary className="grid min-h-11 cursor-pointer list-none gap-x-6 gap-y-2 p-4 sm:grid-cols-[minmax(0,1fr)_14rem] sm:p-5 [&::-webkit-details-marker]:hidden">
        <div className="grid content-start gap-1">
          <Html html={stem} className="line-clamp-2 group-open:line-clamp-none" />
          <div className="flex flex-wrap items-center gap-2">
            <span className="font-mono text-small text-ink-soft">{id}</span>
            <span className="text-small text-accent underline decoration-1 underline-offset-4">
              <span className="group-open:hidden">Show details</span>
              <span className="hidden group-open:inline">Hide details</span>
            </span>
          </div>
        </div>
        <div className="grid content-start justify-items-start gap-1.5">
          {figures && <ShareBar share={figures.share} />}
          <span className="tabular-nums">
            {figures ? `Facility ${figures.facility}` : `${item.right} fully right`}
          </span>
          <span className="text-small text-ink-soft">{item.note}</span>
          <ItemBadge flags={flags} figures={figures} />
        </div>
      </summary>
      <div id={`item-${id}`} className="grid gap-5 border-t border-line p-4 sm:p-5">
        {flags.length > 0 && (
          <Notice tone="info" title="Worth a look">
            <ul className="grid gap-1.5">
              {flags.map((words) => (
                <li key={words}>{words}</li>
              ))}
            </ul>
          </Notice>
        )}
        {figures?.isMastery && (
          <Notice tone="good" title="Mastered">
            Nearly everybody gets it right, which is what a safety item is for.
          </Notice>
        )}
        <p className="flex flex-wrap gap-2">
          <StatusBadge tone="none">{type}</StatusBadge>
          {isCritical && (
            <StatusBadge tone="none" sign="harmful">
              Safety item
            </StatusBadge>
          )}
        </p>
        <DetailList details={detailsOf(item)} />
        {steps && (
          <div>
            <p className="font-semibold">The steps in the right order</p>
            <ol className="list-decimal pl-6">
              {steps.map((html, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place here.
                <li key={place}>
                  <Html html={html} />
                </li>
              ))}
            </ol>
          </div>
        )}
        <PartTable id={id} parts={parts} note={item.note} others={item.others} />
      </div>
    </details>
  );
}

function detailsOf({ right, interval, blank, figures, note }: ShownItem) {
  const shown = figures
    ? [
        ["Facility", figures.facility],
        ["Standard deviation", figures.standardDeviation],
        ["Discrimination", figures.discrimination],
        ["Efficiency", figures.efficiency],
        ["Effective weight", figures.weight],
      ]
    : [];
  return [...shown, ["Fully right", `${right}, ${interval}`], ["Left blank", blank]].map(
    ([label = "", value]) => ({
      label,
      value: (
        <>
          <span className="tabular-nums">{value}</span>{" "}
          <span className="text-small text-ink-soft">({note})</span>
        </>
      ),
    }),
  );
}
