import {
  attemptAllowance,
  deadlineOf,
  drawnOf,
  drawSheet,
  type EarlierAttempt,
  itemsOnSheet,
} from "#app/core/attempt.ts";
import { addDays, type CalendarDay, dayAt, startOfDay } from "#app/core/calendar.ts";
import type { Certainty } from "#app/core/certainty.ts";
import {
  certificateDue,
  certificationProgress,
  cycleStart,
  type ValidityPeriod,
} from "#app/core/certification.ts";
import { inOrderOfNeed, requiresOf } from "#app/core/certification-file.ts";
import type { PartRecords } from "#app/core/certification-parts.ts";
import { type ItemResponse, partsOf } from "#app/core/item-types.ts";
import { itemsOf } from "#app/core/quiz.ts";
import { type Random, seededRandom, seedFor, shuffled } from "#app/core/random.ts";
import { scoreAttempt } from "#app/core/scoring.ts";
import { tables } from "#db/client.server.ts";
import { type AuditEntry, type AuditLink, chainAfter } from "#db/queries/audit-chain.ts";
import { newCode } from "#db/queries/certificates.ts";
import type { PublishedCertification } from "#db/queries/certification-definitions.ts";
import type { PublishedQuiz } from "#db/queries/quizzes.ts";
import { standingAfter } from "#db/queries/standings.ts";
import type { CertificateDocument } from "#db/schema.ts";
import { type Batch, batchOf, type NewRow } from "./bulk.ts";
import { countHistory } from "./counts.ts";
import type { SeededRecords } from "./part-records.ts";
import { certaintiesFor, guessedResponses } from "./responses.ts";
import type { SeededPerson } from "./staff.ts";

/*
 * Three years in the life of the staff. Everything that is decided is decided by `app/core`: what is
 * drawn, whether somebody may start, scores, certificates. Only the writing is done in bulk; a
 * test plays the same history through the queries and finds the same rows.
 */

const MINUTE_IN_MS = 60_000;
const HISTORY_DAYS = 1_095;
/** The history ends so many days before today, so that nothing lies ahead in any time zone. */
const QUIET_DAYS = 2;
/** People sit between 08:00 and 20:00, one attempt every half hour at the most. */
const FIRST_SLOT_MINUTES = 8 * 60;
const SLOT_MINUTES = 30;
const SLOTS_A_DAY = 24;
/** Some have never begun; the others are more or less busy. */
const IDLE_CHANCE = 0.06;
/** How often somebody takes up what is missing for a certificate, if anything is. */
const DUE_CHANCE = 0.75;
const HIRED_LATER_CHANCE = 0.3;

export type HistoryOptions = {
  attempts: number;
  seed: number;
  /** How many of the newest attempts keep their item responses. */
  responses: number;
  /** The day after the last of the history. */
  today: CalendarDay;
  organisationName: string;
  /** What the entries of the audit log are chained to. */
  lastAuditLink: AuditLink;
  quizzes: readonly PublishedQuiz[];
  certifications: readonly PublishedCertification[];
  /** What is on record of people beside quizzes. */
  recordsOf: ReadonlyMap<number, SeededRecords>;
};

type Rows<Table extends { $inferInsert: unknown }> = NewRow<Table>[];
type Standing = ReturnType<typeof standingAfter>;
type Held = ValidityPeriod & { certificateId: number; issuedAt: Date };
type Certificate = NewRow<typeof tables.certificates>;

/** What is known of a person while their history is made. */
type Life = {
  person: SeededPerson;
  /** The chance to know an item when they start. */
  skill: number;
  earlier: Map<string, EarlierAttempt[]>;
  grants: Map<string, Date[]>;
  /** Items by quiz, the one seen longest ago first. */
  seen: Map<string, Set<string>>;
  standings: Map<string, Standing>;
  /** The newest passed attempt of each quiz, as certificates name it. */
  passes: Map<string, CertificateDocument["quizzes"][number]>;
  held: Map<string, Held>;
  /** Certificates by certification, as those that require it name them. */
  certificates: Map<string, Certificate[]>;
  /** Beginnings of cycles, which change with a new certificate and when its window opens. */
  cycles: Map<string, Date | undefined>;
};

