import { expect, test } from "vitest";
import { staffCells } from "#app/core/staff-cells.ts";
import type { StaffColumn, StaffRow } from "#app/core/staff-columns.ts";
import { db, tables } from "#db/client.server.ts";
import { findColleague } from "#db/queries/people.ts";
import { deactivatePerson, findPosition } from "#db/queries/positions.ts";
import {
  applyStaffImport,
  deleteUnconfirmedImports,
  findStaffImport,
  planStaffImport,
  saveStaffImport,
} from "#db/queries/staff-imports.ts";
import { findStaffBook } from "#db/queries/staff-list.ts";
import { listAuditEntries } from "#tests/support/audit.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import {
  aJobRole,
  aManager,
  anAdmin,
  aSite,
  aTrainee,
  type TestPerson,
  type TestSite,
} from "#tests/support/factories.ts";

useCleanDatabase();

const NOW = new Date("2027-02-11T10:00:00Z");

function askerOf(person: TestPerson, sites: readonly TestSite[] = []) {
  return { id: person.id, roles: [...person.roles], managedSiteIds: sites.map(({ id }) => id) };
}
type Asker = ReturnType<typeof askerOf>;

/** The asker's list as they would download it. */
async function listFor(asker: Asker): Promise<StaffRow[]> {
  const book = await findStaffBook(asker);
  return book.people.map((person, index) => ({
    line: index + 2,
    cells: staffCells(person, book),
  }));
}

const NEWCOMER: Partial<Record<StaffColumn, string>> = {
  name: "Ben Byrne",
  email: "ben@clinic.test",
  sites: "Harbour",
  jobRoles: "Nurse",
  roles: "Trainee",
  active: "yes",
};

async function bringIn(asker: Asker, rows: readonly StaffRow[], fingerprint?: string) {
  const list = { rows, faults: [] };
  const importId = await saveStaffImport(asker, { fileName: "staff.csv", content: "" }, NOW);
  const plan = await planStaffImport(asker, list);
  const shown = fingerprint ?? plan.fingerprint;
  const outcome = await applyStaffImport(asker, importId, list, shown, NOW);
  const { result } = (await findStaffImport(asker, importId)) ?? {};
  return { outcome, result, plan, importId };
}

async function aClinic() {
  const [harbour, hill] = [await aSite({ name: "Harbour" }), await aSite({ name: "Hill" })];
  const nurse = await aJobRole("Nurse");
  const admin = askerOf(await anAdmin({ site: hill, password: "a long pass phrase" }));
  const manager = askerOf(await aManager({ sites: [harbour] }), [harbour]);
  return { harbour, hill, nurse, admin, manager };
}

test("a list creates, changes, deactivates and reactivates, and a second time does nothing", async () => {
  const { harbour, hill, nurse, admin } = await aClinic();
  const ana = await aTrainee({ name: "Ana", site: harbour, jobRole: nurse });
  const eve = await aTrainee({ name: "Eve", site: harbour, password: "a long pass phrase" });
  const old = await aTrainee({ name: "Old", site: hill, deactivatedAt: new Date(0) });
  const rows = (await listFor(admin)).map((row) => {
    const change: typeof row.cells = {};
    if (row.cells.email === ana.email) Object.assign(change, { sites: "Hill; Harbour" });
    if (row.cells.email === eve.email) Object.assign(change, { active: "no", name: "Eve Byrne" });
    if (row.cells.email === old.email) Object.assign(change, { active: "yes" });
    return { ...row, cells: { ...row.cells, ...change } };
  });
  rows.push({ line: 99, cells: NEWCOMER });

  const { outcome, result } = await bringIn(admin, rows);
  expect(outcome).toBe("applied");
  expect(result).toEqual({
    ...{ created: 1, updated: 1, deactivated: 1, reactivated: 1 },
    ...{ unchanged: 2, faulty: 0 },
  });
  expect(await findPosition(ana.id)).toMatchObject({ homeSiteId: hill.id });
  expect(await findColleague(admin, eve.id)).toMatchObject({
    name: "Eve Byrne",
    state: "deactivated",
  });
  expect(await findColleague(admin, old.id)).toMatchObject({ state: "invited" });
  const again = await bringIn(admin, rows);
  expect(again.result).toMatchObject({ created: 0, updated: 0, deactivated: 0, unchanged: 6 });

  const actions = (await listAuditEntries()).map(({ action }) => action);
  expect(actions).toEqual([
    "person.position-changed",
    "person.corrected",
    "person.deactivated",
    "person.reactivated",
    "person.invited",
    "staff-list.imported",
    "staff-list.imported",
  ]);
});

test("somebody new is staff at once, and has no link yet", async () => {
  const { harbour, nurse, manager } = await aClinic();
  await bringIn(manager, [{ line: 2, cells: NEWCOMER }]);
  const q = await db();
  expect(await q.select().from(tables.staffPeriods)).toMatchObject([
    { siteId: harbour.id, jobRoleId: nurse.id, endedAt: null },
  ]);
  expect(await q.select().from(tables.oneTimeLinks)).toEqual([]);
});

