import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ReportInbox } from "#app/components/problem-reports/report-inbox.tsx";
import { readId } from "#app/core/form.ts";
import { describeReport } from "#app/problem-reports.server.ts";
import { requireRole } from "#app/session.server.ts";
import { countOpenReports, listProblemReports } from "#db/queries/problem-reports.ts";

const REPORTS_A_PAGE = 25;

export const meta: MetaFunction = () => [{ title: "Problem reports · Needlepoint" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const reader = await requireRole(request, "author", "admin");
  const { searchParams } = new URL(request.url);
  const state = searchParams.get("show") === "answered" ? "answered" : "open";
  const page = readId(searchParams.get("page") ?? undefined) ?? 1;
  const [{ total, reports }, openCount] = await Promise.all([
    listProblemReports(state, page, REPORTS_A_PAGE),
    countOpenReports(),
  ]);
  const { timeZone } = reader.homeSite;
  return {
    state: state as "open" | "answered",
    page,
    pageCount: Math.max(1, Math.ceil(total / REPORTS_A_PAGE)),
    openCount,
    hasAnswered: searchParams.has("answered"),
    reports: await Promise.all(reports.map((report) => describeReport(report, timeZone))),
  };
}

export default function ProblemReportsPage() {
  return <ReportInbox {...useLoaderData<typeof loader>()} />;
}
