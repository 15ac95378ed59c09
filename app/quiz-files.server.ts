import path from "node:path";
import { watch } from "chokidar";
import {
  listEveryCertification,
  publishCertification,
  retireCertification,
} from "#db/queries/certification-definitions.ts";
import { listEveryQuiz, publishQuiz, retireQuiz } from "#db/queries/quizzes.ts";
import type { Fault } from "./core/quiz-file.ts";
import { log } from "./log.server.ts";
import { isPictureFile } from "./picture-files.server.ts";
import {
  type CertificationFile,
  isAuthoredFile,
  type QuizFile,
  readQuizFolder,
} from "./quiz-folder.server.ts";

/** Where a file stands, as its author should know it. */
export type QuizFileState = {
  kind: "quiz" | "certification";
  id: string;
  /** Path inside the folder: "certifications/operator.json". */
  name: string;
  /**
   * published: what the file says now is in use. older-serving: it has faults, and the last good
   * version goes on. faulty: it has faults, and nothing of it is in use. retired: it is gone; what
   * was done with it stays.
   */
  state: "published" | "older-serving" | "faulty" | "retired";
  faults: Fault[];
};

/** How the folder looked when it was last read. */
export type QuizFolderState = {
  /** Quizzes first, each by name; those whose file is gone at the end. */
  files: readonly QuizFileState[];
  /** Why the folder could not be read; the files are then those of the time before. */
  problem?: string;
};

/** Kept in this process only: each reads the folder for itself when it starts. */
let folderState: QuizFolderState = { files: [] };

export function quizFolderState(): QuizFolderState {
  return folderState;
}

/**
 * Brings what is in use up to date with the files of a folder: publishes what is new, retires what
 * is gone, and leaves the last good version of a faulty file in use. A folder that cannot be read
 * changes nothing.
 */
export async function publishQuizFiles(folder: string, now: Date): Promise<void> {
  const files = await readQuizFolder(folder).catch((error: NodeJS.ErrnoException) => {
    log.error({ code: error.code }, "the folder of quizzes cannot be read; nothing changes");
    const reason = error.code === "ENOENT" ? "there is no such folder" : error.message;
    folderState = { ...folderState, problem: `${folder} cannot be read: ${reason}.` };
  });
  if (!files) return;
  const known = new Map((await listKnown()).map((each) => [keyOf(each), each]));

  const states: QuizFileState[] = [];
  for (const file of files) {
    const before = known.get(keyOf(file));
    known.delete(keyOf(file));
    states.push({
      kind: file.kind,
      id: file.id,
      name: file.name,
      faults: file.faults,
      state: stateOf(file, before),
    });
    const isUnchanged = before?.isInUse && before.hash === file.sound?.hash;
    if (!isUnchanged && (await publish(file, now))) {
      log.info({ file: file.name, version: file.sound?.hash.slice(0, 12) }, "published");
    }
  }
  for (const { kind, id, isInUse } of known.values()) {
    const name = kind === "quiz" ? `${id}.json` : `certifications/${id}.json`;
    states.push({ kind, id, name, faults: [], state: "retired" });
    if (!isInUse) continue;
    await (kind === "quiz" ? retireQuiz(id, now) : retireCertification(id, now));
    log.info({ file: name }, "retired, because its file is gone");
  }
  warnOfNewFaults(states);
  folderState = { files: states };
}

type Known = { kind: QuizFileState["kind"]; id: string; hash: string; isInUse: boolean };

function keyOf({ kind, id }: { kind: QuizFileState["kind"]; id: string }): string {
  return `${kind} ${id}`;
}

async function listKnown(): Promise<Known[]> {
  const [quizzes, certifications] = await Promise.all([listEveryQuiz(), listEveryCertification()]);
  return [
    ...quizzes.map(({ quizId: id, hash, retiredAt }) => {
      return { kind: "quiz" as const, id, hash, isInUse: retiredAt === undefined };
    }),
    ...certifications.map(({ id, hash, retiredAt }) => {
      return { kind: "certification" as const, id, hash, isInUse: retiredAt === undefined };
    }),
  ];
}

function stateOf(file: QuizFile | CertificationFile, before?: Known): QuizFileState["state"] {
  if (file.sound) return "published";
  return before?.isInUse ? "older-serving" : "faulty";
}

/** Publishes a sound file. Returns whether that changed anything. */
async function publish(file: QuizFile | CertificationFile, now: Date): Promise<boolean> {
  const { id } = file;
  if (file.kind === "quiz" && file.sound) {
    const { quiz, hash, canonical: content, pictures } = file.sound;
    return publishQuiz({ quizId: id, quiz, hash, content, pictures }, now);
  }
  if (file.kind === "certification" && file.sound) {
    const { certification: definition, hash } = file.sound;
    return publishCertification({ id, definition, hash }, now);
  }
  return false;
}

function warnOfNewFaults(states: readonly QuizFileState[]): void {
  const before = new Set(folderState.files.map((file) => JSON.stringify(file)));
  for (const file of states) {
    if (file.faults.length === 0 || before.has(JSON.stringify(file))) continue;
    const [first] = file.faults;
    log.warn(
      { file: file.name, state: file.state, faults: file.faults.length, line: first?.line },
      "a file has faults; see /author or npm run quizzes:check",
    );
  }
}

/**
 * Long enough for most editors to finish what they do to a file, and well "within a second". A file
 * that is read half-written is only faulty until its next change: the good version goes on.
 */
const SETTLE_MS = 150;

/** Folders between the folder of quizzes and a picture, at the most. */
const DEEPEST_PICTURE = 3;

function isWatched(name: string): boolean {
  return isAuthoredFile(name) || isPictureFile(name);
}

/**
 * Publishes again whenever a file of the folder, or a picture in it, changes, appears or goes. What fails is logged and
 * tried again with the next change.
 * @returns what stops it, once publishing that is under way is done
 */
export function watchQuizFiles(folder: string): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let lastInLine: Promise<void> = Promise.resolve();

  function publishSoon(): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      lastInLine = lastInLine
        .then(() => publishQuizFiles(folder, new Date()))
        .catch((err: unknown) =>
          log.error({ err }, "publishing failed; the next change tries again"),
        );
    }, SETTLE_MS);
  }

  const watcher = watch(folder, {
    ignoreInitial: true,
    depth: DEEPEST_PICTURE,
    ignored: (file, stats) => stats?.isFile() === true && !isWatched(path.basename(file)),
  });
  watcher.on("all", publishSoon);
  // What changed before the watcher was ready would otherwise be missed.
  watcher.on("ready", publishSoon);
  watcher.on("error", (err) => log.error({ err }, "watching the folder of quizzes failed"));

  return async () => {
    clearTimeout(timer);
    await watcher.close();
    await lastInLine;
  };
}
