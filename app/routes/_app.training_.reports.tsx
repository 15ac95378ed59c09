import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { EmptyState } from "#app/components/empty-state.tsx";
import { PageHeading } from "#app/components/page-heading.tsx";
import { OwnReportList } from "#app/components/problem-reports/own-report-list.tsx";
import { WayBack } from "#app/components/way-back.tsx";
import { describeOwnReports } from "#app/problem-reports.server.ts";
import { requireRole } from "#app/session.server.ts";
import { listOwnReports, markAnswersSeen } from "#db/queries/problem-reports.ts";

export const meta: MetaFunction = () => [{ title: "Your problem reports · Needlepoint" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const person = await requireRole(request, "trainee");
  const reports = await listOwnReports(person.id);
  // Here and not in a review, where an answer may stand twenty items down the page.
  await markAnswersSeen(person.id, reports, new Date());
  return { reports: await describeOwnReports(reports, person.homeSite.timeZone) };
}

export default function OwnReportsPage() {
  const { reports } = useLoaderData<typeof loader>();
  return (
    <>
      <WayBack href="/training">Back to my training</WayBack>
      <PageHeading
        title="Your problem reports"
        lead={<p>What you reported about items, and what their authors answered.</p>}
      />
      {reports.length === 0 ? (
        <EmptyState title="You have not reported anything">
          Under each item, in a quiz and in its review, is a way to report a problem with it.
        </EmptyState>
      ) : (
        <OwnReportList reports={reports} />
      )}
    </>
  );
}
