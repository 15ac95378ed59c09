import { Button, ButtonLink } from "#app/components/button.tsx";
import { TextAreaField } from "#app/components/field.tsx";
import { Html } from "#app/components/html.tsx";
import { type Problem, ProblemSummary } from "#app/components/problem-summary.tsx";
import { LONGEST_REPORT } from "#app/core/problem-report.ts";
import { OwnReport, type OwnReportProps } from "./own-report.tsx";

type ProblemFormProps = {
  /** The item's place in the attempt, counted from 1. */
  number: number;
  /** HTML, see {@link Html}. */
  stem: string;
  isReview: boolean;
  backHref: string;
  /** What this person has reported about the item before. */
  earlier: readonly (OwnReportProps & { id: number })[];
  problems?: readonly Problem[];
  /** What was typed before. */
  text?: string;
};

/** Reporting what is wrong with an item, to those who write it. */
export function ProblemForm(props: ProblemFormProps) {
  const { number, stem, isReview, backHref, earlier, problems = [], text } = props;
  return (
    <div className="grid gap-8">
      <div className="grid gap-3">
        <h2 className="text-title font-semibold tracking-tight">Report a problem</h2>
        <p className="max-w-reading text-ink-soft">
          It goes to the authors of this quiz, with the item and where you work, without your name.
          {!isReview && " Your responses are saved. You come back to the same item."}
        </p>
      </div>
      <blockquote className="border-l-4 border-line-strong pl-4">
        <p className="mb-1 text-small font-semibold text-ink-soft">Item {number}</p>
        <Html html={stem} className="text-large" />
      </blockquote>
      {earlier.length > 0 && (
        <section aria-labelledby="earlier" className="grid gap-3">
          <h3 id="earlier" className="font-semibold">
            You have reported this item before
          </h3>
          <ul className="grid gap-4">
            {earlier.map(({ id, ...report }) => (
              <li key={id}>
                <OwnReport {...report} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <form method="post" className="grid max-w-reading gap-6" noValidate>
        <ProblemSummary problems={problems} />
        <TextAreaField
          label="What is wrong with it?"
          name="text"
          hint="For example: two choices seem right, or a word is not clear. Nothing about a client, please."
          problem={problems.find(({ field }) => field === "text")?.message}
          defaultValue={text}
          rows={5}
          required
          maxLength={LONGEST_REPORT}
        />
        <div className="flex flex-wrap gap-3">
          <Button>Send the report</Button>
          <ButtonLink variant="quiet" href={backHref}>
            Cancel
          </ButtonLink>
        </div>
      </form>
    </div>
  );
}
