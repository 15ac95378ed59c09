import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { itemsOf } from "#app/core/quiz.ts";
import { publishQuizFiles, quizFolderState, watchQuizFiles } from "#app/quiz-files.server.ts";
import { db, tables } from "#db/client.server.ts";
import { findImage } from "#db/queries/images.ts";
import { findQuiz, findQuizVersion, listVersions } from "#db/queries/quizzes.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import { anAttempt, aTrainee } from "#tests/support/factories.ts";
import { aDrawing, aPhoto } from "#tests/support/pictures.ts";
import { aQuizOf, aSingle } from "#tests/support/quiz-files.ts";

useCleanDatabase();

/** Twice the second that we promise: other tests use the processor as well. */
const SOON = { timeout: 2_000, interval: 20 };

let folder: string;
let stopWatching: (() => Promise<void>) | undefined;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "needlepoint-pictures-"));
});

afterEach(async () => {
  await stopWatching?.();
  stopWatching = undefined;
  await rm(folder, { recursive: true, force: true });
});

async function write(name: string, content: string | Buffer): Promise<void> {
  await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
  await writeFile(path.join(folder, name), content);
}

/** A quiz file whose items show these pictures, one each. */
function quizShowing(...sources: string[]): string {
  const items = sources.map((_, index) => aSingle({ id: `item-${index + 1}` }));
  const quiz = aQuizOf([{ items }]);
  const [section] = quiz.sections;
  const pictured = items.map((item, index) => ({
    ...item,
    image: { src: sources[index], alt: "What it shows" },
  }));
  return JSON.stringify({ ...quiz, sections: [{ ...section, items: pictured }] });
}

function publish(): Promise<void> {
  return publishQuizFiles(folder, new Date());
}

async function picturesInUse() {
  const found = await findQuiz("hands");
  return found ? itemsOf(found.quiz).map(({ image }) => image) : [];
}

function fault(): string | undefined {
  return quizFolderState().files[0]?.faults[0]?.message;
}

test("a picture is stored with the version that shows it, and comes back as it was", async () => {
  await write("hands/palm.svg", aDrawing({ width: 80, height: 60 }));
  await write("hands/photo.png", aPhoto({ width: 3, height: 2 }));
  await write("hands.json", quizShowing("hands/palm.svg", "hands/photo.png"));
  await publish();
  const [palm, photo] = await picturesInUse();
  expect(palm).toMatchObject({ alt: "What it shows", width: 80, height: 60 });
  expect(photo).toMatchObject({ width: 3, height: 2 });
  const stored = await findImage(palm?.hash ?? "");
  expect(stored?.mediaType).toBe("image/svg+xml");
  expect(stored?.content.toString("utf8")).toBe(aDrawing({ width: 80, height: 60 }));
  const storedPhoto = await findImage(photo?.hash ?? "");
  expect(storedPhoto?.mediaType).toBe("image/png");
  expect(storedPhoto?.content.equals(aPhoto({ width: 3, height: 2 }))).toBe(true);
  expect(await findImage("0".repeat(64))).toBeUndefined();
});

test("the same picture is stored once, whatever its name and however often it is shown", async () => {
  await write("palm.svg", aDrawing());
  await write("copies/hand.svg", aDrawing());
  await write("hands.json", quizShowing("palm.svg", "copies/hand.svg", "palm.svg"));
  await write("feet.json", quizShowing("palm.svg"));
  await publish();
  const q = await db();
  expect(await q.select({ hash: tables.images.hash }).from(tables.images)).toHaveLength(1);
});

test("another picture under the same name is a new version; attempts keep the old one", async () => {
  await write("palm.svg", aDrawing({ colour: "red" }));
  await write("hands.json", quizShowing("palm.svg"));
  await publish();
  const [before] = await picturesInUse();
  const attempt = await anAttempt(await aTrainee(), { quizId: "hands" });
  await write("palm.svg", aDrawing({ colour: "blue" }));
  await publish();
  expect(await listVersions("hands")).toHaveLength(2);
  const [after] = await picturesInUse();
  expect(after?.hash).not.toBe(before?.hash);
  const taken = await findQuizVersion(attempt.versionId);
  expect(taken && itemsOf(taken)[0]?.image?.hash).toBe(before?.hash);
  expect((await findImage(before?.hash ?? ""))?.content.toString()).toContain("red");
  expect((await findImage(after?.hash ?? ""))?.content.toString()).toContain("blue");
});

