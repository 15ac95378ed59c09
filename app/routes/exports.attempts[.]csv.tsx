import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { RESPONSES_HEAD, responseLines } from "#app/core/attempt-export.ts";
import { dayAt } from "#app/core/calendar.ts";
import { csvText } from "#app/core/csv.ts";
import { type ExportRequest, readExportRequest } from "#app/core/export-filter.ts";
import { download } from "#app/download.server.ts";
import { requireRole } from "#app/session.server.ts";
import { readAttempts, recordDownload } from "#db/queries/attempt-export.ts";
import { listSitesOf } from "#db/queries/organisation.ts";
import type { Asker } from "#db/queries/people.ts";
import { listEveryQuiz } from "#db/queries/quizzes.ts";

/** Every attempt with all of its responses, of whom the asker answers for. */
export async function loader({ request }: LoaderFunctionArgs) {
  const asker = await requireRole(request, "manager", "admin");
  const { search, searchParams } = new URL(request.url);
  const [sites, quizzes] = await Promise.all([listSitesOf(asker), listEveryQuiz()]);
  const asked = readExportRequest(searchParams, {
    siteIds: sites.map(({ id }) => id),
    quizIds: quizzes.map(({ quizId }) => quizId),
  });
  // The page of the form says what is wrong.
  if ("problems" in asked) return redirect(`/exports${search}`);
  const now = new Date();
  await recordDownload(asker, "attempts.exported", asked.filter, now);
  return download(linesOf(asker, asked), {
    fileName: `needlepoint-attempts-${dayAt(now, asker.homeSite.timeZone)}.csv`,
    type: "text/csv; charset=utf-8",
  });
}

async function* linesOf(asker: Asker, { filter, bom }: ExportRequest): AsyncGenerator<string> {
  yield csvText([RESPONSES_HEAD], { bom });
  for await (const some of readAttempts(asker, filter)) yield csvText(some.flatMap(responseLines));
}
