import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { findBoard } from "#app/board.server.ts";
import { BoardPage } from "#app/components/board/board-page.tsx";
import { calendarAt, certificationCell, pageOf } from "#app/core/board.ts";
import { dayAt, formatDay } from "#app/core/calendar.ts";
import { requireRole } from "#app/session.server.ts";
import { listBoardRows } from "#db/queries/board.ts";

export const meta: MetaFunction = () => [{ title: "Board · Needlepoint" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const manager = await requireRole(request, "manager");
  const now = new Date();
  const board = await findBoard(manager, new URL(request.url), now);
  const { page, pageCount, shown } = pageOf(board.ids, board.filter.page);
  const rows = await listBoardRows(manager, shown);
  const todayIn = calendarAt(now);
  return {
    today: formatDay(dayAt(now, manager.homeSite.timeZone)),
    filter: { ...board.filter, page },
    pageCount,
    found: board.ids.length,
    total: board.total,
    counts: board.counts,
    chosen: board.chosen && {
      id: board.chosen.id,
      hasGrace: board.chosen.definition.validity.graceDays > 0,
    },
    sites: board.sites.map(({ id, name }) => ({ id, name })),
    jobRoles: board.jobRoles,
    certifications: board.certifications.map(({ id, title, definition }) => ({
      id,
      title,
      quizzes: definition.requires.quizzes.map((quizId) => ({
        id: quizId,
        title: board.titleOf(quizId),
      })),
    })),
    people: rows.map((row) => ({
      id: row.id,
      name: row.name,
      hasJoined: row.hasJoined,
      workplaces: row.workplaces,
      cells: board.certifications.map((certification) =>
        certificationCell(certification, row, todayIn(row.timeZone)),
      ),
    })),
  };
}

export default function BoardRoute() {
  return <BoardPage {...useLoaderData<typeof loader>()} />;
}
