import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { noCounts } from "#app/core/board-state.ts";
import * as boardRoute from "#app/routes/_app.board.tsx";
import * as csvRoute from "#app/routes/board[.]csv.tsx";
import { listAuditEntries } from "#tests/support/audit.ts";
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
} from "#tests/support/factories.ts";
import { load, requestAs } from "#tests/support/request.ts";

useCleanDatabase();

async function boardFor(manager: TestPerson, search = "") {
  const board = await load(boardRoute, await requestAs(manager, `/board${search}`));
  if (board instanceof Response) throw new Error(`The board answered ${board.status}`);
  return board;
}

async function exportFor(manager: TestPerson, search = ""): Promise<string[][]> {
  const response = await load(csvRoute, await requestAs(manager, `/board.csv${search}`));
  return parse(await response.text(), { bom: true });
}

const namesOn = ({ people }: { people: { name: string }[] }) => people.map(({ name }) => name);

/** Days before now: attempts are made in the past, the board is looked at today. */
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);

/** A site with somebody in every status of one certification of two quizzes. */
async function aSiteWithEveryStatus() {
  const site = await aSite();
  const manager = await aManager({ sites: [site] });
  const quizzes = [await aQuiz({ title: "Mechanisms" }), await aQuiz({ title: "Side effects" })];
  const validity = {
    mode: "anniversary" as const,
    months: 12,
    renewalWindowDays: 60,
    graceDays: 0,
  };
  await aCertification({ title: "Operator", quizzes, validity });
  const certified = { Valid: 30, Soon: 340, Expired: 400 };
  for (const [name, days] of Object.entries(certified)) {
    const trainee = await aTrainee({ name, site });
    for (const quiz of quizzes) {
      await anAttempt(trainee, quiz, {
        answered: "all correctly",
        submitted: true,
        at: daysAgo(days),
      });
    }
  }
  await aTrainee({ name: "Never", site });
  return { site, manager, quizzes };
}

test("the board shows each person's status and its reason, action first", async () => {
  const { manager } = await aSiteWithEveryStatus();
  const board = await boardFor(manager);
  expect(board).toMatchObject({ found: 4, total: 4, pageCount: 1 });
  expect(board.counts).toEqual({
    ...noCounts(),
    valid: 1,
    "due-soon": 1,
    expired: 1,
    none: 1,
  });
  expect(board.people.map(({ name, cells }) => [name, cells[0]?.status])).toEqual([
    ["Expired", "expired"],
    ["Soon", "due-soon"],
    ["Never", "none"],
    ["Valid", "valid"],
  ]);
  expect(board.certifications).toMatchObject([
    { title: "Operator", quizzes: [{ title: "Mechanisms" }, { title: "Side effects" }] },
  ]);
});

test("a pass stands on the board as soon as it is submitted", async () => {
  const site = await aSite();
  const manager = await aManager({ sites: [site] });
  const trainee = await aTrainee({ site });
  const quiz = await aQuiz();
  await aCertification({ quizzes: [quiz] });
  expect((await boardFor(manager)).counts).toMatchObject({ none: 1, valid: 0 });
  await anAttempt(trainee, quiz, { answered: "all correctly", submitted: true });
  expect((await boardFor(manager)).counts).toMatchObject({ none: 0, valid: 1 });
});

test("the status filter narrows the list, and not the figures", async () => {
  const { manager } = await aSiteWithEveryStatus();
  const board = await boardFor(manager, "?status=expired");
  expect(namesOn(board)).toEqual(["Expired"]);
  expect(board).toMatchObject({ found: 1, total: 4, counts: { valid: 1, expired: 1 } });
});

test("search, site and job role narrow the list and the figures", async () => {
  const [harbour, hill] = [await aSite(), await aSite()];
  const nurse = await aJobRole("Nurse");
  const manager = await aManager({ sites: [harbour, hill] });
  await aTrainee({ name: "Ana", site: harbour, jobRole: nurse });
  await aTrainee({ name: "Ben", site: hill });
  await aCertification({ quizzes: [await aQuiz()] });
  for (const search of ["?q=an", `?site=${harbour.id}`, `?job=${nurse.id}`]) {
    const board = await boardFor(manager, search);
    expect(namesOn(board)).toEqual(["Ana"]);
    expect(board).toMatchObject({ found: 1, total: 2, counts: { none: 1 } });
  }
  expect((await boardFor(manager, "?q=nobody")).people).toEqual([]);
});

