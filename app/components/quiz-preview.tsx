import { Html } from "#app/components/html.tsx";
import {
  type ItemSource,
  PresentItem,
  ReviewParts,
  Sources,
  StemPicture,
} from "#app/components/items/item.tsx";
import { StatusBadge } from "#app/components/status-badge.tsx";
import type { PresentedItem, ReviewedItem } from "#app/core/item-types.ts";

/** An item in a preview: as a trainee gets it, or with its key. */
export type PreviewedItem = {
  id: string;
  /** Its place in the file, counted from 1. */
  number: number;
  /** The day by which somebody must have checked it again. */
  reviewBy: string;
  isReviewOverdue: boolean;
} & (
  | { presented: PresentedItem; reviewed?: undefined }
  | { presented?: undefined; reviewed: ReviewedItem; sources: ItemSource[] }
);

export type PreviewedSection = {
  id: string;
  title: string;
  /** "6 of 10 items in each attempt; at least 70 % must be reached". */
  note: string;
  items: PreviewedItem[];
};

/** A whole quiz on one page. Its inputs stand in no form: nothing can be sent. Texts are HTML. */
export function QuizPreview({ sections }: { sections: readonly PreviewedSection[] }) {
  return (
    <div className="grid gap-14">
      {sections.map(({ id, title, note, items }) => (
        <section key={id} aria-labelledby={`section-${id}`} className="grid gap-8">
          <header>
            <h2 id={`section-${id}`} className="text-title font-semibold wrap-anywhere">
              {title}
            </h2>
            <p className="text-ink-soft">{note}</p>
          </header>
          <ol className="grid gap-10">
            {items.map((item) => (
              <li key={item.id} className="grid gap-3 border-t border-line pt-6">
                <ItemHead item={item} />
                {item.presented ? (
                  <PresentItem item={item.presented} />
                ) : (
                  <ItemWithKey item={item.reviewed} sources={item.sources} />
                )}
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

function ItemHead({ item: { id, number, reviewBy, isReviewOverdue } }: { item: PreviewedItem }) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-small text-ink-soft">
      <h3 className="font-semibold">Item {number}</h3>
      <span className="font-mono wrap-anywhere">{id}</span>
      {isReviewOverdue ? (
        <StatusBadge tone="soon">Review was due {reviewBy}</StatusBadge>
      ) : (
        <span>Review by {reviewBy}</span>
      )}
    </div>
  );
}

function ItemWithKey({ item, sources }: { item: ReviewedItem; sources: readonly ItemSource[] }) {
  return (
    <article id={`item-${item.id}`} className="grid gap-5">
      {item.critical && (
        <p>
          <StatusBadge tone="info" sign="harmful">
            Safety item: must be fully right
          </StatusBadge>
        </p>
      )}
      <Html html={item.stem} className="text-large" />
      <StemPicture item={item} />
      <ReviewParts item={item} />
      <div className="grid max-w-reading gap-3">
        <Html html={item.rationale} />
        <Sources sources={sources} />
      </div>
    </article>
  );
}
