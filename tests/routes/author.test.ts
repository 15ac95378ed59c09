import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { publishQuizFiles } from "#app/quiz-files.server.ts";
import * as listPage from "#app/routes/_app.author._index.tsx";
import * as previewPage from "#app/routes/_app.author.$quizId._index.tsx";
import { db, tables } from "#db/client.server.ts";
import { findQuiz } from "#db/queries/quizzes.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import { aManager, anAdmin, anAuthor, aTrainee } from "#tests/support/factories.ts";
import { aMultiple, aQuizOf, aSingle, aTrueFalse } from "#tests/support/quiz-files.ts";
import { load, requestAs } from "#tests/support/request.ts";

useCleanDatabase();

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "needlepoint-author-"));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const QUIZ = aQuizOf(
  [
    {
      minimum: 70,
      draw: 2,
      items: [
        aSingle({ id: "one", critical: true, harmful: "C", stem: "What *now*?" }),
        aMultiple({ id: "two" }),
        aTrueFalse({ id: "three" }),
      ],
    },
  ],
  { title: "Hygiene", summary: "Clean **hands**." },
);

async function publish(files: Record<string, string>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await writeFile(path.join(folder, name), text);
  }
  await publishQuizFiles(folder, new Date("2026-11-02T09:00:00Z"));
}

function textOf(title: string): string {
  return JSON.stringify({ ...QUIZ, title }, null, 2);
}

async function loadList() {
  const answer = await load(listPage, await requestAs(await anAuthor(), "/author"));
  if (answer instanceof Response) throw new Error(`The list answered ${answer.status}`);
  return answer;
}

async function loadPreview(search = "", quizId = "hygiene") {
  const request = await requestAs(await anAuthor(), `/author/${quizId}${search}`);
  return load(previewPage, request, { quizId });
}

async function loadSoundPreview(search = "") {
  const answer = await loadPreview(search);
  if (answer instanceof Response) throw new Error(`The preview answered ${answer.status}`);
  return answer;
}

test.each([
  ["a trainee", aTrainee],
  ["a manager", aManager],
  ["an admin", anAdmin],
])("%s may see neither the quiz files nor a preview", async (_, aPerson) => {
  await publish({ "hygiene.json": textOf("Hygiene") });
  const person = await aPerson();
  const list = await load(listPage, await requestAs(person, "/author"));
  expect(list).toMatchObject({ status: 403 });
  for (const search of ["", "?keys=show"]) {
    const request = await requestAs(person, `/author/hygiene${search}`);
    const preview = await load(previewPage, request, { quizId: "hygiene" });
    expect(preview).toMatchObject({ status: 403 });
  }
});

test("somebody who is not signed in is sent to sign in, and back", async () => {
  const answer = await load(listPage, await requestAs(undefined, "/author"));
  expect(answer).toMatchObject({ status: 302 });
  expect((answer as Response).headers.get("Location")).toBe("/sign-in?next=%2Fauthor");
});

test("the list shows each file with its title, version and items", async () => {
  await publish({ "hygiene.json": textOf("Hygiene") });
  const hash = (await findQuiz("hygiene"))?.hash ?? "";
  const { files } = await loadList();
  expect(files).toStrictEqual([
    {
      name: "hygiene.json",
      title: "Hygiene",
      href: "/author/hygiene",
      state: "published",
      version: `${hash.slice(0, 8)}, 2 Nov 2026, 09:00`,
      contents: "3 items: 1 single, 1 multiple, 1 true-false",
      faults: [],
    },
  ]);
});

test("faulty files come first, with every fault at its place in its line", async () => {
  await publish({ "hygiene.json": textOf("Hygiene"), "wounds.json": textOf("Wounds") });
  await publish({
    "wounds.json": textOf("Wounds").replace('"draw": 2', '"draw": 4, "minimun": 1'),
  });
  const { files } = await loadList();
  expect(files.map(({ name, state }) => [name, state])).toStrictEqual([
    ["wounds.json", "older-serving"],
    ["hygiene.json", "published"],
  ]);
  expect(files[0]).toMatchObject({ title: "Wounds", href: "/author/wounds" });
  const shown = files[0]?.faults.map(({ excerpt, before, message }) => [
    excerpt.slice(before),
    message,
  ]);
  expect(shown).toStrictEqual([
    ['4, "minimun": 1,', '"draw" asks for 4 items, but this section has only 3.'],
    ['"minimun": 1,', expect.stringContaining('There is no field "minimun" in a section.')],
  ]);
});

