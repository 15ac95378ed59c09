import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { NewPasswordFields } from "#app/components/accounts/new-password-fields.tsx";
import { TimeZoneField } from "#app/components/accounts/time-zone-field.tsx";
import { Button } from "#app/components/button.tsx";
import { Card } from "#app/components/card.tsx";
import { Field } from "#app/components/field.tsx";
import { ProblemSummary } from "#app/components/problem-summary.tsx";
import { QuietFrame } from "#app/components/quiet-frame.tsx";
import { listTimeZones, readNewPassword, setupForm } from "#app/core/account-forms.ts";
import { type FormProblem, problemAt, readForm, typedIn } from "#app/core/form.ts";
import { tidyCode } from "#app/core/one-time-code.ts";
import { waitText } from "#app/core/wait.ts";
import { env } from "#app/env.server.ts";
import { hashPassword } from "#app/password.server.ts";
import { signIn } from "#app/session.server.ts";
import { countSetupTry } from "#app/sign-in.server.ts";
import { isSetUp, setUp } from "#db/queries/organisation.ts";

export const meta: MetaFunction = () => [{ title: "Set up · Needlepoint" }];

export async function loader({ params }: LoaderFunctionArgs) {
  if (await isSetUp()) return redirect("/");
  return json({
    code: params.code ?? "",
    timeZones: listTimeZones(),
    timeZone: env.DEMO_TIME_ZONE,
  });
}

export async function action({ request, context }: ActionFunctionArgs) {
  if (await isSetUp()) return redirect("/");
  const now = new Date();
  const form = await request.formData();
  const typed = typedIn(form, ["password", "again"]);
  const refuse = (problems: FormProblem[], status = 422) => json({ problems, typed }, { status });

  const { value: input, problems = [] } = readForm(setupForm, form);
  const person = { name: typed.name?.[0] ?? "", email: typed.email?.[0] ?? "" };
  const password = readNewPassword(form, input ?? person);
  if (!input || password.problems) return refuse([...problems, ...(password.problems ?? [])]);
  const retryAt = await countSetupTry(context.address, now);
  if (retryAt) {
    const message = `There were too many tries. Please try again ${waitText(now, retryAt)}.`;
    return refuse([{ field: "code", message }], 429);
  }
  const { code, ...installation } = input;
  const hash = await hashPassword(password.value);
  const outcome = await setUp(installation, tidyCode(code), hash, now);
  if (outcome.refused === "done") return redirect("/");
  if (outcome.refused === "code") {
    const message =
      "This is not the code that the console showed last, or it is older than 7 days. Starting the server again makes a new one.";
    return refuse([{ field: "code", message }]);
  }
  const { cookie } = await signIn(request, outcome.personId);
  return redirect("/", { headers: { "Set-Cookie": cookie } });
}

export default function Setup() {
  const { code, timeZones, timeZone } = useLoaderData<typeof loader>();
  const { problems = [], typed } = useActionData<typeof action>() ?? {};
  const field = (name: string, otherwise?: string) => ({
    name,
    defaultValue: typed?.[name]?.[0] ?? otherwise,
    problem: problemAt(problems, name),
  });
  return (
    <QuietFrame title="Set up Needlepoint">
      <p>
        This makes your organisation, its first site and the first admin, who can then invite
        everybody else. It can be done once.
      </p>
      <ProblemSummary problems={problems} />
      <form method="post" className="grid gap-6">
        <Card title="From the console">
          <Field
            label="One-time code"
            {...field("code", code)}
            hint="Where the server was started, it printed a code like K7QM-2F9X-0TBC-4HWE."
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            required
          />
        </Card>
        <Card title="Your organisation">
          <Field
            label="Name"
            {...field("organisation")}
            hint="As it should stand on certificates."
            autoComplete="organization"
            required
          />
          <Field label="First site" {...field("site")} hint="You can add others later." required />
          <TimeZoneField {...field("timeZone", timeZone)} timeZones={timeZones} />
        </Card>
        <Card title="You, the first admin">
          <Field
            label="Full name"
            {...field("name")}
            hint="As it should stand on your certificates."
            autoComplete="name"
            required
          />
          <Field
            label="Job role"
            {...field("jobRole")}
            optional
            autoComplete="organization-title"
          />
          <Field
            label="E-mail address"
            {...field("email")}
            type="email"
            autoComplete="username"
            hint="You sign in with it."
            required
          />
          <NewPasswordFields label="Password" problems={problems} />
        </Card>
        <Button>Set up</Button>
      </form>
    </QuietFrame>
  );
}
