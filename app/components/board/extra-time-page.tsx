import { Button, ButtonLink } from "#app/components/button.tsx";
import { CheckField, Field, FieldSet, SelectField } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { type Problem, ProblemSummary } from "#app/components/problem-summary.tsx";
import { ReasonField } from "#app/components/reason-field.tsx";

type ExtraTimePageProps = {
  personId: number;
  name: string;
  /** Those with a time limit. */
  quizzes: readonly { quizId: string; title: string; timeLimitMinutes: number }[];
  /** How many were given so far: whoever posts an older number has not seen the newest. */
  seen: number;
  problems?: readonly Problem[];
  /** What was typed before, by field. */
  typed?: Readonly<Record<string, readonly string[]>>;
};

/** Giving somebody more time than everybody has, with the reason that stays in the history. */
export function ExtraTimePage(props: ExtraTimePageProps) {
  const { personId, name, quizzes, seen, problems = [], typed = {} } = props;
  const back = `/people/${personId}`;
  const problemOf = (name: string) => problems.find(({ field }) => field === name)?.message;
  const unit = typed.unit?.[0] ?? "minutes";
  return (
    <>
      <PageHeading
        title="Give extra time"
        lead={
          <p>
            {name} gets more time in quizzes that have a time limit. It counts at once: an attempt
            that is under way ends later.
          </p>
        }
      />
      <form
        method="post"
        action={`${back}/extra-time`}
        className="grid max-w-reading gap-6"
        noValidate
      >
        <ProblemSummary problems={problems} />
        <input type="hidden" name="seen" value={seen} />
        <SelectField
          label="For which quiz"
          name="quiz"
          problem={problemOf("quiz")}
          defaultValue={typed.quiz?.[0]}
          options={[
            { value: "", label: "Every quiz with a time limit" },
            ...quizzes.map(({ quizId, title, timeLimitMinutes }) => ({
              value: quizId,
              label: `${title} (${timeLimitMinutes} ${timeLimitMinutes === 1 ? "minute" : "minutes"})`,
            })),
          ]}
        />
        {quizzes.length === 0 && (
          <Notice tone="info">
            No quiz has a time limit at the moment. What you give counts for those that get one.
          </Notice>
        )}
        <Field
          label="How much more"
          name="amount"
          problem={problemOf("amount")}
          defaultValue={typed.amount?.[0]}
          inputMode="numeric"
          autoComplete="off"
          required
        />
        <FieldSet legend="Counted in" id="unit" problem={problemOf("unit")}>
          <CheckField
            type="radio"
            label="Minutes"
            name="unit"
            value="minutes"
            hint="From 1 to 480, on top of the time limit."
            defaultChecked={unit === "minutes"}
          />
          <CheckField
            type="radio"
            label="Percent of the time limit"
            name="unit"
            value="percent"
            hint="From 1 to 900. 25 percent makes 40 minutes of a time limit of 32."
            defaultChecked={unit === "percent"}
          />
        </FieldSet>
        <ReasonField problem={problemOf("reason")} reason={typed.reason?.[0]} />
        <p className="text-ink-soft">
          Where more than one extra time holds for a quiz, the most generous one counts. They are
          not added up.
        </p>
        <div className="flex flex-wrap gap-3">
          <Button>Give extra time</Button>
          <ButtonLink variant="quiet" href={back}>
            Cancel
          </ButtonLink>
        </div>
      </form>
    </>
  );
}
