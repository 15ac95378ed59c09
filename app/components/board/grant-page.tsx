import { PageHeading } from "#app/components/page-heading.tsx";
import { ReasonBox } from "#app/components/parts/reason-box.tsx";
import type { Problem } from "#app/components/problem-summary.tsx";

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
      <ReasonBox
        action={`${back}/grant?${new URLSearchParams({ quiz: quizId })}`}
        label="Grant one attempt"
        variant="primary"
        back={back}
        problems={problems}
        reason={reason}
        hidden={{ grantsSeen: String(grantsSeen) }}
      />
    </>
  );
}
