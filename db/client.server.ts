import { AsyncLocalStorage } from "node:async_hooks";
import { mkdirSync } from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import { drizzle as drizzleSqlite } from "drizzle-orm/better-sqlite3";
import { drizzle as drizzlePostgres } from "drizzle-orm/node-postgres";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import pg from "pg";
import { env } from "#app/env.server.ts";
import { type Engine, kitFor } from "./kit.ts";
import { defineTables } from "./schema.ts";

/** What queries are run on: the database itself, or a transaction of it. */
export type Queryable = PgDatabase<PgQueryResultHKT, Record<string, never>>;

type Connection = {
  /** For reading. On SQLite it refuses to write, so that every write passes `transaction`. */
  read: Queryable;
  transaction: <Result>(work: (q: Queryable) => Promise<Result>) => Promise<Result>;
  /** Runs statements that no query builder covers, such as those of a migration. */
  migrate: (migrationsFolder: string) => Promise<void>;
  close: () => Promise<void>;
};

export const engine: Engine = env.DATABASE_URL === undefined ? "sqlite" : "postgres";

/** Every table, in the words of the engine of this process. */
export const tables = defineTables(kitFor(engine));

const CASING = { casing: "snake_case" } as const;
/** Any number, as long as all instances agree on it. */
const MIGRATION_LOCK = 7_412_087;

let connection: Promise<Connection> | undefined;

/** The open database; opened at first use. */
function connected(): Promise<Connection> {
  connection ??= open();
  return connection;
}

function open(): Promise<Connection> {
  const url = env.DATABASE_URL;
  if (url === undefined) return Promise.resolve(openSqlite(sqliteFile()));
  return url.startsWith("pglite:") ? openPglite() : Promise.resolve(openPostgres(url));
}

/** Where the SQLite database lies. */
export function sqliteFile(): string {
  return path.resolve(env.DATA_DIR, "needlepoint.sqlite");
}

type Finish<Item> = (q: Queryable, items: readonly Item[]) => Promise<void>;
type UnderWay = {
  q: Queryable;
  isOver: boolean;
  /** What waits for the end, by what is to be done with it there. */
  waiting: Map<Finish<never>, unknown[]>;
};
const transactionUnderWay = new AsyncLocalStorage<UnderWay>();

/** The transaction that the caller runs in; what is still running after its end is on its own. */
function outerTransaction(): Queryable | undefined {
  const outer = transactionUnderWay.getStore();
  return outer && !outer.isOver ? outer.q : undefined;
}

/**
 * For reading. Inside a transaction it is the transaction, so that a query sees what was just
 * written.
 */
export async function db(): Promise<Queryable> {
  return outerTransaction() ?? (await connected()).read;
}

/**
 * Runs `work` in one transaction: all of it is kept, or nothing when it throws. A call inside
 * another transaction joins that one. Use the `q` that is handed in for everything inside.
 */
export async function transaction<Result>(
  work: (q: Queryable) => Promise<Result>,
): Promise<Result> {
  const outer = outerTransaction();
  if (outer) return work(outer);
  const { transaction } = await connected();
  return transaction(async (q) => {
    const underWay: UnderWay = { q, isOver: false, waiting: new Map() };
    try {
      return await transactionUnderWay.run(underWay, async () => {
        const result = await work(q);
        for (const [finish, items] of underWay.waiting) await finish(q, items as never[]);
        return result;
      });
    } finally {
      underWay.isOver = true;
    }
  });
}

/**
 * Keeps something until the transaction that the caller runs in has done all of its work: just
 * before the commit, `finish` is called once with everything that was kept for it. For what has to
 * be done under a lock that all transactions ask for: held any longer, it would hold up everybody,
 * and taken any earlier, it could meet the lock of a row the wrong way round.
 * @throws when there is no transaction under way
 */
export function beforeCommit<Item>(finish: Finish<Item>, item: Item): void {
  const underWay = transactionUnderWay.getStore();
  if (!underWay || underWay.isOver) throw new Error("There is no transaction under way");
  const items = underWay.waiting.get(finish);
  if (items) items.push(item);
  else underWay.waiting.set(finish, [item]);
}

/**
 * The same query, holding on to its rows until the transaction ends. SQLite needs no such thing:
 * there, one transaction writes at a time. "No key": others may go on writing rows that only refer
 * to these.
 */
export function locked<Query extends { for: (strength: "no key update") => unknown }>(
  query: Query,
): Query {
  return engine === "postgres" ? (query.for("no key update") as Query) : query;
}

