import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useEffect } from "react";
import { DemoLogIns } from "#app/components/accounts/demo-log-ins.tsx";
import { Button } from "#app/components/button.tsx";
import { Field } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import { ProblemSummary } from "#app/components/problem-summary.tsx";
import { QuietFrame } from "#app/components/quiet-frame.tsx";
import { signInForm } from "#app/core/account-forms.ts";
import { type FormProblem, problemAt, readForm, typedIn } from "#app/core/form.ts";
import { localPath } from "#app/core/local-path.ts";
import { waitText } from "#app/core/wait.ts";
import { saveKeptPost } from "#app/kept-post.server.ts";
import { forgetEverybody } from "#app/kept-responses.ts";
import { findUser, signIn } from "#app/session.server.ts";
import { checkPassword, listDemoLogIns } from "#app/sign-in.server.ts";
import { findOrganisation, isSetUp } from "#db/queries/organisation.ts";

export const meta: MetaFunction = () => [{ title: "Sign in · Needlepoint" }];

/** Where the person was on the way to, if that is a page of ours. */
function nextPath(request: Request): string | undefined {
  return localPath(new URL(request.url).searchParams.get("next"));
}

export async function loader({ request }: LoaderFunctionArgs) {
  const next = nextPath(request);
  if (await findUser(request)) return redirect(next ?? "/");
  if (!(await isSetUp())) return redirect("/setup");
  const [organisation, demoLogIns] = await Promise.all([findOrganisation(), listDemoLogIns()]);
  return json({
    organisationName: organisation?.name,
    isOnTheWay: next !== undefined && next !== "/",
    isInAttempt: next?.startsWith("/attempts/") ?? false,
    demoLogIns,
  });
}

export async function action({ request, context }: ActionFunctionArgs) {
  const now = new Date();
  const form = await request.formData();
  const typed = typedIn(form, ["password"]);
  const refuse = (problems: FormProblem[], init: ResponseInit) => json({ problems, typed }, init);

  const { value: input, problems } = readForm(signInForm, form);
  if (!input) return refuse(problems, { status: 422 });
  const check = await checkPassword(input.email, input.password, context.address, now);
  if (check.state === "limited") {
    const message = `There were too many tries. Please try again ${waitText(now, check.retryAt)}.`;
    const seconds = Math.ceil((check.retryAt.getTime() - now.getTime()) / 1000);
    return refuse([{ field: "email", message }], {
      status: 429,
      headers: { "Retry-After": String(seconds) },
    });
  }
  if (check.state === "wrong") {
    const message = "This e-mail address and this password do not belong together.";
    return refuse([{ field: "email", message }], { status: 422 });
  }
  const { cookie, pending, isHandedOver } = await signIn(request, check.personId);
  const next = isHandedOver ? undefined : nextPath(request);
  const path = pending ? localPath(await saveKeptPost({ id: check.personId }, pending)) : next;
  const headers = new Headers({ "Set-Cookie": cookie });
  // What this browser kept for the person before is not for this one.
  if (isHandedOver) headers.set("Clear-Site-Data", '"storage"');
  return redirect(path ?? "/", { headers });
}

export default function SignIn() {
  const { organisationName, isOnTheWay, isInAttempt, demoLogIns } = useLoaderData<typeof loader>();
  const { problems = [], typed } = useActionData<typeof action>() ?? {};
  useEffect(() => {
    // Only who was in the middle of an attempt comes back to what this device keeps.
    if (!isInAttempt) forgetEverybody();
  }, [isInAttempt]);
  return (
    <QuietFrame title="Sign in">
      {organisationName && <p className="text-ink-soft">{organisationName}</p>}
      {isOnTheWay && problems.length === 0 && (
        <Notice tone="info">After signing in you go on where you were. Nothing is lost.</Notice>
      )}
      <ProblemSummary problems={problems} />
      <form method="post" className="grid gap-5">
        <Field
          label="E-mail address"
          name="email"
          type="email"
          autoComplete="username"
          required
          defaultValue={typed?.email?.[0]}
          problem={problemAt(problems, "email")}
        />
        <Field
          label="Password"
          name="password"
          type="password"
          autoComplete="current-password"
          required
          problem={problemAt(problems, "password")}
        />
        <Button>Sign in</Button>
      </form>
      <p className="text-ink-soft">
        Forgotten your password? Ask your manager or an admin of your clinic for a link to choose a
        new one.
      </p>
      <DemoLogIns logIns={demoLogIns} />
    </QuietFrame>
  );
}
