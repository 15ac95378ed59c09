import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import * as listRoute from "#app/routes/_app.staff-list._index.tsx";
import * as importRoute from "#app/routes/_app.staff-list.$importId.tsx";
import * as csvRoute from "#app/routes/staff-list[.]csv.tsx";
import { listRoles } from "#db/queries/people.ts";
import { listAuditEntries } from "#tests/support/audit.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import {
  aJobRole,
  aManager,
  anAdmin,
  aSite,
  aTrainee,
  type TestPerson,
} from "#tests/support/factories.ts";
import { act, cookieOf, load, requestAs, uploadAs } from "#tests/support/request.ts";

useCleanDatabase();

async function downloadedBy(person: TestPerson): Promise<string> {
  const response = await load(csvRoute, await requestAs(person, "/staff-list.csv"));
  // As a file on a disk, with the byte order mark that a browser would take off a page.
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(await response.arrayBuffer());
}

/** What the browser is sent to, or what stands against the file. */
async function upload(person: TestPerson, content: string | Uint8Array<ArrayBuffer>) {
  const request = await uploadAs(person, "/staff-list", { name: "staff.csv", content });
  const answer = await act(listRoute, request);
  const location = answer.headers.get("Location");
  if (location === null) return { problems: (await answer.json()).problems as string[] };
  return { importId: location.split("/").at(-1) ?? "" };
}

async function uploaded(person: TestPerson, content: string): Promise<string> {
  const { importId, problems } = await upload(person, content);
  if (importId === undefined) throw new Error(problems.join(" "));
  return importId;
}

async function seen(person: TestPerson, importId: string) {
  const page = await load(importRoute, await requestAs(person, "/staff-list/1"), { importId });
  if (page instanceof Response) throw new Error(`The list answered ${page.status}`);
  return page;
}

async function previewed(person: TestPerson, importId: string) {
  const page = await seen(person, importId);
  if (!("preview" in page) || !page.preview) throw new Error("There is no preview");
  return page.preview;
}

async function confirm(person: TestPerson, importId: string, fingerprint: string) {
  const request = await requestAs(person, "/staff-list/1", { _fingerprint: fingerprint });
  const answer = await act(importRoute, request, { importId });
  return answer.status;
}

async function bringIn(person: TestPerson, content: string) {
  const importId = await uploaded(person, content);
  const { fingerprint, ...preview } = await previewed(person, importId);
  return { importId, preview, status: await confirm(person, importId, fingerprint) };
}

async function aClinic() {
  const [harbour, hill] = [await aSite({ name: "Harbour" }), await aSite({ name: "Hill" })];
  await aJobRole("Nurse");
  const manager = await aManager({ name: "Mona", sites: [harbour], email: "mona@clinic.test" });
  const admin = await anAdmin({ name: "Ada", site: hill, email: "ada@clinic.test" });
  return { harbour, hill, manager, admin };
}

test("the list of a manager has the staff of their sites, the list of an admin everybody", async () => {
  const { harbour, hill, manager, admin } = await aClinic();
  await aTrainee({ name: "Both", site: hill, alsoAt: [harbour], email: "both@clinic.test" });
  await aTrainee({ name: "=Far", site: hill, email: "far@clinic.test" });
  const own = await downloadedBy(manager);
  expect(own.startsWith("\uFEFF")).toBe(true);
  expect(own).not.toMatch(/Hill|Far/);
  expect(parse(own, { bom: true })).toEqual([
    ["Name", "E-mail", "Sites", "Job roles", "Roles", "Active"],
    ["Both", "both@clinic.test", "Harbour", "", "Trainee", "yes"],
    ["Mona", "mona@clinic.test", "Harbour", "", "Manager", "yes"],
  ]);
  expect(parse(await downloadedBy(admin), { bom: true })).toEqual([
    ["Name", "E-mail", "Sites", "Job roles", "Roles", "Manages", "Active"],
    ["'=Far", "far@clinic.test", "Hill", "", "Trainee", "", "yes"],
    ["Ada", "ada@clinic.test", "Hill", "", "Admin", "", "yes"],
    ["Both", "both@clinic.test", "Hill; Harbour", "", "Trainee", "", "yes"],
    ["Mona", "mona@clinic.test", "Harbour", "", "Manager", "Harbour", "yes"],
  ]);
  const exports = (await listAuditEntries()).filter(
    ({ action }) => action === "staff-list.exported",
  );
  expect(exports.map(({ detail }) => detail)).toEqual([{ people: 2 }, { people: 4 }]);
});

test("what is downloaded can be uploaded as it is, and changes nothing", async () => {
  const { harbour, hill, manager, admin } = await aClinic();
  await aTrainee({ name: '=A "quoted", name; =1', site: hill, alsoAt: [harbour] });
  for (const person of [manager, admin]) {
    const importId = await uploaded(person, await downloadedBy(person));
    const { lines, faults } = await previewed(person, importId);
    expect(faults).toEqual([]);
    expect(new Set(lines.map(({ kind }) => kind))).toEqual(new Set(["unchanged"]));
  }
});

test("nothing happens before a list is confirmed, and then what was shown, once", async () => {
  const { manager } = await aClinic();
  const file = "email;NAME;site;job\nben@clinic.test;Ben Byrne;harbour;nurse\n";
  const importId = await uploaded(manager, file);
  const { lines, fingerprint } = await previewed(manager, importId);
  expect(lines).toEqual([
    { line: 2, kind: "create", name: "Ben Byrne", email: "ben@clinic.test", changes: [] },
  ]);
  expect(await downloadedBy(manager)).not.toContain("Ben Byrne");
  expect(await confirm(manager, importId, fingerprint)).toBe(302);
  expect(await confirm(manager, importId, fingerprint)).toBe(302);
  expect(await seen(manager, importId)).toMatchObject({
    done: { result: { created: 1, faulty: 0 }, notJoined: [{ name: "Ben Byrne" }] },
  });
  expect((await bringIn(manager, file)).preview.lines).toMatchObject([{ kind: "unchanged" }]);
});

