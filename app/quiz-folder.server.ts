import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { StoredImage } from "#db/queries/images.ts";
import { canonicalJson } from "./core/canonical-json.ts";
import type { CertificationOutline } from "./core/certification-links.ts";
import {
  type Fault,
  type Faults,
  fileNameFaults,
  outlineOfCertification,
  parseCertificationFile,
  parseQuizFile,
  picturePathsIn,
  type ReadCertification,
  type ReadQuiz,
} from "./core/quiz-file.ts";
import { readPictures } from "./picture-files.server.ts";

const CERTIFICATIONS = "certifications";

type FolderFile<Kind extends string, Content> = {
  kind: Kind;
  /** The file name without ".json". */
  id: string;
  /** Path inside the folder, as people read it: "certifications/operator.json". */
  name: string;
  text: string;
  faults: Fault[];
  /** What the file says; only a file without faults has it. */
  sound?: Content & Version;
};

type Version = {
  /** Canonical JSON of the file as it was authored, with each picture by its hash and size. */
  canonical: string;
  /** SHA-256 of it, in hex: the name of this version. */
  hash: string;
};

/** What a quiz file says, and the pictures that it names, each once. */
type ReadQuizFile = ReadQuiz & { pictures: StoredImage[] };

export type QuizFile = FolderFile<"quiz", ReadQuizFile>;
export type CertificationFile = FolderFile<"certification", ReadCertification>;

/**
 * Reads every file that authors wrote: quizzes, and below them certifications.
 * @throws when the folder itself cannot be read
 */
export async function readQuizFolder(folder: string): Promise<(QuizFile | CertificationFile)[]> {
  const [quizNames, certificationNames] = await Promise.all([
    listFileNames(folder),
    listFileNames(path.join(folder, CERTIFICATIONS)).catch(noneIfMissing),
  ]);
  const quizIds = new Set(quizNames.map(idOf));
  const outlines = await readOutlines(folder, certificationNames);
  return Promise.all([
    ...quizNames.map((name) => readQuiz(folder, name)),
    ...certificationNames.map((name) => readCertification(folder, name, quizIds, outlines)),
  ]);
}

/** Reads one file, wherever it lies; in a folder "certifications" it defines a certification. */
export async function readQuizFile(file: string): Promise<QuizFile | CertificationFile> {
  const name = path.basename(file);
  const folder = path.dirname(path.resolve(file));
  if (path.basename(folder) !== CERTIFICATIONS) return readQuiz(folder, name);
  const [quizNames, certificationNames] = await Promise.all([
    listFileNames(path.dirname(folder)).catch(noneIfMissing),
    listFileNames(folder).catch(noneIfMissing),
  ]);
  const outlines = await readOutlines(path.dirname(folder), certificationNames);
  return readCertification(path.dirname(folder), name, new Set(quizNames.map(idOf)), outlines);
}

type Outlines = ReadonlyMap<string, CertificationOutline>;

/** What each certification file says of the others, by id; one that cannot be opened says nothing. */
async function readOutlines(folder: string, names: readonly string[]): Promise<Outlines> {
  const texts = await Promise.all(
    names.map((name) => readFile(path.join(folder, CERTIFICATIONS, name), "utf8").catch(() => "")),
  );
  return new Map(
    names.map((name, index) => [idOf(name), outlineOfCertification(texts[index] ?? "")]),
  );
}

/** True for what an author may have written; schemas and hidden files are not theirs. */
export function isAuthoredFile(name: string): boolean {
  return /\.json$/i.test(name) && !name.startsWith(".") && !name.endsWith(".schema.json");
}

async function listFileNames(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory() && isAuthoredFile(entry.name))
    .map(({ name }) => name)
    .sort();
}

function noneIfMissing(error: NodeJS.ErrnoException): string[] {
  if (error.code === "ENOENT") return [];
  throw error;
}

function idOf(name: string): string {
  return name.replace(/\.json$/i, "");
}

async function readQuiz(folder: string, fileName: string): Promise<QuizFile> {
  const { text, read } = await readAndParse(path.join(folder, fileName), async (text) => {
    const { files, stored } = await readPictures(folder, picturePathsIn(text));
    const quiz = parseQuizFile(text, files);
    return "faults" in quiz ? quiz : { ...quiz, pictures: stored };
  });
  return { kind: "quiz", id: idOf(fileName), name: fileName, text, ...judged(fileName, read) };
}

async function readCertification(
  folder: string,
  fileName: string,
  quizIds: ReadonlySet<string>,
  outlines: Outlines,
): Promise<CertificationFile> {
  const id = idOf(fileName);
  const others = new Map([...outlines].filter(([otherId]) => otherId !== id));
  const { text, read } = await readAndParse(
    path.join(folder, CERTIFICATIONS, fileName),
    async (text) => parseCertificationFile(text, quizIds, { id, others }),
  );
  const name = `${CERTIFICATIONS}/${fileName}`;
  return { kind: "certification", id, name, text, ...judged(fileName, read) };
}

/** Faults of the name and of the content together; without any, the content with its hash. */
function judged<Read extends { content: unknown }>(
  fileName: string,
  read: Read | Faults,
): { faults: Fault[]; sound?: Read & Version } {
  const inName = fileNameFaults(idOf(fileName));
  if ("faults" in read) return { faults: [...inName, ...read.faults] };
  if (inName.length > 0) return { faults: inName };
  const canonical = canonicalJson(read.content);
  const hash = createHash("sha256").update(canonical).digest("hex");
  return { faults: [], sound: { ...read, canonical, hash } };
}

const UNREADABLE: Record<string, string> = {
  ENOENT: "There is no such file.",
  EACCES: "This file cannot be opened: this program is not allowed to read it.",
  EPERM: "This file cannot be opened: this program is not allowed to read it.",
  EISDIR: "This is a folder, not a file.",
};

async function readAndParse<Read>(
  file: string,
  parse: (text: string) => Promise<Read | Faults>,
): Promise<{ text: string; read: Read | Faults }> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    const { code = "", message: reason } = error as NodeJS.ErrnoException;
    const message = UNREADABLE[code] ?? `This file cannot be read: ${reason}.`;
    return { text: "", read: { faults: [{ line: 1, column: 1, message, excerpt: "" }] } };
  }
  return { text, read: await parse(text) };
}
