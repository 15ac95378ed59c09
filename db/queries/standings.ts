import { and, asc, between, eq, isNotNull, max, type SQL, sql } from "drizzle-orm";
import { db, engine, type Queryable, tables, transaction } from "#db/client.server.ts";
import { deriveClearances } from "./clearances.ts";
import { countWrongRows } from "./rebuilt-rows.ts";
import { isNotWithdrawn } from "./withdrawals.ts";

const { attempts, certificates, certifications, clearances, people, quizStandings } = tables;

/** A submitted attempt, as far as it moves the standing of a person with a quiz. */
export type SubmittedAttempt = {
  personId: number;
  quizId: string;
  attemptId: number;
  submittedAt: Date;
  /** Calendar date at the person's home site. */
  submittedOn: string;
  /** Hundredths of a percent. */
  percent: number;
  passed: boolean;
};

/**
 * What ids of attempts are compared with, beside a standing: those above it came after the newest
 * pass. A plain number, so that the index of a person's attempts is entered right there.
 */
export const sinceLastPass = sql<number>`coalesce(${quizStandings.passAttemptId}, 0)`;

/** Brings the standing up to date, in the transaction that submits the attempt. */
export async function saveStanding(q: Queryable, submitted: SubmittedAttempt): Promise<void> {
  const { personId, quizId, attemptId, submittedAt, submittedOn, percent, passed } = submitted;
  const last = {
    lastAttemptId: attemptId,
    lastSubmittedAt: submittedAt,
    lastPercent: percent,
    lastPassed: passed,
  };
  const pass = passed
    ? { passAttemptId: attemptId, passedOn: submittedOn, passPercent: percent }
    : {};
  await q
    .insert(quizStandings)
    .values({ personId, quizId, attempts: 1, ...last, ...pass })
    .onConflictDoUpdate({
      target: [quizStandings.personId, quizStandings.quizId],
      set: { attempts: sql`${quizStandings.attempts} + 1`, ...last, ...pass },
    });
}

/** Whether the person has passed the quiz in this attempt or in a later one. */
export async function hasPassedSince(
  personId: number,
  quizId: string,
  attemptId: number,
): Promise<boolean> {
  const q = await db();
  const [row] = await q
    .select({ passAttemptId: quizStandings.passAttemptId })
    .from(quizStandings)
    .where(and(eq(quizStandings.personId, personId), eq(quizStandings.quizId, quizId)));
  return (row?.passAttemptId ?? 0) >= attemptId;
}

/** How many people's attempts are held in memory at once, and how many rows go in at once. */
const PEOPLE_AT_ONCE = 500;
const ROWS_AT_ONCE = 1000;

/** What came of making a derived table again. */
export type Rebuilt = { name: string; rows: number; wrong: number };

/**
 * Makes the derived tables again from what they derive from: standings from attempts,
 * certifications held from certificates, clearances from who works where, requirements, exceptions,
 * sign-offs and records. Changes nothing when they were right.
 * @returns for each table how many rows it has, and how many were wrong
 */
export async function rebuildStandings(): Promise<Rebuilt[]> {
  return transaction(async (q) => {
    // A submit that runs meanwhile waits here, and is then added to what was rebuilt without it.
    if (engine === "postgres") {
      await q.execute(
        sql`lock table ${quizStandings}, ${certifications}, ${clearances} in exclusive mode`,
      );
    }
    const standings: Rebuilt = { name: "quiz standings", rows: 0, wrong: 0 };
    const held: Rebuilt = { name: "certifications held", rows: 0, wrong: 0 };
    const cleared: Rebuilt = { name: "clearances", rows: 0, wrong: 0 };
    const [newest] = await q.select({ id: max(people.id) }).from(people);
    for (let first = 1; first <= (newest?.id ?? 0); first += PEOPLE_AT_ONCE) {
      const last = first + PEOPLE_AT_ONCE - 1;
      const ids = Array.from({ length: PEOPLE_AT_ONCE }, (_, index) => first + index);
      await replaceRows(standings, {
        found: await takeRows(q, quizStandings, first, last),
        right: await deriveStandings(q, first, last),
        keys: ["personId", "quizId"],
        insert: (rows) => q.insert(quizStandings).values(rows),
      });
      await replaceRows(held, {
        found: await takeRows(q, certifications, first, last),
        right: await deriveHeld(q, first, last),
        keys: ["personId", "certificationId"],
        insert: (rows) => q.insert(certifications).values(rows),
      });
      await replaceRows(cleared, {
        found: await takeRows(q, clearances, first, last),
        right: await deriveClearances(q, ids),
        keys: ["personId", "certificationId"],
        insert: (rows) => q.insert(clearances).values(rows),
      });
    }
    return [standings, held, cleared];
  });
}

/** Takes the rows of the people with ids from `first` to `last` out of a derived table. */
function takeRows(
  q: Queryable,
  table: typeof quizStandings | typeof certifications | typeof clearances,
  first: number,
  last: number,
): Promise<Record<string, unknown>[]> {
  return q
    .delete(table)
    .where(between(table.personId, first, last))
    .returning();
}

type Replacement<Row> = {
  /** What was there, and is taken out. */
  found: readonly Record<string, unknown>[];
  right: readonly Row[];
  /** The columns that name a row. */
  keys: readonly string[];
  insert: (rows: Row[]) => PromiseLike<unknown>;
};

