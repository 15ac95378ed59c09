import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { OutsideRecordPage } from "#app/components/parts/outside-record-page.tsx";
import { readForm, readId, typedIn } from "#app/core/form.ts";
import { reasonForm } from "#app/core/reason-form.ts";
import { describeOutsideRecord, requireOutsideSubject } from "#app/outside-records.server.ts";
import { listOutsideRecords, withdrawOutsideRecord } from "#db/queries/outside-records.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.outsideTitle}, ${data.name} · Needlepoint` : "Needlepoint" },
];

/** Whose record, and which; anything else is not found. */
async function findSubject(args: LoaderFunctionArgs | ActionFunctionArgs) {
  const { asker, member, asked } = await requireOutsideSubject(args);
  const records = await listOutsideRecords(member, asked.outside.id);
  const record = records.find(({ id }) => id === readId(args.params.recordId));
  if (!record) throw new Response(null, { status: 404 });
  return { asker, member, asked, record };
}

export async function loader(args: LoaderFunctionArgs) {
  const { asker, member, asked, record } = await findSubject(args);
  return {
    ...{ personId: member.id, name: member.name, outsideId: asked.outside.id },
    outsideTitle: asked.outside.title,
    ...describeOutsideRecord(member, record, new Date()),
    mayWithdraw: record.withdrawnAt === null && asker.id !== member.id,
  };
}

export async function action(args: ActionFunctionArgs) {
  const { asker, member, asked, record } = await findSubject(args);
  const form = await args.request.formData();
  const reading = readForm(reasonForm, form);
  if (reading.problems) {
    return json({ problems: reading.problems, typed: typedIn(form) }, { status: 422 });
  }
  const decision = { actorId: asker.id, reason: reading.value.reason };
  const outcome = await withdrawOutsideRecord(member, asked, record.id, decision, new Date());
  if (outcome === "own") throw new Response(null, { status: 403 });
  return redirect(`/people/${member.id}/outside/${asked.outside.id}`);
}

export default function OutsideRecordRoute() {
  const { problems, typed } = useActionData<typeof action>() ?? {};
  return (
    <OutsideRecordPage
      {...useLoaderData<typeof loader>()}
      problems={problems}
      reason={typed?.reason?.[0]}
    />
  );
}
