import type { LoaderFunctionArgs } from "@remix-run/node";
import { stringify } from "csv-stringify/sync";
import { findBoard } from "#app/board.server.ts";
import { leavesOut } from "#app/core/board.ts";
import { exportHead, exportLine, harmlessWithin } from "#app/core/board-export.ts";
import { requireRole } from "#app/session.server.ts";
import { recordExport } from "#db/queries/board.ts";

/** How many people are read at a time, so that other requests get their turn in between. */
const CHUNK = 500;

/** The board as a spreadsheet: the same people and filters as the page, all of them. */
export async function loader({ request }: LoaderFunctionArgs) {
  const manager = await requireRole(request, "manager");
  const now = new Date();
  const board = await findBoard(manager, new URL(request.url), now);
  const { ids, filter, certifications, titleOf, todayIn } = board;
  const parts = [asCsv([exportHead(certifications, titleOf)], { bom: true })];
  for (let from = 0; from < ids.length; from += CHUNK) {
    const rows = await board.rowsOf(ids.slice(from, from + CHUNK));
    const lines = rows.map((row) =>
      exportLine(certifications, row, todayIn(row.timeZone), board.rulesOf(row)),
    );
    parts.push(asCsv(lines));
    await new Promise(setImmediate);
  }
  await recordExport(manager, { people: ids.length, filtered: leavesOut(filter) }, now);
  const day = filter.on ?? board.today;
  return new Response(parts.join(""), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="needlepoint-board-${day}.csv"`,
    },
  });
}

/** Quoted throughout and with Windows line ends, as spreadsheets expect; formulas are only text. */
function asCsv(lines: readonly string[][], { bom = false } = {}): string {
  return stringify([...lines], {
    bom,
    quoted: true,
    record_delimiter: "windows",
    escape_formulas: true,
    cast: { string: harmlessWithin },
  });
}
