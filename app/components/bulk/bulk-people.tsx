import { Cell, DataTable, HeadCell, RowHead } from "#app/components/data-table.tsx";
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
    <DataTable
      label={label}
      head={
        <>
          <HeadCell>Person</HeadCell>
          <HeadCell>Result</HeadCell>
        </>
      }
    >
      {rows.map(({ personId, name, outcome, note }) => {
        const { tone, ahead, label } = OUTCOME_WORDS[outcome];
        return (
          <tr key={personId}>
            {name === undefined ? (
              <RowHead>No longer among your staff</RowHead>
            ) : (
              <RowHead href={`/people/${personId}`}>{name}</RowHead>
            )}
            <Cell>
              <span className="flex flex-wrap items-start gap-x-3 gap-y-1">
                <StatusBadge tone={tone}>{isAhead ? ahead : label}</StatusBadge>
                <span className="min-w-0 wrap-anywhere">{note}</span>
              </span>
            </Cell>
          </tr>
        );
      })}
    </DataTable>
  );
}
