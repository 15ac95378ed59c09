import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { staffEventTitle } from "#app/core/staff-events.ts";
import { tables, transaction } from "#db/client.server.ts";
import { listCoverageRecords, listEnds, listPassRates } from "#db/queries/coverage.ts";
import { listFailedTwice } from "#db/queries/failed-twice.ts";
import { listWhoPassedAll } from "#db/queries/passed-all.ts";
import { findStaffMember } from "#db/queries/staff.ts";
import { listStaffEvents } from "#db/queries/staff-events.ts";
import { syncStaffPeriods } from "#db/queries/staff-periods.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import {
  aCertification,
  anAdmin,
  anAttempt,
  aQuiz,
  aSite,
  aTrainee,
} from "#tests/support/factories.ts";

const { memberships } = tables;

useCleanDatabase();

const PASS = { answered: "all correctly", submitted: true } as const;
const FAIL = { answered: "all wrong", submitted: true } as const;
const on = (day: number) => new Date(Date.UTC(2027, 1, day, 12));

test("failed twice are those whose last two attempts were not passed, at the manager's sites", async () => {
  const [site, other] = [await aSite(), await aSite()];
  const [quiz, unasked] = [await aQuiz(), await aQuiz()];
  const take = async (name: string, results: readonly (typeof PASS | typeof FAIL)[], at = site) => {
    const trainee = await aTrainee({ name, site: at });
    for (const [index, result] of results.entries()) {
      await anAttempt(trainee, quiz, { ...result, at: on(1 + index) });
    }
    return trainee;
  };
  const twice = await take("Twice", [FAIL, FAIL]);
  const lately = await take("Lately", [PASS, FAIL, FAIL]);
  await take("Once", [PASS, FAIL]);
  await take("Passed since", [FAIL, FAIL, PASS]);
  await take("Elsewhere", [FAIL, FAIL], other);
  for (const day of [1, 2]) await anAttempt(twice, unasked, { ...FAIL, at: on(day) });
  const scope = { managedSiteIds: [site.id] };
  const found = await listFailedTwice(scope, [quiz.quizId]);
  expect(found.map(({ personId, quizId }) => [personId, quizId])).toEqual([
    [lately.id, quiz.quizId],
    [twice.id, quiz.quizId],
  ]);
  expect(await listFailedTwice(scope, [])).toEqual([]);
});

test("figures of coverage are whole numbers, of the manager's staff only", async () => {
  const [site, other] = [await aSite(), await aSite()];
  const [one, two] = [await aQuiz(), await aQuiz()];
  await aCertification({ id: "one", quizzes: [one] });
  const [ann, bob, far] = [
    await aTrainee({ site }),
    await aTrainee({ site }),
    await aTrainee({ site: other }),
  ];
  for (const person of [ann, bob, far]) await anAttempt(person, one, { ...PASS, at: on(1) });
  await anAttempt(ann, two, { ...PASS, at: on(2) });
  await anAttempt(bob, two, { ...FAIL, at: on(2) });
  const scope = { managedSiteIds: [site.id] };
  const rates = await listPassRates(scope);
  expect(rates.sort((a, b) => b.passed - a.passed)).toEqual([
    { quizId: one.quizId, taken: 2, passed: 2, attempts: 2 },
    { quizId: two.quizId, taken: 2, passed: 1, attempts: 2 },
  ]);
  const both = await listWhoPassedAll(scope, [one.quizId, two.quizId]);
  expect([...both]).toEqual([[ann.id, "2027-02-01"]]);
  const everybody = await listWhoPassedAll(scope, []);
  expect(new Set(everybody.keys())).toEqual(new Set([ann.id, bob.id]));
  expect(await listEnds(scope, "2028-01-31")).toHaveLength(2);
  expect(await listEnds(scope, "2028-02-01")).toEqual([]);
  const records = await listCoverageRecords(scope, { day: "2028-01-31", since: on(1) });
  expect(records.certificates.map(({ personId }) => personId).sort()).toEqual([ann.id, bob.id]);
  expect(records.periods.map(({ personId }) => personId).sort()).toEqual([ann.id, bob.id]);
  const later = await listCoverageRecords(scope, { day: "2028-02-01", since: on(1) });
  expect(later.certificates).toEqual([]);
});

test("the time line says where a person began and stopped, and nothing later than asked", async () => {
  const [harbour, hill] = [await aSite({ name: "Harbour" }), await aSite({ name: "Hill" })];
  const trainee = await aTrainee({ site: harbour, joinedAt: on(1) });
  const admin = await anAdmin();
  const asker = { id: admin.id, roles: ["admin" as const], managedSiteIds: [] };
  const member = await findStaffMember(asker, trainee.id);
  if (!member) throw new Error("Nobody was found");
  await transaction(async (q) => {
    const moved = { siteId: hill.id };
    await q.update(memberships).set(moved).where(eq(memberships.personId, trainee.id));
    await syncStaffPeriods(q, trainee.id, on(3));
  });
  const told = async (until: Date) =>
    (await listStaffEvents(member, until))
      .sort((one, other) => +one.at - +other.at)
      .map(staffEventTitle)
      .sort();
  expect(await told(on(2))).toEqual(["Began at Harbour"]);
  expect(await told(on(3))).toEqual(["Began at Harbour", "Began at Hill", "Stopped at Harbour"]);
});
