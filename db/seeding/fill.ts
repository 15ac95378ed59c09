import { startOfDay } from "#app/core/calendar.ts";
import { db, transaction } from "#db/client.server.ts";
import { findLastLink } from "#db/queries/audit-chain.ts";
import { listCertificationDefinitions } from "#db/queries/certification-definitions.ts";
import { refreshClearances } from "#db/queries/clearances.ts";
import { isSetUp } from "#db/queries/organisation.ts";
import { findQuiz, listQuizzes, type PublishedQuiz } from "#db/queries/quizzes.ts";
import { type Batch, openBulkWriter } from "./bulk.ts";
import { type HistoryOptions, makeHistory } from "./history.ts";
import type { SeedOptions } from "./options.ts";
import { makePartRecords } from "./part-records.ts";
import type { Progress } from "./progress.ts";
import { todayOf } from "./sittings.ts";
import { makeStaff } from "./staff.ts";

/** Attempts whose rows are held in memory and written in one transaction. */
const ATTEMPTS_AT_ONCE = 2_000;
/** Everybody was entered so long before the history ends. */
const STAFF_SINCE_MS = 1_200 * 86_400_000;

/** When everything begins: quizzes are published, and everybody is entered. */
export function beginningOf({ today }: Pick<SeedOptions, "today">, now: Date): Date {
  return new Date(startOfDay(today ?? todayOf(now), "UTC").getTime() - STAFF_SINCE_MS);
}

export type Filled = { people: number; attempts: number; rows: number; elapsedMs: number };

/**
 * Fills a database that has tables, published quizzes and nobody in it. The same options give the
 * same rows, but for the password's salt.
 * @param passwordHash everybody's
 * @returns a sentence instead, and nothing is changed, when the database cannot be filled
 */
export async function fillDatabase(
  options: SeedOptions,
  { now, passwordHash }: { now: Date; passwordHash: string },
  onProgress: (progress: Progress) => void,
): Promise<Filled | { problem: string }> {
  if (await isSetUp()) {
    return {
      problem:
        "There are people in this database already. Name a new one with DATA_DIR or DATABASE_URL, or take this one away first.",
    };
  }
  const quizzes = await listPublished();
  if (quizzes.length === 0 && options.attempts > 0) {
    return { problem: "No quiz is published, so nobody can have attempted one. See QUIZ_DIR." };
  }
  const today = options.today ?? todayOf(now);
  const certifications = await listCertificationDefinitions();
  const history: Omit<HistoryOptions, "recordsOf"> = {
    attempts: options.attempts,
    seed: options.seed,
    responses: options.responses ?? options.attempts,
    today,
    organisationName: "Linden Skin Clinics",
    lastAuditLink: await findLastLink(await db()),
    quizzes,
    certifications,
  };
  const createdAt = beginningOf(options, now);
  return writeAll(options, history, { createdAt, passwordHash }, onProgress);
}

async function writeAll(
  options: SeedOptions,
  history: Omit<HistoryOptions, "recordsOf">,
  people: { createdAt: Date; passwordHash: string },
  onProgress: (progress: Progress) => void,
): Promise<Filled> {
  const since = performance.now();
  const { batches, trainees } = makeStaff(options, people);
  const { seed, today, certifications } = history;
  const parts = { seed, today, certifications, since: people.createdAt };
  const { batches: partBatches, recordsOf } = makePartRecords(trainees, parts);
  const { next, derived } = makeHistory(trainees, { ...history, recordsOf });
  const writer = openBulkWriter();
  let rows = 0;
  let attempts = 0;
  const write = async (some: readonly Batch[]) => {
    await writer.write(some);
    rows += some.reduce((sum, batch) => sum + batch.rows.length, 0);
  };
  const report = () =>
    onProgress({
      done: attempts,
      total: options.attempts,
      rows,
      elapsedMs: performance.now() - since,
    });
  try {
    await write([...batches, ...partBatches]);
    report();
    for (let part = next(ATTEMPTS_AT_ONCE); part; part = next(ATTEMPTS_AT_ONCE)) {
      await write(part.batches);
      attempts += part.attempts;
      report();
    }
    await write(derived());
  } finally {
    await writer.close();
  }
  await transaction((q) =>
    refreshClearances(
      q,
      trainees.map(({ id }) => id),
    ),
  );
  return { people: options.staff, attempts, rows, elapsedMs: performance.now() - since };
}

async function listPublished(): Promise<PublishedQuiz[]> {
  const listed = await listQuizzes();
  const found = await Promise.all(listed.map(({ quizId }) => findQuiz(quizId)));
  return found.filter((quiz) => quiz !== undefined);
}
