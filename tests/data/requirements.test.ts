import { asc, eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { addDays, dayAt } from "#app/core/calendar.ts";
import type { Role } from "#app/core/roles.ts";
import { db, tables, transaction } from "#db/client.server.ts";
import { refreshClearances } from "#db/queries/clearances.ts";
import { rebuildDerivedTables } from "#db/queries/derived-tables.ts";
import {
  endException,
  listExceptions,
  type NewException,
  saveException,
} from "#db/queries/exceptions.ts";
import { changeSite } from "#db/queries/organisation.ts";
import type { Asker } from "#db/queries/people.ts";
import { assignToPerson, countDecisions } from "#db/queries/person-decisions.ts";
import { deactivatePerson, savePosition } from "#db/queries/positions.ts";
import { listRequirementsAbout } from "#db/queries/requirement-reach.ts";
import {
  endRequirement,
  findRequirement,
  listRequirements,
  saveRequirement,
} from "#db/queries/requirements.ts";
import { findStaffMember, type StaffMember } from "#db/queries/staff.ts";
import { listAuditEntries } from "#tests/support/audit.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import {
  aCertification,
  aJobRole,
  aManager,
  anAdmin,
  aPerson,
  aQuiz,
  aSite,
  aTrainee,
  type TestJobRole,
  type TestPerson,
  type TestSite,
} from "#tests/support/factories.ts";

useCleanDatabase();

const NOW = new Date("2026-06-10T10:00:00Z");
const LATER = new Date("2026-06-20T10:00:00Z");
const JOINED = new Date("2026-01-05T10:00:00Z");

let site: TestSite;
let otherSite: TestSite;
let nurse: TestJobRole;
let anna: TestPerson;
let bo: TestPerson;
let manager: Asker;
let admin: Asker;

function askerOf({ id, roles }: { id: number; roles: readonly Role[] }, ...sites: TestSite[]) {
  return { id, roles: [...roles], managedSiteIds: sites.map((each) => each.id) };
}

beforeEach(async () => {
  [site, otherSite] = [await aSite(), await aSite()];
  nurse = await aJobRole("Nurse");
  anna = await aTrainee({ site, jobRole: nurse, joinedAt: JOINED });
  bo = await aTrainee({ site: otherSite, jobRole: nurse, joinedAt: JOINED });
  manager = askerOf(await aManager({ sites: [site] }), site);
  admin = askerOf(await anAdmin({ site }));
  await aCertification({ id: "operator", quizzes: [await aQuiz()] });
});

async function memberOf(person: { id: number }, asker = admin): Promise<StaffMember> {
  const member = await findStaffMember(asker, person.id);
  if (!member) throw new Error(`Person ${person.id} is not found`);
  return member;
}

async function clearancesNow() {
  const q = await db();
  const { clearances } = tables;
  return q
    .select()
    .from(clearances)
    .orderBy(asc(clearances.personId), asc(clearances.certificationId));
}

async function dueOf({ id }: { id: number }) {
  const rows = await clearancesNow();
  return rows.find(({ personId }) => personId === id)?.dueOn ?? undefined;
}

async function isAsRebuilt() {
  const before = await clearancesNow();
  await rebuildDerivedTables();
  expect(await clearancesNow()).toEqual(before);
}

const OPERATOR = { certificationId: "operator", rule: { withinDays: 30 } };

test("a requirement of a site reaches its staff at once, and nobody else", async () => {
  const outcome = await saveRequirement(manager, { ...OPERATOR, siteId: site.id }, NOW);
  expect(outcome).toEqual({ requirementId: expect.any(Number) });
  expect([await dueOf(anna), await dueOf(bo)]).toEqual(["2026-07-10", undefined]);
  const [entry] = (await listAuditEntries()).filter(({ action }) => action === "requirement.made");
  expect(entry).toMatchObject({
    actorId: manager.id,
    detail: { certificationId: "operator", siteId: site.id, withinDays: 30, people: 1 },
  });
  await isAsRebuilt();
});

