import { ChoosePerson } from "#app/components/bulk/choose-person.tsx";
import { StatusBadge } from "#app/components/status-badge.tsx";
import { type BoardColumn, type BoardPersonRow, placeOf } from "./board-rows.ts";
import { TONE_OF_STATUS } from "./status-tone.ts";

type BoardListProps = {
  label: string;
  certifications: readonly BoardColumn[];
  people: readonly BoardPersonRow[];
};

/** The board on a phone: one person below the other, each a way to their page. */
export function BoardList({ label, certifications, people }: BoardListProps) {
  return (
    <ul
      aria-label={label}
      className="divide-y divide-line rounded-card border border-line bg-raised"
    >
      {people.map((person) => (
        <li key={person.id} className="flex items-start py-3 pr-4 pl-4">
          <ChoosePerson {...person} />
          <a href={`/people/${person.id}`} className="grid min-w-0 grow gap-1 wrap-anywhere">
            <span className="font-semibold text-accent underline decoration-1 underline-offset-4">
              {person.name}
            </span>
            <span className="text-small text-ink-soft">{placeOf(person)}</span>
            {!person.hasJoined && (
              <span className="text-small text-info">Invited, not joined yet</span>
            )}
            {person.cells.map(({ status, reason }, index) => (
              <span key={certifications[index]?.id} className="mt-0.5">
                {certifications.length > 1 && (
                  <span className="block text-small text-ink-soft">
                    {certifications[index]?.title}
                  </span>
                )}
                <StatusBadge tone={TONE_OF_STATUS[status]}>{reason}</StatusBadge>
              </span>
            ))}
          </a>
        </li>
      ))}
    </ul>
  );
}
