import { migrateDatabase } from "#db/client.server.ts";
import { DEMO_LOG_INS, isDemoInstallation, seedDemo } from "#db/demo.ts";
import { submitOverdueAttempts } from "#db/queries/attempts.ts";
import { createSetupCode } from "#db/queries/one-time-links.ts";
import { isSetUp } from "#db/queries/organisation.ts";
import { deleteExpiredSessions } from "#db/queries/sessions.ts";
import { deleteEndedSignInLimits } from "#db/queries/sign-in-limits.ts";
import { deleteUnconfirmedImports } from "#db/queries/staff-imports.ts";
import { workOnBulkJobs } from "./bulk-work.server.ts";
import { env } from "./env.server.ts";
import { log } from "./log.server.ts";
import { publishQuizFiles, watchQuizFiles } from "./quiz-files.server.ts";

const OVERDUE_EVERY_MS = 5_000;
const BULK_JOBS_EVERY_MS = 1_000;
const CLEAN_UP_EVERY_MS = 3_600_000;
/** How long an expired session keeps the answer that was posted with it. */
const KEEP_EXPIRED_SESSIONS_MS = 7 * 24 * 3_600_000;

/** How long a staff list that nobody confirmed can still be confirmed. */
const KEEP_UNCONFIRMED_LISTS_MS = 24 * 3_600_000;

/** What the console should say once the server listens. */
export type StartNotes = { isDemo: boolean; setupCode?: string };

/** Brings the database up to date: tables, quiz files, and the demo or the set-up code. */
export async function prepareData(): Promise<StartNotes> {
  await migrateDatabase();
  const now = new Date();
  await publishQuizFiles(env.QUIZ_DIR, now);
  if (await isSetUp()) return { isDemo: await isDemoInstallation() };
  if (env.DEMO === "on") {
    await seedDemo({ now, timeZone: env.DEMO_TIME_ZONE });
    return { isDemo: true };
  }
  return { isDemo: false, setupCode: await createSetupCode(now) };
}

/** Watches the quiz files and does what is due by the clock. Returns what stops it all. */
export function startBackgroundWork(): () => Promise<void> {
  const stopWatching = watchQuizFiles(env.QUIZ_DIR);
  const timers = [
    repeat(OVERDUE_EVERY_MS, () => submitOverdueAttempts(new Date())),
    repeat(BULK_JOBS_EVERY_MS, () => workOnBulkJobs()),
    repeat(CLEAN_UP_EVERY_MS, () =>
      deleteExpiredSessions(new Date(Date.now() - KEEP_EXPIRED_SESSIONS_MS)),
    ),
    repeat(CLEAN_UP_EVERY_MS, () => deleteEndedSignInLimits(new Date())),
    repeat(CLEAN_UP_EVERY_MS, () =>
      deleteUnconfirmedImports(new Date(Date.now() - KEEP_UNCONFIRMED_LISTS_MS)),
    ),
  ];
  return async () => {
    for (const timer of timers) clearInterval(timer);
    await stopWatching();
  };
}

/** Does it now, for what became due while the server was down, and from then on again and again. */
function repeat(everyMs: number, work: () => Promise<unknown>): NodeJS.Timeout {
  let isUnderWay = false;
  async function run(): Promise<void> {
    if (isUnderWay) return;
    isUnderWay = true;
    try {
      await work();
    } catch (err) {
      log.error({ err }, "work by the clock failed; it is tried again");
    } finally {
      isUnderWay = false;
    }
  }
  void run();
  return setInterval(run, everyMs).unref();
}

/** Tells the person at the console where to go and how to get in. */
export function announce(port: number, { isDemo, setupCode }: StartNotes): void {
  const address = env.PUBLIC_URL ?? `http://localhost:${port}`;
  const lines = [`Needlepoint is ready: ${address}`];
  if (isDemo) {
    lines.push("", "Demo log-ins (DEMO=off starts with an empty database):");
    for (const { role, email, password } of DEMO_LOG_INS) {
      lines.push(`  ${role.padEnd(8)} ${email.padEnd(24)} ${password}`);
    }
  }
  if (setupCode) {
    lines.push("", `Open ${address}/setup and enter this one-time code: ${setupCode}`);
  }
  process.stdout.write(`\n${lines.join("\n")}\n\n`);
}
