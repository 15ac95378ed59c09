import { setImmediate } from "node:timers/promises";
import { and, asc, between, eq, gt, inArray, isNotNull } from "drizzle-orm";
import { type Sheet, sheetFromDrawn } from "#app/core/attempt.ts";
import type { ItemResponse } from "#app/core/item-types.ts";
import type { Quiz } from "#app/core/quiz.ts";
import type { GradedAttempt } from "#app/core/regrade.ts";
import { type Queryable, tables } from "#db/client.server.ts";

const { attempts, itemResponses, regradedAttempts } = tables;

/** A submitted attempt of anybody, with all that a regrade needs to know. */
export type StoredGradedAttempt = GradedAttempt & {
  id: number;
  personId: number;
  versionId: number;
  submittedAt: Date;
  /** Calendar date at the person's home site. */
  submittedOn: string;
};

/** How many attempts are read at a time. */
const CHUNK = 500;

/**
 * The submitted attempts of these versions, oldest first, a chunk at a time.
 * @param versions what each version says, by its id
 */
export async function* readGradedAttempts(
  q: Queryable,
  quizId: string,
  versions: ReadonlyMap<number, Quiz>,
): AsyncGenerator<StoredGradedAttempt[]> {
  let after = 0;
  while (versions.size > 0) {
    const rows = await q
      .select()
      .from(attempts)
      .where(
        and(
          eq(attempts.quizId, quizId),
          inArray(attempts.versionId, [...versions.keys()]),
          isNotNull(attempts.submittedAt),
          gt(attempts.id, after),
        ),
      )
      .orderBy(asc(attempts.id))
      .limit(CHUNK);
    const [first, last] = [rows[0], rows.at(-1)];
    if (!first || !last) return;
    const ids = [first.id, last.id] as const;
    const responses = await listResponses(q, quizId, ids);
    const blanks = await listRegradedUnits(q, quizId, ids);
    yield rows.map((row) => gradedAttempt(row, versions, responses, blanks));
    after = last.id;
    if (rows.length < CHUNK) return;
    // SQLite answers at once: without a pause, everybody else would wait for the last chunk.
    await setImmediate();
  }
}

type AttemptRow = typeof attempts.$inferSelect;
type ResponseRow = Pick<typeof itemResponses.$inferSelect, "position" | "response" | "units">;

function gradedAttempt(
  row: AttemptRow,
  versions: ReadonlyMap<number, Quiz>,
  responseRows: ReadonlyMap<number, ResponseRow[]>,
  blanks: BlankUnits,
): StoredGradedAttempt {
  const { id, personId, versionId, seed, drawn } = row;
  const { submittedAt, submittedOn, units, maxUnits, percent, passed, reasons } = row;
  const quiz = versions.get(versionId);
  if (
    !quiz ||
    submittedAt === null ||
    submittedOn === null ||
    units === null ||
    maxUnits === null ||
    percent === null ||
    passed === null
  ) {
    throw new Error(`Attempt ${id} is submitted but has no score`);
  }
  const sheet = sheetFromDrawn(quiz, seed, drawn);
  const saved = new Map<string, { response: ItemResponse; units?: number }>();
  for (const { position, response, units } of responseRows.get(id) ?? []) {
    const itemId = sheet.itemIds[position];
    if (itemId !== undefined) saved.set(itemId, { response, units: units ?? undefined });
  }
  const unitsByItem = unitsOnSheet(sheet, saved, blanks.get(id));
  return {
    ...{ id, personId, versionId, submittedAt, submittedOn, quiz, sheet },
    responses: new Map([...saved].map(([itemId, { response }]) => [itemId, response])),
    score: { units, maxUnits, percent, passed, reasons: reasons ?? [], unitsByItem },
  };
}

type AttemptIds = readonly [first: number, last: number];

async function listResponses(q: Queryable, quizId: string, [first, last]: AttemptIds) {
  const rows = await q
    .select({
      attemptId: itemResponses.attemptId,
      position: itemResponses.position,
      response: itemResponses.response,
      units: itemResponses.units,
    })
    .from(itemResponses)
    .innerJoin(attempts, eq(attempts.id, itemResponses.attemptId))
    .where(and(between(itemResponses.attemptId, first, last), eq(attempts.quizId, quizId)));
  const byAttempt = new Map<number, ResponseRow[]>();
  for (const { attemptId, ...row } of rows) {
    const own = byAttempt.get(attemptId) ?? [];
    own.push(row);
    byAttempt.set(attemptId, own);
  }
  return byAttempt;
}

/** Units that regrades gave items, by attempt and item: the newest counts. */
type BlankUnits = ReadonlyMap<number, ReadonlyMap<string, number>>;

async function listRegradedUnits(
  q: Queryable,
  quizId: string,
  [first, last]: AttemptIds,
): Promise<BlankUnits> {
  const rows = await q
    .select({ attemptId: regradedAttempts.attemptId, after: regradedAttempts.after })
    .from(regradedAttempts)
    .innerJoin(attempts, eq(attempts.id, regradedAttempts.attemptId))
    .where(and(between(regradedAttempts.attemptId, first, last), eq(attempts.quizId, quizId)))
    .orderBy(asc(regradedAttempts.regradeId));
  return unitsByAttempt(rows);
}

/** The same from rows that were read already, in the order of the regrades. */
export function unitsByAttempt(
  rows: readonly Pick<typeof regradedAttempts.$inferSelect, "attemptId" | "after">[],
): BlankUnits {
  const units = new Map<number, Map<string, number>>();
  for (const { attemptId, after } of rows) {
    const own = units.get(attemptId) ?? new Map<string, number>();
    for (const [itemId, given] of Object.entries(after.unitsByItem)) own.set(itemId, given);
    units.set(attemptId, own);
  }
  return units;
}

/** Units that regrades gave the items of one attempt, by item id. */
export async function findRegradedUnits(
  q: Queryable,
  attemptId: number,
): Promise<ReadonlyMap<string, number>> {
  const rows = await q
    .select({ after: regradedAttempts.after })
    .from(regradedAttempts)
    .where(eq(regradedAttempts.attemptId, attemptId))
    .orderBy(asc(regradedAttempts.regradeId));
  return new Map(rows.flatMap(({ after }) => Object.entries(after.unitsByItem)));
}

/**
 * Units of every item on a sheet: those kept with its response, and for an item that was left
 * open what a regrade credited, or 0.
 */
export function unitsOnSheet(
  sheet: Pick<Sheet, "itemIds">,
  saved: ReadonlyMap<string, { units?: number }>,
  regraded: ReadonlyMap<string, number> | undefined,
): Map<string, number> {
  return new Map(
    sheet.itemIds.map((itemId) => {
      const own = saved.get(itemId);
      return [itemId, (own ? own.units : regraded?.get(itemId)) ?? 0];
    }),
  );
}