/** Makes the history in parts: call `next` until it gives undefined, then `derived` once. */
export function makeHistory(people: readonly SeededPerson[], options: HistoryOptions) {
  const random = seededRandom(seedFor(options.seed, "history"));
  const howSure = seededRandom(seedFor(options.seed, "certainty"));
  const days = Array.from({ length: HISTORY_DAYS }, (_, index) =>
    addDays(options.today, index - HISTORY_DAYS - QUIET_DAYS + 1),
  );
  const lives = people.map((person) => newLife(person, random));
  const order = sittingsInOrder(people.length, options.attempts, random);
  const dayStarts = new Map<string, number>();
  const certifications = inOrderOfNeed(options.certifications);
  const ids = { certificate: 0, grant: 0 };
  const counts = countHistory();
  let done = 0;
  let part = emptyPart();

  function instantOf(day: CalendarDay, slot: number, timeZone: string): Date {
    const key = `${timeZone} ${day}`;
    let start = dayStarts.get(key);
    if (start === undefined) {
      start = startOfDay(day, timeZone).getTime();
      dayStarts.set(key, start);
    }
    const jitter = Math.floor(random() * 5 * MINUTE_IN_MS);
    return new Date(start + (FIRST_SLOT_MINUTES + slot * SLOT_MINUTES) * MINUTE_IN_MS + jitter);
  }

  const chain = chainAfter(options.lastAuditLink);
  function record(entry: AuditEntry): void {
    part.audit.push(chain(entry));
  }

  /** When the present cycle at a quiz began: as `findCycleStart` has it, but remembered. */
  function cycleOf(life: Life, quizId: string, day: CalendarDay, now: Date): Date | undefined {
    let latest: Date | undefined;
    for (const { id, definition } of options.certifications) {
      if (!definition.requires.quizzes.includes(quizId)) continue;
      const held = life.held.get(id);
      if (!held) continue;
      const key = `${held.certificateId} ${day >= held.windowOpensOn}`;
      if (!life.cycles.has(key)) {
        life.cycles.set(key, cycleStart(held, now, life.person.timeZone));
      }
      const began = life.cycles.get(key);
      if (began && (latest === undefined || began > latest)) latest = began;
    }
    return latest;
  }

  function allowanceOf(life: Life, { quizId, quiz }: PublishedQuiz, day: CalendarDay, now: Date) {
    const startedAt = cycleOf(life, quizId, day, now);
    const grants = (life.grants.get(quizId) ?? []).filter((at) => !startedAt || at >= startedAt);
    return attemptAllowance(
      quiz,
      life.earlier.get(quizId) ?? [],
      { startedAt, granted: grants.length, lastGrantedAt: grants.at(-1) },
      now,
    );
  }

  /** What somebody takes up: mostly what is missing; with a grant where nothing is open to them. */
  function chooseQuiz(life: Life, day: CalendarDay, now: Date): PublishedQuiz {
    const missing = new Set(
      random() < DUE_CHANCE
        ? options.certifications.flatMap(({ id, definition }) => {
            const held = life.held.get(id);
            if (held && day < held.windowOpensOn) return [];
            return certificationProgress(definition, passesOf(life), held, day).missing;
          })
        : [],
    );
    const all = shuffled(options.quizzes, random);
    const preferred = [
      ...all.filter(({ quizId }) => missing.has(quizId)),
      ...all.filter(({ quizId }) => !missing.has(quizId)),
    ];
    const open = preferred.find((quiz) => allowanceOf(life, quiz, day, now).mayStart);
    if (open) return open;
    const [granted] = preferred;
    if (!granted) throw new RangeError("There must be a quiz");
    grant(life, granted.quizId, new Date(now.getTime() - MINUTE_IN_MS));
    return granted;
  }

  function grant({ person, grants }: Life, quizId: string, at: Date): void {
    ids.grant += 1;
    const { id: personId, managerId: grantedById } = person;
    const reason = "Has gone through the material again";
    part.grants.push({ id: ids.grant, personId, quizId, grantedById, reason, grantedAt: at });
    pushTo(grants, quizId, at);
    record({
      at,
      actorId: grantedById,
      action: "attempt.granted",
      subjectId: personId,
      detail: { quizId, reason },
    });
  }

  function sit(life: Life, day: CalendarDay, startedAt: Date): void {
    const published = chooseQuiz(life, day, startedAt);
    const { quizId, quiz, versionId } = published;
    const { id: personId } = life.person;
    const attemptId = done + 1;
    const seed = Math.floor(random() * 2 ** 31);
    const seen = life.seen.get(quizId) ?? new Set();
    const sheet = drawSheet(quiz, seed, [...seen]);
    for (const itemId of sheet.itemIds) {
      seen.delete(itemId);
      seen.add(itemId);
    }
    life.seen.set(quizId, seen);

    const tries = (life.standings.get(quizId)?.attempts ?? 0) + 1;
    const knows = 1 - (1 - life.skill) * 0.8 ** tries;
    const items = itemsOnSheet(quiz, sheet);
    const responses = guessedResponses(items, knows, random);
    const { units, maxUnits, percent, passed, reasons, unitsByItem } = scoreAttempt(
      quiz,
      sheet.itemIds,
      responses,
    );
    const minutes = 6 + random() * 14;
    const submittedAt = new Date(startedAt.getTime() + Math.floor(minutes * MINUTE_IN_MS));
    part.attempts.push({
      id: attemptId,
      personId,
      quizId,
      versionId,
      seed,
      drawn: drawnOf(quiz, sheet),
      startedAt,
      deadlineAt: deadlineOf(quiz, startedAt),
      submittedAt,
      submittedOn: day,
      units,
      maxUnits,
      percent,
      passed,
      reasons,
    });
    const isKept = attemptId > options.attempts - options.responses;
    if (isKept) {
      const said = certaintiesFor(quiz, items, responses, howSure);
      const certainties = new Map(said.map((each) => [each.position, each.certainty]));
      keepResponses(attemptId, sheet.itemIds, {
        ...{ responses, certainties, unitsByItem, startedAt, submittedAt },
      });
    }
    counts.add({
      ...{ personId, quizId, versionId, passed, total: units },
      items: itemsOf(quiz).flatMap((item, position) => {
        const units = unitsByItem.get(item.id);
        if (units === undefined) return [];
        // What is not kept cannot be counted again either.
        const response = isKept ? responses.get(item.id) : undefined;
        return [{ position, units: isKept ? units : 0, parts: partsOf(item, response) }];
      }),
    });
    const about = { actorId: personId, subjectId: personId };
    const detail = { attemptId, quizId };
    record({ at: startedAt, action: "attempt.started", ...about, detail });
    record({
      at: submittedAt,
      action: "attempt.submitted",
      ...about,
      detail: { ...detail, percent, passed },
    });

    pushTo(life.earlier, quizId, { startedAt, submittedAt, passed });
    const submitted = {
      personId,
      quizId,
      attemptId,
      submittedAt,
      submittedOn: day,
      percent,
      passed,
    };
    life.standings.set(quizId, standingAfter(life.standings.get(quizId), submitted));
    if (!passed) return;
    life.passes.set(quizId, {
      quizId,
      title: quiz.title,
      passingScore: quiz.passingScore,
      versionHash: published.hash,
      attemptId,
      passedOn: day,
      percent,
    });
    issueDue(life, quizId, attemptId, submittedAt, day);
  }

  function keepResponses(
    attemptId: number,
    itemIds: readonly string[],
    sitting: {
      responses: ReadonlyMap<string, ItemResponse>;
      /** By position, where the quiz asks for it. */
      certainties: ReadonlyMap<number, Certainty>;
      unitsByItem: ReadonlyMap<string, number>;
      startedAt: Date;
      submittedAt: Date;
    },
  ): void {
    const { responses, certainties, unitsByItem, startedAt, submittedAt } = sitting;
    const began = startedAt.getTime();
    const step = (submittedAt.getTime() - began) / (itemIds.length + 1);
    for (const [position, itemId] of itemIds.entries()) {
      const response = responses.get(itemId);
      if (response === undefined) continue;
      const savedAt = new Date(Math.floor(began + step * (position + 1)));
      part.responses.push({
        attemptId,
        position,
        response,
        savedAt,
        units: unitsByItem.get(itemId),
        certainty: certainties.get(position),
      });
    }
  }

  /** As `issueDueCertificates` does it. */
  function issueDue(
    life: Life,
    quizId: string,
    attemptId: number,
    at: Date,
    today: CalendarDay,
  ): void {
    const { id: personId } = life.person;
    const issued = new Set<string>();
    for (const { id: certificationId, definition } of certifications) {
      const { quizzes, certifications: required } = requiresOf(definition);
      if (!quizzes.includes(quizId) && !required.some((id) => issued.has(id))) continue;
      const held = life.held.get(certificationId);
      const records = recordsFor(life, options.recordsOf.get(personId), certificationId);
      const achieved = { passes: passesOf(life), records };
      const period = certificateDue(definition, achieved, held, today);
      if (!period) continue;
      ids.certificate += 1;
      const certificateId = ids.certificate;
      const certificate = {
        id: certificateId,
        code: newCode((limit) => Math.floor(random() * limit)),
        personId,
        certificationId,
        attemptId,
        issuedAt: at,
        completedOn: today,
        ...period,
        renewsId: held?.certificateId,
        document: {
          personName: life.person.name,
          jobRole: life.person.jobRole,
          organisationName: options.organisationName,
          siteName: life.person.siteName,
          timeZone: life.person.timeZone,
          certificationTitle: definition.title,
          rule: definition.validity,
          quizzes: definition.requires.quizzes.flatMap((id) => life.passes.get(id) ?? []),
          ...certifiedPartsOf(
            life,
            options.recordsOf.get(personId),
            { id: certificationId, definition },
            at,
          ),
        },
      };
      part.certificates.push(certificate);
      pushTo(life.certificates, certificationId, certificate);
      issued.add(certificationId);
      life.held.set(certificationId, { ...period, certificateId, issuedAt: at });
      record({
        at,
        actorId: personId,
        action: "certificate.issued",
        subjectId: personId,
        detail: { certificateId, certificationId, lastValidOn: period.lastValidOn },
      });
    }
  }

  return {
    /** The rows of up to `count` further attempts, or undefined when there are no more. */
    next(count: number): { attempts: number; batches: Batch[] } | undefined {
      if (done === options.attempts) return undefined;
      part = emptyPart();
      const end = Math.min(done + count, options.attempts);
      for (; done < end; done += 1) {
        const { person: index, slot } = order(done);
        const life = lives[index];
        const day = days[Math.floor(slot / SLOTS_A_DAY)];
        if (!life || !day) throw new RangeError(`There is no sitting ${done}`);
        sit(life, day, instantOf(day, slot % SLOTS_A_DAY, life.person.timeZone));
      }
      return { attempts: part.attempts.length, batches: batchesOf(part) };
    },
    /** What is derived from the history, once it is complete. */
    derived(): Batch[] {
      return [
        counts.rows(),
        batchOf(
          tables.quizStandings,
          lives.flatMap(({ standings }) => [...standings.values()]),
        ),
        batchOf(
          tables.certifications,
          lives.flatMap(({ person, held }) =>
            [...held].map(([certificationId, { issuedAt: _, ...period }]) => ({
              personId: person.id,
              certificationId,
              ...period,
            })),
          ),
        ),
      ];
    },
  };
}

