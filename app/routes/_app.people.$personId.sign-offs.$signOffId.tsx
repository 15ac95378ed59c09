import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { MadeSignOffPage } from "#app/components/parts/made-sign-off-page.tsx";
import { readForm, readId, typedIn } from "#app/core/form.ts";
import { reasonForm } from "#app/core/reason-form.ts";
import { requireUser } from "#app/session.server.ts";
import { describeMadeSignOff } from "#app/sign-offs.server.ts";
import { findSignOff, withdrawSignOff } from "#db/queries/sign-offs.ts";
import { findStaffMember } from "#db/queries/staff.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.title}, ${data.name} · Needlepoint` : "Needlepoint" },
];

/** Whose sign-off, and which; anything else is not found. */
async function findSubject({ request, params }: LoaderFunctionArgs | ActionFunctionArgs) {
  const asker = await requireUser(request);
  const member = await findStaffMember(asker, readId(params.personId) ?? 0);
  const signOff = member && (await findSignOff(member, readId(params.signOffId) ?? 0));
  if (!signOff) throw new Response(null, { status: 404 });
  return { asker, member, signOff };
}

export async function loader(args: LoaderFunctionArgs) {
  const { asker, member, signOff } = await findSubject(args);
  const { searchParams } = new URL(args.request.url);
  const news = (["made", "meanwhile"] as const).find((each) => searchParams.has(each));
  return {
    ...(await describeMadeSignOff(member, signOff, new Date())),
    news,
    mayWithdraw: signOff.withdrawnAt === null && asker.id !== member.id,
  };
}

export async function action(args: ActionFunctionArgs) {
  const { asker, member, signOff } = await findSubject(args);
  const form = await args.request.formData();
  const reading = readForm(reasonForm, form);
  if (reading.problems) {
    return json({ problems: reading.problems, typed: typedIn(form) }, { status: 422 });
  }
  const decision = { actorId: asker.id, reason: reading.value.reason };
  const outcome = await withdrawSignOff(member, signOff.id, decision, new Date());
  if (outcome === "own") throw new Response(null, { status: 403 });
  return redirect(`/people/${member.id}/sign-offs/${signOff.id}`);
}

export default function MadeSignOffRoute() {
  const { problems, typed } = useActionData<typeof action>() ?? {};
  return (
    <MadeSignOffPage
      {...useLoaderData<typeof loader>()}
      problems={problems}
      reason={typed?.reason?.[0]}
    />
  );
}
