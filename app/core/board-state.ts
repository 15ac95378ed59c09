import type { CalendarDay } from "./calendar.ts";
import { type Clearance, mayTreat } from "./clearance.ts";

/*
 * The board sorts everybody into one of these by a certification: two ways of being allowed to
 * treat, and every reason why not.
 */

/** In the order in which the board counts them: who may treat first. */
export const BOARD_STATES = [
  "valid",
  "due-soon",
  "expired",
  "grace",
  "withdrawn",
  "suspended",
  "part-missing",
  "part-lapsed",
  "prerequisite",
  "overdue",
  "assigned",
  "none",
] as const;
export type BoardState = (typeof BOARD_STATES)[number];

export const STATE_LABELS: Record<BoardState, string> = {
  valid: "Certified",
  "due-soon": "Lapsing soon",
  expired: "Expired",
  grace: "In grace",
  withdrawn: "Withdrawn",
  suspended: "Suspended",
  "part-missing": "Part missing",
  "part-lapsed": "Part lapsed",
  prerequisite: "Certification needed",
  overdue: "Overdue",
  assigned: "Assigned",
  none: "Never certified",
};

/** What the board can be narrowed to: one state, or all that mean the same for today's clients. */
export const STATE_GROUPS = ["may-treat", "may-not-treat"] as const;
export type BoardStatus = BoardState | (typeof STATE_GROUPS)[number];
export const BOARD_STATUSES: readonly BoardStatus[] = [...STATE_GROUPS, ...BOARD_STATES];

export const STATUS_NAMES: Record<BoardStatus, string> = {
  ...STATE_LABELS,
  "may-treat": "May treat",
  "may-not-treat": "May not treat",
};

/** True for whoever may treat. */
function stateMayTreat(state: BoardState): boolean {
  return state === "valid" || state === "due-soon";
}

/** True where a status that was asked for takes in a state. */
export function takesIn(status: BoardStatus | undefined, state: BoardState): boolean {
  if (status === undefined || status === state) return true;
  if (status === "may-treat") return stateMayTreat(state);
  return status === "may-not-treat" && !stateMayTreat(state);
}

/**
 * The state of a clearance.
 * @param soonBy whoever may treat only until this day or an earlier one is lapsing soon
 */
export function boardState(
  clearance: Pick<Clearance, "status" | "hindrance" | "mayTreatUntil">,
  soonBy: CalendarDay,
): BoardState {
  const { status, hindrance, mayTreatUntil } = clearance;
  if (mayTreat(clearance)) {
    const isSoon = status !== "valid" || (mayTreatUntil !== undefined && mayTreatUntil <= soonBy);
    return isSoon ? "due-soon" : "valid";
  }
  if (hindrance && hindrance !== "not-certified") return hindrance;
  return status === "overdue" || status === "assigned" ? status : "none";
}

/** Who may have clients booked and may not treat comes first; who is fine comes last. */
export const URGENCY: Record<BoardState, number> = {
  withdrawn: 0,
  expired: 1,
  "part-lapsed": 2,
  grace: 3,
  suspended: 4,
  "part-missing": 5,
  prerequisite: 6,
  overdue: 7,
  "due-soon": 8,
  assigned: 9,
  none: 10,
  valid: 11,
};

/** Nobody in any state. */
export function noCounts(): Record<BoardState, number> {
  return Object.fromEntries(BOARD_STATES.map((state) => [state, 0])) as Record<BoardState, number>;
}

/** How many may treat, how many of them only for a while yet, and how many may not. */
export function sumsOf(counts: Readonly<Record<BoardState, number>>) {
  const sum = (wanted: (state: BoardState) => boolean) =>
    BOARD_STATES.filter(wanted).reduce((total, state) => total + counts[state], 0);
  return {
    mayTreat: sum(stateMayTreat),
    lapsingSoon: counts["due-soon"],
    mayNot: sum((state) => !stateMayTreat(state)),
  };
}
