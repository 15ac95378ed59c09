import { expect, test } from "vitest";
import { addDays } from "#app/core/calendar.ts";
import * as printRoute from "#app/routes/_app.board_.print.tsx";
import * as coverageRoute from "#app/routes/_app.coverage.tsx";
import * as needsRoute from "#app/routes/_app.needs.tsx";
import * as csvRoute from "#app/routes/board[.]csv.tsx";
import {
  anException,
  anOutsideRecord,
  aRequirement,
  definitionWithParts,
  publishDefinition,
} from "#tests/support/clinic-records.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import {
  aManager,
  anAttempt,
  aPerson,
  aQuiz,
  aSite,
  aTrainee,
  type TestPerson,
} from "#tests/support/factories.ts";
import { load, requestAs } from "#tests/support/request.ts";

/* What needs a manager, the sheet for the front desk and coverage: of their own sites only. */

useCleanDatabase();

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
const today = () => new Date().toISOString().slice(0, 10);

async function needsFor(manager: TestPerson) {
  const needs = await load(needsRoute, await requestAs(manager, "/needs"));
  if (needs instanceof Response) throw new Error(`Answered ${needs.status}`);
  return needs;
}

const namesIn = ({ groups }: Awaited<ReturnType<typeof needsFor>>) =>
  Object.fromEntries(
    groups
      .filter(({ count }) => count > 0)
      .map(({ kind, rows }) => [kind, rows.map((row) => row.name)]),
  );

/** A site with somebody for every kind of need, and its manager. */
async function aSiteInNeed() {
  const site = await aSite({ name: "Harbour", timeZone: "UTC" });
  const manager = await aManager({ sites: [site], joinedAt: daysAgo(400) });
  const joinedAt = daysAgo(400);
  const [plain, withParts] = [
    await aQuiz({ publishedAt: joinedAt, attempts: { waitHours: 0 } }),
    await aQuiz({ publishedAt: joinedAt }),
  ];
  const definition = {
    ...definitionWithParts("Operator", { quizzes: [plain.quizId], practical: [], outside: [] }, 12),
  };
  await publishDefinition("operator", definition, joinedAt);
  const parts = definitionWithParts("Laser", { quizzes: [withParts.quizId] }, 12);
  await publishDefinition("laser", parts, joinedAt);
  const pass = { answered: "all correctly" as const, submitted: true };
  const fail = { answered: "all wrong" as const, submitted: true };
  const lapsed = await aTrainee({ name: "Lapsed", site, joinedAt });
  await anAttempt(lapsed, plain, { ...pass, at: daysAgo(390) });
  const soon = await aTrainee({ name: "Soon", site, joinedAt });
  await anAttempt(soon, plain, { ...pass, at: daysAgo(350) });
  const twice = await aTrainee({ name: "Twice", site, joinedAt });
  await anAttempt(twice, plain, { ...fail, at: daysAgo(9) });
  await anAttempt(twice, plain, { ...fail, at: daysAgo(2) });
  const once = await aTrainee({ name: "Once", site, joinedAt });
  await anAttempt(once, plain, { ...fail, at: daysAgo(2) });
  const waiting = await aTrainee({ name: "Waiting", site, joinedAt });
  await anAttempt(waiting, withParts, { ...pass, at: daysAgo(2) });
  const by = { by: manager, at: daysAgo(1) };
  await anOutsideRecord(waiting, { outsideId: "licence", validUntil: "2999-01-01" }, by);
  const late = await aTrainee({ name: "Late", site, joinedAt });
  const required = { personId: late.id, dueOn: addDays(today(), -2) };
  await aRequirement("operator", required, { by: manager, at: daysAgo(20) });
  const paused = await aTrainee({ name: "Paused", site, joinedAt });
  const suspension = { kind: "suspension" as const, certificationId: "operator" };
  await anException(paused, { ...suspension, untilOn: addDays(today(), 3) }, by);
  return { site, manager };
}

