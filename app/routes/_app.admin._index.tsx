import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { JobRolesCard } from "#app/components/accounts/job-roles-card.tsx";
import { OrganisationCard } from "#app/components/accounts/organisation-card.tsx";
import { SitesCard } from "#app/components/accounts/sites-card.tsx";
import { ButtonLink } from "#app/components/button.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { ProblemSummary } from "#app/components/problem-summary.tsx";
import { jobRoleForm, listTimeZones, organisationForm, siteForm } from "#app/core/account-forms.ts";
import { type FormProblem, readForm, readId, type Typed, typedIn } from "#app/core/form.ts";
import { requireRole } from "#app/session.server.ts";
import {
  addJobRole,
  addSite,
  changeSite,
  findOrganisation,
  listJobRoles,
  listSites,
  type NamingOutcome,
  renameJobRole,
  renameOrganisation,
} from "#db/queries/organisation.ts";

export const meta: MetaFunction = () => [{ title: "Admin · Needlepoint" }];

export async function loader({ request }: LoaderFunctionArgs) {
  await requireRole(request, "admin");
  const [organisation, sites, jobRoles] = await Promise.all([
    findOrganisation(),
    listSites(),
    listJobRoles(),
  ]);
  return {
    organisationName: organisation?.name ?? "",
    sites,
    jobRoles,
    timeZones: listTimeZones(),
    isSaved: new URL(request.url).searchParams.has("saved"),
  };
}

/** Which of the forms was not saved, and why. */
type Answer = { form: string; problems: FormProblem[]; typed: Typed };

export async function action({ request }: ActionFunctionArgs) {
  const admin = await requireRole(request, "admin");
  const now = new Date();
  const form = await request.formData();
  const intent = String(form.get("intent"));
  const id = readId(String(form.get("id")));
  const name = id === undefined ? intent : `${intent}-${id}`;
  const refuse = (problems: readonly FormProblem[]) =>
    json<Answer>(
      {
        form: name,
        problems: problems.map(({ field, message }) => ({ field: `${name}-${field}`, message })),
        typed: typedIn(form),
      },
      { status: 422 },
    );

  let outcome: NamingOutcome;
  switch (intent) {
    case "organisation": {
      const { value, problems } = readForm(organisationForm, form);
      if (!value) return refuse(problems);
      await renameOrganisation(admin, value.organisation, now);
      outcome = "saved";
      break;
    }
    case "site": {
      const { value, problems } = readForm(siteForm, form);
      if (!value) return refuse(problems);
      outcome = await (id === undefined
        ? addSite(admin, value, now)
        : changeSite(admin, id, value, now));
      break;
    }
    case "jobRole": {
      const { value, problems } = readForm(jobRoleForm, form);
      if (!value) return refuse(problems);
      outcome = await (id === undefined
        ? addJobRole(admin, value.jobRole, now)
        : renameJobRole(admin, id, value.jobRole, now));
      break;
    }
    default:
      throw new Response("This form is not known here.", { status: 400 });
  }
  if (outcome === "missing") throw new Response(null, { status: 404 });
  if (outcome === "taken") {
    return refuse([{ field: intent, message: "Another one has this name already." }]);
  }
  return redirect("/admin?saved");
}

export default function Admin() {
  const { organisationName, sites, jobRoles, timeZones, isSaved } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  return (
    <>
      <PageHeading
        title="Admin"
        actions={
          <ButtonLink href="/people" variant="secondary">
            People
          </ButtonLink>
        }
      />
      <div className="grid gap-6">
        {isSaved && !refused && (
          <Notice tone="good" live>
            Saved.
          </Notice>
        )}
        <ProblemSummary problems={refused?.problems ?? []} />
        <div className="grid items-start gap-6 lg:grid-cols-2">
          <div className="grid gap-6">
            <OrganisationCard name={organisationName} refused={refused} />
            <JobRolesCard jobRoles={jobRoles} refused={refused} />
          </div>
          <SitesCard sites={sites} timeZones={timeZones} refused={refused} />
        </div>
      </div>
    </>
  );
}
