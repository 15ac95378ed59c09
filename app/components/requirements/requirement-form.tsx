import { Button } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { CheckField, Field, FieldSet, SelectField } from "#app/components/field.tsx";
import { type Problem, ProblemSummary } from "#app/components/problem-summary.tsx";

export type RequirementChoices = {
  certifications: readonly { id: string; title: string }[];
  sites: readonly { id: number; name: string }[];
  jobRoles: readonly { id: number; name: string }[];
  /** True for an admin: of every site at once. */
  mayAskEverywhere: boolean;
};

type RequirementFormProps = RequirementChoices & {
  problems?: readonly Problem[];
  /** What was typed before, by field. */
  typed?: Readonly<Record<string, readonly string[]>>;
};

/** Who is asked for what, by when. It leads to a preview; nothing is saved before that. */
export function RequirementForm(props: RequirementFormProps) {
  const { certifications, sites, jobRoles, mayAskEverywhere, problems = [], typed = {} } = props;
  const field = (name: string) => ({
    name,
    problem: problems.find((each) => each.field === name)?.message,
    defaultValue: typed[name]?.[0],
  });
  const due = typed.due?.[0] ?? "after-joining";
  return (
    <Card title="Add a requirement">
      <form method="post" action="/requirements" className="grid max-w-reading gap-6" noValidate>
        <ProblemSummary problems={problems} />
        <SelectField
          label="Certification"
          {...field("certificationId")}
          options={certifications.map(({ id, title }) => ({ value: id, label: title }))}
        />
        <SelectField
          label="Site"
          {...field("siteId")}
          options={[
            ...(mayAskEverywhere ? [{ value: "any", label: "Every site" }] : []),
            ...sites.map(({ id, name }) => ({ value: String(id), label: name })),
          ]}
        />
        <SelectField
          label="Job role"
          {...field("jobRoleId")}
          options={[
            { value: "", label: "Every job role" },
            ...jobRoles.map(({ id, name }) => ({ value: String(id), label: name })),
          ]}
        />
        <FieldSet legend="Due" id="due" problem={field("due").problem}>
          <CheckField
            type="radio"
            label="So many days after joining"
            name="due"
            value="after-joining"
            defaultChecked={due === "after-joining"}
          />
          <div className="pb-3 pl-8">
            <Field
              label="Days"
              {...field("withinDays")}
              defaultValue={typed.withinDays?.[0] ?? "30"}
              hint="For those who are there already they count from today."
              inputMode="numeric"
              autoComplete="off"
            />
          </div>
          <CheckField
            type="radio"
            label="By a day"
            name="due"
            value="by-day"
            defaultChecked={due === "by-day"}
          />
          <div className="pl-8">
            <Field label="Day" {...field("dueOn")} type="date" />
          </div>
        </FieldSet>
        <div>
          <Button>See whom it concerns</Button>
        </div>
      </form>
    </Card>
  );
}
