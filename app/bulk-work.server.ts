import { randomUUID } from "node:crypto";
import { claimBulkJob, workOnBulkJob } from "#db/queries/bulk-work.ts";

/**
 * Works at the jobs that are to be done until none is left, or at one of them. Several processes
 * may do it at once; what a crash leaves behind is gone on with once its claim has run out.
 */
export async function workOnBulkJobs(onlyJobId?: number): Promise<void> {
  for (;;) {
    const claim = randomUUID();
    const jobId = await claimBulkJob(claim, new Date(), onlyJobId);
    if (jobId === undefined) return;
    while ((await workOnBulkJob(jobId, claim, new Date())) === "more") {
      // Other requests have their turn in between.
      await new Promise(setImmediate);
    }
  }
}