test("a list that would do something else by now is shown again", async () => {
  const { manager } = await aClinic();
  const file = "Name,E-mail,Sites\nBen Byrne,ben@clinic.test,Harbour";
  const importId = await uploaded(manager, file);
  const { fingerprint } = await previewed(manager, importId);
  await bringIn(manager, file);
  expect(await confirm(manager, importId, fingerprint)).toBe(409);
  expect(await seen(manager, importId)).toMatchObject({
    preview: { lines: [{ kind: "unchanged" }] },
  });
});

test("every faulty line is told by its number, also after a cell of two lines", async () => {
  const { manager } = await aClinic();
  const { preview } = await bringIn(
    manager,
    [
      "Name,E-mail,Sites",
      '"Ana',
      'Byrne",ana@clinic.test,Harbour',
      "",
      "Ben,not an address,Harbour",
      "Eve,eve@clinic.test",
      "Zoë,zoe@clinic.test,Harbor",
    ].join("\r\n"),
  );
  expect(preview.lines).toMatchObject([{ line: 2, kind: "create", name: "Ana Byrne" }]);
  expect(preview.faults).toEqual([
    { line: 5, reasons: ['Enter an e-mail address like "name@clinic.example".'] },
    { line: 6, reasons: [expect.stringContaining("It has 2 cells")] },
    { line: 7, reasons: ["You have no site “Harbor”. Did you mean “Harbour”?"] },
  ]);
});

test("a manager's list neither touches nor names anybody of another site", async () => {
  const { hill, harbour, manager } = await aClinic();
  const far = await aTrainee({ name: "Far Away", site: hill, email: "far@clinic.test" });
  await aTrainee({ name: "Ana", site: harbour, email: "ana@clinic.test" });
  const { preview } = await bringIn(
    manager,
    [
      "Name,E-mail,Sites,Active",
      "Taken,far@clinic.test,Harbour,no",
      "Ana,ana@clinic.test,Hill,yes",
      "New,new@clinic.test,Harbour; Hil,yes",
    ].join("\n"),
  );
  expect(preview.lines).toEqual([]);
  expect(preview.faults.map(({ reasons }) => reasons)).toEqual([
    ["The address far@clinic.test belongs to somebody who is not on your list."],
    ["You have no site “Hill”."],
    ["You have no site “Hil”."],
  ]);
  const changed = (await listAuditEntries()).filter(({ subjectId }) => subjectId === far.id);
  expect(changed).toEqual([]);
});

test("a manager's list gives nobody more than the role of a trainee, and takes no admin away", async () => {
  const { harbour, manager } = await aClinic();
  const boss = await anAdmin({ name: "Boss", site: harbour, email: "boss@clinic.test" });
  const ana = await aTrainee({ name: "Ana", site: harbour, email: "ana@clinic.test" });
  const { preview } = await bringIn(
    manager,
    [
      "Name,E-mail,Sites,Roles,Active",
      "Boss,boss@clinic.test,Harbour,Admin,no",
      "Ana,ana@clinic.test,Harbour,Trainee; Admin,yes",
      "Mona,mona@clinic.test,Harbour,Manager; Admin,yes",
      "New,new@clinic.test,Harbour,Admin,yes",
    ].join("\n"),
  );
  expect(preview.lines).toEqual([]);
  expect(preview.faults).toHaveLength(4);
  for (const [person, roles] of [
    [boss, ["admin"]],
    [ana, ["trainee"]],
    [manager, ["manager"]],
  ] as const) {
    expect(await listRoles(person.id)).toEqual(roles);
  }
  const { problems } = await upload(manager, "Name,E-mail,Sites,Manages\na,b,c,d");
  expect(problems).toEqual([expect.stringContaining("“Manages” is not a column")]);
});

test.each<[string, string | Uint8Array<ArrayBuffer>, RegExp]>([
  ["an empty file", "", /Choose a file/],
  ["a file in UTF-16", new Uint8Array([0xff, 0xfe, 0x4e, 0x00]), /not text in UTF-8/],
  ["a file in an old encoding", new Uint8Array([0x5a, 0x6f, 0xeb]), /not text in UTF-8/],
  ["a quotation mark that is never closed", 'Name,E-mail,Sites\n"Ana,b,c', /never closed/],
  ["a quotation mark in the middle", 'Name,E-mail,Sites\nAna "A" B,b,c', /In line 2/],
  ["a heading that nobody knows", "Name,E-mail,Sites,Pay\na,b,c,d", /“Pay” is not a column/],
])("%s is refused in plain words", async (_, content, message) => {
  const { manager } = await aClinic();
  const { problems } = await upload(manager, content);
  expect(problems).toEqual([expect.stringMatching(message)]);
});

test("a form without a file is refused", async () => {
  const { manager } = await aClinic();
  const answer = await act(listRoute, await requestAs(manager, "/staff-list", { file: "x" }));
  expect(answer.status).toBe(422);
});

test("a file that does not arrive whole is told so, at its field", async () => {
  const { manager } = await aClinic();
  const headers = {
    Cookie: await cookieOf(manager),
    "Content-Type": "multipart/form-data; boundary=x",
  };
  const url = "http://127.0.0.1/staff-list";
  const cutOff = new Request(url, { headers, method: "POST", body: "--x\r\nContent-Disp" });
  const answer = await act(listRoute, cutOff);
  expect([answer.status, await answer.json()]).toEqual([
    422,
    { problems: ["The file did not arrive whole. Choose it again."] },
  ]);
});
