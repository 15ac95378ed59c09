import { readFileSync } from "node:fs";
import path from "node:path";
import { isNotNull, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import type { FailureReason } from "#app/core/scoring.ts";
import { db, engine, tables, transaction } from "#db/client.server.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import { anAttempt, aQuiz, aTrainee } from "#tests/support/factories.ts";

useCleanDatabase();

const { attempts } = tables;

const REASONS: FailureReason[] = [
  { kind: "below-passing-score", reached: 7250, needed: 8000 },
  { kind: "critical-item", itemId: "herpes-in-area", failure: "not-fully-right" },
  { kind: "below-section-minimum", sectionId: "never-today", reached: 5000, needed: 10_000 },
];

/** What the migration puts in the place of the JSON that it finds. */
function rewritten(): string {
  const file = path.resolve("db/migrations", engine, "0005_short_reasons.sql");
  const found = /SET .reasons. = ([\s\S]+) WHERE .reasons. IS NOT NULL/.exec(
    readFileSync(file, "utf8"),
  )?.[1];
  if (found === undefined) throw new Error("The migration rewrites no reasons");
  return found;
}

test.each([
  ["several", REASONS],
  ["none, of a pass", []],
])(
  "reasons that were kept as JSON are the same after the migration: %s",
  async (_case, reasons) => {
    const attempt = await anAttempt(await aTrainee(), await aQuiz(), { submitted: true });
    await anAttempt(await aTrainee(), await aQuiz());
    await transaction(async (q) => {
      const asJson = sql.raw(`'${JSON.stringify(reasons)}'`);
      await q.update(attempts).set({ reasons: asJson }).where(isNotNull(attempts.reasons));
      const asText = sql.raw(rewritten());
      await q.update(attempts).set({ reasons: asText }).where(isNotNull(attempts.reasons));
    });
    const q = await db();
    const rows = await q.select({ id: attempts.id, reasons: attempts.reasons }).from(attempts);
    expect(rows.find(({ id }) => id === attempt.id)?.reasons).toEqual(reasons);
    expect(rows.find(({ id }) => id !== attempt.id)?.reasons).toBeNull();
  },
);
