import type { BoardFilter, BoardSort } from "./board-filter.ts";
import { type BoardState, boardState, noCounts, takesIn, URGENCY } from "./board-state.ts";
import { addDays, type CalendarDay, dayAt } from "./calendar.ts";
import { type ClearanceFacts, clearanceOn, type NamedCertification } from "./clearance.ts";

/** One of everybody in scope: just enough to count, to filter and to sort. */
export type BoardPerson = ClearanceFacts & {
  id: number;
  /** IANA name of the zone of the home site: its calendar decides. */
  timeZone: string;
  /** The same of the certifications that the chosen one requires, by id. */
  required?: ReadonlyMap<string, ClearanceFacts>;
  /** The place of their site among the manager's, where the board is grouped by site. */
  siteRank?: number;
};

export type Arranged = {
  counts: Record<BoardState, number>;
  /** Everybody whom the filter lets through, in the order of the board. */
  ids: number[];
};

/** The certification that a board is about, and all that are in use. */
export type BoardRules = {
  chosen: NamedCertification | undefined;
  certifications: readonly NamedCertification[];
};

/** The rules by time zone: a past day ends at another instant in each, and files change. */
export type RulesIn = (timeZone: string) => BoardRules;

const NO_FACTS: ClearanceFacts = {};

/** The ids of the chosen certification and of all that it requires, itself first. */
export function idsNeeded({ chosen, certifications }: BoardRules): string[] {
  if (!chosen) return [];
  const ids = new Set([chosen.id]);
  for (const id of ids) {
    const certification = certifications.find((each) => each.id === id);
    for (const required of certification?.definition.requires.certifications ?? [])
      ids.add(required);
  }
  return [...ids];
}

/**
 * Counts people by state, and puts those whom the filter lets through into its order. Without a
 * certification there is no state to be in: everybody is "none".
 * @param people by name: the order among equals
 * @param rulesIn what holds in each time zone
 * @param todayIn the day that counts, by time zone
 */
export function arrangeBoard(
  people: readonly BoardPerson[],
  rulesIn: RulesIn,
  { status: wanted, sort }: Pick<BoardFilter, "status" | "sort">,
  todayIn: (timeZone: string) => CalendarDay,
): Arranged {
  const counts = noCounts();
  const placed: Placed[] = [];
  const soonBy = soonByIn(rulesIn, todayIn);
  for (const person of people) {
    const { id, timeZone, held, required, siteRank = 0 } = person;
    const placing: Placed = { id, state: "none", until: held?.lastValidOn, siteRank };
    const { chosen, certifications } = rulesIn(timeZone);
    if (chosen) {
      const factsOf = (certificationId: string) =>
        certificationId === chosen.id ? person : (required?.get(certificationId) ?? NO_FACTS);
      const clearance = clearanceOn(chosen, factsOf, certifications, todayIn(timeZone));
      placing.state = boardState(clearance, soonBy(timeZone));
      placing.until = clearance.mayTreatUntil ?? placing.until;
    }
    counts[placing.state] += 1;
    if (takesIn(wanted, placing.state)) placed.push(placing);
  }
  const order = ORDERS[sort];
  placed.sort((one, other) => one.siteRank - other.siteRank || order(one, other));
  return { counts, ids: placed.map(({ id }) => id) };
}

/** Until when counts as soon: as long before the end as a certificate can be renewed. */
function soonByIn(
  rulesIn: RulesIn,
  todayIn: (timeZone: string) => CalendarDay,
): (timeZone: string) => CalendarDay {
  return onceByZone((timeZone) => {
    const days = rulesIn(timeZone).chosen?.definition.validity.renewalWindowDays ?? 0;
    return addDays(todayIn(timeZone), days);
  });
}

type Placed = { id: number; state: BoardState; until?: CalendarDay; siteRank: number };

const ORDERS: Record<BoardSort, (one: Placed, other: Placed) => number> = {
  action: (one, other) => URGENCY[one.state] - URGENCY[other.state] || compareUrgency(one, other),
  name: () => 0,
  until: compareEnds,
};

/** Whoever ends soonest first; among the expired, whoever lapsed last: their book is still full. */
function compareUrgency(one: Placed, other: Placed): number {
  return one.state === "expired" ? compareEnds(other, one) : compareEnds(one, other);
}

/** The soonest last day first, and those without one at the end. */
function compareEnds({ until: one }: Placed, { until: other }: Placed): number {
  if (one === other) return 0;
  if (one === undefined) return 1;
  if (other === undefined) return -1;
  return one < other ? -1 : 1;
}

/** The calendar date at `now`, by time zone; worked out once for each zone. */
export function calendarAt(now: Date): (timeZone: string) => CalendarDay {
  return onceByZone((timeZone) => dayAt(now, timeZone));
}

function onceByZone(dayIn: (timeZone: string) => CalendarDay): (timeZone: string) => CalendarDay {
  const known = new Map<string, CalendarDay>();
  return (timeZone) => {
    const day = known.get(timeZone) ?? dayIn(timeZone);
    known.set(timeZone, day);
    return day;
  };
}
