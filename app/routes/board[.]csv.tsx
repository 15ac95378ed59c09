import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { findBoard } from "#app/board.server.ts";
import { exportHead, exportLine } from "#app/core/board-export.ts";
import { leavesOut } from "#app/core/board-filter.ts";
import { readChosen } from "#app/core/bulk-action.ts";
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
  const address = new URL(request.url);
  const board = await findBoard(manager, address, now);
  const { filter, today } = board;
  const ids = chosenAmong(board.ids, address.searchParams);
  const filtered = leavesOut(filter) || ids.length < board.ids.length;
  await recordExport(manager, { people: ids.length, filtered }, now);
  return download(linesOf({ ...board, ids }), {
    fileName: `needlepoint-board-${filter.on ?? today}.csv`,
    type: "text/csv; charset=utf-8",
  });
}

/** Everybody on the board, unless only those who are ticked are wanted. */
function chosenAmong(ids: number[], params: URLSearchParams): number[] {
  if (params.get("who") !== "ticked") return ids;
  const chosen = readChosen(params);
  if (chosen === "everybody") return ids;
  if (chosen.length === 0) throw redirect("/bulk?nobody");
  return ids.filter((id) => chosen.includes(id));
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
