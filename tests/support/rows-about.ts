import Database from "better-sqlite3";
import { sqliteFile } from "#db/client.server.ts";

/** Every row of the SQLite database that is about a person or a site, whatever its table. */
export function rowsAbout({ personId, siteId }: { personId: number; siteId: number }): unknown[] {
  const database = new Database(sqliteFile(), { readonly: true });
  const isAbout = (table: string, row: Record<string, unknown>) =>
    [row.person_id, row.subject_id, table === "people" && row.id].includes(personId) ||
    [row.site_id, row.home_site_id].includes(siteId);
  const rowsOf = (table: string) =>
    database
      .prepare<[], Record<string, unknown>>(`select * from "${table}"`)
      .all()
      .filter((row) => isAbout(table, row))
      .map((row) => ({ table, ...row }));
  try {
    return database
      .prepare<[], string>("select name from sqlite_master where type = 'table' order by name")
      .pluck()
      .all()
      .flatMap(rowsOf);
  } finally {
    database.close();
  }
}
