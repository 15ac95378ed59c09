import { Button, ButtonLink } from "#app/components/button.tsx";
import { DetailList } from "#app/components/detail-list.tsx";
import { Html } from "#app/components/html.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import type { CoverFacts } from "#app/core/quiz-cover.ts";

type QuizCoverProps = CoverFacts & {
  title: string;
  /** HTML, see {@link Html}. */
  summary: string;
  /** The attempt under way, to go on with. */
  open?: { href: string; endsAt?: string };
  /** Why it cannot be started now, and when it can. */
  refusal?: string;
};

/** What a quiz is about and what passing takes, before it begins. One button. */
export function QuizCover(props: QuizCoverProps) {
  const { title, summary, sections, facts, hasSafetyItems, open, refusal } = props;
  return (
    <div className="max-w-3xl">
      <PageHeading title={title} lead={<Html html={summary} />} />
      <div className="grid gap-8">
        <Start open={open} refusal={refusal} />
        {hasSafetyItems && (
          <Notice tone="info" title="This quiz has safety items">
            They are marked. Each must be fully right, or the attempt is not passed, whatever the
            score. Choosing what would harm a client has the same effect, in any item.
          </Notice>
        )}
        <DetailList details={facts} />
        <section aria-labelledby="covers" className="grid gap-3">
          <h2 id="covers" className="text-large font-semibold">
            What it covers
          </h2>
          <ul className="divide-y divide-line border-y border-line">
            {sections.map((section) => (
              <li
                key={section.title}
                className="flex flex-wrap justify-between gap-x-6 gap-y-0.5 py-2.5"
              >
                <span className="min-w-0 wrap-anywhere">{section.title}</span>
                <span className="text-ink-soft tabular-nums">
                  {section.items} {section.items === 1 ? "item" : "items"}
                  {section.minimum !== undefined && `, at least ${section.minimum} %`}
                </span>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </div>
  );
}

function Start({ open, refusal }: Pick<QuizCoverProps, "open" | "refusal">) {
  if (open) {
    return (
      <div className="grid justify-items-start gap-3">
        <p>
          You have begun this quiz. What you have answered is saved.
          {open.endsAt && ` Your attempt ends at ${open.endsAt}.`}
        </p>
        <ButtonLink href={open.href}>Continue</ButtonLink>
      </div>
    );
  }
  if (refusal) {
    return (
      <Notice tone="soon" title="It cannot be started now">
        {refusal}
      </Notice>
    );
  }
  return (
    <form method="post">
      <Button>Start the quiz</Button>
    </form>
  );
}
