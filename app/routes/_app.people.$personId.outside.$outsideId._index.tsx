import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { OutsidePage } from "#app/components/parts/outside-page.tsx";
import { dayAt } from "#app/core/calendar.ts";
import { readForm, typedIn } from "#app/core/form.ts";
import {
  keptDocumentNumber,
  outsideRecordForm,
  outsideRecordProblems,
} from "#app/core/outside-record.ts";
import { describeOutsidePage, requireOutsideSubject } from "#app/outside-records.server.ts";
import { saveOutsideRecord } from "#db/queries/outside-records.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data ? `${data.title}, ${data.name} · Needlepoint` : "Needlepoint" },
];

export async function loader(args: LoaderFunctionArgs) {
  const isSaved = new URL(args.request.url).searchParams.has("saved");
  return { ...(await describeOutsidePage(await requireOutsideSubject(args), new Date())), isSaved };
}

export async function action(args: ActionFunctionArgs) {
  const { asker, member, asked } = await requireOutsideSubject(args);
  const { outside } = asked;
  const now = new Date();
  const form = await args.request.formData();
  const reading = readForm(outsideRecordForm, form);
  const problems =
    reading.problems ?? outsideRecordProblems(reading.value, outside, dayAt(now, member.timeZone));
  if (reading.problems || problems.length > 0) {
    return json({ problems, typed: typedIn(form) }, { status: 422 });
  }
  const { validUntil, seen } = reading.value;
  const documentNumber = keptDocumentNumber(reading.value, outside);
  const record = { outside, validUntil, documentNumber, recordedById: asker.id, seen };
  const outcome = await saveOutsideRecord(member, record, now);
  // The page says so in words.
  if (outcome === "own") return json({ problems, typed: typedIn(form) }, { status: 403 });
  if (outcome === "recorded-meanwhile") {
    const message = "It was recorded in the meantime, see below. Record it again only if needed.";
    return json(
      { problems: [{ field: "validUntil", message }], typed: typedIn(form) },
      { status: 409 },
    );
  }
  return redirect(`/people/${member.id}/outside/${outside.id}?saved`);
}

export default function OutsideRoute() {
  const { problems, typed } = useActionData<typeof action>() ?? {};
  return <OutsidePage {...useLoaderData<typeof loader>()} problems={problems} typed={typed} />;
}
