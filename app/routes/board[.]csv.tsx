import type { LoaderFunctionArgs } from "@remix-run/node";
import { findBoard } from "#app/board.server.ts";
import { leavesOut } from "#app/core/board.ts";
import { exportHead, exportLine } from "#app/core/board-export.ts";
import { csvText } from "#app/core/csv.ts";
import { download } from "#app/download.server.ts";
import { requireRole } from "#app/session.server.ts";
import { recordExport } from "#db/queries/board.ts";

/** How many people are read at a time, so that other requests get their turn in between. */
const CHUNK = 500;

/** The board as a spreadsheet: the same people, filters and day as the page, all of them. */
export async function loader({ request }: LoaderFunctionArgs) {
  const manager = await requireRole(request, "manager");
  const now = new Date();
  const board = await findBoard(manager, new URL(request.url), now);
  const { ids, filter, today } = board;
  await recordExport(manager, { people: ids.length, filtered: leavesOut(filter) }, now);
  return download(linesOf(board), {
    fileName: `needlepoint-board-${filter.on ?? today}.csv`,
    type: "text/csv; charset=utf-8",
  });
}

type Board = Awaited<ReturnType<typeof findBoard>>;

async function* linesOf({ ids, certifications, titleOf, todayIn, rowsOf, rulesOf }: Board) {
  yield csvText([exportHead(certifications, titleOf)], { bom: true });
  for (let from = 0; from < ids.length; from += CHUNK) {
    const rows = await rowsOf(ids.slice(from, from + CHUNK));
    yield csvText(
      rows.map((row) => exportLine(certifications, row, todayIn(row.timeZone), rulesOf(row))),
    );
    await new Promise(setImmediate);
  }
}