test("each kind of need has its people, with what can be done", async () => {
  const { manager } = await aSiteInNeed();
  const needs = await needsFor(manager);
  expect(namesIn(needs)).toEqual({
    overdue: ["Lapsed", "Late"],
    "lapsing-30": ["Soon"],
    suspension: ["Paused"],
    waiting: ["Waiting"],
    "failed-twice": ["Twice"],
  });
  const waiting = needs.groups.find(({ kind }) => kind === "waiting")?.rows[0];
  expect(waiting?.actions[0]).toMatchObject({ label: "Sign off: A whole face" });
  expect(waiting?.actions[0]?.href).toMatch(/^\/people\/\d+\/sign-offs\/laser\/face$/);
});

test("problem reports are counted only for those who may answer them", async () => {
  const site = await aSite();
  expect((await needsFor(await aManager({ sites: [site] }))).openReports).toBeUndefined();
  const both = await aPerson({ site, roles: ["manager", "author"], manages: [site] });
  expect((await needsFor(both)).openReports).toBe(0);
});

test("another site's manager finds nobody in needs, sheet, coverage or past export", async () => {
  const { site } = await aSiteInNeed();
  const stranger = await aManager({ sites: [await aSite({ name: "Hill" })] });
  expect(namesIn(await needsFor(stranger))).toEqual({});
  for (const search of ["", `?site=${site.id}`, `?on=${addDays(today(), -1)}&site=${site.id}`]) {
    const sheets = await load(printRoute, await requestAs(stranger, `/board/print${search}`));
    expect(JSON.stringify(sheets)).not.toMatch(/Lapsed|Soon|Harbour/);
    const file = await load(csvRoute, await requestAs(stranger, `/board.csv${search}`));
    expect((await file.text()).trim().split("\n")).toHaveLength(1);
  }
  const coverage = await load(coverageRoute, await requestAs(stranger, "/coverage"));
  if (coverage instanceof Response) throw new Error("Refused");
  expect(coverage.rates).toEqual([]);
  expect(coverage.coverage.flatMap(({ all }) => all).every(({ staff }) => staff === 0)).toBe(true);
  expect(coverage.lapses.flatMap(({ counts }) => counts).every((n) => n === 0)).toBe(true);
});

test("the sheet lists who may treat until when, and who may not with the reason", async () => {
  const { manager } = await aSiteInNeed();
  const request = await requestAs(manager, "/board/print?certification=operator");
  const answer = await load(printRoute, request);
  if (answer instanceof Response) throw new Error("Refused");
  const [sheet] = answer.sheets;
  expect(sheet?.when).toMatch(/^\d+ \w+ \d{4}, \d\d:\d\d \(UTC\)$/);
  expect(sheet?.certifications).toHaveLength(1);
  const [operator] = sheet?.certifications ?? [];
  expect(operator?.mayTreat.map(({ name }) => name)).toEqual(["Soon"]);
  expect(operator?.mayNot.map(({ name }) => name)).toEqual(["Lapsed", "Late", "Paused"]);
  expect(operator?.never).toEqual(["Once", "Twice", "Waiting"]);
});

test("coverage tells of each month's end how many held it", async () => {
  const { manager } = await aSiteInNeed();
  const answer = await load(coverageRoute, await requestAs(manager, "/coverage"));
  if (answer instanceof Response) throw new Error("Refused");
  const operator = answer.coverage.find(({ title }) => title === "Operator");
  expect(operator?.all).toHaveLength(13);
  expect(operator?.all.at(-1)).toEqual({ staff: 7, hold: 1, must: 1, mustAndHold: 0 });
  expect(operator?.all[1]).toMatchObject({ hold: 2 });
  expect(answer.lapses.flatMap(({ counts }) => counts).reduce((sum, n) => sum + n, 0)).toBe(1);
  expect(answer.rates.map(({ taken, passed }) => [taken, passed]).sort()).toEqual([
    [1, 1],
    [4, 2],
  ]);
});
