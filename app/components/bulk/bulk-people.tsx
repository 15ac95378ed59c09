import { StatusBadge } from "#app/components/status-badge.tsx";
import type { BulkOutcome } from "#app/core/bulk-kinds.ts";
import { OUTCOME_WORDS } from "./bulk-words.ts";

type BulkPeopleProps = {
  label: string;
  rows: readonly {
    personId: number;
    /** Left out for whoever is no longer among the manager's staff. */
    name?: string;
    outcome: BulkOutcome;
    note: string;
  }[];
  /** True while nothing has happened yet. */
  isAhead?: boolean;
};

/** What happens, or happened, to each person, and why where nothing did. */
export function BulkPeople({ label, rows, isAhead = false }: BulkPeopleProps) {
  return (
    <ul
      aria-label={label}
      className="divide-y divide-line rounded-card border border-line bg-raised"
    >
      {rows.map(({ personId, name, outcome, note }) => {
        const { tone, ahead, label } = OUTCOME_WORDS[outcome];
        return (
          <li
            key={personId}
            className="grid items-center gap-x-6 px-4 py-2 wrap-anywhere md:grid-cols-[minmax(0,1fr)_11rem_minmax(0,1.4fr)]"
          >
            <span>
              {name === undefined ? (
                "No longer among your staff"
              ) : (
                <a
                  href={`/people/${personId}`}
                  className="link inline-flex min-h-11 items-center font-semibold"
                >
                  {name}
                </a>
              )}
            </span>
            <span>
              <StatusBadge tone={tone}>{isAhead ? ahead : label}</StatusBadge>
            </span>
            <span>{note}</span>
          </li>
        );
      })}
    </ul>
  );
}
