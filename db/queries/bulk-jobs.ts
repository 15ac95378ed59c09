import { and, asc, count, desc, eq, inArray, isNotNull } from "drizzle-orm";
import { type BulkOrder, parseBulkOrder } from "#app/core/bulk-action.ts";
import { BULK_OUTCOMES, type BulkOutcome } from "#app/core/bulk-kinds.ts";
import { db, locked, tables, transaction } from "#db/client.server.ts";
import { recordAudit } from "./audit.ts";
import { type Asker, listVisibleNames } from "./people.ts";

const { bulkJobPeople, bulkJobs, people } = tables;

/** How many rows one statement inserts. */
const ROWS_AT_ONCE = 1_000;
/** Among how many of the newest jobs a repeated confirmation is looked for. */
const RECENT_JOBS = 20;

/** A job as its giver sees it. */
export type BulkJob = {
  id: number;
  order: BulkOrder;
  createdAt: Date;
  finishedAt?: Date;
  /** How many people it is about, how many are dealt with, and what came of them. */
  total: number;
  dealtWith: number;
  outcomes: Record<BulkOutcome, number>;
};

/**
 * Writes a job down with everybody it is about. Nothing is done yet.
 * @param token of the page that it was confirmed on: confirmed twice, it is one job
 * @returns the job's number
 */
export async function saveBulkJob(
  asker: Asker,
  { order, personIds, token }: { order: BulkOrder; personIds: readonly number[]; token: string },
  now: Date,
): Promise<number> {
  return transaction(async (q) => {
    // Two clicks at once wait for each other here.
    await locked(q.select({ id: people.id }).from(people).where(eq(people.id, asker.id)));
    const recent = await q
      .select({ id: bulkJobs.id, order: bulkJobs.order })
      .from(bulkJobs)
      .where(eq(bulkJobs.actorId, asker.id))
      .orderBy(desc(bulkJobs.id))
      .limit(RECENT_JOBS);
    const same = recent.find((job) => job.order.token === token);
    if (same) return same.id;
    const [job] = await q
      .insert(bulkJobs)
      .values({ kind: order.kind, actorId: asker.id, order: { ...order, token }, createdAt: now })
      .returning({ id: bulkJobs.id });
    if (!job) throw new Error("The database kept no job");
    const rows = personIds.map((personId) => ({ jobId: job.id, personId }));
    for (let first = 0; first < rows.length; first += ROWS_AT_ONCE) {
      await q.insert(bulkJobPeople).values(rows.slice(first, first + ROWS_AT_ONCE));
    }
    const { kind, certificationId } = order;
    await recordAudit(q, {
      at: now,
      actorId: asker.id,
      action: "bulk-job.started",
      detail: { jobId: job.id, kind, certificationId, people: rows.length },
    });
    return job.id;
  });
}

/** A job that the asker gave themselves; anybody else's is not found. */
export async function findBulkJob(asker: Asker, jobId: number): Promise<BulkJob | undefined> {
  return (await listJobs(asker, jobId))[0];
}

/** The newest jobs of the asker, newest first. */
export async function listBulkJobs(asker: Asker): Promise<BulkJob[]> {
  return listJobs(asker);
}

async function listJobs(asker: Asker, jobId?: number): Promise<BulkJob[]> {
  const q = await db();
  const rows = await q
    .select()
    .from(bulkJobs)
    .where(
      and(eq(bulkJobs.actorId, asker.id), jobId === undefined ? undefined : eq(bulkJobs.id, jobId)),
    )
    .orderBy(desc(bulkJobs.id))
    .limit(RECENT_JOBS);
  const counts = await q
    .select({ jobId: bulkJobPeople.jobId, outcome: bulkJobPeople.outcome, people: count() })
    .from(bulkJobPeople)
    .where(
      inArray(
        bulkJobPeople.jobId,
        rows.map(({ id }) => id),
      ),
    )
    .groupBy(bulkJobPeople.jobId, bulkJobPeople.outcome);
  return rows.map(({ id, order, createdAt, finishedAt }) => {
    const outcomes = { done: 0, unchanged: 0, refused: 0 };
    let total = 0;
    for (const row of counts.filter((each) => each.jobId === id)) {
      total += row.people;
      if (row.outcome) outcomes[row.outcome] = row.people;
    }
    const dealtWith = BULK_OUTCOMES.reduce((sum, outcome) => sum + outcomes[outcome], 0);
    const parsed = parseBulkOrder(order);
    const job = { id, order: parsed, createdAt, total, dealtWith, outcomes };
    return finishedAt ? { ...job, finishedAt } : job;
  });
}

export type BulkResult = {
  personId: number;
  /** Left out for whoever is not among the asker's staff any more. */
  name?: string;
  doneAt: Date;
  outcome: BulkOutcome;
  note: string;
};

/**
 * What came of a job, person by person, by name. The job was found for the asker before.
 * @param page counted from 1
 */
export async function listBulkResults(
  asker: Asker,
  jobId: number,
  { outcome, page, pageSize }: { outcome?: BulkOutcome; page: number; pageSize: number },
): Promise<BulkResult[]> {
  const q = await db();
  const rows = await q
    .select({
      personId: bulkJobPeople.personId,
      doneAt: bulkJobPeople.doneAt,
      outcome: bulkJobPeople.outcome,
      note: bulkJobPeople.note,
    })
    .from(bulkJobPeople)
    .innerJoin(people, eq(people.id, bulkJobPeople.personId))
    .where(
      and(
        eq(bulkJobPeople.jobId, jobId),
        outcome ? eq(bulkJobPeople.outcome, outcome) : isNotNull(bulkJobPeople.outcome),
      ),
    )
    .orderBy(asc(people.sortName), asc(people.id))
    .limit(pageSize)
    .offset((page - 1) * pageSize);
  const names = await listVisibleNames(
    asker,
    rows.map(({ personId }) => personId),
  );
  return rows.flatMap(({ personId, doneAt, outcome, note }) =>
    doneAt && outcome
      ? [{ personId, name: names.get(personId), doneAt, outcome, note: note ?? "" }]
      : [],
  );
}
