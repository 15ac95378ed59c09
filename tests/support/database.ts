import Database from "better-sqlite3";
import { getTableName, sql } from "drizzle-orm";
import { afterAll, beforeEach } from "vitest";
import {
  closeDatabase,
  db,
  engine,
  migrateDatabase,
  sqliteFile,
  tables,
} from "#db/client.server.ts";

/** PostgreSQL inside the process takes seconds to come up on a busy machine. */
const FIRST_TIME_MS = 60_000;

const tableNames = Object.values(tables).map(getTableName);
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
  if (engine === "sqlite") {
    emptySqlite();
  } else {
    const q = await db();
    // TRUNCATE does not wake the row triggers that keep tables append-only.
    await q.execute(sql`truncate ${sql.join(tableNames.map(sql.identifier), sql`, `)}`);
  }
}

/** SQLite has no TRUNCATE: the triggers that refuse deletes step aside, all in one transaction. */
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
