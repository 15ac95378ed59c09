import type { BoardCell } from "./board-cell.ts";

export type Action = { label: string; href: string };

/** What can be done about somebody and a certification, what helps most first. */
export function cellActions(
  personId: number,
  certificationId: string,
  { parts, quizzes, state }: Pick<BoardCell, "parts" | "quizzes" | "state">,
): Action[] {
  const person = `/people/${personId}`;
  const forParts = parts
    .filter(({ isInForce }) => !isInForce)
    .flatMap(({ kind, id, title }): Action[] => {
      if (kind === "practical") {
        return [
          { label: `Sign off: ${title}`, href: `${person}/sign-offs/${certificationId}/${id}` },
        ];
      }
      return kind === "outside"
        ? [{ label: `Record: ${title}`, href: `${person}/outside/${id}` }]
        : [{ label: `See ${title}`, href: `${person}#certification-${id}` }];
    });
  const failed = quizzes.flatMap((quiz): Action[] =>
    quiz.state === "failed" && quiz.attemptId !== undefined
      ? [{ label: "Read the failed attempt", href: `${person}/attempts/${quiz.attemptId}` }]
      : [],
  );
  const decide = {
    label:
      state === "suspended" ? "End or change the suspension" : "Assign, extend, waive or suspend",
    href: requirementAddress(personId, certificationId),
  };
  return [...forParts, ...failed.slice(0, 1), decide];
}

/** Where what is asked of one person is decided. */
function requirementAddress(personId: number, certificationId: string): string {
  return `/people/${personId}/requirement?${new URLSearchParams({ certification: certificationId })}`;
}
