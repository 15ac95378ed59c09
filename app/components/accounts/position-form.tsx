import { Button } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { CheckField, FieldSet, SelectField } from "#app/components/field.tsx";
import { ProblemSummary } from "#app/components/problem-summary.tsx";
import { type FormProblem, problemAt } from "#app/core/form.ts";
import { ROLES } from "#app/core/roles.ts";
import { ManagedSitesField, type Named, RolesField } from "./position-fields.tsx";

type PositionFormProps = {
  position: {
    roles: readonly string[];
    managedSiteIds: readonly number[];
    homeSiteId: number;
    memberships: readonly { siteId: number; jobRoleId?: number }[];
  };
  sites: readonly Named[];
  jobRoles: readonly Named[];
  problems?: readonly FormProblem[];
};

/** What a person may do, where they work, and as what. */
export function PositionForm({ position, sites, jobRoles, problems = [] }: PositionFormProps) {
  const jobRoleAt = new Map(position.memberships.map((each) => [each.siteId, each.jobRoleId]));
  const jobRoleOptions = [
    { value: "", label: "No job role" },
    ...jobRoles.map(({ id, name }) => ({ value: String(id), label: name })),
  ];
  return (
    <Card title="Roles and sites">
      <form method="post" className="grid gap-6">
        <ProblemSummary problems={problems} />
        <RolesField
          offered={ROLES}
          chosen={position.roles}
          problem={problemAt(problems, "roles")}
        />
        <ManagedSitesField
          sites={sites}
          chosen={position.managedSiteIds}
          problem={problemAt(problems, "managedSiteIds")}
        />
        <SelectField
          label="Home site"
          name="homeSiteId"
          hint="Their dates are counted in its days from now on. Certificates that were issued stay as they are."
          defaultValue={String(position.homeSiteId)}
          problem={problemAt(problems, "homeSiteId")}
          options={sites.map(({ id, name }) => ({ value: String(id), label: name }))}
        />
        <FieldSet
          legend="Works at"
          id="siteIds"
          hint="The home site is always among them."
          problem={problemAt(problems, "siteIds")}
        >
          <div className="divide-y divide-line">
            {sites.map(({ id, name }) => (
              <div key={id} className="grid gap-x-6 py-1 sm:grid-cols-2 sm:items-center">
                <CheckField
                  label={name}
                  name="siteIds"
                  value={String(id)}
                  defaultChecked={jobRoleAt.has(id)}
                />
                <SelectField
                  label={<span className="sr-only">Job role at {name}</span>}
                  name={`jobRole-${id}`}
                  defaultValue={String(jobRoleAt.get(id) ?? "")}
                  options={jobRoleOptions}
                />
              </div>
            ))}
          </div>
        </FieldSet>
        <div>
          <Button>Save</Button>
        </div>
      </form>
    </Card>
  );
}
