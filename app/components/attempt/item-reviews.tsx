import { CertaintyGiven } from "#app/components/attempt/certainty-given.tsx";
import { ReviewItem } from "#app/components/items/item.tsx";
import type { Certainty } from "#app/core/certainty.ts";
import type { ReviewedItem } from "#app/core/item-types.ts";
import type { Verdict } from "#app/core/review.ts";

type ItemReview = {
  /** Its texts are HTML. */
  item: ReviewedItem;
  /** Its place in the attempt, counted from 1. */
  number: number;
  verdict: Verdict;
  /** Units of 1/10000 point. */
  units: number;
  maxUnits: number;
  sources: readonly { id: string; title: string; detail?: string; url?: string }[];
  certainty?: { given: Certainty; warning?: string };
};

const HEADINGS: Record<Verdict, string> = {
  "safety-miss": "Missed for safety",
  "not-right": "Not fully right",
  right: "Right",
};

const VERDICTS = ["safety-miss", "not-right", "right"] as const;

/** Every item of a submitted attempt, in groups that can be jumped to: what matters most first. */
export function ItemReviews({ items }: { items: readonly ItemReview[] }) {
  const groups = VERDICTS.map((verdict) => ({
    verdict,
    items: items.filter((item) => item.verdict === verdict),
  })).filter((group) => group.items.length > 0);
  return (
    <div className="grid gap-12">
      {groups.length > 1 && (
        <nav aria-label="Groups of items" className="print-hidden">
          <ul className="flex flex-wrap gap-x-6">
            {groups.map(({ verdict, items: { length } }) => (
              <li key={verdict}>
                <a href={`#${verdict}`} className="link inline-flex min-h-11 items-center">
                  {HEADINGS[verdict]} ({length})
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {groups.map((group) => (
        <section key={group.verdict} aria-labelledby={group.verdict} className="grid gap-6">
          <h2 id={group.verdict} className="text-large font-semibold">
            {HEADINGS[group.verdict]}
          </h2>
          <ol className="grid gap-10">
            {group.items.map(({ item, number, units, maxUnits, sources, certainty }) => (
              <li key={item.id} className="grid gap-4 border-t border-line pt-6">
                {certainty && <CertaintyGiven {...certainty} />}
                <ReviewItem
                  item={item}
                  number={number}
                  units={units}
                  maxUnits={maxUnits}
                  sources={sources}
                />
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}
