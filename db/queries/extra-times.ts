import { and, count, desc, eq, isNotNull, isNull, or } from "drizzle-orm";
import { movedDeadline } from "#app/core/attempt.ts";
import type { ExtraTime } from "#app/core/extra-time.ts";
import { db, locked, type Queryable, tables, transaction } from "#db/client.server.ts";
import { recordAudit } from "./audit.ts";
import { findQuizVersion } from "./quizzes.ts";
import type { StaffMember } from "./staff.ts";

const { attempts, extraTimes, people } = tables;

const MINUTE_IN_MS = 60_000;

/** The extra times that a person has in force for a quiz: those for it, and those for every quiz. */
export async function findExtraTimes(personId: number, quizId: string): Promise<ExtraTime[]> {
  const q = await db();
  const rows = await q
    .select({ minutes: extraTimes.minutes, percent: extraTimes.percent })
    .from(extraTimes)
    .where(
      and(
        eq(extraTimes.personId, personId),
        isNull(extraTimes.endedAt),
        or(isNull(extraTimes.quizId), eq(extraTimes.quizId, quizId)),
      ),
    );
  return rows.map(extraTimeOf);
}

/** Extra time as it was given to somebody. */
export type GivenExtraTime = {
  id: number;
  /** Undefined for every quiz. */
  quizId?: string;
  extra: ExtraTime;
  reason: string;
  givenAt: Date;
  giverName: string;
  endedAt?: Date;
};

/** What a person has in force, the newest first. */
export async function listExtraTimes({ id }: StaffMember): Promise<GivenExtraTime[]> {
  const rows = await given(await db())
    .where(and(eq(extraTimes.personId, id), isNull(extraTimes.endedAt)))
    .orderBy(desc(extraTimes.id));
  return rows.map(givenOf);
}

/** One extra time of this person, in force or ended. Somebody else's is not found. */
export async function findExtraTime(
  { id }: StaffMember,
  extraTimeId: number,
): Promise<GivenExtraTime | undefined> {
  const [row] = await given(await db()).where(
    and(eq(extraTimes.id, extraTimeId), eq(extraTimes.personId, id)),
  );
  return row && givenOf(row);
}

/** How many extra times a person was ever given. */
export async function countExtraTimes({ id }: StaffMember): Promise<number> {
  return countOf(await db(), id);
}

export type NewExtraTime = {
  /** Undefined for every quiz. */
  quizId: string | undefined;
  extra: ExtraTime;
  reason: string;
  givenById: number;
  /** What {@link countExtraTimes} said when it was decided. */
  seen: number;
};

/**
 * Gives a person extra time, and moves the deadlines of their attempts under way. Two clicks, or
 * two managers at once, give it once: whoever comes second has not seen the first.
 * @returns false when something was given in the meantime
 */
export async function saveExtraTime(
  { id: personId }: StaffMember,
  { quizId, extra, reason, givenById, seen }: NewExtraTime,
  now: Date,
): Promise<boolean> {
  return transaction(async (q) => {
    await lockPerson(q, personId);
    if ((await countOf(q, personId)) !== seen) return false;
    await q
      .insert(extraTimes)
      .values({ personId, quizId, ...extra, reason, givenById, givenAt: now });
    await recordAudit(q, {
      at: now,
      actorId: givenById,
      action: "extra-time.given",
      subjectId: personId,
      detail: { ...auditDetailOf(quizId, extra), reason },
    });
    await moveDeadlines(q, personId, quizId, givenById, now);
    return true;
  });
}

/**
 * Ends an extra time of this person. Attempts under way get their deadlines moved back, as far as
 * the rule allows. Ending it again changes nothing.
 * @returns false when the person has no such extra time
 */
