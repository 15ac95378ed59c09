import { openingFaultOf } from "#db/availability.ts";
import { engine, migrateDatabase } from "#db/client.server.ts";
import { DEMO_LOG_INS, isDemoInstallation, seedDemo } from "#db/demo.ts";
import { submitOverdueAttempts } from "#db/queries/attempts.ts";
import { beginChain } from "#db/queries/audit-check.ts";
import { saveDueDigests } from "#db/queries/digests.ts";
import { saveDueNotifications } from "#db/queries/due-notifications.ts";
import { createSetupCode } from "#db/queries/one-time-links.ts";
import { isSetUp } from "#db/queries/organisation.ts";
import { deleteExpiredSessions } from "#db/queries/sessions.ts";
import { deleteEndedSignInLimits } from "#db/queries/sign-in-limits.ts";
import { deleteUnconfirmedImports } from "#db/queries/staff-imports.ts";
import { foldAllStatistics } from "#db/queries/statistics.ts";
import { workOnBulkJobs } from "./bulk-work.server.ts";
import { env, unusableSetting } from "./env.server.ts";
import { log } from "./log.server.ts";
import { leaveMailsUnsent, sendDueMails } from "./mail.server.ts";
import { publishQuizFiles, quizFolderState, watchQuizFiles } from "./quiz-files.server.ts";

const OVERDUE_EVERY_MS = 5_000;
const STATISTICS_EVERY_MS = 5_000;
const BULK_JOBS_EVERY_MS = 1_000;
const CLEAN_UP_EVERY_MS = 3_600_000;
const TELL_EVERY_MS = 15 * 60_000;
const MAIL_EVERY_MS = 5_000;
/** How long an expired session keeps the answer that was posted with it. */
const KEEP_EXPIRED_SESSIONS_MS = 7 * 24 * 3_600_000;

/** How long a staff list that nobody confirmed can still be confirmed. */
const KEEP_UNCONFIRMED_LISTS_MS = 24 * 3_600_000;

/** What the console should say once the server listens. */
export type StartNotes = { isDemo: boolean; setupCode?: string };

/**
 * Brings the database up to date: tables, quiz files, and the demo or the set-up code.
 * @throws UnusableSettings when there is no database where a setting says, or a new one would be
 *   filled without quizzes
 */
export async function prepareData(): Promise<StartNotes> {
  await openDatabase();
  const now = new Date();
  await beginChain(now);
  await publishQuizFiles(env.QUIZ_DIR, now);
  // Later a folder that is gone stops nobody: what was published before goes on.
  if (await isSetUp()) return { isDemo: await isDemoInstallation() };
  if (quizFolderState().problem !== undefined) {
    throw unusableSetting("QUIZ_DIR", "must be a folder that can be read");
  }
  if (env.DEMO === "on") {
    await seedDemo({ now, timeZone: env.DEMO_TIME_ZONE });
    return { isDemo: true };
  }
  return { isDemo: false, setupCode: await createSetupCode(now) };
}

async function openDatabase(): Promise<void> {
  try {
    await migrateDatabase();
  } catch (reason) {
    const fault = openingFaultOf(reason);
    if (fault === undefined) throw reason;
    throw engine === "sqlite"
      ? unusableSetting("DATA_DIR", `must be a folder to keep a database in (${fault})`)
      : unusableSetting("DATABASE_URL", `must be a database that can be opened (${fault})`);
  }
}

/** Watches the quiz files and does what is due by the clock. Returns what stops it all. */
export function startBackgroundWork(): () => Promise<void> {
  const stopWatching = watchQuizFiles(env.QUIZ_DIR);
  const stopping = new AbortController();
  const jobs = [
    repeat(OVERDUE_EVERY_MS, () => submitOverdueAttempts(new Date())),
    repeat(STATISTICS_EVERY_MS, foldAllStatistics),
    repeat(BULK_JOBS_EVERY_MS, () => workOnBulkJobs()),
    repeat(CLEAN_UP_EVERY_MS, () =>
      deleteExpiredSessions(new Date(Date.now() - KEEP_EXPIRED_SESSIONS_MS)),
    ),
    repeat(CLEAN_UP_EVERY_MS, () => deleteEndedSignInLimits(new Date())),
    repeat(TELL_EVERY_MS, () => saveDueNotifications(new Date())),
    repeat(TELL_EVERY_MS, () => saveDueDigests(new Date())),
    repeat(MAIL_EVERY_MS, () => workOffMails(stopping.signal)),
    repeat(CLEAN_UP_EVERY_MS, () =>
      deleteUnconfirmedImports(new Date(Date.now() - KEEP_UNCONFIRMED_LISTS_MS)),
    ),
  ];
  return async () => {
    stopping.abort();
    await Promise.all([stopWatching(), ...jobs.map((stop) => stop())]);
  };
}

/** Sends what waits, up to the mail in hand when the server stops; or leaves it in the app. */
async function workOffMails(stopping: AbortSignal): Promise<void> {
  const { SMTP_URL: url, MAIL_FROM: from, PUBLIC_URL: origin } = env;
  if (!url || !from || !origin) return leaveMailsUnsent();
  await sendDueMails({ url, from, origin }, { now: () => new Date(), stopping });
}

/**
 * Does it now, for what became due while the server was down, and from then on again and again.
 * Gives what stops it, once what is under way is done.
 */
function repeat(everyMs: number, work: () => Promise<unknown>): () => Promise<void> {
  let underWay: Promise<void> | undefined;
  async function run(): Promise<void> {
    try {
      await work();
    } catch (err) {
      log.error({ err }, "work by the clock failed; it is tried again");
    }
  }
  function runUnlessUnderWay(): void {
    underWay ??= run().finally(() => {
      underWay = undefined;
    });
  }
  runUnlessUnderWay();
  const timer = setInterval(runUnlessUnderWay, everyMs).unref();
  return async () => {
    clearInterval(timer);
    await underWay;
  };
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
