import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, lte, or, sql } from "drizzle-orm";
import type { PersonOnBoard } from "#app/core/board-cell.ts";
import type { ValidityPeriod } from "#app/core/certification.ts";
import type { Achievements, QuizStanding } from "#app/core/certification-cell.ts";
import type { NamedCertification } from "#app/core/clearance.ts";
import { type Queryable, tables } from "#db/client.server.ts";
import { besideByPerson, listRecordsFor } from "./clearance-facts.ts";
import { deriveClearances } from "./clearances.ts";
import { isOneOf } from "./ids.ts";
import { isNotWithdrawn, listWithdrawn } from "./withdrawals.ts";

const { attempts, certificates, regradedAttempts, regrades } = tables;

/*
 * What was known of people at a past instant, out of records that are never overwritten. Whoever
 * calls has checked that they may see it.
 */

/** What decides about treating: the same shapes as what is known now. */
export type DecidingFacts = Pick<PersonOnBoard, "held" | "withdrawn" | "beside">;

/**
 * What decided about people at an instant, by person.
 * @param only the certifications that are asked about; all of them when left out
 */
export async function listDecidingAt(
  q: Queryable,
  personIds: readonly number[],
  at: Date,
  only?: readonly string[],
): Promise<Map<number, DecidingFacts>> {
  const held = await listHeldAt(q, personIds, at, only);
  const withdrawn = await listWithdrawn(personIds, at);
  const beside = besideByPerson(await deriveClearances(q, personIds, at, only));
  return new Map(
    personIds.map((id) => [
      id,
      {
        held: held.get(id) ?? new Map(),
        withdrawn: withdrawn.get(id) ?? new Map(),
        beside: beside.get(id) ?? new Map(),
      },
    ]),
  );
}

/**
 * Everything that was known of people at an instant, by person.
 * @param certifications those whose sign-offs and records to bring
 */
export async function listKnownAt(
  q: Queryable,
  personIds: readonly number[],
  certifications: readonly NamedCertification[],
  at: Date,
): Promise<Map<number, PersonOnBoard>> {
  const deciding = await listDecidingAt(q, personIds, at);
  const records = await listRecordsFor(q, personIds, certifications, at);
  const quizzes = await listQuizzesAt(q, personIds, at);
  return new Map(
    [...deciding].map(([id, facts]) => [
      id,
      {
        ...facts,
        ...(quizzes.get(id) ?? { standings: new Map(), openQuizIds: new Set() }),
        records: records.get(id) ?? new Map(),
      },
    ]),
  );
}

/** Of each certification the certificate that was completed last, and counted then. */
async function listHeldAt(
  q: Queryable,
  personIds: readonly number[],
  at: Date,
  only: readonly string[] | undefined,
) {
  const { id, personId, certificationId, completedOn } = certificates;
  const known = q
    .select({
      ...{ personId, certificationId },
      startsOn: certificates.startsOn,
      lastValidOn: certificates.lastValidOn,
      windowOpensOn: certificates.windowOpensOn,
      place: sql<number>`row_number() over (
        partition by ${personId}, ${certificationId} order by ${completedOn} desc, ${id} desc
      )`.as("place"),
    })
    .from(certificates)
    .where(
      and(
        isOneOf(personId, personIds),
        only && inArray(certificationId, [...only]),
        lte(certificates.issuedAt, at),
        isNotWithdrawn(q, at),
      ),
    )
    .as("known");
  const rows = await q.select().from(known).where(eq(known.place, 1));
  const held = new Map<number, Map<string, ValidityPeriod>>();
  for (const { startsOn, lastValidOn, windowOpensOn, ...row } of rows) {
    inner(held, row.personId).set(row.certificationId, { startsOn, lastValidOn, windowOpensOn });
  }
  return held;
}

type Quizzes = {
  standings: Map<string, QuizStanding>;
  openQuizIds: Set<string>;
};

/** Where people stood with quizzes, with the scores that counted then. */
async function listQuizzesAt(
  q: Queryable,
  personIds: readonly number[],
  at: Date,
): Promise<Map<number, Pick<Achievements, "standings" | "openQuizIds">>> {
  const rows = await q
    .select({
      id: attempts.id,
      personId: attempts.personId,
      quizId: attempts.quizId,
      submittedAt: attempts.submittedAt,
      submittedOn: attempts.submittedOn,
      percent: attempts.percent,
      passed: attempts.passed,
    })
    .from(attempts)
    .where(
      and(
        isOneOf(attempts.personId, personIds),
        isNotNull(attempts.submittedAt),
        lte(attempts.submittedAt, at),
      ),
    )
    .orderBy(asc(attempts.submittedAt), asc(attempts.id));
  const scores = await listScoresBefore(q, personIds, at);
  const quizzes = new Map<number, Quizzes>();
  const of = (personId: number): Quizzes => {
    const own = quizzes.get(personId) ?? { standings: new Map(), openQuizIds: new Set() };
    quizzes.set(personId, own);
    return own;
  };
  for (const { id, personId, quizId, submittedAt, submittedOn, ...now } of rows) {
    const { percent, passed } = scores.get(id) ?? now;
    if (!submittedAt || !submittedOn || percent === null || passed === null) continue;
    const { standings } = of(personId);
    const pass = passed
      ? { attemptId: id, passedOn: submittedOn, percent }
      : standings.get(quizId)?.pass;
    standings.set(quizId, {
      lastAttemptId: id,
      lastSubmittedAt: submittedAt,
      lastPercent: percent,
      lastPassed: passed,
      ...(pass && { pass }),
    });
  }
  const open = await q
    .select({ personId: attempts.personId, quizId: attempts.quizId })
    .from(attempts)
    .where(
      and(
        isOneOf(attempts.personId, personIds),
        lte(attempts.startedAt, at),
        or(isNull(attempts.submittedAt), gt(attempts.submittedAt, at)),
      ),
    );
  for (const { personId, quizId } of open) of(personId).openQuizIds.add(quizId);
  return quizzes;
}

/**
 * The scores that later regrades changed, as they were at the instant, by attempt. Percents are
 * hundredths. Whoever calls has checked that they may see them.
 */
export async function listScoresBefore(
  q: Queryable,
  personIds: readonly number[],
  at: Date,
): Promise<Map<number, { percent: number; passed: boolean }>> {
  const rows = await q
    .select({ attemptId: regradedAttempts.attemptId, before: regradedAttempts.before })
    .from(regradedAttempts)
    .innerJoin(regrades, eq(regrades.id, regradedAttempts.regradeId))
    .innerJoin(attempts, eq(attempts.id, regradedAttempts.attemptId))
    .where(and(isOneOf(attempts.personId, personIds), gt(regrades.regradedAt, at)))
    // The first regrade after the instant knows the score that it found.
    .orderBy(desc(regrades.id));
  return new Map(rows.map(({ attemptId, before }) => [attemptId, before]));
}

function inner<Value>(outer: Map<number, Map<string, Value>>, personId: number) {
  const own = outer.get(personId) ?? new Map<string, Value>();
  outer.set(personId, own);
  return own;
}
