import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import type { BulkOrder } from "#app/core/bulk-action.ts";
import { db, tables, transaction } from "#db/client.server.ts";
import { findBulkJob, listBulkJobs, listBulkResults, saveBulkJob } from "#db/queries/bulk-jobs.ts";
import { CLAIM_LASTS_MS, claimBulkJob, workOnBulkJob } from "#db/queries/bulk-work.ts";
import { deriveClearances } from "#db/queries/clearances.ts";
import { deactivatePerson } from "#db/queries/positions.ts";
import { listAuditEntries } from "#tests/support/audit.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import {
  aCertification,
  aManager,
  anAdmin,
  anAttempt,
  aQuiz,
  aSite,
  aTrainee,
  type TestPerson,
  type TestSite,
} from "#tests/support/factories.ts";

useCleanDatabase();

const NOW = new Date();
const LATER = new Date(NOW.getTime() + CLAIM_LASTS_MS + 1);
const DUE = "2099-05-03";
const ALL = { page: 1, pageSize: 1_000 };

function askerOf(person: TestPerson, sites: readonly TestSite[]) {
  return { id: person.id, roles: [...person.roles], managedSiteIds: sites.map(({ id }) => id) };
}

async function aClinic(staff = 3) {
  const site = await aSite();
  const manager = await aManager({ name: "Mona", sites: [site] });
  const quiz = await aQuiz();
  const { id: certificationId } = await aCertification({ title: "Operator", quizzes: [quiz] });
  const people: TestPerson[] = [];
  for (let number = 0; number < staff; number += 1) {
    people.push(await aTrainee({ site, password: "a long pass phrase" }));
  }
  const assign: BulkOrder = { kind: "assign", certificationId, dueOn: DUE };
  return { site, manager, asker: askerOf(manager, [site]), quiz, certificationId, people, assign };
}

type Asker = ReturnType<typeof askerOf>;

let tokens = 0;
function aJob(asker: Asker, order: BulkOrder, people: readonly { id: number }[], token?: string) {
  tokens += 1;
  const personIds = people.map(({ id }) => id);
  return saveBulkJob(asker, { order, personIds, token: token ?? `token-${tokens}` }, NOW);
}

/** Works at a job until it is finished, or for some parts of it. */
async function work(jobId: number, claim = "worker", now = NOW): Promise<void> {
  expect(await claimBulkJob(claim, now, jobId)).toBe(jobId);
  while ((await workOnBulkJob(jobId, claim, now)) === "more");
}

async function outcomesOf(asker: Asker, jobId: number) {
  const results = await listBulkResults(asker, jobId, ALL);
  return results.map(({ outcome, note }) => `${outcome}: ${note}`);
}

async function countOf(table: typeof tables.requirements | typeof tables.notifications) {
  return (await (await db()).select().from(table)).length;
}

async function bulkEntries() {
  const actions = ["requirement.assigned", "extension.given", "reminder.sent"];
  return (await listAuditEntries()).filter(({ action }) => actions.includes(action));
}

test("assigning gives each a requirement, its clearance and an entry, in one go with the result", async () => {
  const { asker, people, assign, certificationId } = await aClinic();
  const jobId = await aJob(asker, assign, people);
  expect(await findBulkJob(asker, jobId)).toMatchObject({ total: 3, dealtWith: 0 });
  expect(await countOf(tables.requirements)).toBe(0);
  await work(jobId);
  const job = await findBulkJob(asker, jobId);
  expect(job).toMatchObject({
    order: assign,
    ...{ total: 3, dealtWith: 3, finishedAt: NOW },
    outcomes: { done: 3, unchanged: 0, refused: 0 },
  });
  const q = await db();
  const rows = await q.select().from(tables.clearances);
  expect(rows.map(({ personId, dueOn }) => [personId, dueOn]).sort()).toEqual(
    people.map(({ id }) => [id, DUE]).sort(),
  );
  expect(rows).toEqual(
    expect.arrayContaining(
      await deriveClearances(
        q,
        people.map(({ id }) => id),
      ),
    ),
  );
  const detail = { certificationId, dueOn: DUE, kind: "person", jobId };
  expect(await bulkEntries()).toMatchObject(
    people.map(({ id }) => ({ action: "requirement.assigned", subjectId: id, detail })),
  );
});

