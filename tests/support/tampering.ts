import Database from "better-sqlite3";
import { type SQL, sql } from "drizzle-orm";
import { engine, sqliteFile, transaction } from "#db/client.server.ts";

/**
 * Runs a statement on the audit log as somebody could who has the database itself in their hands:
 * the triggers that refuse it step aside.
 */
export async function tamper(statement: string): Promise<void> {
  if (engine === "sqlite") {
    const own = new Database(sqliteFile());
    try {
      own.transaction(() => {
        const triggers = own
          .prepare<[], { name: string; sql: string }>(
            "select name, sql from sqlite_master where type = 'trigger' and tbl_name = 'audit_log'",
          )
          .all();
        for (const { name } of triggers) own.exec(`drop trigger "${name}"`);
        own.exec(statement);
        for (const trigger of triggers) own.exec(trigger.sql);
      })();
    } finally {
      own.close();
    }
    return;
  }
  const steps: SQL[] = [
    sql`alter table audit_log disable trigger user`,
    sql.raw(statement),
    sql`alter table audit_log enable trigger user`,
  ];
  for (const step of steps) await transaction((q) => q.execute(step));
}
