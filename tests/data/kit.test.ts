import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { db, engine, tables, transaction } from "#db/client.server.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import { aQuiz, aTrainee } from "#tests/support/factories.ts";

useCleanDatabase();

const { attempts, auditLog, sites } = tables;

/** An attempt as a row, with every kind of column in it. */
async function storeAttempt(fields: Partial<typeof attempts.$inferInsert>) {
  const trainee = await aTrainee();
  const quiz = await aQuiz();
  const [stored] = await transaction((q) =>
    q
      .insert(attempts)
      .values({
        personId: trainee.id,
        quizId: quiz.quizId,
        versionId: quiz.versionId,
        seed: 2 ** 31 - 1,
        drawn: [0, 1],
        startedAt: new Date(),
        ...fields,
      })
      .returning(),
  );
  if (!stored) throw new Error("Nothing was stored");
  const q = await db();
  const [read] = await q.select().from(attempts).where(eq(attempts.id, stored.id));
  // What is written comes back the same from the insert and from a later read.
  expect(read).toEqual(stored);
  return stored;
}

test.each(["2026-11-22T10:42:07.123Z", "1969-12-31T23:59:59.999Z", "2400-02-29T00:00:00.000Z"])(
  "the instant %s is kept to the millisecond",
  async (iso) => {
    const { startedAt } = await storeAttempt({ startedAt: new Date(iso) });
    expect(startedAt).toBeInstanceOf(Date);
    expect(startedAt.toISOString()).toBe(iso);
  },
);

test.each([true, false, null])("the boolean %s is kept as itself", async (passed) => {
  expect((await storeAttempt({ passed })).passed).toBe(passed);
});

test("a calendar date is kept as the text that it is", async () => {
  expect((await storeAttempt({ submittedOn: "2024-02-29" })).submittedOn).toBe("2024-02-29");
});

test("a whole number of 31 bits is kept", async () => {
  expect((await storeAttempt({})).seed).toBe(2_147_483_647);
});

test("what is left out is null, and undefined is left out", async () => {
  const row = await storeAttempt({ deadlineAt: undefined, reasons: undefined });
  expect(row).toMatchObject({ deadlineAt: null, submittedOn: null, passed: null, reasons: null });
});

test("JSON comes back parsed, whatever letters are in it", async () => {
  const detail = {
    name: "Ελένη Жанна 👩🏽‍⚕️",
    quote: `"'\\ \n`,
    none: null,
    count: 1.5,
    yes: false,
  };
  await transaction((q) =>
    q.insert(auditLog).values({ at: new Date(), action: "test.kept", detail }),
  );
  const q = await db();
  const rows = await q.select().from(auditLog).where(eq(auditLog.action, "test.kept"));
  expect(rows.map((row) => row.detail)).toEqual([detail]);
});

test.runIf(engine === "sqlite")("outside of a transaction SQLite refuses to write", async () => {
  const q = await db();
  const write = async () =>
    await q.insert(sites).values({ name: "Nowhere", timeZone: "UTC", createdAt: new Date() });
  await expect(write()).rejects.toThrow(/readonly/);
  expect(await q.select().from(sites)).toEqual([]);
});
