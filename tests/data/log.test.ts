import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { createLog } from "#app/log.server.ts";
import { db, tables, transaction } from "#db/client.server.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import { aSite } from "#tests/support/factories.ts";

useCleanDatabase();

/** The line that a failure leaves in the log. */
function lineOf(err: unknown): Record<string, unknown> {
  const lines: string[] = [];
  createLog("error", { write: (line: string) => void lines.push(line) }).error({ err }, "failed");
  return JSON.parse(lines.join(""));
}

test("a query that fails is logged without the values that it was given", async () => {
  const q = await db();
  const { people } = tables;
  const failing = q
    .select({ gone: sql`no_such_column` })
    .from(people)
    .where(eq(people.email, "ana@agata.example"));
  const reason: unknown = await failing.then(
    () => "it worked",
    (thrown: unknown) => thrown,
  );
  const line = lineOf(reason);
  expect(JSON.stringify(line)).toContain("no_such_column");
  expect(JSON.stringify(line)).not.toContain("ana@");
});

test("a row that the database refuses is logged without what is in it", async () => {
  const q = await db();
  const { id: homeSiteId } = await aSite();
  const person = { name: "Ana", sortName: "ana", email: "ana@agata.example", homeSiteId };
  const values = { ...person, createdAt: new Date() };
  const insert = () => transaction((w) => w.insert(tables.people).values(values));
  await insert();
  const reason: unknown = await insert().then(
    () => "it worked",
    (thrown: unknown) => thrown,
  );
  const text = JSON.stringify(lineOf(reason));
  expect(text).toMatch(/unique/i);
  expect(text).not.toContain("ana@");
  expect(await q.select().from(tables.people)).toHaveLength(1);
});
