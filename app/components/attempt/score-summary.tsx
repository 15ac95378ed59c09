import { ScoreBar } from "#app/components/score-bar.tsx";
import type { ReasonInWords } from "#app/core/review.ts";
import type { HundredthsOfPercent } from "#app/core/scoring.ts";

type ScoreSummaryProps = {
  percent: HundredthsOfPercent;
  /** Percent, as the quiz says it. */
  passingScore: number;
  reasons: readonly ReasonInWords[];
  /** True where the items stand below on the same page. */
  linksToItems: boolean;
};

/** The score of an attempt as a picture, and why it did not pass. */
export function ScoreSummary(props: ScoreSummaryProps) {
  const { percent, passingScore, reasons, linksToItems } = props;
  return (
    <div className="grid max-w-3xl gap-8">
      <ScoreBar percent={percent} passingScore={passingScore} />
      {reasons.length > 0 && (
        <section aria-labelledby="reasons" className="grid gap-2">
          <h2 id="reasons" className="text-large font-semibold">
            Why it was not passed
          </h2>
          <ul className="list-disc pl-5">
            {reasons.map(({ text, itemId }) => (
              <li key={text} className="py-1">
                {itemId && linksToItems ? (
                  <a href={`#item-${itemId}`} className="link">
                    {text}
                  </a>
                ) : (
                  text
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
