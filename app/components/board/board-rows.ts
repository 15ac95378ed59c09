import type { BoardCell } from "#app/core/board-cell.ts";

/** A certification as columns: its own, and one for each of its quizzes. */
export type BoardColumn = {
  id: string;
  title: string;
  quizzes: readonly { id: string; title: string }[];
};

export type BoardPersonRow = {
  id: number;
  name: string;
  /** False until they have accepted their invitation. */
  hasJoined: boolean;
  /** False for whoever worked there on a past day and is somebody else's staff today. */
  isStaffNow: boolean;
  workplaces: readonly { siteName: string; jobRole?: string }[];
  /** At which site they stand, on a board that is grouped by site. */
  group?: string;
  /** One for each column, in the same order. */
  cells: readonly BoardCell[];
};

/** "Nurse, Harbour and Hill": as what, and where. */
export function placeOf({ workplaces }: Pick<BoardPersonRow, "workplaces">): string {
  const jobRoles = new Set(workplaces.flatMap(({ jobRole }) => jobRole ?? []));
  const sites = workplaces.map(({ siteName }) => siteName);
  return [[...jobRoles].join(", "), sites.join(" and ")].filter(Boolean).join(" · ");
}

/** True for the first of a group on a page. */
export function beginsGroup(people: readonly BoardPersonRow[], index: number): boolean {
  const { group } = people[index] ?? {};
  return group !== undefined && group !== people[index - 1]?.group;
}

/** Their page, on the day that the board shows. */
export function personAddress(id: number, on?: string): string {
  return on ? `/people/${id}?${new URLSearchParams({ on })}` : `/people/${id}`;
}
