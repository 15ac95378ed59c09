import { type AnyColumn, type SQL, sql } from "drizzle-orm";
import * as pg from "drizzle-orm/pg-core";
import * as sqlite from "drizzle-orm/sqlite-core";
import type { CalendarDay } from "#app/core/calendar.ts";

/** How a value becomes text, and comes back from it. */
type Writing<Value> = { write: (value: Value) => string; read: (text: string) => Value };

/**
 * The column words in which `schema.ts` defines every table once, for PostgreSQL and for SQLite.
 * PostgreSQL's types are the one truth at compile time: both return the same values at run time
 * (Date, boolean, parsed JSON), which the data tests prove on both engines.
 */
const postgresKit = {
  table: pg.pgTable,
  id: () => pg.integer().primaryKey().generatedAlwaysAsIdentity(),
  int: () => pg.integer(),
  text: () => pg.text(),
  oneOf: <const Values extends [string, ...string[]]>(values: Values) => pg.text({ enum: values }),
  bool: () => pg.boolean(),
  /** A point in time, to the millisecond. */
  instant: () => pg.timestamp({ withTimezone: true, mode: "date", precision: 3 }),
  /** A calendar date, kept as the text that it is. */
  day: () => pg.text().$type<CalendarDay>(),
  /** JSON kept as text: written once, read whole, never queried into. */
  json: <Value>() =>
    pg.customType<{ data: Value; driverData: string }>({
      dataType: () => "text",
      toDriver: (value) => JSON.stringify(value),
      fromDriver: (text) => JSON.parse(text) as Value,
    })(),
  /** A value in a text of its own, as short as it stays plain. */
  textOf: <Value>({ write, read }: Writing<Value>) =>
    pg.customType<{ data: Value; driverData: string }>({
      dataType: () => "text",
      toDriver: write,
      fromDriver: read,
    })(),
  /** The bytes of a file. */
  bytes: () =>
    pg.customType<{ data: Buffer; driverData: Uint8Array }>({
      dataType: () => "bytea",
      fromDriver: (content) => Buffer.from(content),
    })(),
  primaryKey: pg.primaryKey,
  index: pg.index,
  uniqueIndex: pg.uniqueIndex,
};

export type Kit = typeof postgresKit;

const sqliteKit = {
  table: sqlite.sqliteTable,
  id: () => sqlite.integer().primaryKey({ autoIncrement: true }),
  int: () => sqlite.integer(),
  text: () => sqlite.text(),
  oneOf: (values: [string, ...string[]]) => sqlite.text({ enum: values }),
  bool: () => sqlite.integer({ mode: "boolean" }),
  instant: () => sqlite.integer({ mode: "timestamp_ms" }),
  day: () => sqlite.text(),
  json: () =>
    sqlite.customType<{ data: unknown; driverData: string }>({
      dataType: () => "text",
      toDriver: (value) => JSON.stringify(value),
      fromDriver: (text) => JSON.parse(text),
    })(),
  textOf: ({ write, read }: Writing<unknown>) =>
    sqlite.customType<{ data: unknown; driverData: string }>({
      dataType: () => "text",
      toDriver: write,
      fromDriver: read,
    })(),
  bytes: () => sqlite.blob({ mode: "buffer" }),
  primaryKey: sqlite.primaryKey,
  index: sqlite.index,
  uniqueIndex: sqlite.uniqueIndex,
};

export type Engine = "sqlite" | "postgres";

/** The one place where SQLite's columns are taken for PostgreSQL's. */
export function kitFor(engine: Engine): Kit {
  return engine === "postgres" ? postgresKit : (sqliteKit as unknown as Kit);
}

/** The condition of a partial index: rows in which `column` is empty. */
export function whereEmpty(column: AnyColumn): SQL {
  return sql`${column} is null`;
}

/** The same, for rows in which both are empty. */
export function whereBothEmpty(one: AnyColumn, other: AnyColumn): SQL {
  return sql`${one} is null and ${other} is null`;
}

/** The opposite: rows in which `column` is filled. */
export function whereFilled(column: AnyColumn): SQL {
  return sql`${column} is not null`;
}
