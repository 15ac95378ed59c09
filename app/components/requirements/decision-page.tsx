import { Button, ButtonLink } from "#app/components/button.tsx";
import { CheckField, Field, FieldSet } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { type Problem, ProblemSummary } from "#app/components/problem-summary.tsx";
import { ReasonField } from "#app/components/reason-field.tsx";
import { consequenceOf, DECISION_WORDS, type Decision } from "#app/core/decision-words.ts";

export type DecisionPageProps = {
  personId: number;
  name: string;
  certificationId: string;
  title: string;
  decision: Decision;
  /** When it is due now, in words. */
  due: string;
  /** The earliest day that can be chosen. */
  today: string;
  /** How many decisions there were: whoever posts an older number has not seen the newest. */
  seen: number;
  problems?: readonly Problem[];
  /** What was typed before, by field. */
  typed?: Readonly<Record<string, readonly string[]>>;
};

/** A decision about one person: what follows from it, until when, and why. */
export function DecisionPage(page: DecisionPageProps) {
  const { personId, name, certificationId, title, decision, due, today, seen } = page;
  const { problems = [], typed = {} } = page;
  const words = DECISION_WORDS[decision];
  const search = new URLSearchParams({ certification: certificationId });
  const back = `/people/${personId}/requirement?${search}`;
  const problemOf = (field: string) => problems.find((each) => each.field === field)?.message;
  const scope = typed.scope?.[0] ?? "one";
  return (
    <>
      <PageHeading title={`${words.title}: ${title}`} lead={<p>{name}</p>} />
      <form
        method="post"
        action={`${back}&do=${decision}`}
        className="grid max-w-reading gap-6"
        noValidate
      >
        <ProblemSummary problems={problems} />
        <input type="hidden" name="seen" value={seen} />
        <Notice tone={decision === "suspend" ? "bad" : "info"} title="What follows">
          {consequenceOf(decision, name, title)}
        </Notice>
        {decision === "suspend" ? (
          <FieldSet legend="From what" id="scope">
            <CheckField
              type="radio"
              label={`“${title}” only`}
              name="scope"
              value="one"
              defaultChecked={scope === "one"}
            />
            <CheckField
              type="radio"
              label="Every certification"
              name="scope"
              value="every"
              defaultChecked={scope === "every"}
            />
          </FieldSet>
        ) : (
          <p className="text-ink-soft">At the moment: {due}.</p>
        )}
        <Field
          label={words.dayLabel}
          name="untilOn"
          type="date"
          min={today}
          problem={problemOf("untilOn")}
          defaultValue={typed.untilOn?.[0]}
          required
        />
        {decision !== "assign" && (
          <ReasonField problem={problemOf("reason")} reason={typed.reason?.[0]} />
        )}
        <div className="flex flex-wrap gap-3">
          <Button variant={decision === "suspend" ? "danger" : "primary"}>{words.confirm}</Button>
          <ButtonLink variant="quiet" href={back}>
            Cancel
          </ButtonLink>
        </div>
      </form>
    </>
  );
}
