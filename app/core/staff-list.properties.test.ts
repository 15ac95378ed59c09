import fc from "fast-check";
import { expect, test } from "vitest";
import { guardFormula, unguardFormula } from "./formula-guard.ts";
import { ROLES } from "./roles.ts";
import { type StaffEntry, staffCells } from "./staff-cells.ts";
import { STAFF_COLUMNS, type StaffRow } from "./staff-columns.ts";
import { arrangedWorkplaces, type KnownPerson, planStaffList } from "./staff-list.ts";

/*
 * A list that is downloaded and uploaded changes nothing, and one that is edited in between
 * changes exactly what was edited.
 */

const SITES = ["=Dock", "Élan", "Harbour", "Linden; North", "Ναύπλιο"].map(named);
const JOB_ROLES = ["Aesthetic therapist", "Nurse", "Doctor; consultant"].map(named);
const WORDS = { sites: SITES, jobRoles: JOB_ROLES };
const ADMIN = { id: 999, roles: ["admin" as const] };

function named(name: string, index: number) {
  return { id: index + 1, name };
}

const idsOf = (things: readonly { id: number }[]) => things.map(({ id }) => id);

const aName = fc
  .tuple(fc.constantFrom("Ana", "=SUM", "+Ben", "Zoë; =1", "Лев", "@x y", "'=q"), fc.nat(99))
  .map(([name, number]) => `${name} ${number}`);

/** How somebody may be; whom it is about is added later. */
const anEntry = fc
  .record({
    name: aName,
    siteIds: fc.uniqueArray(fc.constantFrom(...idsOf(SITES)), { minLength: 1 }),
    jobs: fc.array(fc.option(fc.constantFrom(...idsOf(JOB_ROLES)), { nil: undefined }), {
      minLength: SITES.length,
      maxLength: SITES.length,
    }),
    roles: fc.uniqueArray(fc.constantFrom(...ROLES), { minLength: 1 }),
    managed: fc.uniqueArray(fc.constantFrom(...idsOf(SITES)), { minLength: 1 }),
    isActive: fc.boolean(),
  })
  .map(({ name, siteIds, jobs, roles, managed, isActive }): Omit<StaffEntry, "email"> => {
    const workplaces = siteIds.map((siteId, index) => ({ siteId, jobRoleId: jobs[index] }));
    return {
      name,
      workplaces: arrangedWorkplaces(workplaces, siteIds[0], SITES),
      roles: ROLES.filter((role) => roles.includes(role)),
      managedSiteIds: roles.includes("manager") ? managed.sort((one, other) => one - other) : [],
      isActive,
    };
  });

function known(entry: Omit<StaffEntry, "email">, index: number): KnownPerson {
  const [home] = entry.workplaces;
  const email = `+person-${index}@clinic.example`;
  return { ...entry, id: index + 1, email, homeSiteId: home?.siteId, worksElsewhere: false };
}

/** The lines as they come back from a spreadsheet. */
function listOf(entries: readonly StaffEntry[]): StaffRow[] {
  return entries.map((entry, index) => {
    const cells = staffCells(entry, WORDS);
    for (const column of STAFF_COLUMNS) {
      cells[column] = unguardFormula(guardFormula(cells[column]));
    }
    return { line: index + 2, cells };
  });
}

function plan(rows: readonly StaffRow[], people: readonly KnownPerson[]) {
  return planStaffList(rows, { ...WORDS, people, takenEmails: new Set() }, ADMIN);
}

test("a list that is uploaded as it was downloaded changes nothing", () => {
  fc.assert(
    fc.property(fc.array(anEntry, { maxLength: 8 }), (entries) => {
      const people = entries.map(known);
      const { effects, faults } = plan(listOf(people), people);
      expect(faults).toEqual([]);
      expect(effects.map(({ kind, changes }) => [kind, changes])).toEqual(
        people.map(() => ["unchanged", []]),
      );
    }),
  );
});

test("an edited list does exactly what was edited, and a second time nothing", () => {
  const edits = fc.array(fc.tuple(anEntry, fc.option(anEntry, { nil: undefined })), {
    minLength: 1,
    maxLength: 6,
  });
  fc.assert(
    fc.property(edits, fc.array(anEntry, { maxLength: 3 }), (pairs, newcomers) => {
      const before = pairs.map(([entry], index) => known(entry, index));
      const edited = pairs.map(([entry, edit], index) => known(edit ?? entry, index));
      const added = newcomers.map((entry, index) => known(entry, pairs.length + index));
      const wanted = [...edited, ...added];
      const { effects, faults } = plan(listOf(wanted), before);
      expect(faults).toEqual([]);
      for (const [index, { kind, entry, changes, personId, homeSiteId }] of effects.entries()) {
        const person = wanted[index] as KnownPerson;
        const old = before[index];
        const cells = staffCells(person, WORDS);
        expect(personId).toBe(old?.id);
        expect({ ...person, ...entry, homeSiteId }).toEqual(person);
        if (!old) {
          expect(kind).toBe(person.isActive ? "create" : "stays-out");
          continue;
        }
        const differ = STAFF_COLUMNS.filter(
          (column) => cells[column] !== staffCells(old, WORDS)[column],
        );
        expect(changes).toHaveLength(differ.length);
        if (old.isActive !== person.isActive) {
          expect(kind).toBe(person.isActive ? "reactivate" : "deactivate");
        } else expect(kind).toBe(differ.length > 0 ? "update" : "unchanged");
      }
      const after = wanted.filter(({ isActive }, index) => isActive || before[index]);
      const again = plan(listOf(wanted), after).effects.map(({ kind }) => kind);
      expect(again.filter((kind) => kind !== "unchanged" && kind !== "stays-out")).toEqual([]);
    }),
  );
});
