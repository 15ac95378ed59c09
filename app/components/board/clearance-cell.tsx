import { StatusBadge } from "#app/components/status-badge.tsx";
import type { BoardCell } from "#app/core/board-cell.ts";
import { cellActions } from "#app/core/cell-actions.ts";
import { type BoardPersonRow, personAddress } from "./board-rows.ts";
import { TONE_OF_STATE } from "./status-tone.ts";

type ClearanceCellProps = {
  person: BoardPersonRow;
  certification: { id: string; title: string };
  cell: BoardCell;
  /** A past day: nothing can be done about it any more. */
  on?: string;
};

/**
 * Whether somebody may treat, and why. Where all is well it leads to their page; anything else
 * opens to what is missing and what can be done.
 */
export function ClearanceCell({ person, certification, cell, on }: ClearanceCellProps) {
  const isQuiet = cell.state === "valid" || on !== undefined;
  const href = `${personAddress(person.id, on)}#certification-${certification.id}`;
  if (isQuiet && !person.isStaffNow) return <ClearanceInWords cell={cell} />;
  if (isQuiet) {
    return (
      <a href={href} className="block min-w-60">
        <ClearanceInWords cell={cell} />
      </a>
    );
  }
  return (
    <details className="group min-w-60">
      <summary className="list-none rounded-control [&::-webkit-details-marker]:hidden">
        <ClearanceInWords cell={cell} opens />
      </summary>
      <div className="mt-2 grid gap-2 text-small">
        {cell.parts.length > 0 && (
          <ul className="grid gap-1 text-ink-soft">
            {cell.parts.map(({ kind, id, title, text }) => (
              <li key={`${kind} ${id}`}>
                {title}: {text}
              </li>
            ))}
          </ul>
        )}
        <ul className="grid gap-1">
          {cellActions(person.id, certification.id, cell).map((action) => (
            <li key={action.href}>
              <a href={action.href} className="link inline-flex min-h-8 items-center">
                {action.label}
                <span className="sr-only">
                  : {person.name}, {certification.title}
                </span>
              </a>
            </li>
          ))}
          <li>
            <a href={href} className="link inline-flex min-h-8 items-center">
              Everything about {person.name}
            </a>
          </li>
        </ul>
      </div>
    </details>
  );
}

/** Sign, word and colour, and below them the reason with its date; a mark where it opens to more. */
export function ClearanceInWords({ cell, opens = false }: { cell: BoardCell; opens?: boolean }) {
  return (
    <span className="grid justify-items-start gap-0.5">
      <span className="flex items-center gap-2">
        <StatusBadge tone={TONE_OF_STATE[cell.state]}>
          {cell.mayTreat ? "May treat" : "May not treat"}
        </StatusBadge>
        {opens && <Chevron />}
      </span>
      <span className="text-small text-balance text-ink-soft">{cell.reason}</span>
    </span>
  );
}

function Chevron() {
  return (
    <svg
      viewBox="0 0 12 12"
      className="size-3 shrink-0 text-ink-soft group-open:rotate-180"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d="m2 4 4 4 4-4" />
    </svg>
  );
}
