import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { IdentityCard } from "#app/components/accounts/identity-card.tsx";
import { PersonStateBadge } from "#app/components/accounts/person-state-badge.tsx";
import { PositionForm } from "#app/components/accounts/position-form.tsx";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { identityForm, positionForm } from "#app/core/account-forms.ts";
import { type FormProblem, readForm, readId, type Typed, typedIn } from "#app/core/form.ts";
import { requireRole } from "#app/session.server.ts";
import { correctIdentity } from "#db/queries/accounts.ts";
import { listJobRoles, listSites } from "#db/queries/organisation.ts";
import { findColleague } from "#db/queries/people.ts";
import {
  deactivatePerson,
  findPosition,
  type Position,
  reactivatePerson,
  savePosition,
} from "#db/queries/positions.ts";
import type { SignedInPerson } from "#db/queries/sessions.ts";

export const meta: MetaFunction = () => [{ title: "Account · Needlepoint" }];

function notFound(): never {
  throw new Response("There is nobody here by this number.", { status: 404 });
}

const LAST_ADMIN =
  "This is the last admin who can sign in. Give the role to somebody else first, so that nobody is locked out.";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const admin = await requireRole(request, "admin");
  const personId = readId(params.personId) ?? notFound();
  const [person, position, sites, jobRoles] = await Promise.all([
    findColleague(admin, personId),
    findPosition(personId),
    listSites(),
    listJobRoles(),
  ]);
  if (!person || !position) return notFound();
  const { name, email, state } = person;
  return {
    person: { id: personId, name, email, state, isSelf: personId === admin.id },
    position,
    sites: sites.map(({ id, name }) => ({ id, name })),
    jobRoles,
    isSaved: new URL(request.url).searchParams.has("saved"),
  };
}

/** Why nothing was changed, in which form, and what was chosen or typed there. */
type Answer =
  | { form: "identity"; problems: FormProblem[]; typed: Typed }
  | { form: "position"; problems: FormProblem[]; chosen?: Position }
  | { form: "access"; problems: FormProblem[] };

export async function action({ request, params }: ActionFunctionArgs) {
  const admin = await requireRole(request, "admin");
  const personId = readId(params.personId) ?? notFound();
  const form = await request.formData();
  const answer = await change(admin, personId, form, new Date());
  return answer ? json(answer, { status: 422 }) : redirect(`/admin/people/${personId}?saved`);
}

async function change(
  admin: SignedInPerson,
  personId: number,
  form: FormData,
  now: Date,
): Promise<Answer | undefined> {
  switch (form.get("intent")) {
    case "correct":
      return correct(admin, personId, form, now);
    case "deactivate": {
      const outcome = await deactivatePerson(admin, personId, now);
      if (outcome === "missing") return notFound();
      if (outcome === "saved") return undefined;
      return { form: "access", problems: [{ field: "deactivate", message: LAST_ADMIN }] };
    }
    case "reactivate": {
      const outcome = await reactivatePerson(admin, personId, now);
      return outcome === "missing" ? notFound() : undefined;
    }
    default:
      return changePosition(admin, personId, form, now);
  }
}

async function correct(
  admin: SignedInPerson,
  personId: number,
  form: FormData,
  now: Date,
): Promise<Answer | undefined> {
  const refuse = (problems: FormProblem[]): Answer => ({
    form: "identity",
    problems,
    typed: typedIn(form),
  });
  const { value, problems } = readForm(identityForm, form);
  if (!value) return refuse(problems);
  switch (await correctIdentity(admin, personId, value, now)) {
    case "saved":
      return undefined;
    case "missing":
      return notFound();
    case "email-taken":
      return refuse([
        { field: "email", message: "Somebody else has an account with this address." },
      ]);
  }
}

async function changePosition(
  admin: SignedInPerson,
  personId: number,
  form: FormData,
  now: Date,
): Promise<Answer | undefined> {
  const { value, problems } = readForm(positionForm, form);
  if (!value) return { form: "position", problems };
  const { siteIds, ...rest } = value;
  const memberships = [...new Set([value.homeSiteId, ...siteIds])].map((siteId) => ({
    siteId,
    jobRoleId: readId(String(form.get(`jobRole-${siteId}`))),
  }));
  const chosen: Position = { ...rest, memberships };
  const refuse = (field: string, message: string): Answer => ({
    form: "position",
    problems: [{ field, message }],
    chosen,
  });
  if (value.roles.includes("manager") && value.managedSiteIds.length === 0) {
    return refuse("managedSiteIds", "Choose at least one site that this manager looks after.");
  }
  switch (await savePosition(admin, personId, chosen, now)) {
    case "saved":
      return undefined;
    case "missing":
      return notFound();
    case "last-admin":
      return refuse("roles", LAST_ADMIN);
    case "site":
      return refuse("homeSiteId", "Choose sites from the list.");
    case "job-role":
      return refuse("siteIds", "Choose job roles from the list.");
  }
}

export default function PersonPosition() {
  const { person, position, sites, jobRoles, isSaved } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { id, name, email, state } = person;
  return (
    <>
      <PageHeading
        title={name}
        lead={
          <span className="flex flex-wrap items-center gap-3">
            {email} <PersonStateBadge state={state} />
          </span>
        }
        actions={
          <>
            <ButtonLink href={`/people/${id}`} variant="secondary">
              Training
            </ButtonLink>
            <ButtonLink href={`/admin/audit?person=${id}`} variant="secondary">
              Audit log
            </ButtonLink>
          </>
        }
      />
      <div className="grid max-w-3xl gap-6">
        {isSaved && !answer && (
          <Notice tone="good" live>
            Saved.
          </Notice>
        )}
        <PositionForm
          {...{ sites, jobRoles }}
          position={(answer?.form === "position" && answer.chosen) || position}
          problems={answer?.form === "position" ? answer.problems : []}
        />
        <IdentityCard
          person={person}
          problems={answer?.form === "identity" ? answer.problems : []}
          typed={answer?.form === "identity" ? answer.typed : undefined}
        />
        {state !== "deactivated" && (
          <Card title={state === "invited" ? "Invitation" : "Password"}>
            <p>
              {state === "invited"
                ? "They have not joined yet. You can make a new link to join."
                : "Forgotten? You can make a link with which they choose a new one."}
            </p>
            <div>
              <ButtonLink href={`/people/${id}/link`} variant="secondary">
                {state === "invited" ? "Invite again" : "Make a link"}
              </ButtonLink>
            </div>
          </Card>
        )}
        <Card title={state === "deactivated" ? "Reactivate" : "Deactivate"}>
          {answer?.form === "access" && (
            <Notice tone="bad" live>
              {answer.problems[0]?.message}
            </Notice>
          )}
          <p>
            {state === "deactivated"
              ? "They can sign in again with the password they had. Roles and sites are as before."
              : "They are signed out everywhere at once and cannot sign in. Attempts and certificates stay, and you can reactivate them later."}
          </p>
          <form method="post" className="grid gap-4">
            <input
              type="hidden"
              name="intent"
              value={state === "deactivated" ? "reactivate" : "deactivate"}
            />
            <div>
              {state === "deactivated" ? (
                <Button variant="secondary">Reactivate</Button>
              ) : (
                <Button variant="danger">
                  {person.isSelf ? "Deactivate my own account" : `Deactivate ${name}`}
                </Button>
              )}
            </div>
          </form>
        </Card>
      </div>
    </>
  );
}
