import { parse } from "csv-parse/sync";
import { beforeEach, expect, test } from "vitest";
import * as exportsPage from "#app/routes/_app.exports.tsx";
import * as attemptsRoute from "#app/routes/exports.attempts[.]csv.tsx";
import type { PublishedQuiz } from "#db/queries/quizzes.ts";
import { listAuditEntries } from "#tests/support/audit.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import {
  aManager,
  anAdmin,
  anAttempt,
  aQuiz,
  aSite,
  aTrainee,
  type TestPerson,
  type TestSite,
} from "#tests/support/factories.ts";
import { load, requestAs } from "#tests/support/request.ts";

useCleanDatabase();

let site: TestSite;
let otherSite: TestSite;
let manager: TestPerson;
let quiz: PublishedQuiz;

beforeEach(async () => {
  [site, otherSite] = [await aSite(), await aSite()];
  manager = await aManager({ sites: [site] });
  quiz = await aQuiz({ id: "basics", title: "Basics", items: 3 });
});

async function exportAs(person: TestPerson, search = ""): Promise<Response> {
  const request = await requestAs(person, `/exports/attempts.csv${search}`);
  return load(attemptsRoute, request);
}

async function linesOf(person: TestPerson, search = ""): Promise<Record<string, string>[]> {
  return parse(await (await exportAs(person, search)).text(), { columns: true, bom: true });
}

function sit(person: TestPerson, at = "2026-02-12T12:00:00Z", of = quiz) {
  return anAttempt(person, of, { answered: "all correctly", submitted: true, at: new Date(at) });
}

test("there is a line for each item of each submitted attempt, the open items too", async () => {
  const ada = await aTrainee({ name: "Ада", email: "ada@clinic.test", site });
  const answered = { "item-1": "choice-a", "item-3": "choice-b" };
  const at = new Date("2026-02-12T12:00:00Z");
  const attempt = await anAttempt(ada, quiz, { answered, submitted: true, at });
  await anAttempt(ada, quiz);
  const lines = await linesOf(manager);
  expect(lines).toHaveLength(3);
  expect(lines[0]).toMatchObject({
    Attempt: String(attempt.id),
    Name: "Ада",
    "E-mail": "ada@clinic.test",
    Sites: site.name,
    Quiz: "Basics",
    "Quiz ID": "basics",
    "Quiz version": quiz.hash,
    "Submitted on": "2026-02-12",
    "Score in percent": "33.33",
    Passed: "no",
    Item: "item-1",
    "Item type": "single",
    Response: "choice-a",
    Points: "1",
  });
  expect(lines.map((line) => [line.Item, line.Response, line.Points])).toEqual([
    ["item-1", "choice-a", "1"],
    ["item-2", "", "0"],
    ["item-3", "choice-b", "0"],
  ]);
});

test("a manager has the people of their sites, an admin everybody", async () => {
  const own = await aTrainee({ site });
  const shared = await aTrainee({ site: otherSite, alsoAt: [site] });
  const other = await aTrainee({ site: otherSite });
  for (const person of [own, shared, other]) await sit(person);
  const emails = async (person: TestPerson, search?: string) =>
    new Set((await linesOf(person, search)).map((line) => line["E-mail"]));
  expect(await emails(manager)).toEqual(new Set([own.email, shared.email]));
  expect(await emails(await anAdmin())).toEqual(new Set([own.email, shared.email, other.email]));
  expect(await emails(await anAdmin(), `?site=${site.id}`)).toEqual(
    new Set([own.email, shared.email]),
  );
  // Where somebody works beside that is not this manager's to see.
  expect(new Set((await linesOf(manager)).map(({ Sites }) => Sites))).toEqual(new Set([site.name]));
});

test("people who have left are in it", async () => {
  await sit(await aTrainee({ site, deactivatedAt: new Date() }));
  expect(await linesOf(manager)).toHaveLength(3);
});

test.each([
  ["?from=2026-02-12&to=2026-02-12", ["2026-02-12"]],
  ["?from=2026-02-13", ["2026-02-14"]],
  ["?to=2026-02-12", ["2026-01-31", "2026-02-12"]],
  ["?quiz=other", []],
  ["?quiz=basics", ["2026-01-31", "2026-02-12", "2026-02-14"]],
])("%s has the attempts of %j", async (search, days) => {
  await aQuiz({ id: "other" });
  for (const day of ["2026-01-31", "2026-02-12", "2026-02-14"]) {
    await sit(await aTrainee({ site }), `${day}T12:00:00Z`);
  }
  const lines = await linesOf(manager, search);
  expect([...new Set(lines.map((line) => line["Submitted on"]))]).toEqual(days);
});

test("a filter that cannot be read exports nothing: the form says what is wrong", async () => {
  await sit(await aTrainee({ site: otherSite }));
  const search = `?site=${otherSite.id}&from=soon`;
  const answer = await exportAs(manager, search);
  expect(answer.headers.get("Location")).toBe(`/exports${search}`);
  const page = await load(exportsPage, await requestAs(manager, `/exports${search}`));
  expect(page).toMatchObject({
    problems: [{ field: "from" }, { field: "site" }],
    typed: { from: "soon" },
    sites: [{ id: site.id }],
  });
  expect((await listAuditEntries()).map(({ action }) => action)).not.toContain("attempts.exported");
});

test("formulas are only text, and a byte-order mark is there when it is asked for", async () => {
  await sit(await aTrainee({ site, name: '=HYPERLINK("http://evil.example")' }));
  const plain = await (await exportAs(manager)).text();
  expect(plain).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
  const bytes = async (search: string) =>
    [...new Uint8Array(await (await exportAs(manager, search)).arrayBuffer())].slice(0, 4);
  expect(await bytes("?bom=1")).toEqual([0xef, 0xbb, 0xbf, 0x22]);
  expect((await bytes(""))[0]).toBe(0x22);
});

test("every export is in the audit log, with what was asked for", async () => {
  await exportAs(manager, "?from=2026-01-01&quiz=basics");
  expect((await listAuditEntries()).at(-1)).toMatchObject({
    action: "attempts.exported",
    actorId: manager.id,
    subjectId: null,
    detail: { from: "2026-01-01", quizId: "basics" },
  });
});

test("more attempts than are read at once all come, each once", async () => {
  const short = await aQuiz({ id: "short", items: 1 });
  for (let people = 0; people < 4; people += 1) {
    const person = await aTrainee({ site });
    for (let times = 0; times < 30; times += 1) await sit(person, undefined, short);
  }
  const ids = (await linesOf(manager)).map(({ Attempt }) => Number(Attempt));
  expect(ids).toHaveLength(120);
  expect(ids).toEqual([...new Set(ids)].sort((one, other) => one - other));
});

test("an export that is given up ends, and so does what makes it", async () => {
  for (let people = 0; people < 2; people += 1) await sit(await aTrainee({ site }));
  const { body } = await exportAs(manager);
  const reader = body?.getReader();
  const first = await reader?.read();
  expect(new TextDecoder().decode(first?.value)).toContain('"Attempt"');
  await reader?.cancel();
  expect(await reader?.read()).toEqual({ done: true, value: undefined });
});
