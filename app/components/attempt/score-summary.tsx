import { ScoreBar } from "#app/components/score-bar.tsx";
import type { ReasonInWords, SectionScore } from "#app/core/review.ts";
import type { HundredthsOfPercent } from "#app/core/scoring.ts";
import { SectionScores } from "./section-scores.tsx";

type ScoreSummaryProps = {
  percent: HundredthsOfPercent;
  /** Percent, as the quiz says it. */
  passingScore: number;
  reasons: readonly ReasonInWords[];
  sections: readonly SectionScore[];
  /** True where the items stand below on the same page. */
  linksToItems: boolean;
};

/** The score of an attempt as a picture, why it did not pass, and how each section went. */
export function ScoreSummary(props: ScoreSummaryProps) {
  const { percent, passingScore, reasons, sections, linksToItems } = props;
  return (
    <div className="grid max-w-3xl gap-8">
      <ScoreBar percent={percent} passingScore={passingScore} />
      {reasons.length > 0 && (
        <section aria-labelledby="reasons" className="grid gap-2">
          <h2 id="reasons" className="text-large font-semibold">
            {reasons.length === 1
              ? "Why it was not passed"
              : "Why it was not passed, point by point"}
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
      {sections.length > 1 && (
        <section aria-labelledby="sections" className="grid gap-3">
          <h2 id="sections" className="text-large font-semibold">
            Sections
          </h2>
          <SectionScores sections={sections} />
        </section>
      )}
    </div>
  );
}
