import { type BoardState, boardState } from "./board-state.ts";
import { addDays, type CalendarDay, formatDay } from "./calendar.ts";
import type { CertificationStatus } from "./certification.ts";
import { type Achievements, certificationCell, type QuizCell } from "./certification-cell.ts";
import { requiresOf } from "./certification-file.ts";
import { FOR_EVER, NO_RECORDS, type PartRecords, partStates } from "./certification-parts.ts";
import {
  type Clearance,
  type ClearanceFacts,
  clearanceOn,
  clearanceReason,
  mayTreat,
  type NamedCertification,
} from "./clearance.ts";

/** What decides beside certificates, of one person and one certification. */
export type FactsBeside = Omit<ClearanceFacts, "held" | "withdrawn">;

/** All that is known of a person: what fills their row of the board. */
export type PersonOnBoard = Achievements & {
  /** By certification; what nobody has said anything about is missing. */
  beside: ReadonlyMap<string, FactsBeside>;
  /** Sign-offs, outside records and certificates, of certifications that ask for such parts. */
  records: ReadonlyMap<string, PartRecords>;
};

/** A part beside the quizzes, as it stands on the day. */
export type PartOnBoard = {
  kind: "practical" | "outside" | "certification";
  id: string;
  title: string;
  isInForce: boolean;
  /** "sign-off missing", "lapsed 3 May 2026", "until 3 May 2027". */
  text: string;
  /** The last day it is in force; left out where it never was or does not lapse. */
  until?: CalendarDay;
};

/** Where somebody stands with a certification, whether they may treat, and why. */
export type BoardCell = {
  state: BoardState;
  status: CertificationStatus;
  mayTreat: boolean;
  mayTreatUntil?: CalendarDay;
  /** Short enough for a cell. */
  reason: string;
  /** By when it must be held, where anybody asks for it. */
  dueOn?: CalendarDay;
  parts: PartOnBoard[];
  quizzes: QuizCell[];
};

/** What is known of a person, as far as it decides about a certification. */
function factsOfPerson(
  { held, withdrawn, beside }: PersonOnBoard,
  certificationId: string,
): ClearanceFacts {
  return {
    held: held.get(certificationId),
    withdrawn: withdrawn.get(certificationId),
    ...beside.get(certificationId),
  };
}

/**
 * One cell of the board on `today`.
 * @param certifications every certification in use: required ones are judged with it
 */
export function boardCell(
  certification: NamedCertification,
  certifications: readonly NamedCertification[],
  person: PersonOnBoard,
  today: CalendarDay,
): BoardCell {
  const { id, definition } = certification;
  const factsOf = (certificationId: string) => factsOfPerson(person, certificationId);
  const clearance = clearanceOn(certification, factsOf, certifications, today);
  const { quizzes, reason: byCertificate } = certificationCell(certification, person, today);
  const parts = partsOnBoard(certification, certifications, person, factsOf, today);
  const facts = factsOf(id);
  return {
    state: boardState(clearance, addDays(today, definition.validity.renewalWindowDays)),
    status: clearance.status,
    mayTreat: mayTreat(clearance),
    mayTreatUntil: clearance.mayTreatUntil,
    reason: cellReason(clearance, facts, byCertificate, parts),
    dueOn: facts.dueOn,
    parts,
    quizzes,
  };
}

function cellReason(
  clearance: Clearance,
  facts: ClearanceFacts,
  byCertificate: string,
  parts: readonly PartOnBoard[],
): string {
  const { status, hindrance, mayTreatUntil, isWaived } = clearance;
  if (mayTreat(clearance)) {
    const certificateEnds = facts.held?.lastValidOn;
    if (mayTreatUntil === undefined || certificateEnds === undefined) return byCertificate;
    if (mayTreatUntil >= certificateEnds) return byCertificate;
    const first = parts.find(({ until }) => until === mayTreatUntil);
    return [`until ${formatDay(mayTreatUntil)}`, first && `then ${first.title} lapses`]
      .filter(Boolean)
      .join(", ");
  }
  switch (hindrance) {
    case "suspended":
      return clearanceReason(clearance, facts);
    case "prerequisite":
    case "part-missing":
    case "part-lapsed":
      return namedFirst(parts) ?? clearanceReason(clearance, facts);
    default:
      break;
  }
  if (status !== "assigned" && status !== "overdue" && !(status === "none" && isWaived)) {
    return byCertificate;
  }
  const asked = clearanceReason(clearance, facts);
  return byCertificate === NOT_STARTED ? asked : `${asked}, ${byCertificate}`;
}

const NOT_STARTED = "not started";

/** "Licence lapsed 3 May 2026 and 1 more": the first part that stands in the way. */
function namedFirst(parts: readonly PartOnBoard[]): string | undefined {
  const [first, ...more] = parts.filter(({ isInForce }) => !isInForce);
  if (!first) return undefined;
  const rest = more.length > 0 ? `, and ${more.length} more` : "";
  return `${first.title}: ${first.text}${rest}`;
}

function partsOnBoard(
  { id, definition }: NamedCertification,
  certifications: readonly NamedCertification[],
  { records }: PersonOnBoard,
  factsOf: (certificationId: string) => ClearanceFacts,
  today: CalendarDay,
): PartOnBoard[] {
  const { practical, outside, certifications: required } = requiresOf(definition);
  if (practical.length + outside.length + required.length === 0) return [];
  const titles = new Map([...practical, ...outside].map((part) => [part.id, part.title]));
  return partStates(definition, records.get(id) ?? NO_RECORDS, FOR_EVER).map((part) => {
    if (part.kind === "certification") {
      return requiredOnBoard(part.id, certifications, factsOf, today);
    }
    const title = titles.get(part.id) ?? part.id;
    const { until, kind } = part;
    if (until === undefined) {
      const text = kind === "practical" ? "sign-off missing" : "missing";
      return { ...part, title, isInForce: false, text };
    }
    if (until < today)
      return { ...part, title, isInForce: false, text: `lapsed ${formatDay(until)}` };
    if (until === FOR_EVER)
      return { kind, id: part.id, title, isInForce: true, text: "signed off" };
    return { ...part, title, isInForce: true, text: `until ${formatDay(until)}` };
  });
}

/** A required certification counts while it itself lets them treat. */
function requiredOnBoard(
  id: string,
  certifications: readonly NamedCertification[],
  factsOf: (certificationId: string) => ClearanceFacts,
  today: CalendarDay,
): PartOnBoard {
  const kind = "certification";
  const required = certifications.find((each) => each.id === id);
  if (!required) return { kind, id, title: id, isInForce: false, text: "not in use" };
  const { title } = required.definition;
  const clearance = clearanceOn(required, factsOf, certifications, today);
  if (mayTreat(clearance)) {
    const { mayTreatUntil: until } = clearance;
    const text = until ? `until ${formatDay(until)}` : "in force";
    return { kind, id, title, isInForce: true, text, until };
  }
  return { kind, id, title, isInForce: false, text: clearanceReason(clearance, factsOf(id)) };
}