/** Rows of one part of the history, by table. */
type Part = {
  attempts: Rows<typeof tables.attempts>;
  responses: Rows<typeof tables.itemResponses>;
  grants: Rows<typeof tables.attemptGrants>;
  certificates: Rows<typeof tables.certificates>;
  audit: Rows<typeof tables.auditLog>;
};

function emptyPart(): Part {
  return { attempts: [], responses: [], grants: [], certificates: [], audit: [] };
}

/** What others refer to comes first. */
function batchesOf({ attempts, responses, grants, certificates, audit }: Part): Batch[] {
  return [
    batchOf(tables.attempts, attempts),
    batchOf(tables.itemResponses, responses),
    batchOf(tables.attemptGrants, grants),
    batchOf(tables.certificates, certificates),
    batchOf(tables.auditLog, audit),
  ];
}

function newLife(person: SeededPerson, random: Random): Life {
  return {
    person,
    skill: 0.7 + random() * 0.28,
    earlier: new Map(),
    grants: new Map(),
    seen: new Map(),
    standings: new Map(),
    passes: new Map(),
    held: new Map(),
    certificates: new Map(),
    cycles: new Map(),
  };
}

/** All that counts for one certification beside quizzes, as `listPartRecords` finds it. */
function recordsFor(
  { certificates }: Life,
  records: SeededRecords | undefined,
  certificationId: string,
): PartRecords {
  const signOffs = records?.signOffs.filter((each) => each.certificationId === certificationId);
  return {
    signOffs: signOffs ?? [],
    outside: records?.outside ?? [],
    certificates: [...certificates.values()].flat(),
  };
}

