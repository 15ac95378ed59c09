import { and, isNull } from "drizzle-orm";
import type { ValidityPeriod, WithdrawnCertificate } from "#app/core/certification.ts";
import type { Achievements, QuizStanding } from "#app/core/certification-cell.ts";
import { db, tables } from "#db/client.server.ts";
import { isOneOf } from "./ids.ts";
import { listWithdrawn } from "./withdrawals.ts";

const { attempts, certifications, quizStandings } = tables;

/** What people have achieved so far, by person. Whoever calls has checked that they may see it. */
export async function listAchievements(
  personIds: readonly number[],
): Promise<Map<number, Achievements>> {
  const q = await db();
  const [withdrawn, heldRows, standingRows, openRows] = await Promise.all([
    listWithdrawn(),
    q.select().from(certifications).where(isOneOf(certifications.personId, personIds)),
    q.select().from(quizStandings).where(isOneOf(quizStandings.personId, personIds)),
    q
      .select({ personId: attempts.personId, quizId: attempts.quizId })
      .from(attempts)
      .where(and(isOneOf(attempts.personId, personIds), isNull(attempts.submittedAt))),
  ]);
  const achievements = new Map(
    personIds.map((id) => [
      id,
      {
        held: new Map<string, ValidityPeriod>(),
        withdrawn: withdrawn.get(id) ?? new Map<string, WithdrawnCertificate>(),
        standings: new Map<string, QuizStanding>(),
        openQuizIds: new Set<string>(),
      },
    ]),
  );
  for (const { personId, certificationId, startsOn, lastValidOn, windowOpensOn } of heldRows) {
    achievements.get(personId)?.held.set(certificationId, { startsOn, lastValidOn, windowOpensOn });
  }
  for (const row of standingRows) {
    achievements.get(row.personId)?.standings.set(row.quizId, standingOf(row));
  }
  for (const { personId, quizId } of openRows) {
    achievements.get(personId)?.openQuizIds.add(quizId);
  }
  return achievements;
}

function standingOf(row: typeof quizStandings.$inferSelect): QuizStanding {
  const { lastAttemptId, lastSubmittedAt, lastPercent, lastPassed } = row;
  const { passAttemptId: attemptId, passedOn, passPercent: percent } = row;
  const last = { lastAttemptId, lastSubmittedAt, lastPercent, lastPassed };
  return attemptId === null || passedOn === null || percent === null
    ? last
    : { ...last, pass: { attemptId, passedOn, percent } };
}
