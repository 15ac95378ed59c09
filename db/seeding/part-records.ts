import { addDays, type CalendarDay, dayAt, daysBetween, startOfDay } from "#app/core/calendar.ts";
import { lastValidDay } from "#app/core/certification.ts";
import { requiresOf } from "#app/core/certification-file.ts";
import type { OutsideRecord, SignOffRecord } from "#app/core/certification-parts.ts";
import { type Random, seededRandom, seedFor } from "#app/core/random.ts";
import { tables } from "#db/client.server.ts";
import type { PublishedCertification } from "#db/queries/certification-definitions.ts";
import { type Batch, batchOf, type NewRow } from "./bulk.ts";
import type { SeededPerson } from "./staff.ts";

/*
 * What certifications ask for beside quizzes: sign-offs and documents, renewed every eleven months
 * by most people, and decisions about a few. None of them completes a certificate here: the history
 * issues those with the passes that come after.
 */

const RENEWED_EVERY_DAYS = 330;
const OUTSIDE_MONTHS = 12;
const SIGNED_AT_MS = 10 * 3_600_000;
/** Most people have what they need, and some of them let the last renewal slip. */
const HAS_PART_CHANCE = 0.85;
const SLIPS_CHANCE = 0.1;
const EXCEPTION_CHANCE = 0.005;
const JOIN_WITHIN_DAYS = 30;

type SignOff = NewRow<typeof tables.practicalSignOffs> & SignOffRecord;
type Outside = NewRow<typeof tables.outsideRecords> & OutsideRecord;

/** What is on record of one person, in the order of time. */
export type SeededRecords = {
  signOffs: (SignOff & { certificationId: string })[];
  outside: Outside[];
};

export type PartRecordOptions = {
  seed: number;
  /** When everybody was entered. */
  since: Date;
  /** The day after the last of the history. */
  today: CalendarDay;
  certifications: readonly PublishedCertification[];
};

/** The rows of sign-offs, documents, requirements and exceptions, and the first two by person. */
export function makePartRecords(
  people: readonly SeededPerson[],
  options: PartRecordOptions,
): { batches: Batch[]; recordsOf: ReadonlyMap<number, SeededRecords> } {
  const random = seededRandom(seedFor(options.seed, "parts"));
  const recordsOf = new Map(
    people.map((person) => [person.id, makeRecords(person, options, random)]),
  );
  const records = [...recordsOf.values()];
  const batches = [
    batchOf(
      tables.practicalSignOffs,
      records.flatMap(({ signOffs }) => signOffs),
    ),
    batchOf(
      tables.outsideRecords,
      records.flatMap(({ outside }) => outside.map(({ recordedOn: _, ...row }) => row)),
    ),
    batchOf(tables.requirements, makeRequirements(people, options)),
    batchOf(tables.exceptions, makeExceptions(people, options, random)),
  ];
  return { batches: batches.filter(({ rows }) => rows.length > 0), recordsOf };
}

function makeRecords(
  person: SeededPerson,
  { certifications, since, today }: PartRecordOptions,
  random: Random,
): SeededRecords {
  const { id: personId, timeZone, managerId } = person;
  const records: SeededRecords = { signOffs: [], outside: [] };
  const outsideIds = new Set<string>();
  // Nobody signs off for themselves.
  if (managerId === personId) return records;
  const from = dayAt(since, timeZone);
  for (const { id: certificationId, definition } of certifications) {
    const { practical, outside } = requiresOf(definition);
    for (const { id: practicalId, title, steps, validMonths } of practical) {
      for (const signedOn of renewals(from, today, random)) {
        const signedAt = tenOClock(signedOn, timeZone);
        const seen = { observerName: "The manager", confirmedAt: signedAt.toISOString() };
        records.signOffs.push({
          personId,
          certificationId,
          practicalId,
          document: {
            title,
            attestation: "I have seen each of these steps done safely.",
            observerName: seen.observerName,
            steps: steps.map((step) => ({ ...step, ...seen })),
          },
          observerId: managerId,
          signedAt,
          signedOn,
          validUntil: validMonths === undefined ? undefined : lastValidDay(signedOn, validMonths),
        });
      }
    }
    for (const { id: outsideId } of outside) {
      if (outsideIds.has(outsideId)) continue;
      outsideIds.add(outsideId);
      for (const recordedOn of renewals(from, today, random)) {
        const recordedAt = tenOClock(recordedOn, timeZone);
        const validUntil = lastValidDay(recordedOn, OUTSIDE_MONTHS);
        const recorded = { recordedOn, recordedAt, recordedById: managerId, validUntil };
        records.outside.push({ personId, outsideId, documentNumber: `D-${personId}`, ...recorded });
      }
    }
  }
  return records;
}

/** The days on which something was renewed, from the first to the last before today. */
function renewals(from: CalendarDay, today: CalendarDay, random: Random): CalendarDay[] {
  if (random() >= HAS_PART_CHANCE) return [];
  const last = daysBetween(from, today) - (random() < SLIPS_CHANCE ? RENEWED_EVERY_DAYS : 1);
  const days: CalendarDay[] = [];
  for (let day = Math.floor(random() * 90); day < last; day += RENEWED_EVERY_DAYS) {
    days.push(addDays(from, day));
  }
  return days;
}

function tenOClock(day: CalendarDay, timeZone: string): Date {
  return new Date(startOfDay(day, timeZone).getTime() + SIGNED_AT_MS);
}

/** Everybody must hold each certification soon after joining. */
function makeRequirements(
  people: readonly SeededPerson[],
  { certifications, since: createdAt }: PartRecordOptions,
): NewRow<typeof tables.requirements>[] {
  const [first] = people;
  if (!first) return [];
  const asked = { withinDays: JOIN_WITHIN_DAYS, createdById: first.managerId, createdAt };
  return certifications.map(({ id: certificationId }) => ({ certificationId, ...asked }));
}

function makeExceptions(
  people: readonly SeededPerson[],
  { certifications, since: givenAt, today }: PartRecordOptions,
  random: Random,
): NewRow<typeof tables.exceptions>[] {
  const [certification] = certifications;
  if (!certification) return [];
  return people.flatMap(({ id: personId, managerId: givenById }) =>
    (["suspension", "waiver"] as const).flatMap((kind) => {
      const untilOn = addDays(today, 1 + Math.floor(random() * 60));
      if (random() >= EXCEPTION_CHANCE || givenById === personId) return [];
      const reason = kind === "waiver" ? "On leave" : "Until the incident is talked through";
      return [
        { kind, personId, certificationId: certification.id, untilOn, reason, givenById, givenAt },
      ];
    }),
  );
}