/** An insert of rows that bring their ids along. PostgreSQL makes them itself unless it is told. */
export function withIds<Insert extends { overridingSystemValue: () => unknown }>(
  insert: Insert,
): ReturnType<Insert["overridingSystemValue"]> {
  type WithIds = ReturnType<Insert["overridingSystemValue"]>;
  return (engine === "postgres" ? insert.overridingSystemValue() : insert) as WithIds;
}

/**
 * A query that is built and compiled once for each connection, for what nearly every request asks.
 * What changes from time to time is a `sql.placeholder`, given when it is run.
 */
export function prepared<Prepared>(build: (q: Queryable) => Prepared): (q: Queryable) => Prepared {
  const known = new WeakMap<Queryable, Prepared>();
  return (q) => {
    const query = known.get(q) ?? build(q);
    known.set(q, query);
    return query;
  };
}

/** Brings the tables up to date; several processes may do it at once. */
export async function migrateDatabase(): Promise<void> {
  const { migrate } = await connected();
  await migrate(path.resolve("db/migrations", engine));
}

/** Closes the database. The next use opens it again. */
export async function closeDatabase(): Promise<void> {
  const open = connection;
  connection = undefined;
  await (await open)?.close();
}

/**
 * Two connections to one file: one that only reads, one that only runs transactions, one after
 * the other. WAL lets both work at once; synchronous FULL keeps a commit through a power cut.
 */
function openSqlite(file: string): Connection {
  mkdirSync(path.dirname(file), { recursive: true });
  const writer = new Database(file, { timeout: env.DATABASE_BUSY_MS });
  writer.pragma("journal_mode = WAL");
  writer.pragma("synchronous = FULL");
  writer.pragma("foreign_keys = ON");
  const reader = new Database(file, { timeout: env.DATABASE_BUSY_MS });
  reader.pragma("query_only = ON");

  const q = drizzleSqlite({ client: writer, ...CASING });
  let lastInLine: Promise<unknown> = Promise.resolve();

  async function runTransaction<Result>(work: (q: Queryable) => Promise<Result>): Promise<Result> {
    // Immediate: a transaction that reads first must not find later that it may not write.
    writer.exec("BEGIN IMMEDIATE");
    try {
      const result = await work(asQueryable(q));
      writer.exec("COMMIT");
      return result;
    } finally {
      if (writer.inTransaction) writer.exec("ROLLBACK");
    }
  }

  return {
    read: asQueryable(drizzleSqlite({ client: reader, ...CASING })),
    transaction(work) {
      const turn = lastInLine.then(() => runTransaction(work));
      lastInLine = turn.catch(() => {});
      return turn;
    },
    async migrate(migrationsFolder) {
      const { migrate } = await import("drizzle-orm/better-sqlite3/migrator");
      // A migration may rebuild a table that others refer to.
      writer.pragma("foreign_keys = OFF");
      try {
        migrate(q, { migrationsFolder });
      } catch {
        // Another process may have done it in between; then the second time finds nothing to do.
        migrate(q, { migrationsFolder });
      } finally {
        writer.pragma("foreign_keys = ON");
      }
    },
    async close() {
      await lastInLine;
      reader.close();
      writer.close();
    },
  };
}

/**
 * The one place where SQLite's Drizzle is taken for PostgreSQL's: the query builders that
 * `db/queries` uses are the same, and both can be awaited.
 */
function asQueryable(q: ReturnType<typeof drizzleSqlite>): Queryable {
  return q as unknown as Queryable;
}

function openPostgres(url: string): Connection {
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  // An idle connection that breaks is replaced by the pool; the next query tells.
  pool.on("error", () => {});
  const q = drizzlePostgres({ client: pool, ...CASING });
  return {
    read: q as Queryable,
    transaction: (work) => q.transaction((tx) => work(tx as Queryable)),
    async migrate(migrationsFolder) {
      const { migrate } = await import("drizzle-orm/node-postgres/migrator");
      const client = await pool.connect();
      try {
        await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
        await migrate(drizzlePostgres({ client, ...CASING }), { migrationsFolder });
      } finally {
        await client.query("select pg_advisory_unlock($1)", [MIGRATION_LOCK]);
        client.release();
      }
    },
    close: () => pool.end(),
  };
}

/** PostgreSQL inside this process, in memory: for tests where no server is at hand. */
async function openPglite(): Promise<Connection> {
  const { PGlite } = await import("@electric-sql/pglite");
  const { drizzle } = await import("drizzle-orm/pglite");
  const client = new PGlite();
  const q = drizzle({ client, ...CASING });
  return {
    read: q as Queryable,
    transaction: (work) => q.transaction((tx) => work(tx as Queryable)),
    async migrate(migrationsFolder) {
      const { migrate } = await import("drizzle-orm/pglite/migrator");
      await migrate(q, { migrationsFolder });
    },
    close: () => client.close(),
  };
}
