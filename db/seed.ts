import "#app/commands/settings-file.mjs";
import { statSync } from "node:fs";
import { env } from "#app/env.server.ts";
import { hashPassword } from "#app/password.server.ts";
import { publishQuizFiles } from "#app/quiz-files.server.ts";
import { closeDatabase, engine, migrateDatabase, sqliteFile } from "./client.server.ts";
import { DEMO_LOG_INS } from "./demo.ts";
import { beginningOf, fillDatabase } from "./seeding/fill.ts";
import { readSeedOptions, SEED_USAGE, type SeedOptions } from "./seeding/options.ts";
import { duration, grouped, showProgress } from "./seeding/progress.ts";

const BYTES_PER_MB = 1_000_000;

/** `npm run db:seed`: fills a new database for measuring. Gives the exit code. */
async function seed(options: SeedOptions): Promise<number> {
  const place = engine === "sqlite" ? sqliteFile() : "the PostgreSQL database of DATABASE_URL";
  console.log(
    `Filling ${place} with ${grouped(options.staff)} people and ${grouped(options.attempts)} attempts (seed ${options.seed}).`,
  );
  const now = new Date();
  await migrateDatabase();
  // Before the history, so that past days have certifications to be asked about.
  await publishQuizFiles(env.QUIZ_DIR, beginningOf(options, now));
  const passwordHash = await hashPassword(DEMO_LOG_INS[0]?.password ?? "");
  const filled = await fillDatabase(options, { now, passwordHash }, showProgress(process.stdout));
  await closeDatabase();
  if ("problem" in filled) {
    console.error(filled.problem);
    return 1;
  }
  const { rows, elapsedMs } = filled;
  const size = engine === "sqlite" ? `, ${grouped(statSync(place).size / BYTES_PER_MB)} MB` : "";
  console.log(`Wrote ${grouped(rows)} rows in ${duration(elapsedMs)}${size}.`);
  console.log("\nLog-ins, with a password that all of the staff have:");
  for (const { role, email, password } of DEMO_LOG_INS) {
    console.log(`  ${role.padEnd(8)} ${email.padEnd(24)} ${password}`);
  }
  return 0;
}

const request = readSeedOptions(process.argv.slice(2));
if ("help" in request) {
  console.log(SEED_USAGE);
} else if ("problem" in request) {
  console.error(`${request.problem}\n\n${SEED_USAGE}`);
  process.exitCode = 1;
} else {
  process.exitCode = await seed(request);
}
