import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { publishQuizFiles, quizFolderState, watchQuizFiles } from "#app/quiz-files.server.ts";
import { listCertificationDefinitions } from "#db/queries/certification-definitions.ts";
import { findQuiz, findQuizVersion, listQuizzes, listVersions } from "#db/queries/quizzes.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import { anAttempt, aTrainee } from "#tests/support/factories.ts";
import { aQuizOf, aSingle } from "#tests/support/quiz-files.ts";

useCleanDatabase();

/** Twice the second that we promise: other tests use the processor as well. */
const SOON = { timeout: 2_000, interval: 20 };

let folder: string;
let stopWatching: (() => Promise<void>) | undefined;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "needlepoint-quizzes-"));
});

afterEach(async () => {
  await stopWatching?.();
  stopWatching = undefined;
  await rm(folder, { recursive: true, force: true });
});

function textOf(title: string, indent = 2): string {
  return JSON.stringify(aQuizOf([{ items: [aSingle()] }], { title }), null, indent);
}

async function write(name: string, text: string): Promise<void> {
  await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
  await writeFile(path.join(folder, name), text);
}

async function writeCertification(quizzes: string[]): Promise<void> {
  const validity = { mode: "completion", months: 12, renewalWindowDays: 60 };
  const certification = { title: "Operator", requires: { quizzes }, validity };
  await write("certifications/operator.json", JSON.stringify(certification));
}

function publish(): Promise<void> {
  return publishQuizFiles(folder, new Date());
}

function statesOf(): string[] {
  return quizFolderState().files.map(({ name, state }) => `${name} ${state}`);
}

async function titleInUse(): Promise<string | undefined> {
  return (await findQuiz("hygiene"))?.quiz.title;
}

test("every quiz and certification of the folder is published, and nothing else", async () => {
  await write("hygiene.json", textOf("Hygiene"));
  await writeCertification(["hygiene"]);
  await write("quiz.schema.json", "{}");
  await write(".hidden.json", "{}");
  await write("notes.txt", "notes");
  await publish();
  expect(statesOf()).toStrictEqual([
    "hygiene.json published",
    "certifications/operator.json published",
  ]);
  expect((await listQuizzes()).map(({ quizId }) => quizId)).toStrictEqual(["hygiene"]);
  expect((await listCertificationDefinitions()).map(({ id }) => id)).toStrictEqual(["operator"]);
});

test("a version is named by its content: order of fields and white space do not count", async () => {
  await write("hygiene.json", textOf("Hygiene"));
  await publish();
  const { title, ...rest } = JSON.parse(textOf("Hygiene"));
  await write("hygiene.json", JSON.stringify({ ...rest, $schema: "./x", title }, null, 7));
  await publish();
  expect(await listVersions("hygiene")).toHaveLength(1);
  const [version] = await listVersions("hygiene");
  expect(version?.hash).toMatch(/^[0-9a-f]{64}$/);
});

test("a faulty file leaves the last good version in use, and says what is wrong", async () => {
  await write("hygiene.json", textOf("Hygiene"));
  await publish();
  await write(
    "hygiene.json",
    textOf("Hygiene").replace('"passingScore": 80', '"passingScore": 800'),
  );
  await publish();
  expect(await titleInUse()).toBe("Hygiene");
  expect(quizFolderState().files).toMatchObject([
    {
      id: "hygiene",
      state: "older-serving",
      faults: [{ message: expect.stringContaining("from 1 to 100; here it is 800") }],
    },
  ]);
});

test("a file that was never good is faulty, and the others are published", async () => {
  await write("hygiene.json", "{");
  await write("Bad name.json", textOf("Bad name"));
  await write("wounds.json", textOf("Wounds"));
  await publish();
  expect(statesOf()).toStrictEqual([
    "Bad name.json faulty",
    "hygiene.json faulty",
    "wounds.json published",
  ]);
  expect((await listQuizzes()).map(({ title }) => title)).toStrictEqual(["Wounds"]);
});

test("a certification that requires a quiz without a file is faulty", async () => {
  await writeCertification(["hygiene"]);
  await publish();
  expect(quizFolderState().files).toMatchObject([
    {
      id: "operator",
      state: "faulty",
      faults: [{ message: 'There is no quiz file "hygiene.json".' }],
    },
  ]);
});

test("a quiz whose file is gone is retired, and comes back with its file", async () => {
  await write("hygiene.json", textOf("Hygiene"));
  await publish();
  await rm(path.join(folder, "hygiene.json"));
  await publish();
  expect(await titleInUse()).toBeUndefined();
  expect(statesOf()).toStrictEqual(["hygiene.json retired"]);
  await write("hygiene.json", textOf("Hygiene"));
  await publish();
  expect(await titleInUse()).toBe("Hygiene");
  expect(await listVersions("hygiene")).toHaveLength(1);
});

test("a folder that cannot be read takes nothing out of use", async () => {
  await write("hygiene.json", textOf("Hygiene"));
  await publish();
  await publishQuizFiles(path.join(folder, "gone"), new Date());
  expect(await titleInUse()).toBe("Hygiene");
  expect(quizFolderState().problem).toContain("there is no such folder");
  await publish();
  expect(quizFolderState().problem).toBeUndefined();
});

test("an attempt keeps the version it was started with", async () => {
  await write("hygiene.json", textOf("Hygiene"));
  await publish();
  const attempt = await anAttempt(await aTrainee(), { quizId: "hygiene" });
  await write("hygiene.json", textOf("Hand hygiene"));
  await publish();
  expect(await titleInUse()).toBe("Hand hygiene");
  expect((await findQuizVersion(attempt.versionId))?.title).toBe("Hygiene");
});

test("publishing the same folder at once does not fail", async () => {
  await write("hygiene.json", textOf("Hygiene"));
  await Promise.all([publish(), publish(), publish()]);
  expect(await listVersions("hygiene")).toHaveLength(1);
});

test("while it is watched, a file is live at once: new, changed, renamed over, gone", async () => {
  await publish();
  stopWatching = watchQuizFiles(folder);
  const live = (title: string | undefined) =>
    vi.waitFor(async () => expect(await titleInUse()).toBe(title), SOON);

  await write("hygiene.json", textOf("Hygiene"));
  await live("Hygiene");
  await write("hygiene.json", textOf("Hand hygiene"));
  await live("Hand hygiene");
  // As many editors save: beside the file, then over it.
  await write("hygiene.json.tmp", textOf("Clean hands"));
  await rename(path.join(folder, "hygiene.json.tmp"), path.join(folder, "hygiene.json"));
  await live("Clean hands");
  await writeCertification(["hygiene"]);
  await vi.waitFor(async () => expect(await listCertificationDefinitions()).toHaveLength(1), SOON);
  await rm(path.join(folder, "hygiene.json"));
  await live(undefined);
});

test("while it is watched, a faulty file shows its faults at once, and is forgiven when mended", async () => {
  await write("hygiene.json", textOf("Hygiene"));
  await publish();
  stopWatching = watchQuizFiles(folder);
  await write("hygiene.json", "{ broken");
  await vi.waitFor(() => expect(statesOf()).toStrictEqual(["hygiene.json older-serving"]), SOON);
  expect(await titleInUse()).toBe("Hygiene");
  await write("hygiene.json", textOf("Mended"));
  await vi.waitFor(() => expect(statesOf()).toStrictEqual(["hygiene.json published"]), SOON);
  expect(await titleInUse()).toBe("Mended");
});
