import { addDays, type CalendarDay, formatDay } from "./calendar.ts";
import {
  type CertificationStatus,
  certificationStatus,
  statusReason,
  type ValidityPeriod,
  type WithdrawnCertificate,
} from "./certification.ts";
import { type CertificationDefinition, requiresOf } from "./certification-file.ts";

/*
 * Can this person treat today? The one place that decides it: a certificate in force, every sign-off
 * and outside requirement in force, every required certification cleared, and no suspension. A
 * waiver takes a requirement away, never a condition for treating.
 */

/** What decides about one person and one certification. Days are calendar dates of their site. */
export type ClearanceFacts = {
  /** The newest certificate, in force or lapsed. */
  held?: Pick<ValidityPeriod, "lastValidOn" | "windowOpensOn">;
  /** The newest certificate that was taken back. */
  withdrawn?: Pick<WithdrawnCertificate, "lastValidOn" | "withdrawnOn">;
  /** The last day on which all sign-offs and outside requirements are in force; undefined: some are missing. */
  partsUntil?: CalendarDay;
  /** By when it must be held, if anybody asks for it; extensions are in it. */
  dueOn?: CalendarDay;
  waivedUntil?: CalendarDay;
  suspendedUntil?: CalendarDay;
};

/** Why somebody may not treat, the weightiest first. */
export const HINDRANCES = [
  "suspended",
  "withdrawn",
  "expired",
  "grace",
  "not-certified",
  "prerequisite",
  "part-missing",
  "part-lapsed",
] as const;
export type Hindrance = (typeof HINDRANCES)[number];

export type Clearance = {
  status: CertificationStatus;
  /** Undefined: they may treat. */
  hindrance?: Hindrance;
  /** The last day on which, by what is known today, they may still treat. */
  mayTreatUntil?: CalendarDay;
  isWaived: boolean;
};

/** True for whoever may treat on the day that was asked about. */
export function mayTreat({ hindrance }: Pick<Clearance, "hindrance">): boolean {
  return hindrance === undefined;
}

/** A certification with the id that it is known by. */
export type NamedCertification = { id: string; definition: CertificationDefinition };

/**
 * Where a person stands with a certification on `today`, and whether they may treat.
 * @param factsOf what is known of the person and each certification, this one and those it requires
 * @param certifications every certification that is in use; one that is required and not among
 *   them cannot be held, and so stands in the way
 */
export function clearanceOn(
  { id, definition }: NamedCertification,
  factsOf: (certificationId: string) => ClearanceFacts,
  certifications: readonly NamedCertification[],
  today: CalendarDay,
): Clearance {
  return judged(id, definition, factsOf, certifications, today, new Set());
}

function judged(
  id: string,
  definition: CertificationDefinition,
  factsOf: (certificationId: string) => ClearanceFacts,
  certifications: readonly NamedCertification[],
  today: CalendarDay,
  asked: ReadonlySet<string>,
): Clearance {
  const facts = factsOf(id);
  const status = requiredStatus(facts, definition, today);
  const isWaived = facts.waivedUntil !== undefined && facts.waivedUntil >= today;
  const before = new Set(asked).add(id);
  const prerequisites = requiresOf(definition).certifications.map((requiredId) => {
    const required = certifications.find((each) => each.id === requiredId);
    // A certification that leads back to itself can never be had.
    if (!required || before.has(requiredId)) return undefined;
    return judged(requiredId, required.definition, factsOf, certifications, today, before);
  });
  const hindrance = hindranceOf(facts, status, definition, prerequisites, today);
  if (hindrance) return { status, hindrance, isWaived };
  const { graceMayTreat, graceDays } = definition.validity;
  const { lastValidOn = today } = facts.held ?? {};
  const ends = [
    graceMayTreat ? addDays(lastValidOn, graceDays) : lastValidOn,
    ...(hasOwnParts(definition) && facts.partsUntil !== undefined ? [facts.partsUntil] : []),
    ...prerequisites.flatMap((each) => each?.mayTreatUntil ?? []),
  ];
  const mayTreatUntil = ends.reduce((first, day) => (day < first ? day : first));
  return { status, isWaived, mayTreatUntil };
}

function hindranceOf(
  { partsUntil, suspendedUntil }: ClearanceFacts,
  status: CertificationStatus,
  definition: CertificationDefinition,
  prerequisites: readonly (Clearance | undefined)[],
  today: CalendarDay,
): Hindrance | undefined {
  if (suspendedUntil !== undefined && suspendedUntil >= today) return "suspended";
  if (status === "withdrawn" || status === "expired") return status;
  if (status === "grace" && !definition.validity.graceMayTreat) return "grace";
  if (!isCertified(status)) return "not-certified";
  if (prerequisites.some((each) => each === undefined || !mayTreat(each))) return "prerequisite";
  if (!hasOwnParts(definition)) return undefined;
  if (partsUntil === undefined) return "part-missing";
  return partsUntil < today ? "part-lapsed" : undefined;
}

function isCertified(status: CertificationStatus): boolean {
  return status === "valid" || status === "due-soon" || status === "grace";
}

/** True where something beside quizzes and other certifications can be missing or lapse. */
export function hasOwnParts(definition: Pick<CertificationDefinition, "requires">): boolean {
  const { practical, outside } = requiresOf(definition);
  return practical.length + outside.length > 0;
}

/** The status by the certificate; where there is none, whether one is asked for and by when. */
export function requiredStatus(
  { held, withdrawn, dueOn, waivedUntil }: ClearanceFacts,
  { validity }: Pick<CertificationDefinition, "validity">,
  today: CalendarDay,
): CertificationStatus {
  const status = certificationStatus(held, today, validity, withdrawn);
  if (status !== "none" || dueOn === undefined) return status;
  if (waivedUntil !== undefined && waivedUntil >= today) return status;
  return dueOn < today ? "overdue" : "assigned";
}

/** Why, in a few words for a cell: "valid until 11 Feb 2027", "suspended until 3 May 2027". */
export function clearanceReason(
  { status, hindrance, isWaived }: Clearance,
  { held, withdrawn, partsUntil, dueOn, suspendedUntil, waivedUntil }: ClearanceFacts,
): string {
  switch (hindrance) {
    case "suspended":
      return suspendedUntil ? `suspended until ${formatDay(suspendedUntil)}` : "suspended";
    case "prerequisite":
      return "a required certification is missing";
    case "part-missing":
      return "sign-off or document missing";
    case "part-lapsed":
      return partsUntil ? `sign-off or document lapsed ${formatDay(partsUntil)}` : "part lapsed";
    default:
      break;
  }
  if (status === "assigned" && dueOn) return `due by ${formatDay(dueOn)}`;
  if (status === "overdue" && dueOn) return `overdue since ${formatDay(dueOn)}`;
  if (status === "none" && isWaived && waivedUntil) return `waived until ${formatDay(waivedUntil)}`;
  return statusReason(status, held, withdrawn);
}
