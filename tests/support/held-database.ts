import Database from "better-sqlite3";

/** Holds a SQLite file as another program would, a backup for one. Gives what lets go of it. */
export function holdSqlite(file: string): () => void {
  const other = new Database(file, { timeout: 5_000 });
  other.exec("BEGIN EXCLUSIVE");
  return () => {
    other.exec("ROLLBACK");
    other.close();
  };
}
