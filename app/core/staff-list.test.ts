import { expect, test } from "vitest";
import { staffCells } from "./staff-cells.ts";
import type { StaffColumn } from "./staff-columns.ts";
import {
  type KnownPerson,
  planStaffList,
  type StaffAsker,
  type StaffBook,
  staffColumnsFor,
} from "./staff-list.ts";

const [HARBOUR, HILL, DOCK] = [1, 2, 3];
const [NURSE, DOCTOR] = [11, 12];
const WORDS = {
  sites: [
    { id: HARBOUR, name: "Harbour" },
    { id: HILL, name: "Hill" },
    { id: DOCK, name: "Dock" },
  ],
  jobRoles: [
    { id: NURSE, name: "Nurse" },
    { id: DOCTOR, name: "Doctor" },
  ],
};
const ADMIN: StaffAsker = { id: 100, roles: ["admin"] };
const MANAGER: StaffAsker = { id: 200, roles: ["manager"] };

function ana(fields: Partial<KnownPerson> = {}): KnownPerson {
  return {
    id: 1,
    name: "Ana",
    email: "ana@clinic.example",
    workplaces: [{ siteId: HARBOUR, jobRoleId: NURSE }],
    homeSiteId: HARBOUR,
    roles: ["trainee"],
    managedSiteIds: [],
    isActive: true,
    worksElsewhere: false,
    ...fields,
  };
}

function bookOf(people: KnownPerson[], takenEmails: string[] = []): StaffBook {
  return { ...WORDS, people, takenEmails: new Set(takenEmails) };
}

type Cells = Partial<Record<StaffColumn, string>>;

/** What becomes of one line about somebody who is known, or somebody new. */
function planOf(cells: Cells, { person = ana(), asker = ADMIN, book = bookOf([person]) } = {}) {
  const row = { line: 2, cells: { ...staffCells(person, WORDS), ...cells } };
  const { effects, faults } = planStaffList([row], book, asker);
  return { effect: effects[0], reasons: faults[0]?.reasons };
}

const NOBODY = { book: bookOf([]) };

test("a line that says how somebody is changes nothing", () => {
  expect(planOf({}).effect).toMatchObject({ kind: "unchanged", personId: 1, changes: [] });
  expect(planOf({ name: " Ana", email: " ANA@clinic.example" }).effect?.kind).toBe("unchanged");
});

test("a column that is left out changes nothing there, and somebody new gets what is usual", () => {
  const cells = { jobRoles: undefined, roles: undefined, active: undefined, manages: undefined };
  expect(planOf(cells).effect?.kind).toBe("unchanged");
  expect(planOf(cells, NOBODY).effect).toMatchObject({
    kind: "create",
    homeSiteId: HARBOUR,
    entry: { roles: ["trainee"], isActive: true, workplaces: [{ siteId: HARBOUR }] },
  });
});

test.each<[Cells, string, StaffColumn, string, string]>([
  [{ name: "Ana Byrne" }, "update", "name", "Ana", "Ana Byrne"],
  [{ sites: "hill; Harbour" }, "update", "sites", "Harbour", "Hill; Harbour"],
  [{ jobRoles: "DOCTOR" }, "update", "jobRoles", "Nurse", "Doctor"],
  [{ jobRoles: "" }, "update", "jobRoles", "Nurse", ""],
  [{ roles: "author; trainee" }, "update", "roles", "Trainee", "Trainee; Author"],
  [{ active: "No" }, "deactivate", "active", "yes", "no"],
])("%j of somebody known is: %s", (cells, kind, column, from, to) => {
  expect(planOf(cells).effect).toMatchObject({ kind, changes: [{ column, from, to }] });
});

test("somebody who was deactivated comes back with yes", () => {
  const person = ana({ isActive: false });
  expect(planOf({ active: "yes" }, { person }).effect?.kind).toBe("reactivate");
});

test("somebody new is created, unless the list says that they are gone", () => {
  expect(planOf({ name: "Ben", email: "ben@x.example" }).effect).toMatchObject({ kind: "create" });
  const gone = planOf({ email: "ben@x.example", active: "no" }).effect;
  expect(gone).toMatchObject({ kind: "stays-out" });
});

test("sites and job roles go together, one by one", () => {
  const { effect } = planOf({ sites: "Hill; Harbour; Dock", jobRoles: "Doctor; ; Nurse" });
  expect(effect?.homeSiteId).toBe(HILL);
  expect(effect?.entry.workplaces).toEqual([
    { siteId: HILL, jobRoleId: DOCTOR },
    { siteId: HARBOUR, jobRoleId: undefined },
    { siteId: DOCK, jobRoleId: NURSE },
  ]);
});

