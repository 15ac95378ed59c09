import type { ComponentProps } from "react";
import { CertaintySummary } from "#app/components/attempt/certainty-summary.tsx";
import { Corrections } from "#app/components/attempt/corrections.tsx";
import { ItemReviews } from "#app/components/attempt/item-reviews.tsx";
import { ScoreSummary } from "#app/components/attempt/score-summary.tsx";
import { SectionScores } from "#app/components/attempt/section-scores.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { StatusBadge } from "#app/components/status-badge.tsx";
import { WayBack } from "#app/components/way-back.tsx";
import { formatPoints } from "#app/core/scoring.ts";

type Review = {
  passed: boolean;
  percent: number;
  passingScore: number;
  units: number;
  maxUnits: number;
  reasons: readonly { text: string; itemId?: string }[];
  sections: ComponentProps<typeof SectionScores>["sections"];
  judgement?: ComponentProps<typeof CertaintySummary>;
  items: ComponentProps<typeof ItemReviews>["items"];
};

type AttemptPageProps = {
  personId: number;
  name: string;
  quizTitle: string;
  /** Instants are ready to read: "11 Feb 2027, 10:42". */
  startedAt: string;
  submittedAt?: string;
  /** How the score was corrected, in sentences. */
  corrections: readonly string[];
  progress: { answered: number; items: number };
  /** Only of a submitted attempt. */
  review?: Review;
};

/** One attempt of somebody whom a manager answers for. */
export function AttemptPage(props: AttemptPageProps) {
  const { personId, name, quizTitle, startedAt, submittedAt, progress, review } = props;
  return (
    <>
      <WayBack href={`/people/${personId}`}>Back to {name}</WayBack>
      <PageHeading
        title={quizTitle}
        lead={
          <p>
            {name}. Started {startedAt}
            {submittedAt && `, submitted ${submittedAt}`}.
          </p>
        }
      />
      {props.corrections.length > 0 && (
        <div className="mb-8">
          <Corrections corrections={props.corrections} />
        </div>
      )}
      {review ? (
        <Submitted {...review} />
      ) : (
        <Notice tone="info" title="In progress">
          {progress.answered} of {progress.items} answered. Responses can be seen once the attempt
          is submitted.
        </Notice>
      )}
    </>
  );
}

function Submitted(review: Review) {
  const { passed, percent, passingScore, units, maxUnits, reasons, sections, items, judgement } =
    review;
  return (
    <div className="grid gap-10">
      <section aria-labelledby="score" className="grid max-w-3xl gap-6">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <h2 id="score" className="text-large font-semibold">
            Score
          </h2>
          <StatusBadge tone={passed ? "good" : "bad"}>
            {passed ? "Passed" : "Not passed"}
          </StatusBadge>
          <span className="text-ink-soft tabular-nums">
            {formatPoints(units)} of {formatPoints(maxUnits)} points
          </span>
        </div>
        <ScoreSummary {...{ percent, passingScore, reasons }} linksToItems />
        {judgement && <CertaintySummary {...judgement} />}
        {sections.length > 1 && <SectionScores sections={sections} />}
      </section>
      <ItemReviews items={items} />
    </div>
  );
}
