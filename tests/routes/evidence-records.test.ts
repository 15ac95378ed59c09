import { createHash } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { listOutsideRecords, withdrawOutsideRecord } from "#db/queries/outside-records.ts";
import { withdrawSignOff } from "#db/queries/sign-offs.ts";
import {
  anException,
  aRequirement,
  endException,
  endRequirement,
} from "#tests/support/clinic-records.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import { linesOf, packOf, textOf } from "#tests/support/evidence-pack.ts";
import {
  aCertification,
  aLicence,
  aManager,
  anAdmin,
  aQuiz,
  aSignOff,
  aSite,
  aTrainee,
  LICENCE,
  type TestPerson,
  type TestSite,
  TRAY,
} from "#tests/support/factories.ts";

useCleanDatabase();

const noonOn = (day: string) => new Date(`${day}T12:00:00Z`);
const FILES = ["sign-offs.csv", "documents.csv", "requirements.csv", "exceptions.csv"];

let site: TestSite;
let otherSite: TestSite;
let manager: TestPerson;
let otherManager: TestPerson;
let ada: TestPerson;
let boris: TestPerson;

beforeEach(async () => {
  [site, otherSite] = [await aSite({ name: "Harbour" }), await aSite({ name: "Old Town" })];
  manager = await aManager({ name: "Ana Reyes", sites: [site] });
  otherManager = await aManager({ name: "Oleg Strom", sites: [otherSite] });
  const parts = { practical: [TRAY], outside: [LICENCE] };
  await aCertification({
    ...{ id: "assistant", title: "Assistant", quizzes: [await aQuiz()] },
    parts,
  });
  ada = await aTrainee({ name: "Ада", site });
  boris = await aTrainee({ name: "Boris", site: otherSite });
});

/** The same on record of somebody, and of whoever is at their site. */
async function onRecord(person: TestPerson, by: TestPerson) {
  const signOffId = await aSignOff(person, "assistant", by, { at: noonOn("2026-11-03") });
  await aLicence(person, by, { validUntil: "2027-06-30", at: noonOn("2026-11-04") });
  const given = { by, at: noonOn("2026-11-05") };
  const ofSite = { siteId: person.site.id, withinDays: 30 };
  const requirementId = await aRequirement("assistant", ofSite, given);
  await aRequirement("assistant", { personId: person.id, dueOn: "2026-12-01" }, given);
  const exceptionId = await anException(
    person,
    { kind: "waiver", untilOn: "2027-01-31", certificationId: "assistant" },
    given,
  );
  return { signOffId, requirementId, exceptionId };
}

test("each step of a sign-off says who saw it and when, with what the observer attested", async () => {
  const { signOffId } = await onRecord(ada, manager);
  const step = {
    ...{ "Sign-off": String(signOffId), Name: "Ада", Certification: "Assistant" },
    ...{ "Practical sign-off": "Room and tray", Observer: "Ana Reyes" },
    Attestation: expect.stringMatching(/^I, Ana Reyes, confirm that Ада has done every step/),
    ...{ "Signed at": "2026-11-03T12:00:00.000Z", "Signed on": "2026-11-03" },
    ...{ "Valid until": "2028-11-02", "Withdrawn at": "", "Withdrawn by": "" },
    ...{ "Step seen by": "Ana Reyes", "Step seen at": "2026-11-03T12:00:00.000Z" },
    "Reason of withdrawal": "",
  };
  const [tray, sharps] = TRAY.steps;
  expect(linesOf(await packOf(manager, ada), "sign-offs.csv")).toEqual([
    { ...step, Step: tray?.text },
    { ...step, Step: sharps?.text },
  ]);
});

test("documents, requirements and exceptions say who recorded, asked or decided, and until when", async () => {
  await onRecord(ada, manager);
  const pack = await packOf(manager, ada);
  expect(linesOf(pack, "documents.csv")).toMatchObject([
    {
      ...{ Name: "Ада", Document: "Professional licence", "Document number": "A 12" },
      ...{ "Valid until": "2027-06-30", "Recorded at": "2026-11-04T12:00:00.000Z" },
      ...{ "Recorded by": "Ana Reyes", "Withdrawn at": "" },
    },
  ]);
  const asked = { Certification: "Assistant", "Asked for by": "Ana Reyes", "Ended at": "" };
  expect(linesOf(pack, "requirements.csv")).toMatchObject([
    { ...asked, Name: "", Site: "Harbour", "Job role": "", "Days after joining": "30" },
    { ...asked, Name: "Ада", Site: "", "Due on": "2026-12-01", "Days after joining": "" },
  ]);
  expect(linesOf(pack, "exceptions.csv")).toMatchObject([
    {
      ...{ Name: "Ада", Kind: "Waiver", Certification: "Assistant", Until: "2027-01-31" },
      ...{ Reason: "Agreed.", "Given at": "2026-11-05T12:00:00.000Z", "Given by": "Ana Reyes" },
    },
  ]);
});

