import type { ComponentProps } from "react";
import { ButtonLink } from "#app/components/button.tsx";
import { Notice } from "#app/components/notice.tsx";
import { StatusBadge } from "#app/components/status-badge.tsx";
import type { NextStep } from "#app/core/next-step.ts";
import type { Quiz } from "#app/core/quiz.ts";
import { CertaintySummary } from "./certainty-summary.tsx";
import { Corrections } from "./corrections.tsx";
import { ItemReviews } from "./item-reviews.tsx";
import { ScoreSummary } from "./score-summary.tsx";
import { SectionScores } from "./section-scores.tsx";

type AttemptResultProps = Omit<ComponentProps<typeof ScoreSummary>, "linksToItems"> &
  ComponentProps<typeof ItemReviews> &
  ComponentProps<typeof SectionScores> & {
    title: string;
    passed: boolean;
    /** How well they judged themselves. */
    judgement?: ComponentProps<typeof CertaintySummary>;
    /** The score in one sentence. */
    sentence: string;
    /** How it was corrected since, in sentences. */
    corrections: readonly string[];
    /** Ready to read. */
    submittedAt: string;
    /** "10:42", where it was submitted because its time was up. */
    timeUpAt?: string;
    /** What this attempt issued. */
    certificates: readonly { title: string; href: string }[];
    next?: NextStep;
    /** When the quiz shows its items with what is right. */
    review: Quiz["review"];
  };

/** How an attempt went: the verdict, the reasons, what follows, and then each item. */
export function AttemptResult(props: AttemptResultProps) {
  const { title, passed, sentence, submittedAt, sections, items } = props;
  const { certificates, next, review, judgement, timeUpAt } = props;
  return (
    <div className="grid gap-10">
      {props.reporting?.hasReported && (
        <Notice tone="good" title="Your report is sent" live>
          You read the answer here, and in My training.
        </Notice>
      )}
      <header className="grid max-w-2xl justify-items-start gap-3">
        <p className="text-ink-soft wrap-anywhere">
          {title}, submitted {submittedAt}
        </p>
        <StatusBadge tone={passed ? "good" : "bad"}>{passed ? "Passed" : "Not passed"}</StatusBadge>
        <h1 className="text-title font-semibold tracking-tight">
          {passed ? "You passed." : "You have not passed this time."}
        </h1>
        <p className="max-w-reading text-large">{sentence}</p>
        {props.corrections.length > 0 && <Corrections corrections={props.corrections} />}
        {timeUpAt && (
          <Notice tone="soon" title={`Time was up at ${timeUpAt}`}>
            What was saved by then has been submitted.
          </Notice>
        )}
      </header>
      <ScoreSummary {...props} linksToItems={items.length > 0} />
      <WhatNext passed={passed} certificates={certificates} next={next} />
      {judgement && <CertaintySummary {...judgement} />}
      {sections.length > 1 && (
        <section aria-labelledby="sections" className="grid max-w-3xl gap-3">
          <h2 id="sections" className="text-large font-semibold">
            Sections
          </h2>
          <SectionScores sections={sections} />
        </section>
      )}
      {items.length > 0 ? (
        <div className="max-w-3xl">
          <ItemReviews items={items} reporting={props.reporting} />
        </div>
      ) : (
        <p className="max-w-reading text-ink-soft">{KEPT_BACK[review]}</p>
      )}
    </div>
  );
}

const KEPT_BACK: Record<Quiz["review"], string> = {
  "after-submit": "",
  "after-pass": "Once you pass this quiz you see every item with what is right, and why.",
  never: "This quiz keeps its items to itself. Ask your manager about what was not right.",
};

function WhatNext({
  passed,
  certificates,
  next,
}: Pick<AttemptResultProps, "passed" | "certificates" | "next">) {
  const [first] = certificates;
  if (!first && !next) return null;
  return (
    <section aria-labelledby="next" className="print-hidden grid max-w-2xl gap-4">
      <h2 id="next" className="text-large font-semibold">
        What happens next
      </h2>
      {certificates.map((certificate) => (
        <Notice
          key={certificate.href}
          tone="good"
          title={`You are certified: ${certificate.title}`}
        >
          Your certificate has been issued.
        </Notice>
      ))}
      {next?.nextTry && <p>{next.nextTry.text}</p>}
      {next?.missing.map(({ certification, quizzes }) => (
        <p key={certification}>
          Still missing for “{certification}”: {quizzes.join(", ")}.
        </p>
      ))}
      <div className="flex flex-wrap gap-3">
        {first && <ButtonLink href={first.href}>See your certificate</ButtonLink>}
        {!first && next?.nextTry?.href && (
          <ButtonLink href={next.nextTry.href}>Try again</ButtonLink>
        )}
        {!first && passed && next?.due.action && (
          <ButtonLink href={next.due.action.href}>{next.due.title}</ButtonLink>
        )}
        <ButtonLink href="/training" variant="secondary">
          My training
        </ButtonLink>
      </div>
    </section>
  );
}
