import { expect, test } from "vitest";
import { staffEventInWords } from "#app/core/staff-events.ts";
import { listCoverageRecords, listEnds, listPassRates } from "#db/queries/coverage.ts";
import { listFailedTwice } from "#db/queries/failed-twice.ts";
import { listWhoPassedAll } from "#db/queries/passed-all.ts";
import { findStaffMember } from "#db/queries/staff.ts";
import { listStaffEvents } from "#db/queries/staff-events.ts";
import {
  anException,
  anOutsideRecord,
  aRequirement,
  aSignOff,
  endException,
  endRequirement,
  withdrawSignOff,
} from "#tests/support/clinic-records.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import {
  aCertification,
  aManager,
  anAdmin,
  anAttempt,
  aQuiz,
  aSite,
  aTrainee,
} from "#tests/support/factories.ts";

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
  expect(await listWhoPassedAll(scope, [one.quizId, two.quizId])).toEqual(new Set([ann.id]));
  expect(await listWhoPassedAll(scope, [])).toEqual(new Set([ann.id, bob.id]));
  expect(await listEnds(scope, "2028-01-31")).toHaveLength(2);
  expect(await listEnds(scope, "2028-02-01")).toEqual([]);
  const records = await listCoverageRecords(scope, { day: "2028-01-31", since: on(1) });
  expect(records.certificates.map(({ personId }) => personId).sort()).toEqual([ann.id, bob.id]);
  expect(records.periods.map(({ personId }) => personId).sort()).toEqual([ann.id, bob.id]);
  const later = await listCoverageRecords(scope, { day: "2028-02-01", since: on(1) });
  expect(later.certificates).toEqual([]);
});

test("the records tell everything that happened to a person, and nothing later than asked", async () => {
  const site = await aSite({ name: "Harbour" });
  const by = await aManager({ name: "Maja Lind", sites: [site] });
  const trainee = await aTrainee({ site, joinedAt: on(1) });
  const signOff = { certificationId: "one", practicalId: "face" };
  const signOffId = await aSignOff(trainee, signOff, { by, at: on(2) });
  await withdrawSignOff(signOffId, trainee, { by, at: on(3) });
  const licence = { outsideId: "licence", validUntil: "2028-05-03" };
  await anOutsideRecord(trainee, licence, { by, at: on(4) });
  const pause = { kind: "suspension" as const, untilOn: "2027-03-01" };
  const pauseId = await anException(trainee, pause, { by, at: on(5) });
  await endException(pauseId, trainee, { by, at: on(6) });
  const asked = { personId: trainee.id, withinDays: 9 };
  const requirementId = await aRequirement("one", asked, { by, at: on(7) });
  await endRequirement(requirementId, { by, at: on(8) });
  const admin = await anAdmin();
  const asker = { id: admin.id, roles: ["admin" as const], managedSiteIds: [] };
  const member = await findStaffMember(asker, trainee.id);
  if (!member) throw new Error("Nobody was found");
  const told = async (until: Date) =>
    (await listStaffEvents(member, until))
      .sort((one, other) => +one.at - +other.at)
      .map((event) => staffEventInWords(event, (id) => id))
      .map(({ title, note }) => [title, note].filter(Boolean).join(" / "));
  const everything = [
    "Began at Harbour",
    "Signed off: face, one / By Maja Lind",
    "Sign-off withdrawn: face / By Maja Lind: “Mistaken.”",
    "Recorded: licence, valid until 3 May 2028 / By Maja Lind",
    "Suspended until 1 Mar 2027, everything / By Maja Lind: “Agreed.”",
    "Exception ended, everything / By Maja Lind: “No longer needed.”",
    "Has to hold one / By Maja Lind",
    "No longer has to hold one / By Maja Lind",
  ];
  expect(await told(on(20))).toEqual(everything);
  expect(await told(on(5))).toEqual(everything.slice(0, 5));
});
