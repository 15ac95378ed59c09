import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { StatisticsPage } from "#app/components/statistics/statistics-page.tsx";
import { requireRole } from "#app/session.server.ts";
import { findQuizStatistics } from "#app/statistics.server.ts";
import { shownStatistics } from "#app/statistics-page.server.ts";

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `Statistics of ${data?.title ?? "a quiz"} · Needlepoint` },
];

export async function loader({ request, params: { quizId = "" } }: LoaderFunctionArgs) {
  const person = await requireRole(request, "author", "manager");
  const found = await findQuizStatistics(person, quizId, new URL(request.url));
  if (!found) throw new Response("There is no such quiz or version.", { status: 404 });
  return shownStatistics(found, person);
}

export default function QuizStatisticsRoute() {
  return <StatisticsPage {...useLoaderData<typeof loader>()} />;
}