test("what an address asks for in vain is ignored", async () => {
  const { manager } = await aSiteWithEveryStatus();
  const elsewhere = await aSite();
  const search = `?site=${elsewhere.id}&job=x&status=fine&sort=pay&page=77&certification=no`;
  expect(await boardFor(manager, search)).toMatchObject({ found: 4, filter: { page: 1 } });
});

test("with several certifications one is chosen for the figures, and all are shown", async () => {
  const site = await aSite();
  const manager = await aManager({ sites: [site] });
  const trainee = await aTrainee({ site });
  const [quiz, other] = [await aQuiz(), await aQuiz()];
  await aCertification({ id: "beta", title: "Beta", quizzes: [quiz] });
  await aCertification({ id: "alpha", title: "Alpha", quizzes: [other] });
  await anAttempt(trainee, quiz, { answered: "all correctly", submitted: true });
  const first = await boardFor(manager);
  expect(first.chosen?.id).toBe("alpha");
  expect(first.counts).toMatchObject({ none: 1, valid: 0 });
  expect(first.people[0]?.cells.map(({ status }) => status)).toEqual(["none", "valid"]);
  const beta = await boardFor(manager, "?certification=beta&status=valid");
  expect(beta.chosen?.id).toBe("beta");
  expect(beta.counts).toMatchObject({ none: 0, valid: 1 });
  expect(beta.people).toHaveLength(1);
});

test("pages hold fifty people each and together everybody once", async () => {
  const site = await aSite();
  const manager = await aManager({ sites: [site] });
  for (let number = 0; number < 51; number += 1) await aTrainee({ site });
  const first = await boardFor(manager, "?sort=name");
  const second = await boardFor(manager, "?sort=name&page=2");
  expect([first.people.length, second.people.length]).toEqual([50, 1]);
  expect(first).toMatchObject({ found: 51, pageCount: 2 });
  expect(new Set([...namesOn(first), ...namesOn(second)]).size).toBe(51);
  expect((await boardFor(manager, "?sort=name&page=9")).filter.page).toBe(2);
});

test("a board without certifications, people or sites is still a board", async () => {
  const site = await aSite();
  const manager = await aManager({ sites: [site] });
  expect(await boardFor(manager)).toMatchObject({ total: 0, people: [], certifications: [] });
  await aTrainee({ site });
  const board = await boardFor(manager);
  expect(board).toMatchObject({ total: 1, found: 1 });
  expect(board.chosen).toBeUndefined();
  expect(await boardFor(await aManager())).toMatchObject({ total: 0, sites: [] });
});

test("nothing of a quiz's key travels to the board", async () => {
  const { manager } = await aSiteWithEveryStatus();
  const text = JSON.stringify(await boardFor(manager));
  expect(text).not.toMatch(/correct|rationale|Why A/);
});

test.each([
  ["/board", async (request: Request) => load(boardRoute, request)],
  ["/board.csv", async (request: Request) => load(csvRoute, request)],
])("%s is for managers only", async (path, answerTo) => {
  const site = await aSite();
  const outsiders = [
    await aTrainee({ site }),
    await anAuthor({ site }),
    await anAdmin({ site }),
    // Sites to manage mean nothing without the role.
    await aPerson({ site, roles: ["author"], manages: [site] }),
  ];
  for (const person of outsiders) {
    const answer = await answerTo(await requestAs(person, path));
    expect(answer instanceof Response && answer.status).toBe(403);
  }
  const answer = await answerTo(await requestAs(undefined, path));
  if (!(answer instanceof Response)) throw new Error("Nobody was let in");
  expect(answer.status).toBe(302);
  expect(answer.headers.get("Location")).toBe(`/sign-in?next=${encodeURIComponent(path)}`);
});

test("another site's manager finds nobody, on the board and in its export", async () => {
  const { site } = await aSiteWithEveryStatus();
  const stranger = await aManager({ sites: [await aSite()] });
  for (const search of ["", "?q=Valid", `?site=${site.id}`]) {
    expect(await boardFor(stranger, search)).toMatchObject({ total: 0, found: 0, people: [] });
    expect(await exportFor(stranger, search)).toHaveLength(1);
  }
});

test("somebody at two sites comes once, on the boards of both managers", async () => {
  const [harbour, hill] = [await aSite({ name: "Harbour" }), await aSite({ name: "Hill" })];
  await aTrainee({ name: "Both", site: harbour, alsoAt: [hill] });
  for (const sites of [[harbour], [hill], [harbour, hill]]) {
    const manager = await aManager({ sites });
    expect(namesOn(await boardFor(manager))).toEqual(["Both"]);
    const [, ...lines] = await exportFor(manager);
    expect(lines.map(([name, , site]) => [name, site])).toEqual([
      ["Both", sites.map(({ name }) => name).join(", ")],
    ]);
  }
});

