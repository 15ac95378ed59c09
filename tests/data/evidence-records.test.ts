import { expect, test } from "vitest";
import {
  readEvidenceExceptions,
  readEvidenceOutsideRecords,
  readEvidenceRequirements,
  readEvidenceSignOffs,
} from "#db/queries/evidence-records.ts";
import { anException, aRequirement } from "#tests/support/clinic-records.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import {
  aCertification,
  aLicence,
  aManager,
  aSignOff,
  aSite,
  aTrainee,
  LICENCE,
  TRAY,
} from "#tests/support/factories.ts";

useCleanDatabase();

const noonOn = (day: string) => new Date(`${day}T12:00:00Z`);

test("records are read within the maker's sites, of a person and of a period", async () => {
  const site = await aSite();
  const manager = await aManager({ sites: [site] });
  const stranger = await aManager({ sites: [await aSite()] });
  const person = await aTrainee({ site });
  const parts = { practical: [TRAY], outside: [LICENCE] };
  await aCertification({ id: "assistant", quizzes: [], parts });
  await aSignOff(person, "assistant", manager, { at: noonOn("2026-11-03") });
  await aLicence(person, manager, { validUntil: "2027-06-30", at: noonOn("2026-11-04") });
  const given = { by: manager, at: noonOn("2026-11-05") };
  await aRequirement("assistant", { siteId: site.id, withinDays: 30 }, given);
  await aRequirement("assistant", { personId: person.id, dueOn: "2026-12-01" }, given);
  await anException(person, { kind: "suspension", untilOn: "2026-11-30" }, given);

  const askerOf = ({ id }: { id: number }, managedSiteIds: number[]) => {
    return { id, roles: ["manager" as const], managedSiteIds };
  };
  const countsOf = async (...[asker, scope]: Parameters<typeof readEvidenceSignOffs>) => {
    const counts: number[] = [];
    for (const read of [
      readEvidenceSignOffs,
      readEvidenceOutsideRecords,
      readEvidenceRequirements,
      readEvidenceExceptions,
    ]) {
      let rows = 0;
      for await (const some of read(asker, scope)) rows += some.length;
      counts.push(rows);
    }
    return counts;
  };
  const own = askerOf(manager, [site.id]);
  expect(await countsOf(own, {})).toEqual([1, 1, 2, 1]);
  expect(await countsOf(own, { personId: person.id, siteId: site.id })).toEqual([1, 1, 2, 1]);
  expect(await countsOf(own, { personId: manager.id })).toEqual([0, 0, 0, 0]);
  const period = { from: "2026-12-01", since: noonOn("2026-12-01") };
  expect(await countsOf(own, period)).toEqual([1, 1, 2, 0]);
  const before = { to: "2026-11-03", before: noonOn("2026-11-04") };
  expect(await countsOf(own, before)).toEqual([1, 0, 0, 0]);
  expect(await countsOf(askerOf(stranger, [site.id + 1]), {})).toEqual([0, 0, 0, 0]);
});
