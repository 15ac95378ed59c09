import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { workOnBulkJobs } from "#app/bulk-work.server.ts";
import * as bulkRoute from "#app/routes/_app.bulk._index.tsx";
import * as jobRoute from "#app/routes/_app.bulk.$jobId.tsx";
import * as boardCsvRoute from "#app/routes/board[.]csv.tsx";
import * as csvRoute from "#app/routes/bulk.$jobId.results[.]csv.tsx";
import { listAuditEntries } from "#tests/support/audit.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import {
  aCertification,
  aManager,
  anAttempt,
  aQuiz,
  aSite,
  aTrainee,
  type TestPerson,
} from "#tests/support/factories.ts";
import { act, load, requestAs } from "#tests/support/request.ts";

useCleanDatabase();

const DUE = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
const ASSIGN = `kind=assign&certificationId=operator&dueOn=${DUE}`;

async function aClinic() {
  const [site, otherSite] = [await aSite(), await aSite()];
  const manager = await aManager({ sites: [site] });
  const quiz = await aQuiz({ title: "Mechanisms" });
  await aCertification({ id: "operator", title: "Operator", quizzes: [quiz] });
  const ana = await aTrainee({ name: "Ana", site, password: "a long pass phrase" });
  const ben = await aTrainee({ name: "Ben", site });
  const far = await aTrainee({ name: "Far Away", site: otherSite });
  return { site, manager, quiz, ana, ben, far };
}

const ticked = (...people: readonly { id: number }[]) =>
  people.map(({ id }) => `&person=${id}`).join("");

async function pageFor(manager: TestPerson, search: string) {
  const page = await load(bulkRoute, await requestAs(manager, `/bulk?${search}`));
  if (page instanceof Response || !("bulk" in page)) throw new Error("There is no such page");
  return page;
}

async function planFor(manager: TestPerson, search: string) {
  const { bulk, token } = await pageFor(manager, search);
  if (!bulk?.plan) throw new Error(JSON.stringify(bulk?.problems));
  return { ...bulk.plan, token: token ?? "" };
}

async function confirm(
  manager: TestPerson,
  search: string,
  { fingerprint, token }: { fingerprint: string; token: string },
) {
  const form = { _fingerprint: fingerprint, _token: token };
  const answer = await act(bulkRoute, await requestAs(manager, `/bulk?${search}`, form));
  return { status: answer.status, jobId: answer.headers.get("Location")?.split("/").at(-1) ?? "" };
}

async function jobFor(manager: TestPerson, jobId: string, search = "") {
  const page = await load(jobRoute, await requestAs(manager, `/bulk/1${search}`), { jobId });
  if (page instanceof Response) throw new Error(`The job answered ${page.status}`);
  return page;
}

async function assigned() {
  const entries = await listAuditEntries();
  return entries
    .filter(({ action }) => action === "requirement.assigned")
    .map(({ subjectId }) => subjectId);
}

test("what would happen is shown to each, and nothing happens before it is confirmed", async () => {
  const { manager, quiz, ana, ben } = await aClinic();
  await anAttempt(ana, quiz, { answered: "all correctly", submitted: true });
  const search = ASSIGN + ticked(ana, ben);
  const plan = await planFor(manager, search);
  expect(plan.counts).toEqual({ done: 1, unchanged: 1, refused: 0 });
  expect(plan.shown.map(({ name, outcome }) => [name, outcome])).toEqual([
    ["Ana", "unchanged"],
    ["Ben", "done"],
  ]);
  expect(await assigned()).toEqual([]);
  const { status, jobId } = await confirm(manager, search, plan);
  expect(status).toBe(302);
  expect(await assigned()).toEqual([ben.id]);
  const job = await jobFor(manager, jobId);
  expect(job).toMatchObject({ total: 2, dealtWith: 2, finishedAt: expect.any(String) });
  expect(job.title).toMatch(/^Assign Operator, due by/);
  expect((await jobFor(manager, jobId, "?outcome=done")).results).toMatchObject([{ name: "Ben" }]);
});

test("confirmed twice it is done once; confirmed after a change it is shown again", async () => {
  const { manager, quiz, ana, ben } = await aClinic();
  const search = ASSIGN + ticked(ana, ben);
  const before = await planFor(manager, search);
  await anAttempt(ana, quiz, { answered: "all correctly", submitted: true });
  expect((await confirm(manager, search, before)).status).toBe(409);
  expect(await assigned()).toEqual([]);
  const reminder = `kind=remind&certificationId=operator${ticked(ana, ben)}`;
  const plan = await planFor(manager, search);
  const jobs = [await confirm(manager, search, plan), await confirm(manager, search, plan)];
  expect(jobs[1]?.status).toBe(409);
  expect(await assigned()).toEqual([ben.id]);
  const reminded = await planFor(manager, reminder);
  const twice = [
    await confirm(manager, reminder, reminded),
    await confirm(manager, reminder, reminded),
  ];
  expect(twice[0]?.jobId).toBe(twice[1]?.jobId);
});

