import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ExportsPage } from "#app/components/exports-page.tsx";
import { readExportRequest } from "#app/core/export-filter.ts";
import { requireRole } from "#app/session.server.ts";
import { listSitesOf } from "#db/queries/organisation.ts";
import { listEveryQuiz } from "#db/queries/quizzes.ts";

export const meta: MetaFunction = () => [{ title: "Exports · Needlepoint" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const asker = await requireRole(request, "manager", "admin");
  const { searchParams } = new URL(request.url);
  const [sites, quizzes] = await Promise.all([listSitesOf(asker), listEveryQuiz()]);
  const asked = readExportRequest(searchParams, {
    siteIds: sites.map(({ id }) => id),
    quizIds: quizzes.map(({ quizId }) => quizId),
  });
  const typed = (name: string) => searchParams.get(name) ?? "";
  return {
    sites: sites.map(({ id, name }) => ({ id, name })),
    quizzes: quizzes.map(({ quizId, title }) => ({ quizId, title })),
    seesBoard: asker.roles.includes("manager"),
    typed: { from: typed("from"), to: typed("to"), quiz: typed("quiz"), site: typed("site") },
    problems: "problems" in asked ? asked.problems : [],
  };
}

export default function Exports() {
  return <ExportsPage {...useLoaderData<typeof loader>()} />;
}
