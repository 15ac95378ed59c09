import { setImmediate } from "node:timers/promises";
import { asc, inArray } from "drizzle-orm";
import type { CountedAttempt } from "#app/core/attempt-counts.ts";
import { type ItemResponse, partsOf } from "#app/core/item-types.ts";
import { itemsOf } from "#app/core/quiz.ts";
import { type Queryable, tables } from "#db/client.server.ts";
import { unitsOnSheet } from "./graded-attempts.ts";
import { findQuizVersion } from "./quizzes.ts";

const { attempts, itemResponses, regradedAttempts } = tables;

/** A submitted attempt with all that is counted of it. */
export type StoredCountedAttempt = CountedAttempt & { id: number; versionId: number };

/** How many attempts are read at a time. */
const CHUNK = 500;

/** These submitted attempts as their scores are now, some at a time, in no order. */
export async function* readCountedAttempts(
  q: Queryable,
  attemptIds: readonly number[],
): AsyncGenerator<StoredCountedAttempt[]> {
  for (let first = 0; first < attemptIds.length; first += CHUNK) {
    // SQLite answers at once: without a pause, everybody else would wait for the last chunk.
    if (first > 0) await setImmediate();
    yield await readChunk(q, attemptIds.slice(first, first + CHUNK));
  }
}

type SavedResponse = { response: ItemResponse; units?: number };

async function readChunk(
  q: Queryable,
  attemptIds: readonly number[],
): Promise<StoredCountedAttempt[]> {
  const ids = [...attemptIds];
  const rows = await q
    .select({
      id: attempts.id,
      versionId: attempts.versionId,
      drawn: attempts.drawn,
      units: attempts.units,
      passed: attempts.passed,
    })
    .from(attempts)
    .where(inArray(attempts.id, ids));
  const responses = await q
    .select({
      attemptId: itemResponses.attemptId,
      position: itemResponses.position,
      response: itemResponses.response,
      units: itemResponses.units,
    })
    .from(itemResponses)
    .where(inArray(itemResponses.attemptId, ids));
  const regraded = await q
    .select({ attemptId: regradedAttempts.attemptId, after: regradedAttempts.after })
    .from(regradedAttempts)
    .where(inArray(regradedAttempts.attemptId, ids))
    .orderBy(asc(regradedAttempts.regradeId));
  const saved = new Map<number, Map<number, SavedResponse>>(ids.map((id) => [id, new Map()]));
  for (const { attemptId, position, response, units } of responses) {
    saved.get(attemptId)?.set(position, { response, units: units ?? undefined });
  }
  const given = new Map<number, Map<string, number>>();
  for (const { attemptId, after } of regraded) {
    const own = given.get(attemptId) ?? new Map<string, number>();
    for (const [itemId, units] of Object.entries(after.unitsByItem)) own.set(itemId, units);
    given.set(attemptId, own);
  }
  const counted: StoredCountedAttempt[] = [];
  for (const { id, versionId, drawn, units: total, passed } of rows) {
    const quiz = await findQuizVersion(versionId);
    if (!quiz || total === null || passed === null) {
      throw new Error(`Attempt ${id} is submitted but has no score`);
    }
    const items = itemsOf(quiz);
    const onSheet = drawn.flatMap((position, index) => {
      const item = items[position];
      return item ? [{ item, position, saved: saved.get(id)?.get(index) }] : [];
    });
    const units = unitsOnSheet(
      { itemIds: onSheet.map(({ item }) => item.id) },
      new Map(onSheet.flatMap(({ item, saved }) => (saved ? [[item.id, saved]] : []))),
      given.get(id),
    );
    counted.push({
      ...{ id, versionId, total, passed },
      items: onSheet.map(({ item, position, saved }) => ({
        position,
        units: units.get(item.id) ?? 0,
        parts: partsOf(item, saved?.response),
      })),
    });
  }
  return counted;
}