test("everybody whom the filter shows is everybody on all of its pages, and nobody else", async () => {
  const { site, manager } = await aClinic();
  for (let number = 0; number < 55; number += 1) await aTrainee({ name: `Xenia ${number}`, site });
  const search = `who=everybody&q=xenia&${ASSIGN}`;
  expect(await pageFor(manager, search)).toMatchObject({ people: 55 });
  const { counts, shown, pageCount } = await planFor(manager, search);
  expect([counts.done, shown.length, pageCount]).toEqual([55, 50, 2]);
  expect((await planFor(manager, `${search}&part=2`)).shown).toHaveLength(5);
});

test("a long job answers at once, and is worked at beside", async () => {
  const { site, manager } = await aClinic();
  for (let number = 0; number < 200; number += 1) await aTrainee({ site });
  const search = `who=everybody&${ASSIGN}`;
  const { jobId } = await confirm(manager, search, await planFor(manager, search));
  const job = await jobFor(manager, jobId);
  expect(job).toMatchObject({ total: 202, dealtWith: 0, results: [] });
  expect(job.finishedAt).toBeUndefined();
  await workOnBulkJobs();
  expect(await jobFor(manager, jobId)).toMatchObject({ dealtWith: 202, outcomes: { done: 202 } });
  expect(await assigned()).toHaveLength(202);
});

test("another site's people are neither named nor touched, whatever is posted", async () => {
  const { site, manager, ana, far } = await aClinic();
  for (const who of [ticked(far, ana), "&who=everybody", `&who=everybody&q=Far&site=${site.id}`]) {
    const page = await pageFor(manager, ASSIGN + who);
    expect(JSON.stringify(page)).not.toContain("Far Away");
  }
  const search = ASSIGN + ticked(far, ana, { id: 999_999 });
  expect(await pageFor(manager, search)).toMatchObject({ people: 1 });
  const { jobId } = await confirm(manager, search, await planFor(manager, search));
  expect(await jobFor(manager, jobId)).toMatchObject({ total: 1 });
  expect(await assigned()).toEqual([ana.id]);
  const stranger = await aManager({ sites: [await aSite()] });
  expect(await pageFor(stranger, ASSIGN + ticked(ana))).toMatchObject({ people: 0 });
  const answer = await load(jobRoute, await requestAs(stranger, "/bulk/1"), { jobId });
  expect(answer instanceof Response && answer.status).toBe(404);
});

test("what is missing in an order is told at its field, and what was typed stays", async () => {
  const { manager, ana } = await aClinic();
  const search = `kind=extend&certificationId=operator&untilOn=2001-01-01&reason=${ticked(ana)}`;
  const { bulk } = await pageFor(manager, search);
  expect(bulk?.plan).toBeUndefined();
  expect(bulk?.problems.map(({ field }) => field)).toEqual(["untilOn", "reason"]);
  expect(bulk?.typed).toMatchObject({ untilOn: "2001-01-01", certificationId: "operator" });
});

test("the result leaves as a file, with names as mere text", async () => {
  const { site, manager } = await aClinic();
  const trainee = await aTrainee({ name: "=1+1", site });
  const search = ASSIGN + ticked(trainee);
  const { jobId } = await confirm(manager, search, await planFor(manager, search));
  const response = await load(csvRoute, await requestAs(manager, "/bulk/1"), { jobId });
  const lines: string[][] = parse(await response.text(), { bom: true });
  expect(lines.map((line) => line.slice(0, 2))).toEqual([
    ["Name", "Result"],
    ["'=1+1", "done"],
  ]);
});

test("of the board, those who are ticked can be exported, and with nobody ticked nothing is", async () => {
  const { manager, ana, ben, far } = await aClinic();
  const exported = async (search: string) => {
    const answer = await load(boardCsvRoute, await requestAs(manager, `/board.csv?${search}`));
    if (answer.status !== 200) return answer.headers.get("Location");
    const lines: string[][] = parse(await answer.text(), { bom: true });
    return lines.slice(1).map(([name]) => name);
  };
  expect(await exported(`who=ticked${ticked(ben, far)}`)).toEqual(["Ben"]);
  expect(await exported(`who=everybody${ticked(ben)}`)).toEqual(["Ana", "Ben"]);
  expect(await exported(`who=ticked&q=ana${ticked(ana, ben)}`)).toEqual(["Ana"]);
  expect(await exported("who=ticked")).toBe("/bulk?nobody");
});

test("what was done before is listed, newest first", async () => {
  const { manager, ana } = await aClinic();
  for (const search of [ASSIGN, "kind=remind&certificationId=operator"]) {
    const asked = search + ticked(ana);
    await confirm(manager, asked, await planFor(manager, asked));
  }
  const page = await load(bulkRoute, await requestAs(manager, "/bulk"));
  if (page instanceof Response || !("jobs" in page)) throw new Error("There is no list");
  expect(page.jobs?.map(({ title }) => title.split(" ")[0])).toEqual(["Remind", "Assign"]);
});
