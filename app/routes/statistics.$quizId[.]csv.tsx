import type { LoaderFunctionArgs } from "@remix-run/node";
import { stringify } from "csv-stringify/sync";
import { harmlessWithin } from "#app/core/board-export.ts";
import { STATISTICS_HEAD, statisticsLines } from "#app/core/statistics-export.ts";
import { requireRole } from "#app/session.server.ts";
import { findQuizStatistics } from "#app/statistics.server.ts";

/** The statistics of a quiz as a spreadsheet: the same version and sample as the page. */
export async function loader({ request, params: { quizId = "" } }: LoaderFunctionArgs) {
  const person = await requireRole(request, "author", "manager");
  const found = await findQuizStatistics(person, quizId, new URL(request.url));
  if (!found) throw new Response("There is no such quiz or version.", { status: 404 });
  const { analysis, sample, version } = found;
  const lines = analysis ? statisticsLines(analysis, sample) : [];
  // Numbers stay numbers, so that a minus is no formula; texts are quoted, and only texts.
  const csv = stringify([[...STATISTICS_HEAD], ...lines], {
    bom: true,
    quoted_string: true,
    record_delimiter: "windows",
    escape_formulas: true,
    cast: { string: harmlessWithin },
  });
  const name = `needlepoint-statistics-${found.quizId}-${version.hash.slice(0, 8)}-${sample}.csv`;
  return new Response(csv, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${name}"`,
    },
  });
}
