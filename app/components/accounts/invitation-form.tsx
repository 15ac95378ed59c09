import { Button } from "#app/components/button.tsx";
import { Field, SelectField } from "#app/components/field.tsx";
import { ProblemSummary } from "#app/components/problem-summary.tsx";
import { type FormProblem, problemAt, type Typed } from "#app/core/form.ts";
import type { Role } from "#app/core/roles.ts";
import { ManagedSitesField, type Named, RolesField } from "./position-fields.tsx";

type InvitationFormProps = {
  /** The sites that the person who invites may choose from. */
  sites: readonly Named[];
  jobRoles: readonly Named[];
  /** The roles that they may give; with one alone there is nothing to choose. */
  roles: readonly Role[];
  problems?: readonly FormProblem[];
  typed?: Typed;
};

/** Who is invited, where to, and as what. */
export function InvitationForm(props: InvitationFormProps) {
  const { sites, jobRoles, roles, problems = [], typed } = props;
  const field = (name: string) => ({
    name,
    defaultValue: typed?.[name]?.[0],
    problem: problemAt(problems, name),
  });
  const siteIds = typed?.managedSiteIds?.map(Number) ?? [];
  return (
    <form method="post" className="grid max-w-2xl gap-6">
      <ProblemSummary problems={problems} />
      <Field
        label="Full name"
        {...field("name")}
        hint="As it should stand on their certificates."
        autoComplete="off"
        required
      />
      <Field
        label="E-mail address"
        {...field("email")}
        type="email"
        hint="They sign in with it."
        autoComplete="off"
        required
      />
      <SelectField
        label="Site"
        {...field("siteId")}
        hint="Where they mostly work. Their certificates are counted in its days."
        options={optionsOf(sites)}
      />
      <SelectField
        label="Job role"
        {...field("jobRoleId")}
        optional
        options={[{ value: "", label: "None" }, ...optionsOf(jobRoles)]}
      />
      {roles.length === 1 ? (
        <input type="hidden" name="roles" value={roles[0]} />
      ) : (
        <>
          <RolesField
            offered={roles}
            chosen={typed ? (typed.roles ?? []) : ["trainee"]}
            problem={problemAt(problems, "roles")}
          />
          <ManagedSitesField
            sites={sites}
            chosen={siteIds}
            problem={problemAt(problems, "managedSiteIds")}
          />
        </>
      )}
      <div>
        <Button>Invite</Button>
      </div>
    </form>
  );
}

function optionsOf(named: readonly Named[]) {
  return named.map(({ id, name }) => ({ value: String(id), label: name }));
}
