import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { env } from "#app/env.server.ts";
import { db, engine, locked, type Queryable, tables, transaction } from "#db/client.server.ts";
import { useCleanDatabase } from "#tests/support/database.ts";

useCleanDatabase();

/** Inside this process PostgreSQL has one connection, on which a read waits for the transaction. */
const canReadMeanwhile = !env.DATABASE_URL?.startsWith("pglite:");

const { jobRoles, signInLimits } = tables;

async function addJobRole(q: Queryable, name: string): Promise<void> {
  await q.insert(jobRoles).values({ name });
}

async function listNames(): Promise<string[]> {
  const q = await db();
  const rows = await q.select({ name: jobRoles.name }).from(jobRoles);
  return rows.map(({ name }) => name).sort();
}

/** A promise that is kept from outside. */
function aGate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

test("a transaction gives what its work gives, and keeps what it wrote", async () => {
  const given = await transaction(async (q) => {
    await addJobRole(q, "Nurse");
    return "done";
  });
  expect(given).toBe("done");
  expect(await listNames()).toEqual(["Nurse"]);
});

test("a transaction that throws keeps nothing, and throws the same", async () => {
  const reason = new Error("changed my mind");
  const failing = transaction(async (q) => {
    await addJobRole(q, "Nurse");
    throw reason;
  });
  await expect(failing).rejects.toBe(reason);
  expect(await listNames()).toEqual([]);
});

test("after a transaction that failed on a constraint the next one works", async () => {
  await transaction((q) => addJobRole(q, "Nurse"));
  await expect(transaction((q) => addJobRole(q, "Nurse"))).rejects.toThrow();
  await transaction((q) => addJobRole(q, "Doctor"));
  expect(await listNames()).toEqual(["Doctor", "Nurse"]);
});

test("a transaction inside another joins it: all is kept, or nothing", async () => {
  const failing = transaction(async (q) => {
    await addJobRole(q, "Nurse");
    await transaction((inner) => addJobRole(inner, "Doctor"));
    throw new Error("changed my mind");
  });
  await expect(failing).rejects.toThrow("changed my mind");
  expect(await listNames()).toEqual([]);
});

test("reads inside a transaction see what it has written", async () => {
  const seen = await transaction(async (q) => {
    await addJobRole(q, "Nurse");
    return listNames();
  });
  expect(seen).toEqual(["Nurse"]);
});

test.runIf(canReadMeanwhile)("nobody else sees what is not committed yet", async () => {
  const written = aGate();
  const mayEnd = aGate();
  const writing = transaction(async (q) => {
    await addJobRole(q, "Nurse");
    written.open();
    await mayEnd.opened;
  });
  await written.opened;
  expect(await listNames()).toEqual([]);
  mayEnd.open();
  await writing;
  expect(await listNames()).toEqual(["Nurse"]);
});

test("fifty transactions at once lose no increment", async () => {
  const key = "count";
  const windowEndsAt = new Date();
  await transaction((q) => q.insert(signInLimits).values({ key, failures: 0, windowEndsAt }));
  const increment = () =>
    transaction(async (q) => {
      const [row] = await locked(q.select().from(signInLimits).where(eq(signInLimits.key, key)));
      await q
        .update(signInLimits)
        .set({ failures: (row?.failures ?? 0) + 1 })
        .where(eq(signInLimits.key, key));
    });
  await Promise.all(Array.from({ length: 50 }, increment));
  const q = await db();
  expect(await q.select({ failures: signInLimits.failures }).from(signInLimits)).toEqual([
    { failures: 50 },
  ]);
});

test("a transaction that fails takes none of those running beside it along", async () => {
  const names = Array.from({ length: 20 }, (_, index) => `Role ${index + 10}`);
  await Promise.allSettled(
    names.map((name, index) =>
      transaction(async (q) => {
        await addJobRole(q, name);
        await listNames();
        if (index % 2 === 1) throw new Error("an odd one");
      }),
    ),
  );
  expect(await listNames()).toEqual(names.filter((_, index) => index % 2 === 0));
});

test.runIf(engine === "sqlite")("on SQLite one transaction runs after the other", async () => {
  const events: string[] = [];
  const work = (name: string) => async () => {
    events.push(`${name} begins`);
    await listNames();
    await new Promise(setImmediate);
    events.push(`${name} ends`);
  };
  await Promise.all(["a", "b", "c"].map((name) => transaction(work(name))));
  expect(events).toEqual(["a begins", "a ends", "b begins", "b ends", "c begins", "c ends"]);
});

test("work that outlives its transaction gets a transaction of its own", async () => {
  const mayGoOn = aGate();
  let late: Promise<unknown> | undefined;
  await transaction(async (q) => {
    await addJobRole(q, "Nurse");
    late = mayGoOn.opened.then(() =>
      transaction(async (later) => {
        await addJobRole(later, "Doctor");
        throw new Error("too late");
      }),
    );
  });
  mayGoOn.open();
  await expect(late).rejects.toThrow("too late");
  expect(await listNames()).toEqual(["Nurse"]);
});

test("a foreign key that leads nowhere is refused", async () => {
  const orphan = transaction((q) =>
    q.insert(tables.personRoles).values({ personId: 999_999, role: "trainee" }),
  );
  await expect(orphan).rejects.toThrow();
  const q = await db();
  expect(await q.select({ rows: sql<number>`1` }).from(tables.personRoles)).toEqual([]);
});
