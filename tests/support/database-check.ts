import { eq, sql } from "drizzle-orm";
import type { ItemResponse } from "#app/core/item-types.ts";
import { scoreAttempt } from "#app/core/scoring.ts";
import { db, engine, tables } from "#db/client.server.ts";
import { type AttemptOutcome, findAttempt } from "#db/queries/attempts.ts";

/** How an attempt stands in the database, for holding it against what was promised. */
export type StoredAttempt = {
  /** By item id. */
  saved: Map<string, ItemResponse>;
  outcome?: AttemptOutcome;
  /** True if scoring it again gives the same. */
  isScoreRight: boolean;
};

export async function readAttempt(attemptId: number): Promise<StoredAttempt | undefined> {
  const q = await db();
  const [row] = await q
    .select({ personId: tables.attempts.personId })
    .from(tables.attempts)
    .where(eq(tables.attempts.id, attemptId));
  const attempt = row && (await findAttempt(attemptId, row.personId));
  if (!attempt) return undefined;
  const { quiz, sheet, responses, outcome } = attempt;
  const given = new Map([...responses].map(([itemId, { response }]) => [itemId, response]));
  const again = scoreAttempt(quiz, sheet.itemIds, given);
  return {
    saved: given,
    outcome,
    isScoreRight:
      outcome === undefined ||
      (outcome.units === again.units &&
        outcome.maxUnits === again.maxUnits &&
        outcome.percent === again.percent &&
        outcome.passed === again.passed &&
        [...responses].every(([id, { units }]) => units === again.unitsByItem.get(id))),
  };
}

/** How many attempts were submitted more than once, and how many certificates are one too many. */
export async function countDoubled(): Promise<{ submissions: number; certificates: number }> {
  const q = await db();
  const submitted = await q
    .select({ detail: tables.auditLog.detail })
    .from(tables.auditLog)
    .where(eq(tables.auditLog.action, "attempt.submitted"));
  const attemptIds = submitted.map(({ detail }) => detail?.attemptId);
  const issued = await q
    .select({
      personId: tables.certificates.personId,
      certificationId: tables.certificates.certificationId,
    })
    .from(tables.certificates);
  const held = issued.map(({ personId, certificationId }) => `${personId} ${certificationId}`);
  return {
    submissions: attemptIds.length - new Set(attemptIds).size,
    certificates: held.length - new Set(held).size,
  };
}

/** What the engine itself finds wrong with its file: "ok" when nothing. */
export async function quickCheck(): Promise<string> {
  if (engine === "postgres") return "ok";
  const q = (await db()) as unknown as { get: (statement: unknown) => { quick_check: string } };
  return q.get(sql`pragma quick_check`).quick_check;
}