test("assigned again, nobody is asked twice; extended, they have until then", async () => {
  const { asker, people, assign, certificationId } = await aClinic(2);
  await work(await aJob(asker, assign, people));
  const again = await aJob(asker, assign, people);
  await work(again);
  expect(await outcomesOf(asker, again)).toEqual(
    people.map(() => "unchanged: has to hold it by 3 May 2099 already"),
  );
  const untilOn = "2099-06-01";
  const extend: BulkOrder = { kind: "extend", certificationId, untilOn, reason: "On leave." };
  const extended = await aJob(asker, extend, people);
  await work(extended);
  expect(await outcomesOf(asker, extended)).toEqual(
    people.map(() => "done: due by 1 Jun 2099, before 3 May 2099"),
  );
  const rows = await (await db()).select().from(tables.clearances);
  expect(rows.map(({ dueOn }) => dueOn)).toEqual([untilOn, untilOn]);
  expect((await bulkEntries()).at(-1)).toMatchObject({
    action: "extension.given",
    detail: { certificationId, untilOn, reason: "On leave." },
  });
});

test("whoever holds it is left out, and whoever has not joined is not reminded", async () => {
  const { asker, site, quiz, people, assign, certificationId } = await aClinic(2);
  const [holder, other] = people;
  if (!holder || !other) throw new Error("Somebody is missing");
  await anAttempt(holder, quiz, { answered: "all correctly", submitted: true });
  const invited = await aTrainee({ site });
  const everybody = [holder, other, invited];
  const soon = new Date(NOW.getTime() + 30 * 86_400_000).toISOString().slice(0, 10);
  await work(await aJob(asker, { ...assign, kind: "assign", dueOn: soon }, everybody));
  const jobId = await aJob(asker, { kind: "remind", certificationId }, everybody);
  await work(jobId);
  expect(await outcomesOf(asker, jobId)).toEqual([
    expect.stringMatching(/^unchanged: holds it, until/),
    "done: reminded",
    expect.stringMatching(/^refused: has not joined yet/),
  ]);
  const told = await (await db()).select().from(tables.notifications);
  expect(told.filter(({ kind }) => kind === "reminder")).toMatchObject([
    {
      personId: other.id,
      ...{ kind: "reminder", key: `reminder:${jobId}`, path: "/training", mail: "waiting" },
      mailNextAt: expect.any(Date),
      body: expect.stringContaining("Mona"),
    },
  ]);
});

test("a crash in the middle loses nobody and does nothing twice", async () => {
  const { asker, people, assign } = await aClinic(120);
  const jobId = await aJob(asker, assign, people);
  await claimBulkJob("crashed", NOW, jobId);
  expect(await workOnBulkJob(jobId, "crashed", NOW)).toBe("more");
  expect(await findBulkJob(asker, jobId)).toMatchObject({ dealtWith: 50 });
  // A part that does not come to its end leaves nothing.
  const cut = transaction(async () => {
    await workOnBulkJob(jobId, "crashed", NOW);
    throw new Error("the power went");
  });
  await expect(cut).rejects.toThrow("the power went");
  expect(await findBulkJob(asker, jobId)).toMatchObject({ dealtWith: 50 });
  expect(await countOf(tables.requirements)).toBe(50);
  // Nobody takes it over before it is certain that the worker is gone.
  expect(await claimBulkJob("second", NOW, jobId)).toBeUndefined();
  await work(jobId, "second", LATER);
  expect(await findBulkJob(asker, jobId)).toMatchObject({ dealtWith: 120, finishedAt: LATER });
  expect(await countOf(tables.requirements)).toBe(120);
  expect(await workOnBulkJob(jobId, "crashed", LATER)).toBe("lost");
});

