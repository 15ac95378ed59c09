import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import type { Allowance } from "#app/core/attempt.ts";
import { dayAt } from "#app/core/calendar.ts";
import type { HeldCertificate } from "#app/core/certification-card.ts";
import type { OpenAttempt } from "#app/core/quiz-line.ts";
import type { TrainingFacts } from "#app/core/training.ts";
import { db, tables } from "#db/client.server.ts";
import { findAllowance } from "./attempts.ts";
import { listCertificationDefinitions } from "./certification-definitions.ts";
import { listRequiredFacts } from "./clearance-facts.ts";
import { listPartRecords, recordsFor } from "./part-records.ts";
import { findQuiz, listEveryQuiz } from "./quizzes.ts";
import { countConfirmations } from "./sign-offs.ts";
import { listStandings } from "./standings.ts";
import { listWithdrawn } from "./withdrawals.ts";

const { attempts, certificates, certifications, itemResponses } = tables;

/**
 * Everything that decides what a person has to do next.
 * @param timeZone of their home site: its calendar gives the days
 */
export async function findTrainingFacts(
  personId: number,
  timeZone: string,
  now: Date,
): Promise<TrainingFacts> {
  const q = await db();
  const [definitions, quizzes, held, withdrawn, open, standingRows, records, confirmed, required] =
    await Promise.all([
      listCertificationDefinitions(),
      listEveryQuiz(),
      listHeld(personId),
      listWithdrawn([personId]),
      listOpenAttempts(personId),
      listStandings(q, personId),
      listPartRecords(q, [personId]),
      countConfirmations(personId),
      listRequiredFacts(personId),
    ]);
  const standings = new Map(standingRows.map((standing) => [standing.quizId, standing]));
  return {
    certifications: definitions.map(({ id, definition }) => ({
      id,
      definition,
      held: held.get(id),
      withdrawn: withdrawn.get(personId)?.get(id),
      records: recordsFor(records.get(personId), id),
      confirmedSteps: confirmed.get(id),
      required: required.get(id),
    })),
    quizzes: await Promise.all(
      quizzes.map(async ({ quizId, title, retiredAt }) => {
        const standing = standings.get(quizId);
        const { passedOn, passPercent } = standing ?? {};
        return {
          quizId,
          title,
          isPublished: retiredAt === undefined,
          last: standing && {
            attemptId: standing.lastAttemptId,
            submittedOn: dayAt(standing.lastSubmittedAt, timeZone),
            percent: standing.lastPercent,
            passed: standing.lastPassed,
          },
          pass: passedOn && passPercent != null ? { passedOn, percent: passPercent } : undefined,
          open: open.get(quizId),
          allowance: await allowanceOf(personId, quizId, standing !== undefined, now),
        };
      }),
    ),
  };
}

/** Without an attempt behind them, everybody may start. */
async function allowanceOf(
  personId: number,
  quizId: string,
  hasSubmitted: boolean,
  now: Date,
): Promise<Allowance> {
  const published = hasSubmitted ? await findQuiz(quizId) : undefined;
  return published
    ? findAllowance(personId, quizId, published.quiz, now)
    : { mayStart: true, left: undefined };
}

/** The newest certificate of each certification, by the certification's id. */
async function listHeld(personId: number): Promise<Map<string, HeldCertificate>> {
  const q = await db();
  const rows = await q
    .select({
      certificationId: certifications.certificationId,
      startsOn: certifications.startsOn,
      lastValidOn: certifications.lastValidOn,
      windowOpensOn: certifications.windowOpensOn,
      code: certificates.code,
    })
    .from(certifications)
    .innerJoin(certificates, eq(certificates.id, certifications.certificateId))
    .where(eq(certifications.personId, personId));
  return new Map(rows.map(({ certificationId, ...held }) => [certificationId, held]));
}

/** The attempts that a person has not submitted yet, by quiz, with how far each has come. */
async function listOpenAttempts(personId: number): Promise<Map<string, OpenAttempt>> {
  const q = await db();
  const open = await q
    .select({
      attemptId: attempts.id,
      quizId: attempts.quizId,
      drawn: attempts.drawn,
      startedAt: attempts.startedAt,
    })
    .from(attempts)
    .where(and(eq(attempts.personId, personId), isNull(attempts.submittedAt)))
    .orderBy(asc(attempts.id));
  if (open.length === 0) return new Map();
  const saved = await q
    .select({ attemptId: itemResponses.attemptId, position: itemResponses.position })
    .from(itemResponses)
    .where(
      inArray(
        itemResponses.attemptId,
        open.map(({ attemptId }) => attemptId),
      ),
    );
  return new Map(
    open.map(({ attemptId, quizId, drawn, startedAt }) => {
      const items = drawn.length;
      const answered = new Set(
        saved.filter((row) => row.attemptId === attemptId).map(({ position }) => position),
      );
      const next = Array.from({ length: items }, (_, position) => position).find(
        (position) => !answered.has(position),
      );
      const nextItem = next === undefined ? undefined : next + 1;
      return [quizId, { attemptId, items, nextItem, startedAt }];
    }),
  );
}
