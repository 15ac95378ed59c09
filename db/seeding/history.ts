import { deadlineOf, drawnOf, drawSheet, itemsOnSheet } from "#app/core/attempt.ts";
import type { CalendarDay } from "#app/core/calendar.ts";
import { certificationProgress } from "#app/core/certification.ts";
import { partsOf } from "#app/core/item-types.ts";
import { itemsOf } from "#app/core/quiz.ts";
import { seededRandom, seedFor, shuffled } from "#app/core/random.ts";
import { scoreAttempt } from "#app/core/scoring.ts";
import { tables } from "#db/client.server.ts";
import { type AuditEntry, type AuditLink, chainAfter } from "#db/queries/audit-chain.ts";
import type { PublishedCertification } from "#db/queries/certification-definitions.ts";
import type { PublishedQuiz } from "#db/queries/quizzes.ts";
import { standingAfter } from "#db/queries/standings.ts";
import { allowanceOf } from "./allowances.ts";
import { type Batch, batchOf } from "./bulk.ts";
import { countHistory } from "./counts.ts";
import { batchesOf, emptyPart, responseRows } from "./history-rows.ts";
import { type Life, newLife, passesOf, pushTo } from "./life.ts";
import type { SeededRecords } from "./part-records.ts";
import { certaintiesFor, guessedResponses } from "./responses.ts";
import { certificatesIn } from "./seeded-certificates.ts";
import { clockOf, sittingsInOrder } from "./sittings.ts";
import type { SeededPerson } from "./staff.ts";

/*
 * Three years in the life of the staff. Everything that is decided is decided by `app/core`: what is
 * drawn, whether somebody may start, scores, certificates. Only the writing is done in bulk; a
 * test plays the same history through the queries and finds the same rows.
 */

const MINUTE_IN_MS = 60_000;
/** How often somebody takes up what is missing for a certificate, if anything is. */
const DUE_CHANCE = 0.75;

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

/** Makes the history in parts: call `next` until it gives undefined, then `derived` once. */
export function makeHistory(people: readonly SeededPerson[], options: HistoryOptions) {
  const random = seededRandom(seedFor(options.seed, "history"));
  const howSure = seededRandom(seedFor(options.seed, "certainty"));
  const lives = people.map((person) => newLife(person, random));
  const order = sittingsInOrder(people.length, options.attempts, random);
  const instantOf = clockOf(options.today, random);
  const issueDue = certificatesIn(options, random);
  let grantId = 0;
  const counts = countHistory();
  let done = 0;
  let part = emptyPart();

  const chain = chainAfter(options.lastAuditLink);
  function record(entry: AuditEntry): void {
    part.audit.push(chain(entry));
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
    const open = preferred.find(
      (quiz) => allowanceOf(life, quiz, options.certifications, day, now).mayStart,
    );
    if (open) return open;
    const [granted] = preferred;
    if (!granted) throw new RangeError("There must be a quiz");
    grant(life, granted.quizId, new Date(now.getTime() - MINUTE_IN_MS));
    return granted;
  }

  function grant({ person, grants }: Life, quizId: string, at: Date): void {
    grantId += 1;
    const { id: personId, managerId: grantedById } = person;
    const reason = "Has gone through the material again";
    part.grants.push({ id: grantId, personId, quizId, grantedById, reason, grantedAt: at });
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
      const sitting = { responses, certainties, unitsByItem, startedAt, submittedAt };
      part.responses.push(...responseRows(attemptId, sheet.itemIds, sitting));
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
    const pass = { quizId, attemptId, at: submittedAt, today: day };
    for (const certificate of issueDue(life, pass)) {
      const { id: certificateId, certificationId, lastValidOn } = certificate;
      part.certificates.push(certificate);
      record({
        at: submittedAt,
        actorId: personId,
        action: "certificate.issued",
        subjectId: personId,
        detail: { certificateId, certificationId, lastValidOn },
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
        if (!life) throw new RangeError(`There is no sitting ${done}`);
        const { day, at } = instantOf(slot, life.person.timeZone);
        sit(life, day, at);
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
