import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { db, tables, transaction } from "#db/client.server.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import { aCertification, anAttempt, aQuiz, aTrainee } from "#tests/support/factories.ts";

useCleanDatabase();

const { auditLog, certificates, quizVersions } = tables;

/** What an error says, with what is behind it: Drizzle wraps what the database said. */
function words(reason: unknown): string {
  return reason instanceof Error ? `${reason.message}\n${words(reason.cause)}` : "";
}

async function aPass(): Promise<void> {
  const quiz = await aQuiz();
  await aCertification({ quizzes: [quiz] });
  await anAttempt(await aTrainee(), quiz, { answered: "all correctly", submitted: true });
}

test.each([
  ["audit_log", auditLog, { action: "nothing.happened" }],
  ["certificates", certificates, { lastValidOn: "2099-12-31" }],
  ["quiz_versions", quizVersions, { content: "{}" }],
] as const)("the database refuses to change or delete a row of %s", async (name, table, change) => {
  await aPass();
  const q = await db();
  const before = await q.select().from(table);
  expect(before.length).toBeGreaterThan(0);

  const update = transaction((tx) => tx.update(table).set(change));
  expect(words(await update.catch((reason: unknown) => reason))).toContain(
    `${name} is append-only`,
  );
  const remove = transaction((tx) => tx.delete(table).where(eq(table.id, before[0]?.id ?? 0)));
  expect(words(await remove.catch((reason: unknown) => reason))).toContain(
    `${name} is append-only`,
  );

  expect(await q.select().from(table)).toEqual(before);
});
