import { type LoaderFunctionArgs, redirect } from "@remix-run/node";
import { stringify } from "csv-stringify/sync";
import { findBoard } from "#app/board.server.ts";
import { calendarAt, leavesOut } from "#app/core/board.ts";
import { exportHead, exportLine, harmlessWithin } from "#app/core/board-export.ts";
import { readChosen } from "#app/core/bulk-action.ts";
import { dayAt } from "#app/core/calendar.ts";
import { requireRole } from "#app/session.server.ts";
import { listBoardRows, recordExport } from "#db/queries/board.ts";

/** How many people are read at a time, so that other requests get their turn in between. */
const CHUNK = 500;

/** The board as a spreadsheet: the same people and filters as the page, all of them. */
export async function loader({ request }: LoaderFunctionArgs) {
  const manager = await requireRole(request, "manager");
  const now = new Date();
  const address = new URL(request.url);
  const board = await findBoard(manager, address, now);
  const { filter, certifications, titleOf } = board;
  const ids = chosenAmong(board.ids, address.searchParams);
  const todayIn = calendarAt(now);
  const parts = [asCsv([exportHead(certifications, titleOf)], { bom: true })];
  for (let from = 0; from < ids.length; from += CHUNK) {
    const rows = await listBoardRows(manager, ids.slice(from, from + CHUNK));
    const lines = rows.map((row) => exportLine(certifications, row, todayIn(row.timeZone)));
    parts.push(asCsv(lines));
    await new Promise(setImmediate);
  }
  await recordExport(
    manager,
    { people: ids.length, filtered: leavesOut(filter) || ids.length < board.ids.length },
    now,
  );
  const day = dayAt(now, manager.homeSite.timeZone);
  return new Response(parts.join(""), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="needlepoint-board-${day}.csv"`,
    },
  });
}

/** Everybody on the board, unless only those who are ticked are wanted. */
function chosenAmong(ids: readonly number[], params: URLSearchParams): readonly number[] {
  if (params.get("who") !== "ticked") return ids;
  const chosen = readChosen(params);
  if (chosen === "everybody") return ids;
  if (chosen.length === 0) throw redirect("/bulk?nobody");
  return ids.filter((id) => chosen.includes(id));
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
