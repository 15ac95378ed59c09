import Database from "better-sqlite3";
import { sql } from "drizzle-orm";
import { sqliteFile, transaction } from "#db/client.server.ts";
import { holdSqlite } from "./held-database.ts";

/*
 * A SQLite database that really cannot do what it is asked, in the ways in which it happens in a
 * clinic. Each gives what puts an end to it.
 */

/** Another program, such as a backup, holds the database and does not let go. */
export function holdDatabase(): () => void {
  return holdSqlite(sqliteFile());
}

/** From now on the file may not grow, and every response that is saved would need it to. */
export async function fillDatabase(): Promise<() => Promise<void>> {
  change(`
    create table filler (content blob);
    create trigger filler_grows after insert on item_responses
      begin insert into filler values (zeroblob(100000)); end;
  `);
  await limitPages(1);
  return async () => {
    await limitPages(1_073_741_823);
    change("drop trigger filler_grows; drop table filler");
  };
}

function change(statements: string): void {
  const own = new Database(sqliteFile(), { timeout: 5_000 });
  try {
    own.exec(statements);
  } finally {
    own.close();
  }
}

/** Fewer pages than there are already means: not one more. Each connection has a limit of its own. */
function limitPages(pages: number): Promise<void> {
  return transaction(async (q) => {
    const sqlite = q as unknown as { get: (statement: ReturnType<typeof sql>) => unknown };
    sqlite.get(sql.raw(`pragma max_page_count = ${pages}`));
  });
}
