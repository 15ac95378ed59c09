import { type BoardState, boardState, URGENCY } from "./board-state.ts";
import { addDays, type CalendarDay } from "./calendar.ts";
import { passesCountFrom } from "./certification.ts";
import {
  type Clearance,
  type ClearanceFacts,
  hasOwnParts,
  mayTreat,
  type NamedCertification,
} from "./clearance.ts";

/*
 * What a manager has to do something about, sorted by kind. Somebody can stand in several groups:
 * each is another thing to do.
 */

export const NEED_KINDS = [
  "overdue",
  "lapsing-30",
  "lapsing-60",
  "lapsing-90",
  "suspension",
] as const;
export type NeedKind = (typeof NEED_KINDS)[number];

/** They may not treat, and did once or had to by now. */
const OVERDUE_STATES: readonly BoardState[] = [
  "overdue",
  "expired",
  "grace",
  "withdrawn",
  "part-lapsed",
];

/** The last days that decide, worked out once for a day. */
export type NeedDays = {
  today: CalendarDay;
  lapsing: readonly { kind: NeedKind; by: CalendarDay }[];
  /** A suspension that ends by then is brought up. */
  suspensionBy: CalendarDay;
};

export function needDays(today: CalendarDay): NeedDays {
  return {
    today,
    lapsing: [
      { kind: "lapsing-30", by: addDays(today, 30) },
      { kind: "lapsing-60", by: addDays(today, 60) },
      { kind: "lapsing-90", by: addDays(today, 90) },
    ],
    suspensionBy: addDays(today, 14),
  };
}

/** A kind of need, with a text by which it sorts among others of its kind: what matters most first. */
export type FoundNeed = { kind: NeedKind; order: string };

/** What one person and one certification need of a manager. */
export function needsOf(
  clearance: Clearance,
  { held, dueOn, suspendedUntil }: Pick<ClearanceFacts, "held" | "dueOn" | "suspendedUntil">,
  { today, lapsing, suspensionBy }: NeedDays,
): FoundNeed[] {
  const found: FoundNeed[] = [];
  const state = boardState(clearance, today);
  if (OVERDUE_STATES.includes(state)) {
    const rank = String(URGENCY[state]).padStart(2, "0");
    found.push({ kind: "overdue", order: `${rank} ${dueOn ?? held?.lastValidOn ?? ""}` });
  }
  const { mayTreatUntil } = clearance;
  if (mayTreat(clearance) && mayTreatUntil !== undefined) {
    const within = lapsing.find(({ by }) => mayTreatUntil <= by);
    if (within) found.push({ kind: within.kind, order: mayTreatUntil });
  }
  if (suspendedUntil !== undefined && suspendedUntil >= today && suspendedUntil <= suspensionBy) {
    found.push({ kind: "suspension", order: suspendedUntil });
  }
  return found;
}

/**
 * A sign-off or a document is not in force, and every quiz is passed: as the board shows it, where
 * passes count while a certificate is valid, and for the next one after that.
 * @param oldestPassOn of the newest passes of all its quizzes; undefined where it asks for none
 */
export function isWaitingForParts(
  { definition }: Pick<NamedCertification, "definition">,
  clearance: Clearance,
  { held, partsUntil }: Pick<ClearanceFacts, "held" | "partsUntil">,
  oldestPassOn: CalendarDay | undefined,
  today: CalendarDay,
): boolean {
  if (mayTreat(clearance) || !hasOwnParts(definition)) return false;
  if (partsUntil !== undefined && partsUntil >= today) return false;
  if (clearance.status === "valid" || oldestPassOn === undefined) return true;
  return oldestPassOn >= passesCountFrom(definition.validity, held, today);
}