/** As `describeParts` does it. */
function certifiedPartsOf(
  { certificates }: Life,
  records: SeededRecords | undefined,
  { id, definition }: Pick<PublishedCertification, "id" | "definition">,
  at: Date,
): Pick<CertificateDocument, "practical" | "outside" | "certifications"> {
  const requires = requiresOf(definition);
  const practical = requires.practical.flatMap((part) => {
    const row = records?.signOffs.findLast(
      (each) => each.certificationId === id && each.practicalId === part.id && each.signedAt <= at,
    );
    if (!row) return [];
    const { document, signedOn, validUntil } = row;
    const { title, observerName } = document;
    return [{ title, observerName, signedOn, ...(validUntil && { validUntil }) }];
  });
  const outside = requires.outside.flatMap(({ id: outsideId, title }) => {
    const row = records?.outside.findLast(
      (each) => each.outsideId === outsideId && each.recordedAt <= at,
    );
    if (!row) return [];
    const { documentNumber, validUntil } = row;
    return [{ title, ...(documentNumber && { documentNumber }), validUntil }];
  });
  const held = requires.certifications.flatMap((requiredId) => {
    const row = certificates.get(requiredId)?.at(-1);
    if (!row) return [];
    const { code, lastValidOn, document } = row;
    return [{ title: document.certificationTitle, code, lastValidOn }];
  });
  return {
    ...(practical.length > 0 && { practical }),
    ...(outside.length > 0 && { outside }),
    ...(held.length > 0 && { certifications: held }),
  };
}

