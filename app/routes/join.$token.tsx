import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { NewPasswordFields } from "#app/components/accounts/new-password-fields.tsx";
import { UsedUpLink } from "#app/components/accounts/used-up-link.tsx";
import { Button } from "#app/components/button.tsx";
import { ProblemSummary } from "#app/components/problem-summary.tsx";
import { QuietFrame } from "#app/components/quiet-frame.tsx";
import { followLink, showLink } from "#app/password-link.server.ts";
import { findOrganisation } from "#db/queries/organisation.ts";

export const meta: MetaFunction = () => [{ title: "Join · Needlepoint" }];

export async function loader({ params }: LoaderFunctionArgs) {
  const [link, organisation] = await Promise.all([
    showLink("invitation", params.token ?? ""),
    findOrganisation(),
  ]);
  return { link, organisationName: organisation?.name ?? "your clinic" };
}

export function action({ request, params }: ActionFunctionArgs) {
  return followLink("invitation", params.token ?? "", request);
}

export default function Join() {
  const { link, organisationName } = useLoaderData<typeof loader>();
  const { problems = [] } = useActionData<typeof action>() ?? {};
  if (link.state !== "open") {
    return (
      <QuietFrame title="This invitation no longer works">
        <UsedUpLink kind="invitation" state={link.state} />
      </QuietFrame>
    );
  }
  return (
    <QuietFrame title={`Welcome, ${link.name}`}>
      <p>
        {organisationName} invites you to Needlepoint, where its staff are trained and certified.
        Choose a password, and you are in.
      </p>
      <ProblemSummary problems={problems} />
      <form method="post" className="grid gap-5">
        <p className="grid gap-0.5">
          <span className="font-semibold">You sign in as</span>
          <span className="wrap-anywhere">{link.email}</span>
        </p>
        {/* Tells password managers which account the new password belongs to. */}
        <input type="hidden" name="email" autoComplete="username" value={link.email} />
        <NewPasswordFields label="Your password" problems={problems} />
        <Button>Join</Button>
      </form>
    </QuietFrame>
  );
}