test("the export has the same people as the filtered board, in the same order", async () => {
  const { manager } = await aSiteWithEveryStatus();
  for (const search of ["", "?sort=name", "?status=none", "?q=e", "?sort=until&q=a"]) {
    const [, ...lines] = await exportFor(manager, search);
    expect(lines.map(([name]) => name)).toEqual(namesOn(await boardFor(manager, search)));
  }
});

test("the export says what the board says", async () => {
  const { manager, site } = await aSiteWithEveryStatus();
  const [head, ...lines] = await exportFor(manager, "?sort=name");
  expect(head).toEqual([
    "Name",
    "E-mail",
    "Site",
    "Job role",
    "Operator: may treat",
    "Operator: status",
    "Operator: valid until",
    "Operator: reason",
    "Operator: due",
    "Operator: parts",
    "Mechanisms: last result",
    "Mechanisms: date",
    "Side effects: last result",
    "Side effects: date",
  ]);
  const never = lines.find(([name]) => name === "Never");
  expect(never?.slice(2)).toEqual([
    site.name,
    "",
    "no",
    "Never certified",
    "",
    "not started",
    ...["", ""],
    ...["", "", "", ""],
  ]);
  const valid = lines.find(([name]) => name === "Valid");
  expect(valid?.slice(4, 6)).toEqual(["yes", "Certified"]);
  expect(valid?.[6]).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  expect(valid?.[10]).toBe("passed 100 %");
  expect(valid?.[11]).toMatch(/^\d{4}-\d{2}-\d{2}$/);
});

test("the export is a file with a dated name, a byte order mark and Windows line ends", async () => {
  const { manager } = await aSiteWithEveryStatus();
  const response = await load(csvRoute, await requestAs(manager, "/board.csv"));
  expect(response.headers.get("Content-Type")).toBe("text/csv; charset=utf-8");
  expect(response.headers.get("Content-Disposition")).toMatch(
    /^attachment; filename="needlepoint-board-\d{4}-\d{2}-\d{2}\.csv"$/,
  );
  const bytes = new Uint8Array(await response.arrayBuffer());
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const text = new TextDecoder().decode(bytes);
  expect(text.split("\r\n")).toHaveLength(4 + 1 + 1);
  expect(text.replaceAll("\r\n", "")).not.toContain("\n");
});

test.each([
  ["=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"],
  ['=HYPERLINK("https://evil.example")', `'=HYPERLINK("https://evil.example")`],
  ["+1", "'+1"],
  ["@x", "'@x"],
  ["-2", "'-2"],
  ["\tx", "'\tx"],
  ["\t=1+1", "'\t'=1+1"],
  ["\r=1+1", "'\r'=1+1"],
  ["＝1+1", "'＝1+1"],
  ["Smith;=1+1", "Smith;'=1+1"],
  ['Zoë "Zo" Byrne', 'Zoë "Zo" Byrne'],
  ["Byrne, Zoë", "Byrne, Zoë"],
  ["Two\nlines", "Two\nlines"],
  ["Νίκος; Лев", "Νίκος; Лев"],
])("the name %j is exported as the text %j", async (name, exported) => {
  const site = await aSite();
  await aTrainee({ name, site });
  const [, line] = await exportFor(await aManager({ sites: [site] }));
  expect(line?.[0]).toBe(exported);
  expect(line?.[2]).toBe(site.name);
});

test("a title that begins like a formula is only text as well", async () => {
  const site = await aSite();
  const manager = await aManager({ sites: [site] });
  await aCertification({ title: "=1+1", quizzes: [await aQuiz({ title: "@SUM(A1)" })] });
  const [head = []] = await exportFor(manager);
  expect(head.slice(4)).toEqual([
    "'=1+1: may treat",
    "'=1+1: status",
    "'=1+1: valid until",
    "'=1+1: reason",
    "'=1+1: due",
    "'=1+1: parts",
    "'@SUM(A1): last result",
    "'@SUM(A1): date",
  ]);
});

test("an export is kept in the audit log, with counts and nobody's name", async () => {
  const { manager } = await aSiteWithEveryStatus();
  await exportFor(manager, "?q=soon");
  await boardFor(manager);
  const exports = (await listAuditEntries()).filter(({ action }) => action === "board.exported");
  expect(exports).toMatchObject([
    { actorId: manager.id, subjectId: null, detail: { people: 1, filtered: true } },
  ]);
});
