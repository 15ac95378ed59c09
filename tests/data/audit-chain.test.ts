import { asc, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { db, engine, type Queryable, tables, transaction } from "#db/client.server.ts";
import { recordAudit } from "#db/queries/audit.ts";
import { beginChain, checkAuditLog, findAuditHead } from "#db/queries/audit-check.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import { aCertification, anAttempt, aQuiz, aTrainee } from "#tests/support/factories.ts";
import { tamper } from "#tests/support/tampering.ts";

useCleanDatabase();

const NOW = new Date("2026-11-22T10:42:07.123Z");

/** A log of ten entries, numbered from 1. */
async function aLog(): Promise<void> {
  const { id } = await aTrainee();
  for (let number = 1; number <= 10; number += 1) {
    const detail = { number, note: "Ελένη", none: null };
    await transaction((q) =>
      recordAudit(q, { at: NOW, actorId: id, action: "test.done", subjectId: id, detail }),
    );
  }
}

async function listRows() {
  const q = await db();
  return q.select().from(tables.auditLog).orderBy(asc(tables.auditLog.id));
}

test("every entry has a hash of 32 bytes, all different, and the log is whole", async () => {
  await aLog();
  const rows = await listRows();
  expect(rows.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(rows.map(({ hash }) => hash?.length)).toEqual(Array(10).fill(32));
  expect(new Set(rows.map(({ hash }) => hash?.toString("hex"))).size).toBe(10);
  const state = await checkAuditLog();
  expect(state).toEqual({ entries: 10, olderThanChain: 0, head: await findAuditHead() });
});

test("an empty log is whole and has no head", async () => {
  expect(await checkAuditLog()).toEqual({ entries: 0, olderThanChain: 0 });
  expect(await findAuditHead()).toBeUndefined();
});

test("what people do is chained", async () => {
  const quiz = await aQuiz();
  await aCertification({ quizzes: [quiz] });
  await anAttempt(await aTrainee(), quiz, { answered: "all correctly", submitted: true });
  const state = await checkAuditLog();
  expect(state.broken).toBeUndefined();
  expect(state.head?.id).toBe(state.entries);
  const actions = (await listRows()).map(({ action }) => action);
  expect(actions.slice(-3)).toEqual(["attempt.started", "attempt.submitted", "certificate.issued"]);
});

test.each([
  ["the details of an entry", "update audit_log set detail = '{\"number\":99}' where id = 5"],
  ["who did it", "update audit_log set actor_id = null where id = 5"],
  ["what was done", "update audit_log set action = 'test.undone' where id = 5"],
  [
    "when it was done",
    engine === "sqlite"
      ? "update audit_log set at = at + 1 where id = 5"
      : "update audit_log set at = at + interval '1 millisecond' where id = 5",
  ],
])("a change of %s is found, and the entry named", async (_what, statement) => {
  await aLog();
  await tamper(statement);
  const { broken, entries } = await checkAuditLog();
  expect({ broken, entries }).toEqual({ broken: { id: 5, fault: "changed" }, entries: 5 });
});

test.each([1, 5, 9])("entry %i that is gone is missed", async (id) => {
  await aLog();
  await tamper(`delete from audit_log where id = ${id}`);
  expect((await checkAuditLog()).broken).toEqual({ id, fault: "missing" });
});

test.each([
  [3, 8],
  [5, 6],
  [1, 2],
])("entries %i and %i that have changed places are found", async (one, other) => {
  await aLog();
  const moves = [
    [one, -1],
    [other, one],
    [-1, other],
  ];
  for (const [from, to] of moves) {
    const overriding = `update audit_log set id = ${to} where id = ${from}`;
    // PostgreSQL makes ids by itself, so that a row only moves by being written anew.
    const rewritten = `insert into audit_log overriding system value
      select ${to}, at, actor_id, action, subject_id, detail, hash from audit_log where id = ${from}`;
    if (engine === "sqlite") await tamper(overriding);
    else {
      await tamper(rewritten);
      await tamper(`delete from audit_log where id = ${from}`);
    }
  }
  expect((await checkAuditLog()).broken).toEqual({ id: one, fault: "out of order" });
});

test("an entry that was slipped in at the end is found, whatever comes after it", async () => {
  await aLog();
  await tamper(
    engine === "sqlite"
      ? "insert into audit_log (id, at, action, detail) values (11, 1, 'test.forged', '{}')"
      : "insert into audit_log (id, at, action, detail) overriding system value values (11, now(), 'test.forged', '{}')",
  );
  expect((await checkAuditLog()).broken).toEqual({ id: 11, fault: "unchained" });
  await transaction((q) => recordAudit(q, { at: NOW, action: "test.done" }));
  expect((await checkAuditLog()).broken).toEqual({ id: 11, fault: "unchained" });
});

test("a tail that was cut off is found by the hash that was noted down before", async () => {
  await aLog();
  const head = await findAuditHead();
  await transaction((q) => recordAudit(q, { at: NOW, action: "test.done" }));
  expect((await checkAuditLog(head?.hash)).noted).toEqual({ foundAt: 10 });

  await tamper("delete from audit_log where id >= 9");
  const cut = await checkAuditLog(head?.hash);
  expect(cut).toMatchObject({ entries: 8, noted: {} });
  expect(cut.broken).toBeUndefined();

  // What is written afterwards does not hide it.
  for (let more = 0; more < 3; more += 1) {
    await transaction((q) => recordAudit(q, { at: NOW, action: "test.done" }));
  }
  expect((await checkAuditLog(head?.hash)).noted).toEqual({});
});

test("entries from before the chain are covered by its first link", async () => {
  await aLog();
  await tamper("update audit_log set hash = null");
  expect(await checkAuditLog()).toEqual({ entries: 10, olderThanChain: 10 });

  await beginChain(NOW);
  await beginChain(NOW);
  await transaction((q) => recordAudit(q, { at: NOW, action: "test.done" }));
  const state = await checkAuditLog();
  expect(state).toMatchObject({ entries: 12, olderThanChain: 10, head: { id: 12 } });
  expect(state.broken).toBeUndefined();

  await tamper("update audit_log set action = 'test.undone' where id = 4");
  expect((await checkAuditLog()).broken).toEqual({ id: 11, fault: "changed before" });
});

test("a chain that has begun is not begun again, and an empty log has nothing to begin with", async () => {
  await beginChain(NOW);
  expect(await listRows()).toEqual([]);
  await aLog();
  await beginChain(NOW);
  expect(await listRows()).toHaveLength(10);
});

test("a log of several pages is looked through to its end", async () => {
  await transaction(async (q) => {
    for (let number = 0; number < 2_345; number += 1) {
      await recordAudit(q, { at: NOW, action: "test.done", detail: { number } });
    }
  });
  expect(await checkAuditLog()).toMatchObject({ entries: 2_345, head: { id: 2_345 } });
  await tamper("delete from audit_log where id = 2001");
  expect((await checkAuditLog()).broken).toEqual({ id: 2_001, fault: "missing" });
});

test("a transaction that fails leaves no entry, and no gap", async () => {
  await aLog();
  const failing = transaction(async (q) => {
    await recordAudit(q, { at: NOW, action: "test.done" });
    throw new Error("changed my mind");
  });
  await expect(failing).rejects.toThrow("changed my mind");
  await transaction((q) => recordAudit(q, { at: NOW, action: "test.done" }));
  expect(await checkAuditLog()).toMatchObject({ entries: 11, head: { id: 11 } });
});

test("transactions inside others write their entries once, in the order of what was done", async () => {
  const record = (q: Queryable, action: string) => recordAudit(q, { at: NOW, action });
  await transaction(async (q) => {
    await record(q, "one");
    await transaction((inner) => record(inner, "two"));
    await record(q, "three");
  });
  expect((await listRows()).map(({ action }) => action)).toEqual(["one", "two", "three"]);
});

test("outside of a transaction there is no entry", async () => {
  const q = await db();
  await expect(recordAudit(q, { at: NOW, action: "test.done" })).rejects.toThrow(
    "There is no transaction",
  );
});

test("many transactions at once make one chain, in which each has all of its entries", async () => {
  const people = [await aTrainee(), await aTrainee(), await aTrainee()];
  const write = (number: number) =>
    transaction(async (q) => {
      const person = people[number % people.length];
      const entry = { at: NOW, subjectId: person?.id, action: "test.done", detail: { number } };
      await recordAudit(q, entry);
      // What holds rows of the people referred to must not be held up by the end of the chain.
      await q
        .update(tables.people)
        .set({ email: `person-${number}@clinic.test` })
        .where(eq(tables.people.id, person?.id ?? 0));
      await recordAudit(q, entry);
      if (number % 7 === 0) throw new Error("an unlucky number");
    });
  await Promise.allSettled(Array.from({ length: 60 }, (_, number) => write(number)));
  const rows = await listRows();
  expect(rows).toHaveLength(2 * 51);
  const numbers = rows.map(({ detail }) => detail.number);
  for (let first = 0; first < numbers.length; first += 2) {
    expect(numbers[first + 1]).toBe(numbers[first]);
  }
  expect(await checkAuditLog()).toMatchObject({ entries: 102, head: { id: 102 } });
  expect((await checkAuditLog()).broken).toBeUndefined();
});
