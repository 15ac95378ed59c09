import Database from "better-sqlite3";
import { getTableName, sql } from "drizzle-orm";
import { afterAll, beforeEach } from "vitest";
import {
  closeDatabase,
  engine,
  migrateDatabase,
  sqliteFile,
  tables,
  transaction,
} from "#db/client.server.ts";

/** PostgreSQL inside the process takes seconds to come up on a busy machine. */
const FIRST_TIME_MS = 60_000;

/** Those that refer to others come before them. */
const tableNames = Object.values(tables).map(getTableName).reverse();
let migrated: Promise<void> | undefined;

/** Gives every test of the calling file a clean database, and closes it at the end. */
export function useCleanDatabase(): void {
  beforeEach(resetDatabase, FIRST_TIME_MS);
  afterAll(closeDatabase);
}

/**
 * A database with every table and no rows. Ids go on counting where they were: what the program
 * remembers by id, such as quiz versions, never meets a stranger under the same number.
 */
export async function resetDatabase(): Promise<void> {
  migrated ??= migrateDatabase();
  await migrated;
  if (engine === "sqlite") emptySqlite();
  else await emptyPostgres();
}

/*
 * The triggers that keep tables append-only step aside for a moment. DELETE is several times
 * faster than TRUNCATE on tables as small as these.
 */

async function emptyPostgres(): Promise<void> {
  await transaction(async (q) => {
    const { rows } = (await q.execute(
      sql`select distinct tgrelid::regclass::text as name from pg_trigger where not tgisinternal`,
    )) as unknown as { rows: { name: string }[] };
    const guarded = rows.map(({ name }) => sql.identifier(name));
    for (const name of guarded) await q.execute(sql`alter table ${name} disable trigger user`);
    for (const name of tableNames) await q.execute(sql`delete from ${sql.identifier(name)}`);
    for (const name of guarded) await q.execute(sql`alter table ${name} enable trigger user`);
  });
}

function emptySqlite(): void {
  const own = new Database(sqliteFile());
  try {
    own.pragma("foreign_keys = OFF");
    own.transaction(() => {
      const triggers = own
        .prepare<[], { name: string; sql: string }>(
          "select name, sql from sqlite_master where type = 'trigger'",
        )
        .all();
      for (const { name } of triggers) own.exec(`drop trigger "${name}"`);
      for (const name of tableNames) own.exec(`delete from "${name}"`);
      for (const trigger of triggers) own.exec(trigger.sql);
    })();
  } finally {
    own.close();
  }
}
