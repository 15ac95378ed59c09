import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { findBoard } from "#app/board.server.ts";
import { BoardPage } from "#app/components/board/board-page.tsx";
import { formatDay } from "#app/core/calendar.ts";
import { pageOf } from "#app/core/list-page.ts";
import { requireRole } from "#app/session.server.ts";

export const meta: MetaFunction = () => [{ title: "Board · Needlepoint" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const manager = await requireRole(request, "manager");
  const now = new Date();
  const board = await findBoard(manager, new URL(request.url), now);
  const { page, pageCount, shown } = pageOf(board.ids, board.filter.page);
  const rows = await board.rowsOf(shown);
  return {
    today: board.today,
    shownDay: formatDay(board.filter.on ?? board.today),
    dayProblem: board.dayProblem,
    filter: { ...board.filter, page },
    pageCount,
    found: board.ids.length,
    total: board.total,
    counts: board.counts,
    chosen: board.chosen && {
      id: board.chosen.id,
      title: board.chosen.title,
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
      isStaffNow: row.isStaffNow,
      workplaces: row.workplaces,
      group: board.siteNameOf(row.id),
      cells: board.cellsOf(row),
    })),
  };
}

export default function BoardRoute() {
  return <BoardPage {...useLoaderData<typeof loader>()} />;
}
