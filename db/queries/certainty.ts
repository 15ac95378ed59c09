import { and, asc, desc, eq, gt, lt, type SQL } from "drizzle-orm";
import { sheetFromDrawn } from "#app/core/attempt.ts";
import { type Certainty, type SureButUnsafe, sureButUnsafe } from "#app/core/certainty.ts";
import { UNITS_PER_POINT } from "#app/core/items/item.ts";
import { db, tables } from "#db/client.server.ts";
import { isStaffOf, type Scope } from "./board.ts";
import { findQuizVersion } from "./quizzes.ts";
import type { StaffMember } from "./staff.ts";
import { sinceLastPass } from "./standings.ts";

const { attempts, itemResponses, people, quizStandings } = tables;

/** A submitted attempt in which somebody was sure of safety items and got them wrong. */
export type SureButUnsafeAttempt = {
  personId: number;
  personName: string;
  attemptId: number;
  quizId: string;
  submittedAt: Date;
  /** True once they have passed the same quiz, in which every safety item must be right. */
  isPassedSince: boolean;
  items: SureButUnsafe[];
};

/** Every such attempt of one person, newest first. */
export async function listSureButUnsafeOf({ id }: StaffMember): Promise<SureButUnsafeAttempt[]> {
  return listWhere(eq(attempts.personId, id));
}

/**
 * What a manager has to talk through with somebody: safety items that a member of staff was sure of
 * and got wrong, in quizzes that they have not passed since. Newest first.
 */
export async function listSureButWrongOnCritical(scope: Scope): Promise<SureButUnsafeAttempt[]> {
  const q = await db();
  const isStanding = and(eq(quizStandings.lastPassed, false), gt(attempts.id, sinceLastPass));
  return listWhere(and(isStaffOf(q, scope, {}), isStanding));
}

async function listWhere(where: SQL | undefined): Promise<SureButUnsafeAttempt[]> {
  const q = await db();
  const rows = await q
    .select({
      personId: attempts.personId,
      personName: people.name,
      attemptId: attempts.id,
      quizId: attempts.quizId,
      versionId: attempts.versionId,
      seed: attempts.seed,
      drawn: attempts.drawn,
      submittedAt: attempts.submittedAt,
      reasons: attempts.reasons,
      passAttemptId: quizStandings.passAttemptId,
      position: itemResponses.position,
      certainty: itemResponses.certainty,
    })
    .from(quizStandings)
    .innerJoin(people, eq(people.id, quizStandings.personId))
    // SQLite goes from left to right here: else it reads every attempt that was ever made.
    .crossJoin(attempts)
    .innerJoin(itemResponses, eq(itemResponses.attemptId, attempts.id))
    .where(
      and(
        where,
        eq(attempts.personId, quizStandings.personId),
        eq(attempts.quizId, quizStandings.quizId),
        // Whatever is missed on safety fails the attempt, and scores less than the whole point.
        eq(attempts.passed, false),
        eq(itemResponses.certainty, "sure"),
        lt(itemResponses.units, UNITS_PER_POINT),
      ),
    )
    .orderBy(desc(attempts.id), asc(itemResponses.position));
  const found: SureButUnsafeAttempt[] = [];
  for (const own of byAttempt(rows)) {
    const [row] = own;
    const quiz = row && (await findQuizVersion(row.versionId));
    if (!quiz || !row.submittedAt) continue;
    const { personId, personName, attemptId, quizId, submittedAt, passAttemptId } = row;
    const { itemIds } = sheetFromDrawn(quiz, row.seed, row.drawn);
    const said = new Map<string | undefined, Certainty | null>(
      own.map(({ position, certainty }) => [itemIds[position], certainty]),
    );
    const items = sureButUnsafe(row.reasons ?? [], (itemId) => said.get(itemId) ?? undefined);
    const isPassedSince = passAttemptId !== null && passAttemptId > attemptId;
    if (items.length > 0) {
      found.push({ personId, personName, attemptId, quizId, submittedAt, isPassedSince, items });
    }
  }
  return found;
}

/** The rows of each attempt together, in the order in which attempts come first. */
function byAttempt<Row extends { attemptId: number }>(rows: readonly Row[]): Iterable<Row[]> {
  const attempts = new Map<number, Row[]>();
  for (const row of rows) {
    const own = attempts.get(row.attemptId);
    if (own) own.push(row);
    else attempts.set(row.attemptId, [row]);
  }
  return attempts.values();
}
