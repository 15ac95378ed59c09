import { and, asc, eq, isNull, lt, or } from "drizzle-orm";
import { type BulkVerdict, bulkVerdict, parseBulkOrder } from "#app/core/bulk-action.ts";
import { dayAt } from "#app/core/calendar.ts";
import { locked, type Queryable, tables, transaction } from "#db/client.server.ts";
import { carryOut } from "./bulk-actions.ts";
import { listBulkPeople } from "./bulk-facts.ts";
import { findCertificationDefinition } from "./certification-definitions.ts";
import { isOneOf } from "./ids.ts";

const { bulkJobPeople, bulkJobs, managedSites, people, personRoles } = tables;

/** How many people are dealt with in one transaction. */
const PEOPLE_AT_ONCE = 50;
/** After so long without a sign, whoever worked at a job is taken to be gone. */
export const CLAIM_LASTS_MS = 30_000;

/**
 * Takes a job that is to be done: one that nobody works at, or whose worker was not heard of for a
 * while. Of several who try, one gets it.
 * @param claim unique to this attempt
 * @param onlyJobId this job and no other
 */
export async function claimBulkJob(
  claim: string,
  now: Date,
  onlyJobId?: number,
): Promise<number | undefined> {
  const isFree = and(
    isNull(bulkJobs.finishedAt),
    or(isNull(bulkJobs.claim), lt(bulkJobs.claimedAt, new Date(now.getTime() - CLAIM_LASTS_MS))),
    onlyJobId === undefined ? undefined : eq(bulkJobs.id, onlyJobId),
  );
  return transaction(async (q) => {
    const waiting = await q
      .select({ id: bulkJobs.id })
      .from(bulkJobs)
      .where(isFree)
      .orderBy(asc(bulkJobs.id))
      .limit(1);
    for (const { id } of waiting) {
      const taken = await q
        .update(bulkJobs)
        .set({ claim, claimedAt: now })
        .where(and(eq(bulkJobs.id, id), isFree))
        .returning({ id: bulkJobs.id });
      if (taken.length > 0) return id;
    }
    return undefined;
  });
}

/**
 * Deals with the next people of a job, and writes down what came of each in the same transaction:
 * whatever happens in between, each is dealt with once. Rights and facts are those of this moment.
 * @returns "lost" when another worker has taken the job
 */
export async function workOnBulkJob(
  jobId: number,
  claim: string,
  now: Date,
): Promise<"more" | "finished" | "lost"> {
  return transaction(async (q) => {
    // Holds the row: whoever would take the job over waits until this part is done.
    const [job] = await q
      .update(bulkJobs)
      .set({ claimedAt: now })
      .where(and(eq(bulkJobs.id, jobId), eq(bulkJobs.claim, claim), isNull(bulkJobs.finishedAt)))
      .returning({ actorId: bulkJobs.actorId, order: bulkJobs.order });
    if (!job) return "lost";
    const next = await q
      .select({ personId: bulkJobPeople.personId })
      .from(bulkJobPeople)
      .where(and(eq(bulkJobPeople.jobId, jobId), isNull(bulkJobPeople.doneAt)))
      .orderBy(asc(bulkJobPeople.personId))
      .limit(PEOPLE_AT_ONCE);
    if (next.length === 0) {
      const ended = { finishedAt: now, claim: null };
      await q.update(bulkJobs).set(ended).where(eq(bulkJobs.id, jobId));
      return "finished";
    }
    const ids = next.map(({ personId }) => personId);
    // In the order of their numbers, so that no two wait for each other for ever.
    await locked(
      q
        .select({ id: people.id })
        .from(people)
        .where(isOneOf(people.id, ids))
        .orderBy(asc(people.id)),
    );
    await dealWith(q, { jobId, ...job }, ids, now);
    return "more";
  });
}

async function dealWith(
  q: Queryable,
  job: { jobId: number; actorId: number; order: unknown },
  personIds: readonly number[],
  now: Date,
): Promise<void> {
  const { jobId, actorId } = job;
  const order = parseBulkOrder(job.order);
  const actor = await findActor(q, actorId);
  const certification = await findCertificationDefinition(order.certificationId);
  const found = await listBulkPeople(actor, personIds, order.certificationId);
  const willing: number[] = [];
  for (const personId of personIds) {
    const person = found.get(personId);
    const today = dayAt(now, person?.timeZone ?? "UTC");
    const verdict = bulkVerdict(order, person?.facts, certification?.definition, today);
    const isWritten = await writeDown(q, { jobId, personId }, verdict, now);
    if (isWritten && verdict.outcome === "done") willing.push(personId);
  }
  const title = certification?.title ?? "";
  await carryOut(q, order, { jobId, actorId, actorName: actor.name, title }, willing, now);
}

/** True when it was not written down before. */
async function writeDown(
  q: Queryable,
  { jobId, personId }: { jobId: number; personId: number },
  { outcome, note }: BulkVerdict,
  now: Date,
): Promise<boolean> {
  const written = await q
    .update(bulkJobPeople)
    .set({ doneAt: now, outcome, note })
    .where(
      and(
        eq(bulkJobPeople.jobId, jobId),
        eq(bulkJobPeople.personId, personId),
        isNull(bulkJobPeople.doneAt),
      ),
    )
    .returning({ personId: bulkJobPeople.personId });
  return written.length > 0;
}

/** Whoever gave the order, with the sites that are theirs now: none, once they are no manager. */
async function findActor(q: Queryable, actorId: number) {
  const rows = await q
    .select({ name: people.name, siteId: managedSites.siteId, role: personRoles.role })
    .from(people)
    .leftJoin(
      personRoles,
      and(eq(personRoles.personId, people.id), eq(personRoles.role, "manager")),
    )
    .leftJoin(managedSites, eq(managedSites.personId, personRoles.personId))
    .where(and(eq(people.id, actorId), isNull(people.deactivatedAt)));
  const managedSiteIds = rows.flatMap(({ siteId }) => siteId ?? []);
  return { name: rows[0]?.name ?? "", managedSiteIds };
}
