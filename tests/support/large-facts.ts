import { count, desc, isNotNull, sql } from "drizzle-orm";
import { closeDatabase, db, engine, migrateDatabase, tables } from "#db/client.server.ts";
import { parentOf } from "#tests/bench/server-process.ts";

/*
 * Run by itself, with DATA_DIR or DATABASE_URL: `tsx tests/support/large-facts.ts`. Brings a
 * database up to date, new or not, and prints what is in it, as JSON.
 */

/** How much there is, and whose pages are worth opening. */
export type LargeFacts = {
  /** The process that all others of the database come from, where it runs on this machine. */
  pid?: number;
  people: number;
  attempts: number;
  certificates: number;
  /** Bytes of the whole database. */
  bytes: number;
  statistics: { rows: number; bytes: number };
  /** Somebody with as many attempts as half of the others, and who has most of all. */
  typical: Busy;
  busiest: Busy;
};

export type Busy = { personId: number; attempts: number };

async function readNumber(query: ReturnType<typeof sql>): Promise<number> {
  const q = await db();
  const [row] = await q
    .select({ number: sql<number | string>`(${query})` })
    .from(tables.organisation);
  return Number(row?.number ?? 0);
}

async function readFacts(): Promise<LargeFacts> {
  const q = await db();
  const { people, attempts, certificates, statisticsCounts } = tables;
  const everybody = await q
    .select({ personId: attempts.personId, attempts: count() })
    .from(attempts)
    .where(isNotNull(attempts.submittedAt))
    .groupBy(attempts.personId)
    .orderBy(desc(count()), attempts.personId);
  const nobody = { personId: 0, attempts: 0 };
  return {
    pid: engine === "postgres" ? parentOf(await readNumber(sql`pg_backend_pid()`)) : undefined,
    people: await readNumber(sql`select count(*) from ${people}`),
    attempts: await readNumber(sql`select count(*) from ${attempts}`),
    certificates: await readNumber(sql`select count(*) from ${certificates}`),
    bytes: await readNumber(
      engine === "sqlite"
        ? sql`select page_count * page_size from pragma_page_count(), pragma_page_size()`
        : sql`pg_database_size(current_database())`,
    ),
    statistics: {
      rows: await readNumber(sql`select count(*) from ${statisticsCounts}`),
      bytes: await readNumber(
        sql`select coalesce(sum(length(${statisticsCounts.items})), 0) from ${statisticsCounts}`,
      ),
    },
    typical: everybody[Math.floor(everybody.length / 2)] ?? nobody,
    busiest: everybody[0] ?? nobody,
  };
}

await migrateDatabase();
process.stdout.write(JSON.stringify(await readFacts()));
await closeDatabase();