test("whoever joins, moves or leaves gets and loses it by themselves", async () => {
  await saveRequirement(admin, { ...OPERATOR, siteId: site.id, jobRoleId: nurse.id }, NOW);
  const position = {
    roles: ["trainee"] as const,
    managedSiteIds: [],
    homeSiteId: site.id,
    memberships: [{ siteId: site.id, jobRoleId: nurse.id }],
  };
  await savePosition(admin, bo.id, position, LATER);
  expect(await dueOf(bo)).toBe("2026-07-20");
  await savePosition(admin, bo.id, { ...position, memberships: [{ siteId: site.id }] }, LATER);
  expect(await dueOf(bo)).toBeUndefined();
  await deactivatePerson(admin, anna.id, LATER);
  expect(await dueOf(anna)).toBeUndefined();
  await isAsRebuilt();
});

test("a manager asks only at their own sites, and of every site only an admin", async () => {
  expect(await saveRequirement(manager, { ...OPERATOR, siteId: otherSite.id }, NOW)).toEqual({
    refused: "site",
  });
  expect(await saveRequirement(manager, OPERATOR, NOW)).toEqual({ refused: "site" });
  expect(await saveRequirement(admin, { ...OPERATOR, siteId: 987_654 }, NOW)).toEqual({
    refused: "site",
  });
  expect(await clearancesNow()).toEqual([]);
  await saveRequirement(admin, OPERATOR, NOW);
  expect([await dueOf(anna), await dueOf(bo)]).toEqual(["2026-07-10", "2026-07-10"]);
});

test("what is not there cannot be asked for, and the same is not asked twice", async () => {
  const asked = { ...OPERATOR, siteId: site.id };
  const refusals = [
    await saveRequirement(manager, { ...asked, certificationId: "unheard-of" }, NOW),
    await saveRequirement(manager, { ...asked, jobRoleId: 987_654 }, NOW),
  ];
  expect(refusals).toEqual([{ refused: "certification" }, { refused: "job-role" }]);
  const twice = await Promise.all([
    saveRequirement(manager, asked, NOW),
    saveRequirement(manager, asked, NOW),
  ]);
  expect(twice).toContainEqual({ refused: "same" });
  expect(await listRequirements(manager)).toHaveLength(1);
});

test("a manager sees what concerns their people, and ends only what is theirs", async () => {
  await saveRequirement(admin, OPERATOR, NOW);
  await saveRequirement(admin, { ...OPERATOR, siteId: otherSite.id }, NOW);
  await saveRequirement(manager, { ...OPERATOR, siteId: site.id }, NOW);
  await assignToPerson(
    admin,
    await memberOf(bo),
    { certificationId: "operator", dueOn: "2026-09-01" },
    NOW,
  );
  const seen = await listRequirements(manager);
  expect(seen.map(({ siteId, mayEnd }) => ({ siteId, mayEnd }))).toEqual([
    { siteId: undefined, mayEnd: false },
    { siteId: site.id, mayEnd: true },
  ]);
  const all = await listRequirements(admin);
  expect(all).toHaveLength(4);
  const [anySite, others, own, personal] = all.map(({ id }) => id);
  const end = (id: number | undefined, asker: Asker) => endRequirement(asker, id ?? 0, {}, LATER);
  expect(await end(anySite, manager)).toBe("not-theirs");
  expect(await end(others, manager)).toBe("missing");
  expect(await end(personal, manager)).toBe("missing");
  expect(await end(own, manager)).toBe("saved");
  expect(await end(own, manager)).toBe("saved");
  expect(await findRequirement(manager, own ?? 0)).toMatchObject({ hasEnded: true });
  const ended = (await listAuditEntries()).filter(({ action }) => action === "requirement.ended");
  expect(ended).toHaveLength(1);
  expect(await end(anySite, admin)).toBe("saved");
  expect([await dueOf(anna), await dueOf(bo)]).toEqual([undefined, "2026-07-10"]);
  await isAsRebuilt();
});

