import { randomUUID } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll } from "vitest";

/*
 * Runs before each file of tests that needs data, and gives it a folder and, on a PostgreSQL
 * server, a database of its own.
 */
process.env.DATA_DIR = mkdtempSync(path.join(process.env.TEST_DATA_DIR ?? tmpdir(), "data-"));
process.env.LOG_LEVEL ||= "silent";

const server = process.env.TEST_POSTGRES_URL;
if (server && process.env.DATABASE_URL) {
  const name = `needlepoint_${randomUUID().replaceAll("-", "")}`;
  await onServer(server, `create database ${name}`);
  const own = new URL(server);
  own.pathname = `/${name}`;
  process.env.DATABASE_URL = own.href;
  afterAll(() => onServer(server, `drop database ${name} with (force)`));
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
