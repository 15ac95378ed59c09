import { Button, ButtonLink } from "#app/components/button.tsx";
import { type Problem, ProblemSummary } from "#app/components/problem-summary.tsx";
import { ReasonField } from "#app/components/reason-field.tsx";

type ReasonBoxProps = {
  /** Where it is posted. */
  action: string;
  label: string;
  variant?: "primary" | "danger";
  back: string;
  problems?: readonly Problem[];
  /** What was typed before. */
  reason?: string;
  /** What the page has shown, where that decides what the button does. */
  hidden?: Readonly<Record<string, string>>;
};

/** Something that is done only with a reason: why, and the button. */
export function ReasonBox(props: ReasonBoxProps) {
  const { action, label, variant = "danger", back, problems = [], reason, hidden = {} } = props;
  return (
    <form method="post" action={action} className="grid max-w-reading gap-6">
      <ProblemSummary problems={problems} />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <ReasonField
        problem={problems.find(({ field }) => field === "reason")?.message}
        reason={reason}
      />
      <div className="flex flex-wrap gap-3">
        <Button variant={variant}>{label}</Button>
        <ButtonLink variant="quiet" href={back}>
          Cancel
        </ButtonLink>
      </div>
    </form>
  );
}
