import { statSync } from "node:fs";
import Database from "better-sqlite3";

export type TableSize = {
  name: string;
  rows: number;
  /** Bytes of the pages that the table and its indexes take. */
  bytes: number;
};

export type SqliteSize = {
  /** Bytes of the whole file. */
  bytes: number;
  tables: TableSize[];
};

/**
 * How big a SQLite database is, with everything in the file itself: what still lies in the log of a
 * server that has nothing to do at the moment is moved over first.
 */
export function measureSqlite(file: string): SqliteSize {
  const database = new Database(file, { timeout: 5_000 });
  try {
    database.pragma("wal_checkpoint(TRUNCATE)");
    const pages = database
      .prepare<[], { name: string; bytes: number }>(
        `select tbl_name as name, sum(pgsize) as bytes
         from dbstat join sqlite_master using (name)
         where tbl_name not like 'sqlite_%' group by tbl_name order by tbl_name`,
      )
      .all();
    const tables = pages.map(({ name, bytes }) => {
      const counted = database
        .prepare<[], { rows: number }>(`select count(*) as rows from "${name}"`)
        .get();
      return { name, bytes, rows: counted?.rows ?? 0 };
    });
    return { bytes: statSync(file).size, tables };
  } finally {
    database.close();
  }
}
