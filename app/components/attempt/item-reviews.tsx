import type { ComponentProps } from "react";
import { CertaintyGiven } from "#app/components/attempt/certainty-given.tsx";
import { ReviewItem } from "#app/components/items/item.tsx";
import { Notice } from "#app/components/notice.tsx";
import { OwnReport, type OwnReportProps } from "#app/components/problem-reports/own-report.tsx";
import type { Certainty } from "#app/core/certainty.ts";
import type { ReviewedItem } from "#app/core/item-types.ts";
import { problemPath } from "#app/core/problem-report.ts";
import type { Verdict } from "#app/core/review.ts";

import { TodaysItem } from "./todays-item.tsx";

type ItemReview = {
  /** Its texts are HTML. */
  item: ReviewedItem;
  /** Its place in the attempt, counted from 1. */
  number: number;
  verdict: Verdict;
  /** Units of 1/10000 point. */
  units: number;
  maxUnits: number;
  /** Whether a regrade has given other points for it than it earned when it was submitted. */
  isRegraded: boolean;
  sources: readonly { id: string; title: string; detail?: string; url?: string }[];
  certainty?: { given: Certainty; warning?: string };
  today?: ComponentProps<typeof TodaysItem>["today"];
};

const HEADINGS: Record<Verdict, string> = {
  "safety-miss": "Missed for safety",
  "not-right": "Not fully right",
  right: "Right",
};

const VERDICTS = ["safety-miss", "not-right", "right"] as const;

type ItemReviewsProps = {
  items: readonly ItemReview[];
  /** For the person whose attempt it is: what they reported, and where they report more. */
  reporting?: {
    attemptId: number;
    /** True when they have come back from reporting. */
    hasReported: boolean;
    reports: readonly (OwnReportProps & { id: number; itemId: string })[];
  };
};

/** Every item of a submitted attempt, in groups that can be jumped to: what matters most first. */
export function ItemReviews({ items, reporting }: ItemReviewsProps) {
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
            {group.items.map(
              ({ item, number, units, maxUnits, isRegraded, sources, certainty, today }) => (
                <li
                  key={item.id}
                  className="grid gap-4 border-t border-line pt-6 [&>article]:scroll-mt-28"
                >
                  {today && <TodaysItem number={number} today={today} />}
                  {isRegraded && !saysWhy(today) && (
                    <Notice tone="info">
                      The score of item {number} was corrected since. Below the item stands as it
                      was then.
                    </Notice>
                  )}
                  {certainty && <CertaintyGiven {...certainty} />}
                  <ReviewItem
                    item={item}
                    number={number}
                    units={units}
                    maxUnits={maxUnits}
                    sources={sources}
                  />
                  {reporting && (
                    <Reports
                      href={problemPath(reporting.attemptId, item.id)}
                      number={number}
                      reports={reporting.reports.filter(({ itemId }) => itemId === item.id)}
                    />
                  )}
                </li>
              ),
            )}
          </ol>
        </section>
      ))}
    </div>
  );
}

type ReportsProps = {
  href: string;
  number: number;
  reports: readonly (OwnReportProps & { id: number })[];
};

function Reports({ href, number, reports }: ReportsProps) {
  return (
    <div className="grid gap-3">
      {reports.map(({ id, ...report }) => (
        <OwnReport key={id} {...report} />
      ))}
      <p className="print-hidden">
        <a href={href} className="link inline-flex min-h-11 items-center text-small">
          Report a problem with this item<span className="sr-only"> (item {number})</span>
        </a>
      </p>
    </div>
  );
}

/** Whether what an item says today tells already that its score has changed. */
function saysWhy(today: ItemReview["today"]): boolean {
  return today?.kind === "corrected" && today.isScoredOtherwise;
}
