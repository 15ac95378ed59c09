import type { LoaderFunctionArgs } from "@remix-run/node";
import { findBoard } from "#app/board.server.ts";
import { calendarAt, leavesOut } from "#app/core/board.ts";
import { exportHead, exportLine } from "#app/core/board-export.ts";
import { dayAt } from "#app/core/calendar.ts";
import { csvText } from "#app/core/csv.ts";
import { download } from "#app/download.server.ts";
import { requireRole } from "#app/session.server.ts";
import { listBoardRows, recordExport, type Scope } from "#db/queries/board.ts";

/** How many people are read at a time, so that other requests get their turn in between. */
const CHUNK = 500;

/** The board as a spreadsheet: the same people and filters as the page, all of them. */
export async function loader({ request }: LoaderFunctionArgs) {
  const manager = await requireRole(request, "manager");
  const now = new Date();
  const board = await findBoard(manager, new URL(request.url), now);
  await recordExport(manager, { people: board.ids.length, filtered: leavesOut(board.filter) }, now);
  return download(linesOf(manager, board, now), {
    fileName: `needlepoint-board-${dayAt(now, manager.homeSite.timeZone)}.csv`,
    type: "text/csv; charset=utf-8",
  });
}

type Board = Pick<Awaited<ReturnType<typeof findBoard>>, "ids" | "certifications" | "titleOf">;

async function* linesOf(manager: Scope, { ids, certifications, titleOf }: Board, now: Date) {
  const todayIn = calendarAt(now);
  yield csvText([exportHead(certifications, titleOf)], { bom: true });
  for (let from = 0; from < ids.length; from += CHUNK) {
    const rows = await listBoardRows(manager, ids.slice(from, from + CHUNK));
    yield csvText(rows.map((row) => exportLine(certifications, row, todayIn(row.timeZone))));
    await new Promise(setImmediate);
  }
}