test("another name for the same picture is the same version", async () => {
  await write("palm.svg", aDrawing());
  await write("hands.json", quizShowing("palm.svg"));
  await publish();
  await write("the-palm.svg", aDrawing());
  await write("hands.json", quizShowing("the-palm.svg"));
  await publish();
  expect(await listVersions("hands")).toHaveLength(1);
});

test("a picture cannot be changed or taken away once it is stored", async () => {
  await write("palm.svg", aDrawing());
  await write("hands.json", quizShowing("palm.svg"));
  await publish();
  const q = await db();
  await expect(q.update(tables.images).set({ mediaType: "text/html" })).rejects.toThrow();
  await expect(q.delete(tables.images)).rejects.toThrow();
});

const WHOLE_PHOTO = aPhoto();

test.each<[string, string, string | Buffer | undefined, string]>([
  [
    "missing",
    "palm.svg",
    undefined,
    'There is no picture "palm.svg" in the folder of quizzes. Did you mean "pal.svg"?',
  ],
  ["empty", "palm.svg", "", '"palm.svg" cannot be read as a picture.'],
  ["no picture", "palm.png", "words", '"palm.png" cannot be read as a picture.'],
  ["without a size", "palm.svg", "<svg ></svg>", '"palm.svg" cannot be read as a picture.'],
  [
    "another kind",
    "palm.png",
    aDrawing(),
    '"palm.png" is not what its ending says: it holds an SVG drawing.',
  ],
  [
    "too large",
    "palm.svg",
    `${aDrawing()}${" ".repeat(2_050_000)}`,
    '"palm.svg" has 2.1 MB. A picture may have 2 MB at the most.',
  ],
  [
    "cut off",
    "palm.png",
    WHOLE_PHOTO.subarray(0, WHOLE_PHOTO.length - 10),
    '"palm.png" is not whole: its end is missing.',
  ],
  [
    "with a script",
    "palm.svg",
    aDrawing().replace("</svg>", "<script>1</script></svg>"),
    '"palm.svg" holds a script. Take that out of it.',
  ],
])("a picture that is %s is a fault, and the good version goes on", async (...line) => {
  const [, name, content, message] = line;
  await write("pal.svg", aDrawing());
  await write("hands.json", quizShowing("pal.svg"));
  await publish();
  const [before] = await picturesInUse();
  if (content !== undefined) await write(name, content);
  await write("hands.json", quizShowing(name));
  await publish();
  expect(fault()).toBe(message);
  expect(quizFolderState().files[0]?.state).toBe("older-serving");
  expect(await picturesInUse()).toStrictEqual([before]);
});

test("while it is watched, a picture is live at once: added, changed, gone, back", async () => {
  await write("hands.json", quizShowing("hands/left/palm.svg"));
  await publish();
  expect(quizFolderState().files[0]?.state).toBe("faulty");
  stopWatching = watchQuizFiles(folder);
  const live = (sign: string) =>
    vi.waitFor(async () => {
      const [picture] = await picturesInUse();
      const stored = picture && (await findImage(picture.hash));
      expect(stored?.content.toString()).toContain(sign);
      expect(quizFolderState().files[0]?.state).toBe("published");
    }, SOON);

  await write("hands/left/palm.svg", aDrawing({ colour: "red" }));
  await live("red");
  await write("hands/left/palm.svg", aDrawing({ colour: "blue" }));
  await live("blue");
  await rename(path.join(folder, "hands/left/palm.svg"), path.join(folder, "hands/left/p.svg"));
  await vi.waitFor(() => expect(quizFolderState().files[0]?.state).toBe("older-serving"), SOON);
  const [kept] = await picturesInUse();
  expect((await findImage(kept?.hash ?? ""))?.content.toString()).toContain("blue");
  await write("hands/left/palm.svg", aDrawing({ colour: "green" }));
  await live("green");
});