export async function endExtraTime(
  { id: personId }: StaffMember,
  extraTimeId: number,
  endedById: number,
  now: Date,
): Promise<boolean> {
  return transaction(async (q) => {
    await lockPerson(q, personId);
    const own = and(eq(extraTimes.id, extraTimeId), eq(extraTimes.personId, personId));
    const [row] = await q.select().from(extraTimes).where(own);
    if (!row) return false;
    if (row.endedAt) return true;
    await q.update(extraTimes).set({ endedById, endedAt: now }).where(own);
    const quizId = row.quizId ?? undefined;
    await recordAudit(q, {
      at: now,
      actorId: endedById,
      action: "extra-time.ended",
      subjectId: personId,
      detail: auditDetailOf(quizId, extraTimeOf(row)),
    });
    await moveDeadlines(q, personId, quizId, endedById, now);
    return true;
  });
}

/** Brings open attempts of a person who is locked in line with what is in force now. */
async function moveDeadlines(
  q: Queryable,
  personId: number,
  quizId: string | undefined,
  actorId: number,
  now: Date,
): Promise<void> {
  const open = await locked(
    q
      .select()
      .from(attempts)
      .where(
        and(
          eq(attempts.personId, personId),
          isNull(attempts.submittedAt),
          isNotNull(attempts.deadlineAt),
          quizId === undefined ? undefined : eq(attempts.quizId, quizId),
        ),
      ),
  );
  for (const { id: attemptId, quizId, versionId, startedAt, deadlineAt } of open) {
    const quiz = await findQuizVersion(versionId);
    if (!quiz || !deadlineAt) continue;
    const inForce = await findExtraTimes(personId, quizId);
    const moved = movedDeadline(quiz, { startedAt, deadlineAt }, inForce, now);
    const minutes = (moved.getTime() - deadlineAt.getTime()) / MINUTE_IN_MS;
    if (minutes === 0) continue;
    await q.update(attempts).set({ deadlineAt: moved }).where(eq(attempts.id, attemptId));
    await recordAudit(q, {
      at: now,
      actorId,
      action: "attempt.deadline-moved",
      subjectId: personId,
      detail: {
        attemptId,
        quizId,
        ...(minutes > 0
          ? { minutesLater: Math.round(minutes) }
          : { minutesSooner: Math.round(-minutes) }),
        deadlineAt: moved.toISOString(),
      },
    });
  }
}

function given(q: Queryable) {
  return q
    .select({
      id: extraTimes.id,
      quizId: extraTimes.quizId,
      minutes: extraTimes.minutes,
      percent: extraTimes.percent,
      reason: extraTimes.reason,
      givenAt: extraTimes.givenAt,
      giverName: people.name,
      endedAt: extraTimes.endedAt,
    })
    .from(extraTimes)
    .innerJoin(people, eq(people.id, extraTimes.givenById));
}

type GivenRow = Awaited<ReturnType<typeof given>>[number];

function givenOf({ minutes, percent, quizId, endedAt, ...rest }: GivenRow): GivenExtraTime {
  return {
    ...rest,
    extra: extraTimeOf({ minutes, percent }),
    quizId: quizId ?? undefined,
    endedAt: endedAt ?? undefined,
  };
}

function extraTimeOf({ minutes, percent }: Pick<GivenRow, "minutes" | "percent">): ExtraTime {
  if (minutes !== null) return { minutes };
  if (percent !== null) return { percent };
  throw new Error("An extra time says neither minutes nor percent");
}

/** In the audit log "percent" means a score. */
function auditDetailOf(quizId: string | undefined, extra: ExtraTime) {
  return {
    ...(quizId === undefined ? { everyQuiz: true } : { quizId }),
    ...("minutes" in extra ? extra : { percentOfLimit: extra.percent }),
  };
}

async function lockPerson(q: Queryable, personId: number): Promise<void> {
  await locked(q.select({ id: people.id }).from(people).where(eq(people.id, personId)));
}

async function countOf(q: Queryable, personId: number): Promise<number> {
  const [row] = await q
    .select({ times: count() })
    .from(extraTimes)
    .where(eq(extraTimes.personId, personId));
  return row?.times ?? 0;
}
