import type { LoaderFunctionArgs } from "@remix-run/node";
import { stringify } from "csv-stringify/sync";
import { formatInstant } from "#app/core/calendar.ts";
import { readId } from "#app/core/form.ts";
import { guardFormula } from "#app/core/formula-guard.ts";
import { requireRole } from "#app/session.server.ts";
import { findBulkJob, listBulkResults } from "#db/queries/bulk-jobs.ts";

const OUTCOMES = { done: "done", unchanged: "nothing to do", refused: "not done" };

/** What came of a job, person by person, as a spreadsheet. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const manager = await requireRole(request, "manager");
  const job = await findBulkJob(manager, readId(params.jobId) ?? 0);
  if (!job) throw new Response(null, { status: 404 });
  const everything = { page: 1, pageSize: Math.max(1, job.total) };
  const results = await listBulkResults(manager, job.id, everything);
  const { timeZone } = manager.homeSite;
  const lines = results.map(({ name, outcome, note, doneAt }) => [
    guardFormula(name ?? "no longer among your staff"),
    OUTCOMES[outcome],
    guardFormula(note),
    formatInstant(doneAt, timeZone),
  ]);
  const head = ["Name", "Result", "Note", "When"];
  const csv = stringify([head, ...lines], { bom: true, quoted: true, record_delimiter: "windows" });
  return new Response(csv, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="needlepoint-result-${job.id}.csv"`,
    },
  });
}