test("a file that never was good has no preview to go to", async () => {
  await publish({ "wounds.json": "{" });
  const { files } = await loadList();
  expect(files).toMatchObject([{ name: "wounds.json", title: "wounds.json", state: "faulty" }]);
  expect(files[0]?.href).toBeUndefined();
  expect(await loadPreview("", "wounds")).toMatchObject({ status: 404 });
});

test("without files, and with a folder that cannot be read, the list says so", async () => {
  await publish({});
  expect((await loadList()).files).toStrictEqual([]);
  await publishQuizFiles(path.join(folder, "gone"), new Date());
  expect((await loadList()).problem).toContain("there is no such folder");
});

test("a preview shows every item in the order of the file, and no key before it is asked for", async () => {
  await publish({ "hygiene.json": textOf("Hygiene") });
  const preview = await loadSoundPreview();
  expect(preview.title).toBe("Hygiene");
  expect(preview.summary).toBe("Clean <strong>hands</strong>.");
  const [section] = preview.sections;
  expect(section?.note).toBe("2 of 3 items in each attempt; at least 70 % must be reached");
  expect(section?.items.map(({ id, number }) => [id, number])).toStrictEqual([
    ["one", 1],
    ["two", 2],
    ["three", 3],
  ]);
  expect(section?.items[0]?.presented).toMatchObject({
    stem: "What <em>now</em>?",
    choices: ["A", "B", "C"].map((letter) => ({ text: `Choice ${letter}` })),
  });
  expect(JSON.stringify(preview)).not.toMatch(/"correct"|"rationale|"harmful"|Why [A-C]/);
});

test("asked for, a preview shows keys, rationales and sources", async () => {
  await publish({ "hygiene.json": textOf("Hygiene") });
  const { sections } = await loadSoundPreview("?keys=show");
  const [first] = sections[0]?.items ?? [];
  expect(first).toMatchObject({
    reviewed: {
      choices: [
        { correct: true, harmful: false, chosen: false, rationale: "Why A." },
        { correct: false, harmful: false },
        { correct: false, harmful: true },
      ],
    },
    sources: [{ id: "S1", title: "A source" }],
  });
});

test("an earlier version can be previewed, and the present one is marked", async () => {
  await publish({ "hygiene.json": textOf("Hygiene") });
  const first = (await findQuiz("hygiene"))?.hash ?? "";
  await publish({ "hygiene.json": textOf("Hand hygiene") });
  const present = await loadSoundPreview();
  expect(present.title).toBe("Hand hygiene");
  expect(present.versions.map(({ isCurrent, isShown }) => [isCurrent, isShown])).toStrictEqual([
    [true, true],
    [false, false],
  ]);
  const earlier = await loadSoundPreview(`?version=${first}`);
  expect(earlier).toMatchObject({ title: "Hygiene", isCurrent: false });
});

test("a quiz, or a version, that never was is not found", async () => {
  await publish({ "hygiene.json": textOf("Hygiene"), "wounds.json": textOf("Wounds") });
  expect(await loadPreview("", "gloves")).toMatchObject({ status: 404 });
  expect(await loadPreview("?version=abc")).toMatchObject({ status: 404 });
  const ofAnother = (await findQuiz("wounds"))?.hash;
  expect(await loadPreview(`?version=${ofAnother}`)).toMatchObject({ status: 404 });
});

test("a retired quiz can still be previewed", async () => {
  await publish({ "hygiene.json": textOf("Hygiene") });
  await rm(path.join(folder, "hygiene.json"));
  await publish({});
  expect(await loadSoundPreview()).toMatchObject({ title: "Hygiene", file: { state: "retired" } });
});

test("a preview records nothing", async () => {
  await publish({ "hygiene.json": textOf("Hygiene") });
  const q = await db();
  const countRows = async () => [
    await q.$count(tables.attempts),
    await q.$count(tables.itemResponses),
    await q.$count(tables.auditLog),
  ];
  const before = await countRows();
  await loadSoundPreview("?keys=show");
  expect(await countRows()).toStrictEqual(before);
});
