import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { SignOffPage } from "#app/components/parts/sign-off-page.tsx";
import { readForm } from "#app/core/form.ts";
import { signOffForm } from "#app/core/sign-off.ts";
import { describeSignOffPage, requireSignOffSubject } from "#app/sign-offs.server.ts";
import { saveSignOff } from "#db/queries/sign-offs.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.title}, ${data.name} · Needlepoint` : "Needlepoint" },
];

export async function loader(args: LoaderFunctionArgs) {
  return describeSignOffPage(await requireSignOffSubject(args), new Date());
}

export async function action(args: ActionFunctionArgs) {
  const { observer, member, asked } = await requireSignOffSubject(args);
  const { pathname } = new URL(args.request.url);
  const reading = readForm(signOffForm, await args.request.formData());
  if (reading.problems) return json({ problems: reading.problems }, { status: 422 });
  const outcome = await saveSignOff(member, asked, observer, reading.value, new Date());
  switch (outcome.state) {
    case "saved":
      return json({ problems: [] });
    case "signed":
      return redirect(`/people/${member.id}/sign-offs/${outcome.signOffId}?made`);
    case "signed-meanwhile":
      if (outcome.signOffId === undefined) return redirect(pathname);
      return redirect(`/people/${member.id}/sign-offs/${outcome.signOffId}?meanwhile`);
    case "own":
      // The page says so in words.
      return json({ problems: [] }, { status: 403 });
    case "steps-missing": {
      const { count, firstId } = outcome;
      const message = `${count === 1 ? "One step is" : `${count} steps are`} not confirmed yet.`;
      return json({ problems: [{ field: `step-${firstId}`, message }] }, { status: 422 });
    }
    case "not-attested": {
      const message = "Tick the sentence above the button, to put your name to it.";
      return json({ problems: [{ field: "attest", message }] }, { status: 422 });
    }
  }
}

export default function SignOffRoute() {
  const { problems } = useActionData<typeof action>() ?? {};
  return <SignOffPage {...useLoaderData<typeof loader>()} problems={problems} />;
}
