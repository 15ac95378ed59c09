import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { findBoard } from "#app/board.server.ts";
import { DeskSheetsPage } from "#app/components/board/desk-sheets-page.tsx";
import { boardAddress } from "#app/core/board-filter.ts";
import { formatDay, formatInstant } from "#app/core/calendar.ts";
import { deskSheets } from "#app/core/front-desk.ts";
import { requireRole } from "#app/session.server.ts";

export const meta: MetaFunction = () => [{ title: "Sheet for the front desk · Needlepoint" }];

/** Everybody of the manager's sites, whom an address narrows by site, job role and certification. */
export async function loader({ request }: LoaderFunctionArgs) {
  const manager = await requireRole(request, "manager");
  const now = new Date();
  const address = new URL(request.url);
  for (const narrower of ["status", "q", "group"]) address.searchParams.delete(narrower);
  address.searchParams.set("sort", "name");
  const board = await findBoard(manager, address, now);
  const { filter, sites } = board;
  const rows = await board.rowsOf(board.ids);
  const only = filter.certificationId;
  const people = rows.map((row) => ({ ...row, cells: board.cellsOf(row) }));
  const wanted = board.certifications.map(({ id }) => only === undefined || id === only);
  const kept = <Thing,>(things: readonly Thing[]) => things.filter((_, index) => wanted[index]);
  const shown = sites.filter(({ id }) => filter.siteId === undefined || id === filter.siteId);
  const sheets = deskSheets(
    shown,
    kept(board.certifications),
    people.map((person) => ({ ...person, cells: kept(person.cells) })),
  );
  return {
    backHref: boardAddress({ ...filter, sort: "action" }),
    dayProblem: board.dayProblem,
    isToday: filter.on === undefined,
    sheets: sheets.map((sheet, index) => {
      const timeZone = shown[index]?.timeZone ?? "UTC";
      const when = filter.on ? `the end of ${formatDay(filter.on)}` : formatInstant(now, timeZone);
      return { ...sheet, when: `${when} (${timeZone})` };
    }),
  };
}

export default function DeskSheetsRoute() {
  return <DeskSheetsPage {...useLoaderData<typeof loader>()} />;
}
