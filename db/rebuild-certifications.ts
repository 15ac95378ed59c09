import { closeDatabase, engine, migrateDatabase, sqliteFile } from "./client.server.ts";
import { rebuildDerivedTables } from "./queries/derived-tables.ts";
import { grouped } from "./seeding/progress.ts";

/*
 * `npm run db:rebuild-certifications`: makes again what is derived from attempts, certificates and
 * records, and says what was wrong. It can run while Needlepoint serves.
 */

const place = engine === "sqlite" ? sqliteFile() : "the PostgreSQL database of DATABASE_URL";
console.log(`Rebuilding what is derived in ${place}.`);
await migrateDatabase();
const rebuilt = await rebuildDerivedTables();
await closeDatabase();
for (const { name, rows, wrong } of rebuilt) {
  const verdict = wrong === 0 ? "nothing was wrong" : `${grouped(wrong)} were wrong`;
  console.log(`  ${name}: ${grouped(rows)} ${rows === 1 ? "row" : "rows"}, ${verdict}`);
}
const wrong = rebuilt.reduce((sum, each) => sum + each.wrong, 0);
console.log(
  wrong === 0
    ? "Nothing was wrong."
    : `Put right: ${grouped(wrong)} ${wrong === 1 ? "row" : "rows"}.`,
);