test.each<[Cells, string]>([
  [{ name: "" }, "Enter the person's full name, as it should stand on a certificate."],
  [{ sites: "Harbor" }, "There is no site “Harbor”. Did you mean “Harbour”?"],
  [{ sites: "Nowhere" }, "There is no site “Nowhere”."],
  [{ sites: "" }, "Name at least one site."],
  [{ jobRoles: "Nrse" }, "There is no job role “Nrse”. Did you mean “Nurse”?"],
  [
    { jobRoles: "Nurse; Doctor" },
    "There are 2 job roles for 1 site: write one for all, or one for each in the same order.",
  ],
  [{ roles: "Trainer" }, "There is no role “Trainer”. Did you mean “Trainee”?"],
  [{ roles: "" }, "Name at least one role, like “Trainee”."],
  [{ active: "perhaps" }, "Under “Active” write yes or no, instead of “perhaps”."],
  [{ active: "" }, "Under “Active” write yes or no."],
  [{ roles: "Manager" }, "Say under “Manages” which sites this manager looks after."],
  [{ manages: "Hill" }, "Only a manager manages sites: add the role, or empty “Manages”."],
])("%j is a fault", (cells, reason) => {
  expect(planOf(cells)).toEqual({ effect: undefined, reasons: [reason] });
});

test("an address that is none is a fault, and so is the same one twice", () => {
  expect(planOf({ email: "ana at clinic" }).reasons).toEqual([
    'Enter an e-mail address like "name@clinic.example".',
  ]);
  const cells = staffCells(ana(), WORDS);
  const rows = [2, 5].map((line) => ({ line, cells }));
  expect(planStaffList(rows, bookOf([ana()]), ADMIN)).toEqual({
    effects: [],
    faults: [
      { line: 2, reasons: ["The address ana@clinic.example also stands in line 5."] },
      { line: 5, reasons: ["The address ana@clinic.example also stands in line 2."] },
    ],
  });
});

test("all that is wrong with a line is told at once", () => {
  const cells = { name: "", sites: "Nowhere", jobRoles: "Nrse", roles: "Admin", active: "?" };
  const { reasons } = planOf(cells, { asker: MANAGER });
  expect(reasons).toHaveLength(5);
});

test("whoever is known keeps what no form would take today", () => {
  const person = ana({ name: "007", roles: [], workplaces: [] });
  expect(planOf({}, { person }).effect?.kind).toBe("unchanged");
  const manager = ana({ roles: ["manager"] });
  expect(planOf({}, { person: manager }).effect?.kind).toBe("unchanged");
});

test("a manager gives no role but trainee, neither to somebody new nor to somebody known", () => {
  const reasons = ["Only an admin can give the role Admin."];
  expect(planOf({ roles: "Trainee; Admin" }, { asker: MANAGER }).reasons).toEqual(reasons);
  const book = bookOf([]);
  expect(planOf({ roles: "Admin" }, { asker: MANAGER, book }).reasons).toEqual(reasons);
});

test("a manager changes nothing about whoever is more than a trainee, themselves included", () => {
  const person = ana({ id: MANAGER.id, roles: ["trainee", "manager"] });
  const reasons = ["They are more than a trainee: only an admin can change anything about them."];
  expect(planOf({}, { person, asker: MANAGER }).effect?.kind).toBe("unchanged");
  expect(planOf({ active: "no" }, { person, asker: MANAGER }).reasons).toEqual(reasons);
  expect(planOf({ name: "Eve" }, { person, asker: MANAGER }).reasons).toEqual(reasons);
});

test("a manager leaves to an admin what concerns other sites as well", () => {
  const person = ana({ worksElsewhere: true, homeSiteId: undefined });
  const reasons = [expect.stringContaining("They also work at a site that is not yours")];
  expect(planOf({ active: "no" }, { person, asker: MANAGER }).reasons).toEqual(reasons);
  expect(planOf({ name: "Eve" }, { person, asker: MANAGER }).reasons).toEqual(reasons);
  const { effect } = planOf({ sites: "Hill; Harbour" }, { person, asker: MANAGER });
  expect(effect).toMatchObject({ kind: "update", homeSiteId: undefined });
});

test("an address of somebody who is not on the manager's list is refused without a name", () => {
  const book = bookOf([], ["ana@clinic.example"]);
  expect(planOf({}, { asker: MANAGER, book }).reasons).toEqual([
    "The address ana@clinic.example belongs to somebody who is not on your list.",
  ]);
});

test("an admin does not take away their own access", () => {
  const person = ana({ id: ADMIN.id, roles: ["trainee", "admin"] });
  const reasons = ["You cannot take away your own access as an admin."];
  expect(planOf({ roles: "Trainee" }, { person }).reasons).toEqual(reasons);
  expect(planOf({ active: "no" }, { person }).reasons).toEqual(reasons);
  expect(planOf({ roles: "Admin" }, { person }).effect?.kind).toBe("update");
});

test("only an admin's list says who manages what", () => {
  expect(staffColumnsFor(ADMIN)).toContain("manages");
  expect(staffColumnsFor(MANAGER)).not.toContain("manages");
});
