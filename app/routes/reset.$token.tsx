import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { NewPasswordFields } from "#app/components/accounts/new-password-fields.tsx";
import { UsedUpLink } from "#app/components/accounts/used-up-link.tsx";
import { Button } from "#app/components/button.tsx";
import { ProblemSummary } from "#app/components/problem-summary.tsx";
import { QuietFrame } from "#app/components/quiet-frame.tsx";
import { followLink, showLink } from "#app/password-link.server.ts";

export const meta: MetaFunction = () => [{ title: "Choose a new password · Needlepoint" }];

export async function loader({ params }: LoaderFunctionArgs) {
  return { link: await showLink("reset", params.token ?? "") };
}

export function action({ request, params }: ActionFunctionArgs) {
  return followLink("reset", params.token ?? "", request);
}

export default function Reset() {
  const { link } = useLoaderData<typeof loader>();
  const { problems = [] } = useActionData<typeof action>() ?? {};
  if (link.state !== "open") {
    return (
      <QuietFrame title="This link no longer works">
        <UsedUpLink kind="reset" state={link.state} />
      </QuietFrame>
    );
  }
  return (
    <QuietFrame title="Choose a new password">
      <p>For {link.name}. Afterwards you are signed in here, and signed out everywhere else.</p>
      <ProblemSummary problems={problems} />
      <form method="post" className="grid gap-5">
        <p className="grid gap-0.5">
          <span className="font-semibold">You sign in as</span>
          <span className="wrap-anywhere">{link.email}</span>
        </p>
        {/* Tells password managers which account the new password belongs to. */}
        <input type="hidden" name="email" autoComplete="username" value={link.email} />
        <NewPasswordFields label="New password" problems={problems} />
        <Button>Save and sign in</Button>
      </form>
    </QuietFrame>
  );
}