test("a list that is downloaded and uploaded changes nothing, for an admin and a manager", async () => {
  const { harbour, hill, nurse, admin, manager } = await aClinic();
  await aTrainee({ site: hill, alsoAt: [harbour], jobRole: nurse });
  await aTrainee({ site: harbour, alsoAt: [hill] });
  await aTrainee({ site: harbour, deactivatedAt: new Date(0) });
  await aManager({ sites: [hill, harbour] });
  for (const asker of [admin, manager]) {
    const { effects, faults } = await planStaffImport(asker, {
      rows: await listFor(asker),
      faults: [],
    });
    expect(faults).toEqual([]);
    expect(new Set(effects.map(({ kind }) => kind))).toEqual(new Set(["unchanged"]));
  }
});

test("a manager's list has nothing of other sites, and leaves what is there as it is", async () => {
  const { harbour, hill, nurse, manager } = await aClinic();
  const both = await aTrainee({ name: "Both", site: hill, alsoAt: [harbour], jobRole: nurse });
  await aTrainee({ name: "Stranger", site: hill });
  const book = await findStaffBook(manager, ["nobody@clinic.test"]);
  expect(JSON.stringify(book)).not.toMatch(/Hill|Stranger/);
  const rows = (await listFor(manager))
    .filter(({ cells }) => cells.email === both.email)
    .map((row) => ({ ...row, cells: { ...row.cells, jobRoles: "" } }));
  expect((await bringIn(manager, rows)).result).toMatchObject({ updated: 1 });
  expect(await findPosition(both.id)).toEqual({
    roles: ["trainee"],
    managedSiteIds: [],
    homeSiteId: hill.id,
    memberships: [
      { siteId: harbour.id, jobRoleId: undefined },
      { siteId: hill.id, jobRoleId: nurse.id },
    ],
  });
});

test("what changed between preview and confirmation is shown again, and nothing is done", async () => {
  const { harbour, admin } = await aClinic();
  const eve = await aTrainee({ site: harbour });
  const rows = (await listFor(admin)).map((row) => ({
    ...row,
    cells: { ...row.cells, active: row.cells.email === eve.email ? "no" : row.cells.active },
  }));
  const { fingerprint } = await planStaffImport(admin, { rows, faults: [] });
  await deactivatePerson(admin, eve.id, NOW);
  const { outcome, result } = await bringIn(admin, rows, fingerprint);
  expect([outcome, result]).toEqual(["stale", undefined]);
});

test("confirmed twice at the same moment, a list is brought in once", async () => {
  const { manager } = await aClinic();
  const list = { rows: [{ line: 2, cells: NEWCOMER }], faults: [] };
  const importId = await saveStaffImport(manager, { fileName: "staff.csv", content: "" }, NOW);
  const { fingerprint } = await planStaffImport(manager, list);
  const outcomes = await Promise.all(
    [1, 2].map(() => applyStaffImport(manager, importId, list, fingerprint, NOW)),
  );
  expect(outcomes).toEqual(["applied", "applied"]);
  const invited = (await listAuditEntries()).filter(({ action }) => action === "person.invited");
  expect(invited).toHaveLength(1);
});

test("an import that fails half-way changes nobody", async () => {
  const { harbour, admin } = await aClinic();
  const ana = await aTrainee({ name: "Ana", site: harbour });
  const list = await listFor(admin);
  const rows: StaffRow[] = list.map((row) => ({
    ...row,
    cells: { ...row.cells, name: row.cells.email === ana.email ? "Anna" : row.cells.name },
  }));
  rows.push({ line: 98, cells: NEWCOMER });
  const importId = await saveStaffImport(admin, { fileName: "staff.csv", content: "" }, NOW);
  const { fingerprint } = await planStaffImport(admin, { rows, faults: [] });
  // No database keeps such an instant: the first change fails, after the plan was made.
  const never = new Date(Number.NaN);
  const applying = applyStaffImport(admin, importId, { rows, faults: [] }, fingerprint, never);
  await expect(applying).rejects.toThrow();
  expect(await findColleague(admin, ana.id)).toMatchObject({ name: "Ana" });
  expect((await findStaffImport(admin, importId))?.result).toBeUndefined();
});

test("an uploaded list is found by whoever uploaded it, and forgotten unless it is confirmed", async () => {
  const { admin, manager } = await aClinic();
  const file = { fileName: "staff.csv", content: "Name" };
  const importId = await saveStaffImport(manager, file, NOW);
  expect(await findStaffImport(manager, importId)).toMatchObject(file);
  expect(await findStaffImport(admin, importId)).toBeUndefined();
  await deleteUnconfirmedImports(NOW);
  expect(await findStaffImport(manager, importId)).toBeDefined();
  await deleteUnconfirmedImports(new Date(NOW.getTime() + 1));
  expect(await findStaffImport(manager, importId)).toBeUndefined();
});
