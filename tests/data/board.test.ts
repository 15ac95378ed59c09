import { expect, test } from "vitest";
import { transaction } from "#db/client.server.ts";
import { recordAudit } from "#db/queries/audit.ts";
import { countBoardPeople, listBoardPeople, listJobRolesOf } from "#db/queries/board.ts";
import { listBoardRows } from "#db/queries/board-rows.ts";
import { countGrants, saveGrant } from "#db/queries/grants.ts";
import { findAchievements, findStaffMember, listHistory } from "#db/queries/staff.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import {
  aCertification,
  aJobRole,
  aManager,
  anAdmin,
  anAttempt,
  anAuthor,
  aPerson,
  aQuiz,
  aSite,
  aTrainee,
  type TestPerson,
  type TestSite,
} from "#tests/support/factories.ts";

useCleanDatabase();

const scopeOf = (...sites: TestSite[]) => ({ managedSiteIds: sites.map(({ id }) => id) });

const ids = (people: readonly { id: number }[]) => people.map(({ id }) => id);

async function boardOf(scope: { managedSiteIds: number[] }, filter = {}): Promise<number[]> {
  return ids(await listBoardPeople(scope, filter, []));
}

function askerOf(person: TestPerson, ...managed: TestSite[]) {
  return { ...person, roles: [...person.roles], managedSiteIds: ids(managed) };
}

test("the board has the trainees of the manager's sites, by name", async () => {
  const [harbour, hill, other] = [await aSite(), await aSite(), await aSite()];
  const zoe = await aTrainee({ name: "Zoë Byrne", site: harbour });
  const adam = await aTrainee({ name: "Ádám Nagy", site: hill });
  await aTrainee({ site: other });
  await aTrainee({ site: harbour, deactivatedAt: new Date() });
  await anAuthor({ site: harbour });
  const lead = await aPerson({ name: "Lea", roles: ["manager", "trainee"], site: harbour });
  expect(await boardOf(scopeOf(harbour, hill))).toEqual(ids([adam, lead, zoe]));
  expect(await countBoardPeople(scopeOf(harbour, hill))).toBe(3);
  expect(await boardOf(scopeOf())).toEqual([]);
  expect(await countBoardPeople(scopeOf())).toBe(0);
});

test("somebody who works at two sites comes once, for the managers of both", async () => {
  const [harbour, hill] = [await aSite(), await aSite()];
  const both = await aTrainee({ site: harbour, alsoAt: [hill] });
  for (const scope of [scopeOf(harbour), scopeOf(hill), scopeOf(harbour, hill)]) {
    expect(await boardOf(scope)).toEqual([both.id]);
    expect(ids(await listBoardRows(scope, [both.id]))).toEqual([both.id]);
    expect(await countBoardPeople(scope)).toBe(1);
  }
});

test("a site filter never widens what a manager sees", async () => {
  const [harbour, hill] = [await aSite(), await aSite()];
  const here = await aTrainee({ site: harbour });
  await aTrainee({ site: hill });
  expect(await boardOf(scopeOf(harbour), { siteId: harbour.id })).toEqual([here.id]);
  expect(await boardOf(scopeOf(harbour), { siteId: hill.id })).toEqual([]);
});

test("a job role counts only at the manager's sites, and at the chosen one", async () => {
  const [harbour, hill] = [await aSite(), await aSite()];
  const [nurse, doctor] = [await aJobRole("Nurse"), await aJobRole("Doctor")];
  const ann = await aTrainee({ site: harbour, jobRole: nurse });
  const bob = await aTrainee({ site: hill, jobRole: doctor });
  const scope = scopeOf(harbour, hill);
  expect(await boardOf(scope, { jobRoleId: nurse.id })).toEqual([ann.id]);
  expect(await boardOf(scope, { jobRoleId: nurse.id, siteId: hill.id })).toEqual([]);
  expect(await boardOf(scope, { jobRoleId: doctor.id, siteId: hill.id })).toEqual([bob.id]);
  expect(await listJobRolesOf(scope)).toEqual([doctor, nurse]);
  expect(await listJobRolesOf(scopeOf(harbour))).toEqual([nurse]);
  expect(await listJobRolesOf(scopeOf())).toEqual([]);
});