/** Puts the right rows of some people into a derived table, and counts those that were wrong. */
async function replaceRows<Row extends Record<string, unknown>>(
  rebuilt: Rebuilt,
  { found, right, keys, insert }: Replacement<Row>,
): Promise<void> {
  rebuilt.rows += right.length;
  rebuilt.wrong += countWrongRows(found, right, keys);
  for (const rows of inBatches(right)) await insert(rows);
}

type Standing = typeof quizStandings.$inferSelect;

/** The standing after a further attempt is submitted: what {@link saveStanding} does to the row. */
export function standingAfter(
  before: Standing | undefined,
  { personId, quizId, attemptId, submittedAt, submittedOn, percent, passed }: SubmittedAttempt,
): Standing {
  return {
    personId,
    quizId,
    attempts: (before?.attempts ?? 0) + 1,
    lastAttemptId: attemptId,
    lastSubmittedAt: submittedAt,
    lastPercent: percent,
    lastPassed: passed,
    passAttemptId: passed ? attemptId : (before?.passAttemptId ?? null),
    passedOn: passed ? submittedOn : (before?.passedOn ?? null),
    passPercent: passed ? percent : (before?.passPercent ?? null),
  };
}

/** Standings of the people with ids from `first` to `last`, out of their submitted attempts. */
function deriveStandings(q: Queryable, first: number, last: number): Promise<Standing[]> {
  return standingsOf(q, between(attempts.personId, first, last));
}

/** Makes one standing again from its attempts, after the score of one of them has changed. */
export async function refreshStanding(
  q: Queryable,
  personId: number,
  quizId: string,
): Promise<void> {
  const own = and(eq(attempts.personId, personId), eq(attempts.quizId, quizId));
  const [standing] = await standingsOf(q, own);
  if (!standing) return;
  await q
    .update(quizStandings)
    .set(standing)
    .where(and(eq(quizStandings.personId, personId), eq(quizStandings.quizId, quizId)));
}

async function standingsOf(q: Queryable, whose: SQL | undefined): Promise<Standing[]> {
  const submitted = await q
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
    .where(and(whose, isNotNull(attempts.submittedAt)))
    .orderBy(asc(attempts.submittedAt), asc(attempts.id));
  const standings = new Map<string, Standing>();
  for (const { id, personId, quizId, submittedAt, submittedOn, percent, passed } of submitted) {
    if (submittedAt === null || submittedOn === null || percent === null || passed === null) {
      throw new Error(`Attempt ${id} is submitted but has no score`);
    }
    const key = `${personId} ${quizId}`;
    const attempt = { personId, quizId, attemptId: id, submittedAt, submittedOn, percent, passed };
    standings.set(key, standingAfter(standings.get(key), attempt));
  }
  return [...standings.values()];
}

/** What is held of each certification by the people with ids from `first` to `last`. */
function deriveHeld(q: Queryable, first: number, last: number) {
  return heldBy(q, between(certificates.personId, first, last));
}

/** Makes what a person holds again from their certificates: one was withdrawn, or came back. */
export async function refreshHeld(
  q: Queryable,
  personId: number,
  certificationId: string,
): Promise<void> {
  const [held] = await heldBy(
    q,
    and(eq(certificates.personId, personId), eq(certificates.certificationId, certificationId)),
  );
  if (held) {
    await saveHeld(q, { ...held, id: held.certificateId });
    return;
  }
  await q
    .delete(certifications)
    .where(
      and(
        eq(certifications.personId, personId),
        eq(certifications.certificationId, certificationId),
      ),
    );
}

/** Of each certification the certificate that was completed last and is not withdrawn. */
async function heldBy(q: Queryable, whose: SQL | undefined) {
  const issued = await q
    .select({
      personId: certificates.personId,
      certificationId: certificates.certificationId,
      certificateId: certificates.id,
      startsOn: certificates.startsOn,
      lastValidOn: certificates.lastValidOn,
      windowOpensOn: certificates.windowOpensOn,
    })
    .from(certificates)
    .where(and(whose, isNotWithdrawn(q)))
    .orderBy(asc(certificates.completedOn), asc(certificates.id));
  const newest = new Map(
    issued.map((held) => [`${held.personId} ${held.certificationId}`, held] as const),
  );
  return [...newest.values()];
}

function inBatches<Row>(rows: readonly Row[]): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / ROWS_AT_ONCE) }, (_, batch) =>
    rows.slice(batch * ROWS_AT_ONCE, (batch + 1) * ROWS_AT_ONCE),
  );
}

type IssuedCertificate = Pick<
  typeof certificates.$inferSelect,
  "id" | "personId" | "certificationId" | "startsOn" | "lastValidOn" | "windowOpensOn"
>;

/** Makes this certificate the one that the person holds. */
export async function saveHeld(q: Queryable, certificate: IssuedCertificate): Promise<void> {
  const { id, personId, certificationId, startsOn, lastValidOn, windowOpensOn } = certificate;
  const held = { certificateId: id, startsOn, lastValidOn, windowOpensOn };
  await q
    .insert(certifications)
    .values({ personId, certificationId, ...held })
    .onConflictDoUpdate({
      target: [certifications.personId, certifications.certificationId],
      set: held,
    });
}

/** Where a person stands with each quiz they have submitted. */
export async function listStandings(q: Queryable, personId: number) {
  return q.select().from(quizStandings).where(eq(quizStandings.personId, personId));
}
