import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Button, ButtonLink } from "#app/components/button.tsx";
import { QuietFrame } from "#app/components/quiet-frame.tsx";
import { findUser, signOut } from "#app/session.server.ts";

export const meta: MetaFunction = () => [{ title: "Sign out · Needlepoint" }];

/** Following a link must not sign anybody out: it leads to a button. */
export async function loader({ request }: LoaderFunctionArgs) {
  const person = await findUser(request);
  return person ? { name: person.name } : redirect("/sign-in");
}

export async function action({ request }: ActionFunctionArgs) {
  return redirect("/sign-in", {
    headers: {
      "Set-Cookie": await signOut(request),
      // A shared tablet keeps nothing for the next person.
      "Clear-Site-Data": '"storage"',
    },
  });
}

export default function SignOut() {
  const { name } = useLoaderData<typeof loader>();
  return (
    <QuietFrame title="Sign out?">
      <p>You are signed in as {name}. What you have saved is kept.</p>
      <form method="post" className="flex flex-wrap gap-3">
        <Button>Sign out</Button>
        <ButtonLink href="/" variant="secondary">
          Stay signed in
        </ButtonLink>
      </form>
    </QuietFrame>
  );
}
