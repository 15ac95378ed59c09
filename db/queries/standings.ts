import { asc, eq, isNotNull, sql } from "drizzle-orm";
import { type Queryable, tables, transaction } from "#db/client.server.ts";

const { attempts, certificates, certifications, quizStandings } = tables;

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

/**
 * Makes the derived tables again from what they derive from: standings from attempts,
 * certifications held from certificates. Changes nothing when they were right.
 */
export async function rebuildStandings(): Promise<void> {
  await transaction(async (q) => {
    await q.delete(quizStandings);
    const submitted = await q
      .select()
      .from(attempts)
      .where(isNotNull(attempts.submittedAt))
      .orderBy(asc(attempts.submittedAt), asc(attempts.id));
    for (const { id, personId, quizId, submittedAt, submittedOn, percent, passed } of submitted) {
      if (submittedAt === null || submittedOn === null || percent === null || passed === null) {
        throw new Error(`Attempt ${id} is submitted but has no score`);
      }
      await saveStanding(q, {
        personId,
        quizId,
        attemptId: id,
        submittedAt,
        submittedOn,
        percent,
        passed,
      });
    }
    await q.delete(certifications);
    const issued = await q.select().from(certificates).orderBy(asc(certificates.id));
    for (const certificate of issued) await saveHeld(q, certificate);
  });
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