test("why something is asked of somebody: each requirement with its own day, the earliest first", async () => {
  await saveRequirement(admin, { ...OPERATOR, siteId: site.id, jobRoleId: nurse.id }, NOW);
  await saveRequirement(admin, { ...OPERATOR, siteId: otherSite.id }, NOW);
  const member = await memberOf(anna);
  await assignToPerson(manager, member, { certificationId: "operator", dueOn: "2026-07-01" }, NOW);
  expect(await listRequirementsAbout(member)).toMatchObject([
    { dueOn: "2026-07-01", isTheirs: true, siteName: undefined },
    { dueOn: "2026-07-10", isTheirs: false, siteName: site.name, jobRole: "Nurse" },
  ]);
});

test("an assignment ends with its reason in the history", async () => {
  const member = await memberOf(anna);
  const asked = { certificationId: "operator", dueOn: "2026-07-01" };
  expect(await assignToPerson(manager, member, asked, NOW)).toBe("saved");
  const [assigned] = await listRequirements(manager);
  expect(assigned).toMatchObject({ person: { id: anna.id, name: anna.name }, mayEnd: true });
  const reason = "Works at the desk now.";
  expect(await endRequirement(manager, assigned?.id ?? 0, { reason }, LATER)).toBe("saved");
  expect(await dueOf(anna)).toBeUndefined();
  const actions = (await listAuditEntries()).filter(({ subjectId }) => subjectId === anna.id);
  expect(actions.map(({ action }) => action)).toEqual([
    "requirement.assigned",
    "requirement.unassigned",
  ]);
  expect(actions[1]?.detail).toMatchObject({ reason });
});

const WAIVER: NewException = {
  kind: "waiver",
  certificationId: "operator",
  untilOn: "2026-08-31",
  reason: "On leave.",
};

test("a due date is extended, never brought forward, and ends with a reason", async () => {
  await saveRequirement(manager, { ...OPERATOR, siteId: site.id }, NOW);
  const member = await memberOf(anna);
  const extend = (untilOn: string) =>
    saveException(manager, member, { ...WAIVER, kind: "extension", untilOn }, NOW);
  expect(await extend("2026-07-10")).toBe("not-later");
  expect(await extend("2026-09-30")).toBe("saved");
  expect(await extend("2026-08-30")).toBe("not-later");
  expect(await dueOf(anna)).toBe("2026-09-30");
  const [extension] = await listExceptions(member);
  expect(extension).toMatchObject({ kind: "extension", reason: "On leave." });
  expect(await endException(manager, member, extension?.id ?? 0, "Back early.", LATER)).toBe(
    "saved",
  );
  expect(await dueOf(anna)).toBe("2026-07-10");
  expect(await listExceptions(member)).toEqual([]);
  const q = await db();
  const { exceptions } = tables;
  const [kept] = await q.select().from(exceptions).where(eq(exceptions.personId, anna.id));
  expect(kept).toMatchObject({ endedById: manager.id, endReason: "Back early.", endedAt: LATER });
  await isAsRebuilt();
});

test("only what somebody asks for can be waived; a suspension needs nothing to be asked", async () => {
  const member = await memberOf(anna);
  expect(await saveException(manager, member, WAIVER, NOW)).toBe("not-required");
  await saveRequirement(manager, { ...OPERATOR, siteId: site.id }, NOW);
  expect(await saveException(manager, member, WAIVER, NOW)).toBe("saved");
  const everything = { kind: "suspension", untilOn: "2026-07-01", reason: "A complaint." } as const;
  expect(await saveException(manager, await memberOf(anna), everything, NOW)).toBe("saved");
  expect((await clearancesNow())[0]).toMatchObject({
    waivedUntil: "2026-08-31",
    suspendedUntil: "2026-07-01",
  });
  const given = (await listAuditEntries()).filter(({ action }) => action.endsWith(".given"));
  expect(given.map(({ action, detail }) => [action, detail])).toEqual([
    ["waiver.given", { certificationId: "operator", untilOn: "2026-08-31", reason: "On leave." }],
    [
      "suspension.given",
      { everyCertification: true, untilOn: "2026-07-01", reason: "A complaint." },
    ],
  ]);
});

