import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { InvitationForm } from "#app/components/accounts/invitation-form.tsx";
import { NewLink } from "#app/components/accounts/new-link.tsx";
import { ButtonLink } from "#app/components/button.tsx";
import { EmptyState } from "#app/components/empty-state.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { invitationForm } from "#app/core/account-forms.ts";
import { formatInstant } from "#app/core/calendar.ts";
import { type FormProblem, readForm, type Typed, typedIn } from "#app/core/form.ts";
import { rolesToGive } from "#app/core/roles.ts";
import { addressOfLink } from "#app/password-link.server.ts";
import { requireRole } from "#app/session.server.ts";
import { type InvitationOutcome, invitePerson } from "#db/queries/invitations.ts";
import { listJobRoles, listSitesOf } from "#db/queries/organisation.ts";

export const meta: MetaFunction = () => [{ title: "Invite somebody · Needlepoint" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const asker = await requireRole(request, "manager", "admin");
  const [sites, jobRoles] = await Promise.all([listSitesOf(asker), listJobRoles()]);
  return {
    sites: sites.map(({ id, name }) => ({ id, name })),
    jobRoles,
    roles: [...rolesToGive(asker.roles)],
  };
}

const REFUSALS: Record<NonNullable<InvitationOutcome["refused"]>, FormProblem> = {
  "email-taken": {
    field: "email",
    message: "Somebody with this e-mail address is in Needlepoint already.",
  },
  site: { field: "siteId", message: "Choose one of your sites." },
  "job-role": { field: "jobRoleId", message: "Choose a job role from the list." },
  roles: { field: "roles", message: "Only an admin can give this role." },
};

/** The invitation that was made, or why there is none and what was typed. */
type Answer = {
  problems?: FormProblem[];
  typed?: Typed;
  invited?: { personId: number; name: string; url: string; until: string };
};

export async function action({ request }: ActionFunctionArgs) {
  const asker = await requireRole(request, "manager", "admin");
  const now = new Date();
  const form = await request.formData();
  const refuse = (problems: FormProblem[]) =>
    json<Answer>({ problems, typed: typedIn(form) }, { status: 422 });

  const { value: invitation, problems } = readForm(invitationForm, form);
  if (!invitation) return refuse(problems);
  if (invitation.roles.includes("manager") && invitation.managedSiteIds.length === 0) {
    const message = "Choose at least one site that this manager looks after.";
    return refuse([{ field: "managedSiteIds", message }]);
  }
  const outcome = await invitePerson(asker, invitation, now);
  if (outcome.refused) return refuse([REFUSALS[outcome.refused]]);
  const { link, personId } = outcome;
  const invited = {
    personId,
    name: invitation.name,
    url: addressOfLink(link, request),
    until: formatInstant(link.expiresAt, asker.homeSite.timeZone),
  };
  return json<Answer>({ invited });
}

export default function Invite() {
  const { sites, jobRoles, roles } = useLoaderData<typeof loader>();
  const { invited, problems, typed } = useActionData<typeof action>() ?? {};
  if (invited) {
    return (
      <>
        <PageHeading title="Invitation" />
        <NewLink kind="invitation" name={invited.name} url={invited.url} until={invited.until} />
        <p className="mt-8 flex flex-wrap items-center gap-x-5 gap-y-2">
          <ButtonLink href="/people/invite" variant="secondary">
            Invite somebody else
          </ButtonLink>
          <a
            href={`/people/${invited.personId}`}
            className="link inline-flex min-h-11 items-center"
          >
            See {invited.name}
          </a>
        </p>
      </>
    );
  }
  return (
    <>
      <PageHeading
        title="Invite somebody"
        lead="You get a link to send to them. With it they choose a password and join."
      />
      {sites.length === 0 ? (
        <EmptyState title="You do not look after a site yet">
          An admin of your clinic can add one to your account.
        </EmptyState>
      ) : (
        <InvitationForm {...{ sites, jobRoles, roles, problems, typed }} />
      )}
    </>
  );
}
