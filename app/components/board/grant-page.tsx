import { Button, ButtonLink } from "#app/components/button.tsx";
import { TextAreaField } from "#app/components/field.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { type Problem, ProblemSummary } from "#app/components/problem-summary.tsx";

type GrantPageProps = {
  personId: number;
  name: string;
  quizId: string;
  quizTitle: string;
  /** What is left without it, in words. */
  allowance: string;
  /** How many were granted so far: whoever posts an older number has not seen the newest. */
  grantsSeen: number;
  problems?: readonly Problem[];
  /** What was typed before. */
  reason?: string;
};

/** Granting somebody one more attempt, with the reason that stays in the history. */
export function GrantPage(props: GrantPageProps) {
  const { personId, name, quizId, quizTitle, allowance, grantsSeen, problems = [], reason } = props;
  const back = `/people/${personId}`;
  return (
    <>
      <PageHeading
        title="Grant another attempt"
        lead={
          <p>
            {name} gets one more attempt at “{quizTitle}”, and can start it at once. At the moment:{" "}
            {allowance.charAt(0).toLowerCase() + allowance.slice(1)}.
          </p>
        }
      />
      <form
        method="post"
        action={`${back}/grant?${new URLSearchParams({ quiz: quizId })}`}
        className="grid max-w-reading gap-6"
      >
        <ProblemSummary problems={problems} />
        <input type="hidden" name="grantsSeen" value={grantsSeen} />
        <TextAreaField
          label="Why"
          name="reason"
          hint="It stays in the history with your name and today's date."
          problem={problems.find(({ field }) => field === "reason")?.message}
          defaultValue={reason}
          rows={3}
          required
          maxLength={500}
        />
        <div className="flex flex-wrap gap-3">
          <Button>Grant one attempt</Button>
          <ButtonLink variant="quiet" href={back}>
            Cancel
          </ButtonLink>
        </div>
      </form>
    </>
  );
}