test("nobody decides about themselves, whatever their roles", async () => {
  const both = await aPerson({
    roles: ["manager", "admin", "trainee"],
    site,
    manages: [site],
    joinedAt: JOINED,
  });
  const asker = askerOf(both, site);
  await saveRequirement(asker, { ...OPERATOR, siteId: site.id }, NOW);
  const oneself = await memberOf(both, asker);
  for (const kind of ["extension", "waiver", "suspension"] as const) {
    const decision = { ...WAIVER, kind, untilOn: "2026-12-31" };
    expect(await saveException(asker, oneself, decision, NOW)).toBe("oneself");
  }
  const asked = { certificationId: "operator", dueOn: "2026-12-01" };
  expect(await assignToPerson(asker, oneself, asked, NOW)).toBe("oneself");

  await saveException(admin, oneself, { ...WAIVER, kind: "suspension" }, NOW);
  await assignToPerson(admin, oneself, asked, NOW);
  const [suspension] = await listExceptions(oneself);
  expect(await endException(asker, oneself, suspension?.id ?? 0, "I am fine.", LATER)).toBe(
    "oneself",
  );
  const assigned = (await listRequirements(asker)).find(({ person }) => person?.id === both.id);
  expect(assigned?.mayEnd).toBe(false);
  expect(await endRequirement(asker, assigned?.id ?? 0, {}, LATER)).toBe("oneself");
  expect(await listExceptions(oneself)).toHaveLength(1);
});

test("two clicks, or two managers at once, decide once", async () => {
  await saveRequirement(manager, { ...OPERATOR, siteId: site.id }, NOW);
  const member = await memberOf(anna);
  const seen = await countDecisions(member);
  const outcomes = await Promise.all([
    saveException(manager, member, { ...WAIVER, seen }, NOW),
    saveException(admin, member, { ...WAIVER, seen }, NOW),
  ]);
  expect(outcomes.toSorted()).toEqual(["saved", "stale"]);
  expect(await listExceptions(member)).toHaveLength(1);
});

test("an exception of somebody else is not found", async () => {
  await saveException(admin, await memberOf(bo), { ...WAIVER, kind: "suspension" }, NOW);
  const [theirs] = await listExceptions(bo);
  const member = await memberOf(anna, manager);
  expect(await endException(manager, member, theirs?.id ?? 0, "Why not.", LATER)).toBe("missing");
});

test("changes at the same moment do not miss each other", async () => {
  const members = [await memberOf(anna), await memberOf(bo)];
  const people = await Promise.all(
    Array.from({ length: 6 }, () => aTrainee({ site: otherSite, jobRole: nurse })),
  );
  const move = (personId: number) =>
    savePosition(
      admin,
      personId,
      {
        roles: ["trainee"],
        managedSiteIds: [],
        homeSiteId: site.id,
        memberships: [{ siteId: site.id, jobRoleId: nurse.id }],
      },
      LATER,
    );
  await Promise.all([
    saveRequirement(admin, { ...OPERATOR, siteId: site.id }, LATER),
    ...people.map(({ id }) => move(id)),
    ...members.map((member) =>
      saveException(admin, member, { ...WAIVER, kind: "suspension" }, LATER),
    ),
    saveRequirement(admin, { ...OPERATOR, rule: { dueOn: "2026-12-31" } }, LATER),
    aCertification({ id: "assistant", quizzes: [await aQuiz()] }),
    transaction((q) => refreshClearances(q, [bo.id, anna.id])),
  ]);
  expect(await dueOf(people[3] ?? anna)).toBe(addDays(dayAt(LATER, "Europe/Dublin"), 30));
  await isAsRebuilt();
});

test("a site that moves to another time zone moves the days after joining with it", async () => {
  const joinedAt = new Date("2026-06-15T23:30:00Z");
  const late = await aTrainee({ site, joinedAt });
  await saveRequirement(admin, { ...OPERATOR, siteId: site.id, rule: { withinDays: 0 } }, NOW);
  expect(await dueOf(late)).toBe("2026-06-16");
  await changeSite(admin, site.id, { site: site.name, timeZone: "America/New_York" }, LATER);
  expect(await dueOf(late)).toBe("2026-06-15");
  await isAsRebuilt();
});