test.each([
  ["zoe", ["Zoë O'Brien"]],
  ["ZOË", ["Zoë O'Brien"]],
  ["brien zo", ["Zoë O'Brien"]],
  ["zoe smith", []],
  ["o'b", ["Zoë O'Brien"]],
  ["лукаш", ["Лукаш Ковальчук"]],
  ["ΠΑΠΑΔΟΠΟΥΛΟΥ", ["Ελένη Παπαδοπούλου"]],
  ["%", ["100% Percent"]],
  ["_", ["Under_score"]],
  ["\\", ["Back\\slash"]],
  ["'; drop table people; --", []],
])("searching for %j finds %j", async (search, expected) => {
  const site = await aSite();
  const names = [
    "Zoë O'Brien",
    "Лукаш Ковальчук",
    "Ελένη Παπαδοπούλου",
    "100% Percent",
    "Under_score",
    "Back\\slash",
  ];
  const people: TestPerson[] = [];
  for (const name of names) people.push(await aTrainee({ name, site }));
  const wanted = ids(people.filter(({ name }) => expected.some((each) => each === name)));
  expect(await boardOf(scopeOf(site), { search })).toEqual(wanted);
});

test("figures come with the dates of one certification and the zone of the home site", async () => {
  const auckland = await aSite({ timeZone: "Pacific/Auckland" });
  const quiz = await aQuiz();
  const operator = await aCertification({ quizzes: [quiz] });
  const laser = await aCertification({ quizzes: [await aQuiz()] });
  const trainee = await aTrainee({ site: auckland });
  const at = new Date("2027-02-11T12:00:00Z");
  await anAttempt(trainee, quiz, { answered: "all correctly", submitted: true, at });
  const scope = scopeOf(auckland);
  // 12:00 on the 11th in UTC is the 12th in Auckland.
  expect(await listBoardPeople(scope, {}, [operator.id])).toEqual([
    {
      id: trainee.id,
      timeZone: "Pacific/Auckland",
      held: { lastValidOn: "2028-02-11", windowOpensOn: "2027-12-13" },
    },
  ]);
  const without = [{ id: trainee.id, timeZone: "Pacific/Auckland" }];
  expect(await listBoardPeople(scope, {}, [laser.id])).toEqual(without);
  expect(await listBoardPeople(scope, {}, [])).toEqual(without);
});

test("a row has everything the person has achieved, and only workplaces of the manager", async () => {
  const [harbour, hill] = [await aSite({ name: "Harbour" }), await aSite({ name: "Annexe" })];
  const elsewhere = await aSite({ name: "Elsewhere" });
  const nurse = await aJobRole("Nurse");
  const [passed, failed, open] = [await aQuiz(), await aQuiz(), await aQuiz()];
  const { id: certificationId } = await aCertification({ quizzes: [passed] });
  const trainee = await aTrainee({
    site: harbour,
    alsoAt: [hill, elsewhere],
    jobRole: nurse,
    password: "a long pass phrase",
  });
  const at = new Date("2027-02-11T12:00:00Z");
  const pass = await anAttempt(trainee, passed, { answered: "all correctly", submitted: true, at });
  const fail = await anAttempt(trainee, failed, { answered: "all wrong", submitted: true, at });
  await anAttempt(trainee, open, { at });

  const [row] = await listBoardRows(scopeOf(harbour, hill), [trainee.id]);
  expect(row).toMatchObject({ name: trainee.name, email: trainee.email, hasJoined: true });
  expect(row?.workplaces).toEqual([
    { siteName: "Harbour", jobRole: "Nurse" },
    { siteName: "Annexe", jobRole: "Nurse" },
  ]);
  expect(row?.held.get(certificationId)).toMatchObject({ startsOn: "2027-02-11" });
  expect(row?.openQuizIds).toEqual(new Set([open.quizId]));
  expect(row?.standings.get(passed.quizId)).toMatchObject({
    lastPassed: true,
    pass: { attemptId: pass.id, passedOn: "2027-02-11", percent: 10_000 },
  });
  expect(row?.standings.get(failed.quizId)).toMatchObject({
    lastAttemptId: fail.id,
    lastPassed: false,
    lastPercent: 0,
  });
  expect(row?.standings.get(failed.quizId)?.pass).toBeUndefined();
});

