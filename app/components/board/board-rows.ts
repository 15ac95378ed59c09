import type { CertificationCell } from "#app/core/board.ts";

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
  workplaces: readonly { siteName: string; jobRole?: string }[];
  /** One for each column, in the same order. */
  cells: readonly CertificationCell[];
};

/** "Nurse, Harbour and Hill": as what, and where. */
export function placeOf({ workplaces }: Pick<BoardPersonRow, "workplaces">): string {
  const jobRoles = new Set(workplaces.flatMap(({ jobRole }) => jobRole ?? []));
  const sites = workplaces.map(({ siteName }) => siteName);
  return [[...jobRoles].join(", "), sites.join(" and ")].filter(Boolean).join(" · ");
}
