import { Fragment } from "react";
import { ChoosePerson } from "#app/components/bulk/choose-person.tsx";
import {
  type BoardColumn,
  type BoardPersonRow,
  beginsGroup,
  personAddress,
  placeOf,
} from "./board-rows.ts";
import { ClearanceInWords } from "./clearance-cell.tsx";

type BoardListProps = {
  label: string;
  certifications: readonly BoardColumn[];
  people: readonly BoardPersonRow[];
  /** The certification that the board is about: it is told of everybody. */
  chosenId?: string;
  on?: string;
};

/** The board on a phone: one person below the other, each a way to their page. */
export function BoardList({ label, certifications, people, chosenId, on }: BoardListProps) {
  return (
    <ul
      aria-label={label}
      className="divide-y divide-line rounded-card border border-line bg-raised"
    >
      {people.map((person, index) => (
        <Fragment key={person.id}>
          {beginsGroup(people, index) && (
            <li className="bg-muted px-4 py-2 font-semibold">{person.group}</li>
          )}
          <li className="flex items-start">
            {!on && (
              <div className="pt-3 pl-4">
                <ChoosePerson {...person} />
              </div>
            )}
            <PersonLink person={person} on={on}>
              <Clearances {...{ person, certifications, chosenId }} />
            </PersonLink>
          </li>
        </Fragment>
      ))}
    </ul>
  );
}

type ClearancesProps = Pick<BoardListProps, "certifications" | "chosenId"> & {
  person: BoardPersonRow;
};

/** What nobody asks of them and they never held comes last, in few words: it needs no action. */
function Clearances({ person, certifications, chosenId }: ClearancesProps) {
  const lines = certifications.flatMap(({ id, title }, column) => {
    const cell = person.cells[column];
    return cell ? [{ id, title, cell }] : [];
  });
  const isMinor = ({ id, cell }: (typeof lines)[number]) =>
    cell.state === "none" && id !== chosenId;
  const minor = lines.filter(isMinor);
  return (
    <>
      {lines
        .filter((line) => !isMinor(line))
        .map(({ id, title, cell }) => (
          <span key={id} className="mt-1">
            {lines.length > 1 && <span className="block text-small font-semibold">{title}</span>}
            <ClearanceInWords cell={cell} />
          </span>
        ))}
      {minor.length > 0 && (
        <span className="mt-1 text-small text-ink-soft">
          May not treat: {minor.map(({ title, cell }) => `${title} (${cell.reason})`).join("; ")}
        </span>
      )}
    </>
  );
}

type PersonLinkProps = { person: BoardPersonRow; on?: string; children: React.ReactNode };

function PersonLink({ person, on, children }: PersonLinkProps) {
  const { id, name, hasJoined, isStaffNow } = person;
  const shape = `grid min-w-0 grow gap-1 py-3 pr-4 wrap-anywhere ${on ? "pl-4" : ""}`;
  const about = (
    <>
      <span
        className={`font-semibold ${isStaffNow ? "text-accent underline decoration-1 underline-offset-4" : ""}`}
      >
        {name}
      </span>
      <span className="text-small text-ink-soft">{placeOf(person)}</span>
      {!hasJoined && <span className="text-small text-info">Invited, not joined yet</span>}
      {!isStaffNow && <span className="text-small text-info">No longer your staff</span>}
      {children}
    </>
  );
  if (!isStaffNow) return <div className={shape}>{about}</div>;
  return (
    <a href={personAddress(id, on)} className={shape}>
      {about}
    </a>
  );
}