test("of two workers at once one gets the job, and a slow one that lost it stops", async () => {
  const { asker, people, assign } = await aClinic(120);
  const jobId = await aJob(asker, assign, people);
  const claims = await Promise.all(["one", "two"].map((claim) => claimBulkJob(claim, NOW)));
  expect(claims.filter((claim) => claim === jobId)).toHaveLength(1);
  const slow = claims[0] === jobId ? "one" : "two";
  await claimBulkJob("quick", LATER);
  const race = [slow, "quick", slow, "quick", "quick", "quick"].map(async (claim) => {
    return `${claim === slow ? "slow" : claim}: ${await workOnBulkJob(jobId, claim, LATER)}`;
  });
  // Whoever comes last finishes it.
  expect((await Promise.all(race)).sort()).toEqual([
    "quick: finished",
    ...["quick: more", "quick: more", "quick: more"],
    ...["slow: lost", "slow: lost"],
  ]);
  expect(await countOf(tables.requirements)).toBe(120);
  expect(await bulkEntries()).toHaveLength(120);
});

test("even two workers that both believe it is theirs deal with each person once", async () => {
  const { asker, people, assign } = await aClinic(120);
  const jobId = await aJob(asker, assign, people);
  await claimBulkJob("same", NOW, jobId);
  await Promise.all(Array.from({ length: 6 }, () => workOnBulkJob(jobId, "same", NOW)));
  expect(await findBulkJob(asker, jobId)).toMatchObject({ outcomes: { done: 120 } });
  expect(await countOf(tables.requirements)).toBe(120);
});

test("a person is dealt with as they are then: moved away, deactivated or nobody's staff", async () => {
  const { asker, site, people, assign } = await aClinic(3);
  const [gone, moved, stays] = people;
  if (!gone || !moved || !stays) throw new Error("Somebody is missing");
  const elsewhere = await aSite();
  const jobId = await aJob(asker, assign, people);
  const admin = askerOf(await anAdmin({ site }), []);
  await deactivatePerson(admin, gone.id, NOW);
  await transaction(async (q) => {
    await q
      .update(tables.memberships)
      .set({ siteId: elsewhere.id })
      .where(eq(tables.memberships.personId, moved.id));
  });
  await work(jobId);
  expect(await outcomesOf(asker, jobId)).toEqual([
    "refused: not among your staff",
    "refused: not among your staff",
    `done: due by 3 May 2099`,
  ]);
  const named = await listBulkResults(asker, jobId, ALL);
  expect(named.map(({ name }) => name)).toEqual([gone.name, undefined, stays.name]);
});

test("an order of somebody who is no manager any more is not carried out", async () => {
  const { asker, manager, people, assign } = await aClinic(2);
  const jobId = await aJob(asker, assign, people);
  await transaction(async (q) => {
    await q.delete(tables.personRoles).where(eq(tables.personRoles.personId, manager.id));
  });
  await work(jobId);
  expect(await outcomesOf(asker, jobId)).toEqual(people.map(() => "refused: not among your staff"));
  expect(await countOf(tables.requirements)).toBe(0);
});

test("confirmed twice at the same moment, it is one job", async () => {
  const { asker, people, assign } = await aClinic(2);
  const jobs = await Promise.all([1, 2].map(() => aJob(asker, assign, people, "one page")));
  expect(jobs[0]).toBe(jobs[1]);
  expect(await listBulkJobs(asker)).toHaveLength(1);
});

test("a job is found by whoever gave it, and by nobody else", async () => {
  const { asker, site, people, assign } = await aClinic(1);
  const jobId = await aJob(asker, assign, people);
  const other = askerOf(await aManager({ sites: [site] }), [site]);
  expect(await findBulkJob(other, jobId)).toBeUndefined();
  expect(await listBulkJobs(other)).toEqual([]);
});