test("what was withdrawn or ended is there, and says when, by whom and why", async () => {
  const { signOffId, requirementId, exceptionId } = await onRecord(ada, manager);
  const [record] = await listOutsideRecords(ada, LICENCE.id);
  const [decision, at] = [{ actorId: manager.id, reason: "=1+1 was wrong." }, noonOn("2026-11-10")];
  await withdrawSignOff(ada, signOffId, decision, at);
  const licence = { outside: LICENCE, certificationTitles: [] };
  await withdrawOutsideRecord(ada, licence, record?.id ?? 0, decision, at);
  await endRequirement(requirementId, { by: manager, at });
  await endException(exceptionId, ada, { by: manager, at });
  const pack = await packOf(manager, ada);
  // A spreadsheet takes it for text.
  const withdrawn = {
    ...{ "Withdrawn at": at.toISOString(), "Withdrawn by": "Ana Reyes" },
    "Reason of withdrawal": "'=1+1 was wrong.",
  };
  expect(linesOf(pack, "sign-offs.csv")).toMatchObject([withdrawn, withdrawn]);
  expect(linesOf(pack, "documents.csv")).toMatchObject([withdrawn]);
  const ended = { "Ended at": at.toISOString(), "Ended by": "Ana Reyes" };
  expect(linesOf(pack, "requirements.csv")).toMatchObject([ended, { "Ended at": "" }]);
  expect(linesOf(pack, "exceptions.csv")).toMatchObject([
    { ...ended, "Reason of ending": "No longer needed." },
  ]);
});

test("of a period there is what counted or stood on a day of it", async () => {
  const { requirementId, exceptionId } = await onRecord(ada, manager);
  const end = { by: manager, at: noonOn("2026-11-10") };
  await endRequirement(requirementId, end);
  await endException(exceptionId, ada, end);
  const countsOf = async (search: string) => {
    const pack = await packOf(manager, undefined, search);
    return FILES.map((name) => linesOf(pack, name).length);
  };
  expect(await countsOf("")).toEqual([2, 1, 2, 1]);
  expect(await countsOf("?to=2026-11-02")).toEqual([0, 0, 0, 0]);
  expect(await countsOf("?to=2026-11-04")).toEqual([2, 1, 0, 0]);
  expect(await countsOf("?from=2026-11-10&to=2026-11-10")).toEqual([2, 1, 2, 1]);
  expect(await countsOf("?from=2026-11-11")).toEqual([2, 1, 1, 0]);
  expect(await countsOf("?from=2027-07-01")).toEqual([2, 0, 1, 0]);
  expect(await countsOf("?from=2028-11-03")).toEqual([0, 0, 1, 0]);
});

test("another site's records are in no manager's pack, and an admin's has them by site", async () => {
  await onRecord(ada, manager);
  await onRecord(boris, otherManager);
  const everywhere = { by: await anAdmin({ name: "Adele" }), at: noonOn("2026-11-06") };
  await aRequirement("assistant", { dueOn: "2027-02-01" }, everywhere);
  const pack = await packOf(manager);
  for (const name of FILES) {
    for (const trace of ["Boris", "Oleg Strom", "Old Town"]) {
      expect({ name, trace, isThere: textOf(pack, name).includes(trace) }).toEqual({
        ...{ name, trace, isThere: false },
      });
    }
    expect(linesOf(pack, name).length).toBeGreaterThan(0);
  }
  expect(linesOf(pack, "requirements.csv").at(-1)).toMatchObject({ Site: "", Name: "" });
  const admin = await anAdmin();
  const all = await packOf(admin);
  expect(linesOf(all, "requirements.csv")).toHaveLength(5);
  expect(linesOf(all, "documents.csv").map(({ Name }) => Name)).toEqual(["Ада", "Boris"]);
  const ofSite = await packOf(admin, undefined, `?site=${otherSite.id}`);
  expect(linesOf(ofSite, "documents.csv").map(({ Name }) => Name)).toEqual(["Boris"]);
  expect(linesOf(ofSite, "requirements.csv").map(({ Site, Name }) => [Site, Name])).toEqual([
    ["Old Town", ""],
    ["", "Boris"],
    ["", ""],
  ]);
});

test("a person's pack has the group requirements of where they worked, and of nowhere else", async () => {
  await onRecord(ada, manager);
  await onRecord(boris, otherManager);
  const pack = await packOf(await anAdmin(), ada);
  expect(linesOf(pack, "requirements.csv").map(({ Site, Name }) => [Site, Name])).toEqual([
    ["Harbour", ""],
    ["", "Ада"],
  ]);
});

test("the manifest has the hash and size of each of them", async () => {
  await onRecord(ada, manager);
  const pack = await packOf(manager, ada);
  const { files } = JSON.parse(textOf(pack, "manifest.json"));
  for (const name of FILES) {
    const content = pack.get(name) ?? Buffer.alloc(0);
    const sha256 = createHash("sha256").update(content).digest("hex");
    expect(files).toContainEqual({ name, size: content.length, sha256 });
    expect(textOf(pack, "README.txt")).toContain(`  ${name} `);
  }
});
