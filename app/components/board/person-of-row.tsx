import { type BoardPersonRow, personAddress, placeOf } from "./board-rows.ts";

type PersonOfRowProps = { person: BoardPersonRow; on?: string };

/** Who a row is about: their name leads to their page. */
export function PersonOfRow({ person, on }: PersonOfRowProps) {
  return (
    <>
      {person.isStaffNow ? (
        <a href={personAddress(person.id, on)} className="link">
          {person.name}
        </a>
      ) : (
        person.name
      )}
      <span className="block text-small font-normal text-ink-soft">{placeOf(person)}</span>
      {!person.hasJoined && (
        <span className="block text-small font-normal text-info">Invited, not joined yet</span>
      )}
      {!person.isStaffNow && (
        <span className="block text-small font-normal text-info">No longer your staff</span>
      )}
    </>
  );
}