function passesOf({ passes }: Life): { quizId: string; passedOn: CalendarDay }[] {
  return [...passes.values()];
}

function pushTo<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/**
 * Who sits when: every sitting in the order of time. A slot is a half hour of a day of the history,
 * and nobody sits twice in one.
 */
function sittingsInOrder(people: number, attempts: number, random: Random) {
  const slots = HISTORY_DAYS * SLOTS_A_DAY;
  const counts = share(
    attempts,
    Array.from({ length: people }, () => (random() < IDLE_CHANCE ? 0 : 0.4 + random() * 1.6)),
  );
  // Numbers that sort by slot and then by person: a million of them need no objects.
  const sittings = new Float64Array(attempts);
  let filled = 0;
  for (const [person, count] of counts.entries()) {
    const hiredAt = random() < HIRED_LATER_CHANCE ? random() * 0.9 : 0;
    const earliest = Math.min(Math.floor(hiredAt * slots), slots - count);
    const taken = new Set<number>();
    while (taken.size < count) {
      let slot = earliest + Math.floor(random() * (slots - earliest));
      while (taken.has(slot)) slot = slot + 1 === slots ? earliest : slot + 1;
      taken.add(slot);
      sittings[filled] = slot * people + person;
      filled += 1;
    }
  }
  sittings.sort();
  return (index: number) => {
    const sitting = sittings[index] ?? 0;
    return { person: sitting % people, slot: Math.floor(sitting / people) };
  };
}

/** Shares out a whole number by weight; the sum of the shares is exactly that number. */
function share(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const even = sum === 0;
  let before = 0;
  let given = 0;
  return weights.map((weight, index) => {
    before += even ? 1 : weight;
    const upToHere =
      index === weights.length - 1
        ? total
        : Math.floor((total * before) / (even ? weights.length : sum));
    const own = upToHere - given;
    given = upToHere;
    return own;
  });
}

/** The day on which a history ends that is made now. */
export function todayOf(now: Date): CalendarDay {
  return dayAt(now, "UTC");
}
