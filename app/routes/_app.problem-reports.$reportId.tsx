import {
  type ActionFunctionArgs,
  json,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { ReportPage } from "#app/components/problem-reports/report-page.tsx";
import { readForm, readId, typedIn } from "#app/core/form.ts";
import { answerForm } from "#app/core/problem-form.ts";
import { describeReportInFull } from "#app/problem-reports.server.ts";
import { requireRole } from "#app/session.server.ts";
import { answerProblemReport, findProblemReport } from "#db/queries/problem-reports.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Problem report · ${data?.quizTitle ?? "Needlepoint"}` },
];

async function findSubject({ request, params }: LoaderFunctionArgs | ActionFunctionArgs) {
  const reader = await requireRole(request, "author", "admin");
  const report = await findProblemReport(readId(params.reportId) ?? 0);
  if (!report) throw new Response(null, { status: 404 });
  return { reader, report };
}

export async function loader(args: LoaderFunctionArgs) {
  const { reader, report } = await findSubject(args);
  return {
    ...(await describeReportInFull(report, reader.homeSite.timeZone)),
    seesPreview: reader.roles.includes("author"),
  };
}

export async function action(args: ActionFunctionArgs) {
  const { reader, report } = await findSubject(args);
  const form = await args.request.formData();
  const reading = readForm(answerForm, form);
  if (reading.problems) {
    return json({ problems: reading.problems, typed: typedIn(form) }, { status: 422 });
  }
  if (await answerProblemReport(report, reader.id, reading.value.text, new Date())) {
    return redirect("/problem-reports?answered=1");
  }
  const message = "Somebody has answered in the meantime. Their answer stands; yours was not sent.";
  return json({ problems: [{ field: "text", message }], typed: typedIn(form) }, { status: 409 });
}

export default function ReportRoute() {
  const { problems, typed } = useActionData<typeof action>() ?? {};
  return (
    <ReportPage {...useLoaderData<typeof loader>()} problems={problems} typed={typed?.text?.[0]} />
  );
}
