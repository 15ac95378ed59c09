import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  generateDrizzleJson,
  generateMigration,
  generateSQLiteDrizzleJson,
  generateSQLiteMigration,
} from "drizzle-kit/api";
import { expect, test } from "vitest";
import { type Engine, kitFor } from "#db/kit.ts";
import { defineTables } from "#db/schema.ts";
import * as postgresTables from "#db/tables.postgres.ts";
import * as sqliteTables from "#db/tables.sqlite.ts";

const LAGS = "run `npm run db:generate` and check in what it writes";

/** The tables as the newest migration of this engine leaves them. */
function lastSnapshot(engine: Engine) {
  const folder = path.resolve("db/migrations", engine, "meta");
  const read = (file: string) => JSON.parse(readFileSync(path.join(folder, file), "utf8"));
  const { entries } = read("_journal.json") as { entries: { idx: number }[] };
  const newest = Math.max(...entries.map(({ idx }) => idx));
  return read(`${String(newest).padStart(4, "0")}_snapshot.json`);
}

test("the SQLite migrations make the tables of the schema", async () => {
  const now = await generateSQLiteDrizzleJson(sqliteTables, undefined, "snake_case");
  const missing = await generateSQLiteMigration(lastSnapshot("sqlite"), now);
  expect(missing, LAGS).toEqual([]);
});

test("the PostgreSQL migrations make the tables of the schema", async () => {
  const now = generateDrizzleJson(postgresTables, undefined, undefined, "snake_case");
  const missing = await generateMigration(lastSnapshot("postgres"), now);
  expect(missing, LAGS).toEqual([]);
});

test("a table that the migrations do not know is noticed", async () => {
  const kit = kitFor("sqlite");
  const lamps = kit.table("lamps", { id: kit.id() });
  const now = await generateSQLiteDrizzleJson({ ...sqliteTables, lamps }, undefined, "snake_case");
  const missing = await generateSQLiteMigration(lastSnapshot("sqlite"), now);
  expect(missing.join("\n")).toContain("CREATE TABLE `lamps`");
});

test("every table of the schema is among those that migrations are made from", () => {
  const names = Object.keys(defineTables(kitFor("sqlite"))).sort();
  expect(Object.keys(sqliteTables).sort()).toEqual(names);
  expect(Object.keys(postgresTables).sort()).toEqual(names);
});

test("both engines have migrations of the same names", () => {
  const tags = (engine: Engine) => {
    const file = path.resolve("db/migrations", engine, "meta/_journal.json");
    const { entries } = JSON.parse(readFileSync(file, "utf8")) as { entries: { tag: string }[] };
    return entries.map(({ tag }) => tag);
  };
  expect(tags("postgres")).toEqual(tags("sqlite"));
});

test("several processes can bring a new SQLite file up to date at once", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "needlepoint-migrate-"));
  const program = `
    const { migrateDatabase, closeDatabase } = await import("#db/client.server.ts");
    await migrateDatabase();
    await closeDatabase();
  `;
  const migrateInProcess = async () => {
    const child = spawn(
      process.execPath,
      ["--import", "tsx", "--input-type=module", "--eval", program],
      { env: { ...process.env, DATABASE_URL: "", DATA_DIR: folder } },
    );
    let said = "";
    child.stderr.on("data", (text) => {
      said += text;
    });
    const [code] = await once(child, "close");
    return { code, said };
  };
  try {
    const ends = await Promise.all(Array.from({ length: 4 }, migrateInProcess));
    expect(ends).toEqual(ends.map(() => ({ code: 0, said: "" })));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);
