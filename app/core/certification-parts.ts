import type { CalendarDay } from "./calendar.ts";
import { type CertificationDefinition, requiresOf } from "./certification-file.ts";

/*
 * The parts of a certification beside its quizzes: practical sign-offs, outside requirements and
 * other certifications. Each has a validity of its own, and must be in force on the day that a
 * certificate is completed. Days are calendar dates of the person's site.
 */

/** A sign-off that counts; without a last day it does not lapse. */
export type SignOffRecord = {
  practicalId: string;
  signedOn: CalendarDay;
  validUntil?: CalendarDay;
};

/** A licence, a course: what was recorded of it, and the last day that it is valid. */
export type OutsideRecord = {
  outsideId: string;
  recordedOn: CalendarDay;
  validUntil: CalendarDay;
};

/** A certificate that counts, of a certification that another one requires. */
export type RequiredCertificate = {
  certificationId: string;
  completedOn: CalendarDay;
  lastValidOn: CalendarDay;
};

/** Everything on record of a person for the parts of one certification. */
export type PartRecords = {
  signOffs: readonly SignOffRecord[];
  outside: readonly OutsideRecord[];
  certificates: readonly RequiredCertificate[];
};

export const NO_RECORDS: PartRecords = { signOffs: [], outside: [], certificates: [] };

/** The last day of what does not lapse. As text it is later than every other day. */
export const FOR_EVER: CalendarDay = "9999-12-31";

/** A part beside the quizzes, and until when it is in force: undefined where it never was. */
export type PartState = {
  kind: "practical" | "outside" | "certification";
  id: string;
  /** {@link FOR_EVER} where it does not lapse. */
  until?: CalendarDay;
};

/**
 * Each part that a certification asks for, with its last day by the newest records up to `day`: a
 * part is in force on `day` when that last day is not before it.
 */
export function partStates(
  definition: Pick<CertificationDefinition, "requires">,
  { signOffs, outside, certificates }: PartRecords,
  day: CalendarDay,
): PartState[] {
  const requires = requiresOf(definition);
  return [
    ...requires.certifications.map((id): PartState => {
      const own = certificates.filter((each) => each.certificationId === id);
      const known = own.filter(({ completedOn }) => completedOn <= day);
      return { kind: "certification", id, until: latest(known.map((each) => each.lastValidOn)) };
    }),
    ...requires.practical.map(({ id }): PartState => {
      const known = signOffs.filter((each) => each.practicalId === id && each.signedOn <= day);
      const until = latest(known.map(({ validUntil = FOR_EVER }) => validUntil));
      return { kind: "practical", id, until };
    }),
    ...requires.outside.map(({ id }): PartState => {
      const known = outside.filter((each) => each.outsideId === id && each.recordedOn <= day);
      return { kind: "outside", id, until: latest(known.map(({ validUntil }) => validUntil)) };
    }),
  ];
}

/** The parts that are not in force on `day`: missing, or lapsed before it. */
export function partsMissing(
  definition: Pick<CertificationDefinition, "requires">,
  records: PartRecords,
  day: CalendarDay,
): PartState[] {
  return partStates(definition, records, day).filter(
    ({ until }) => until === undefined || until < day,
  );
}

/** Until when what is on record for sign-offs and outside requirements is in force. */
export type PartEnds = {
  signOffs: readonly Pick<SignOffRecord, "practicalId" | "validUntil">[];
  outside: readonly Pick<OutsideRecord, "outsideId" | "validUntil">[];
};

/**
 * The last day on which all practical sign-offs and outside requirements are in force together, as
 * the records stand; undefined while one of them is missing. Required certifications are judged by
 * themselves.
 */
export function ownPartsUntil(
  definition: Pick<CertificationDefinition, "requires">,
  { signOffs, outside }: PartEnds,
): CalendarDay | undefined {
  const requires = requiresOf(definition);
  const ends = [
    ...requires.practical.map(({ id }) => {
      const own = signOffs.filter(({ practicalId }) => practicalId === id);
      return latest(own.map(({ validUntil = FOR_EVER }) => validUntil));
    }),
    ...requires.outside.map(({ id }) => {
      const own = outside.filter(({ outsideId }) => outsideId === id);
      return latest(own.map(({ validUntil }) => validUntil));
    }),
  ];
  let until: CalendarDay = FOR_EVER;
  for (const end of ends) {
    if (end === undefined) return undefined;
    if (end < until) until = end;
  }
  return until;
}

function latest(days: readonly CalendarDay[]): CalendarDay | undefined {
  return days.reduce<CalendarDay | undefined>(
    (newest, day) => (newest === undefined || day > newest ? day : newest),
    undefined,
  );
}