test("rows keep the order that was asked for, and leave out whoever is not found", async () => {
  const [site, other] = [await aSite(), await aSite()];
  const [ann, bob] = [await aTrainee({ site }), await aTrainee({ site })];
  const stranger = await aTrainee({ site: other });
  const wanted = [bob.id, stranger.id, 999_999, ann.id];
  const rows = await listBoardRows(scopeOf(site), wanted);
  expect(ids(rows)).toEqual([bob.id, ann.id]);
  expect(rows[0]?.hasJoined).toBe(false);
});

test("a member of staff is found by the managers of their sites and by admins only", async () => {
  const [harbour, hill, other] = [await aSite(), await aSite(), await aSite()];
  const trainee = await aTrainee({ site: harbour, alsoAt: [hill] });
  const find = async (asker: Parameters<typeof findStaffMember>[0]) =>
    (await findStaffMember(asker, trainee.id))?.id;
  const manager = await aManager();
  expect(await find(askerOf(manager, harbour))).toBe(trainee.id);
  expect(await find(askerOf(manager, hill))).toBe(trainee.id);
  expect(await find(askerOf(await anAdmin()))).toBe(trainee.id);
  expect(await find(askerOf(manager, other))).toBeUndefined();
  expect(await find(askerOf(await anAuthor({ site: harbour })))).toBeUndefined();
  expect(await find(askerOf(await aTrainee({ site: harbour })))).toBeUndefined();
});

test("the history of a person names others who acted, and nobody else's doings", async () => {
  const site = await aSite();
  const [trainee, other] = [await aTrainee({ site }), await aTrainee({ site })];
  const manager = await aManager({ name: "Maja Lind", sites: [site] });
  const member = await memberFor(manager, site, trainee);
  const at = new Date("2027-02-11T12:00:00Z");
  await transaction(async (q) => {
    await recordAudit(q, { at, actorId: trainee.id, subjectId: trainee.id, action: "one" });
    await recordAudit(q, { at, actorId: manager.id, subjectId: other.id, action: "not theirs" });
    await recordAudit(q, { at, actorId: manager.id, subjectId: trainee.id, action: "two" });
    await recordAudit(q, { at, subjectId: trainee.id, action: "three" });
  });
  const history = await listHistory(member, 10);
  expect(history.map(({ action, actorName }) => [action, actorName])).toEqual([
    ["three", undefined],
    ["two", "Maja Lind"],
    ["one", undefined],
  ]);
  expect(await listHistory(member, 1)).toHaveLength(1);
});

test("two grants at once give one attempt", async () => {
  const site = await aSite();
  const trainee = await aTrainee({ site });
  const manager = await aManager({ sites: [site] });
  const member = await memberFor(manager, site, trainee);
  const grant = { quizId: "basics", grantedById: manager.id, reason: "Fire drill.", grantsSeen: 0 };
  const now = new Date();
  const saved = await Promise.all([saveGrant(member, grant, now), saveGrant(member, grant, now)]);
  expect(saved.sort()).toEqual([false, true]);
  expect(await countGrants(member, "basics")).toBe(1);
  const history = await listHistory(member, 10);
  expect(history).toMatchObject([
    { action: "attempt.granted", detail: { quizId: "basics", reason: "Fire drill." } },
  ]);
  expect(await saveGrant(member, { ...grant, grantsSeen: 1 }, now)).toBe(true);
  expect(await countGrants(member, "basics")).toBe(2);
  expect(await countGrants(member, "another quiz")).toBe(0);
});

test("achievements of somebody new are empty, not missing", async () => {
  const site = await aSite();
  const member = await memberFor(await aManager({ sites: [site] }), site, await aTrainee({ site }));
  expect(await findAchievements(member)).toEqual({
    held: new Map(),
    withdrawn: new Map(),
    standings: new Map(),
    openQuizIds: new Set(),
  });
});

async function memberFor(manager: TestPerson, site: TestSite, trainee: TestPerson) {
  const member = await findStaffMember(askerOf(manager, site), trainee.id);
  if (!member) throw new Error(`Person ${trainee.id} was not found`);
  return member;
}
