import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { NewLink } from "#app/components/accounts/new-link.tsx";
import { Button } from "#app/components/button.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { formatInstant } from "#app/core/calendar.ts";
import { readId } from "#app/core/form.ts";
import { mayLinkTo } from "#app/core/roles.ts";
import { addressOfLink } from "#app/password-link.server.ts";
import { requireRole } from "#app/session.server.ts";
import { createLink } from "#db/queries/invitations.ts";
import type { LinkKind } from "#db/queries/one-time-links.ts";
import { findColleague } from "#db/queries/people.ts";

export const meta: MetaFunction = () => [{ title: "A link to sign in · Needlepoint" }];

function notFound(): never {
  throw new Response("There is nobody here that you look after.", { status: 404 });
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const asker = await requireRole(request, "manager", "admin");
  const person = (await findColleague(asker, readId(params.personId) ?? 0)) ?? notFound();
  const { id, name, state } = person;
  return { id, name, state, mayMakeOne: mayLinkTo(asker.roles, person.roles) };
}

/** What making a link gives; nothing when it was refused, for the page itself says why. */
type Answer = { link?: { kind: LinkKind; url: string; until: string } };

export async function action({ request, params }: ActionFunctionArgs) {
  const asker = await requireRole(request, "manager", "admin");
  const outcome = (await createLink(asker, readId(params.personId) ?? 0, new Date())) ?? notFound();
  if (outcome.refused) return json<Answer>({}, { status: 403 });
  const { link } = outcome;
  return json<Answer>({
    link: {
      kind: link.kind,
      url: addressOfLink(link, request),
      until: formatInstant(link.expiresAt, asker.homeSite.timeZone),
    },
  });
}

export default function PersonLink() {
  const { id, name, state, mayMakeOne } = useLoaderData<typeof loader>();
  const { link } = useActionData<typeof action>() ?? {};
  const isInvited = state === "invited";
  return (
    <>
      <PageHeading title={isInvited ? `Invite ${name} again` : `A new password for ${name}`} />
      <div className="grid max-w-2xl gap-6">
        {link && <NewLink name={name} {...link} />}
        {!link && state === "deactivated" && (
          <Notice tone="info">
            {name} is deactivated. An admin can reactivate the account first.
          </Notice>
        )}
        {!link && state !== "deactivated" && !mayMakeOne && (
          <Notice tone="info">
            {name} holds roles beyond those you can give. An admin can make this link.
          </Notice>
        )}
        {!link && state !== "deactivated" && mayMakeOne && (
          <form method="post" className="grid gap-5">
            <p>
              {isInvited
                ? "This makes a new link to join. It works once, for 7 days, and replaces the earlier one."
                : "This makes a link with which they choose a new password. It works once, for 24 hours. Their present password goes on working until then."}
            </p>
            <div>
              <Button>Make a link</Button>
            </div>
          </form>
        )}
        <p>
          <a href={`/people/${id}`} className="link inline-flex min-h-11 items-center">
            Back to {name}
          </a>
        </p>
      </div>
    </>
  );
}
