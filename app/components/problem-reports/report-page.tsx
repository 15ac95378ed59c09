import { Button } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { DetailList } from "#app/components/detail-list.tsx";
import { TextAreaField } from "#app/components/field.tsx";
import { Html } from "#app/components/html.tsx";
import { PresentItem, ReviewParts, StemPicture } from "#app/components/items/item.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { type Problem, ProblemSummary } from "#app/components/problem-summary.tsx";
import { WayBack } from "#app/components/way-back.tsx";
import type { PresentedItem, ReviewedItem } from "#app/core/item-types.ts";
import { LONGEST_REPORT } from "#app/core/problem-report.ts";

type ReportPageProps = {
  text: string;
  quizTitle: string;
  itemId: string;
  /** "Nurse, Harbour" */
  from: string;
  /** Instants are ready to read. */
  sentAt: string;
  context: "item" | "review";
  shortHash: string;
  /** What became of the item since, in a sentence. */
  since: string;
  previewHref: string;
  /** Where the item stands as it is today, where that differs. */
  todayHref?: string;
  /** False for an admin who is no author. */
  seesPreview: boolean;
  /** True where the quiz does not show everybody its items after each attempt. */
  keepsItemsBack: boolean;
  /** Texts are HTML. Without key and response while the attempt is open. */
  item:
    | { state: "open"; presented: PresentedItem }
    | { state: "submitted"; reviewed: ReviewedItem; isBlank: boolean };
  answer?: { text: string; by: string; at: string };
  problems?: readonly Problem[];
  /** What was typed before. */
  typed?: string;
};

/** One report with everything that helps to judge it, and the answer. */
export function ReportPage(props: ReportPageProps) {
  const { text, quizTitle, itemId, from, sentAt, context, shortHash, since } = props;
  const { previewHref, todayHref, seesPreview, item } = props;
  return (
    <>
      <WayBack href="/problem-reports">Back to all problem reports</WayBack>
      <PageHeading title="Problem report" lead={<p>{quizTitle}</p>} />
      <div className="grid items-start gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,22rem)]">
        <div className="grid min-w-0 gap-8">
          <section aria-labelledby="report" className="grid gap-3">
            <h2 id="report" className="text-large font-semibold">
              What was reported
            </h2>
            <p className="max-w-reading whitespace-pre-line wrap-anywhere">{text}</p>
          </section>
          <Answer {...props} />
          <section aria-labelledby="item" className="grid gap-4">
            <h2 id="item" className="text-large font-semibold">
              The item as it was read
            </h2>
            <ItemOfReport {...item} />
          </section>
        </div>
        <aside aria-label="About this report" className="lg:order-last">
          <Card title="Where it comes from">
            <DetailList
              details={[
                { label: "From", value: from },
                { label: "Sent", value: sentAt },
                {
                  label: "Noticed",
                  value: context === "item" ? "while answering" : "in the review",
                },
                { label: "Item", value: itemId },
                { label: "Quiz version", value: shortHash },
                { label: "Since then", value: since },
              ]}
            />
            {seesPreview && (
              <ul>
                <li>
                  <a href={previewHref} className="link inline-flex min-h-11 items-center">
                    See it in that version
                  </a>
                </li>
                {todayHref && (
                  <li>
                    <a href={todayHref} className="link inline-flex min-h-11 items-center">
                      See it as it is today
                    </a>
                  </li>
                )}
              </ul>
            )}
          </Card>
        </aside>
      </div>
    </>
  );
}

function Answer({ answer, item, keepsItemsBack, problems = [], typed }: ReportPageProps) {
  return (
    <section aria-labelledby="answer" className="grid gap-4">
      <h2 id="answer" className="text-large font-semibold">
        The answer
      </h2>
      {answer && (
        <div className="grid gap-1 border-l-4 border-accent pl-4">
          <p className="text-small text-ink-soft">
            {answer.by}, {answer.at}
          </p>
          <p className="max-w-reading whitespace-pre-line wrap-anywhere">{answer.text}</p>
        </div>
      )}
      {(!answer || problems.length > 0) && (
        <form method="post" className="grid max-w-reading gap-5" noValidate>
          <ProblemSummary problems={problems} />
          {item.state === "open" && (
            <Notice tone="info" title="They are still in the attempt">
              They can read your answer once they have submitted it.
            </Notice>
          )}
          {keepsItemsBack && (
            <Notice tone="soon" title="This quiz does not show its items after every attempt">
              Whoever reads your answer may take it again: leave out what is right.
            </Notice>
          )}
          <TextAreaField
            label="Your answer"
            name="text"
            hint="The person who reported it reads it, with your name."
            problem={problems.find(({ field }) => field === "text")?.message}
            defaultValue={typed}
            rows={5}
            required
            maxLength={LONGEST_REPORT}
            readOnly={answer !== undefined}
          />
          {!answer && (
            <div>
              <Button>Send the answer</Button>
            </div>
          )}
        </form>
      )}
    </section>
  );
}

function ItemOfReport(item: ReportPageProps["item"]) {
  if (item.state === "open") {
    return (
      <>
        <p className="max-w-reading text-ink-soft">
          The attempt is not submitted yet. What was responded, and what is right, stands here once
          it is.
        </p>
        <PresentItem item={item.presented} />
      </>
    );
  }
  return (
    <>
      <Html html={item.reviewed.stem} className="text-large" />
      <StemPicture item={item.reviewed} />
      <p className="text-ink-soft">
        {item.isBlank ? "It was left open." : "“Your choice” is what the person responded."}
      </p>
      <ReviewParts item={item.reviewed} />
      <Html html={item.reviewed.rationale} className="max-w-reading" />
    </>
  );
}
