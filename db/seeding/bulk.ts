import Database from "better-sqlite3";
import { getTableColumns, getTableName, sql } from "drizzle-orm";
import { toSnakeCase } from "drizzle-orm/casing";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import { engine, sqliteFile, transaction } from "#db/client.server.ts";

/**
 * Puts rows into tables by the thousand, several times faster than the query builder can: one
 * prepared statement for many rows on SQLite, one array a column on PostgreSQL. Values are encoded
 * by the columns themselves, so that they are what the query builder would have written.
 */
export type BulkWriter = {
  /** The rows of one call are kept together or not at all; fields left out are null. */
  write: (batches: readonly Batch[]) => Promise<void>;
  close: () => Promise<void>;
};

/** Rows of one table, all with the same fields given. Ids are made where the rows have none. */
export type Batch = { table: PgTable; rows: readonly Record<string, unknown>[] };

/** A row to be inserted; numbers of rows that others refer to are given with them. */
export type NewRow<Table extends { $inferInsert: unknown }> = Table["$inferInsert"] & {
  id?: number;
};

/** Pairs a table with rows of its own type. */
export function batchOf<Table extends PgTable>(
  table: Table,
  rows: readonly NewRow<Table>[],
): Batch {
  return { table, rows };
}

type BulkColumn = { field: string; name: string; column: PgColumn };

/** The columns to write: all but an id that the rows leave to the database. */
function columnsOf({ table, rows: [first] }: Batch): BulkColumn[] {
  return Object.entries(getTableColumns(table))
    .filter(([field]) => field !== "id" || first?.id !== undefined)
    .map(([field, column]) => ({ field, name: toSnakeCase(column.name), column }));
}

function encoded({ field, column }: BulkColumn, row: Record<string, unknown>): unknown {
  const value = row[field];
  return value === undefined || value === null ? null : column.mapToDriverValue(value);
}

/** Opens a writer. On SQLite nobody else may write until it is closed. */
export function openBulkWriter(): BulkWriter {
  return engine === "sqlite" ? openSqliteWriter() : openPostgresWriter();
}

/** SQLite takes at most 32,766 values a statement; beyond some hundred rows nothing is gained. */
const SQLITE_ROWS_AT_ONCE = 250;

function openSqliteWriter(): BulkWriter {
  const database = new Database(sqliteFile());
  // A database that is filled for measuring can be filled again after a power cut.
  database.pragma("synchronous = OFF");
  database.pragma("cache_size = -200000");
  // The rows are made together with those that they refer to.
  database.pragma("foreign_keys = OFF");
  const statements = new Map<string, Database.Statement>();

  function statementFor(table: PgTable, columns: readonly BulkColumn[], rows: number) {
    const key = `${getTableName(table)} ${rows}`;
    const known = statements.get(key);
    if (known) return known;
    const names = columns.map(({ name }) => `"${name}"`).join(", ");
    const oneRow = `(${columns.map(() => "?").join(", ")})`;
    const values = Array.from({ length: rows }, () => oneRow).join(", ");
    const statement = database.prepare(
      `insert into "${getTableName(table)}" (${names}) values ${values}`,
    );
    statements.set(key, statement);
    return statement;
  }

  const writeAll = database.transaction((batches: readonly Batch[]) => {
    for (const batch of batches) {
      const { table, rows } = batch;
      const columns = columnsOf(batch);
      for (let first = 0; first < rows.length; first += SQLITE_ROWS_AT_ONCE) {
        const some = rows.slice(first, first + SQLITE_ROWS_AT_ONCE);
        const values: unknown[] = [];
        for (const row of some) for (const column of columns) values.push(encoded(column, row));
        statementFor(table, columns, some.length).run(values);
      }
    }
  });

  return {
    write: async (batches) => writeAll(batches),
    async close() {
      database.exec("analyze");
      database.pragma("wal_checkpoint(TRUNCATE)");
      database.close();
    },
  };
}

function openPostgresWriter(): BulkWriter {
  const written = new Set<PgTable>();
  return {
    write: (batches) =>
      transaction(async (q) => {
        for (const batch of batches) {
          const { table, rows } = batch;
          if (rows.length === 0) continue;
          written.add(table);
          const columns = columnsOf(batch);
          const names = columns.map(({ name }) => sql.identifier(name));
          const arrays = columns.map((column) => {
            const values = sql.param(rows.map((row) => encoded(column, row)));
            return sql`${values}::${sql.raw(column.column.getSQLType())}[]`;
          });
          await q.execute(
            sql`insert into ${table} (${sql.join(names, sql`, `)}) overriding system value
                select * from unnest(${sql.join(arrays, sql`, `)})`,
          );
        }
      }),
    close: () =>
      transaction(async (q) => {
        for (const table of written) {
          const name = getTableName(table);
          if (getTableColumns(table).id) {
            await q.execute(
              sql`select setval(pg_get_serial_sequence(${name}, 'id'), (select max(id) from ${table}))`,
            );
          }
          await q.execute(sql`analyze ${table}`);
        }
      }),
  };
}
