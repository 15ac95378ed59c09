/**
 * Checks quiz and certification files: `npm run quizzes:check [file...]`, by default all of them.
 * Prints `file:line:column: sentence` for every fault, or what is in each file, and ends with 1 if
 * there is any fault. A review that is overdue is said as well, but is no fault.
 */
import "./settings-file.mjs";
import path from "node:path";
import { dayAt } from "#app/core/calendar.ts";
import { countByType, itemCount, itemsOf, type Quiz } from "#app/core/quiz.ts";
import { type Fault, overdueReviews, type ReadCertification } from "#app/core/quiz-file.ts";
import { requirementLines } from "#app/core/requirement-lines.ts";
import {
  type CertificationFile,
  type QuizFile,
  readQuizFile,
  readQuizFolder,
} from "#app/quiz-folder.server.ts";

const FOLDER = process.env.QUIZ_DIR || "quizzes";
const SHOWN_OF_HASH = 12;

/** A file, and the path by which the author knows it. */
type CheckedFile = { file: QuizFile | CertificationFile; shownAs: string };

async function readFiles(paths: readonly string[]): Promise<CheckedFile[]> {
  if (paths.length > 0) {
    return Promise.all(
      paths.map(async (shownAs) => ({ shownAs, file: await readQuizFile(shownAs) })),
    );
  }
  const files = await readQuizFolder(FOLDER);
  return files.map((file) => ({ file, shownAs: path.join(FOLDER, file.name) }));
}

function describe({ file, shownAs }: CheckedFile, today: string): string[] {
  const lineOf = ({ line, column, message }: Fault) => `${shownAs}:${line}:${column}: ${message}`;
  if (!file.sound) return file.faults.map(lineOf);
  const version = `version ${file.sound.hash.slice(0, SHOWN_OF_HASH)}`;
  if (file.kind === "certification") {
    return [`${shownAs}: ${version}`, ...certificationLines(file.sound)];
  }
  return [
    `${shownAs}: ${version}`,
    ...quizLines(file.sound.quiz),
    ...pictureLines(file.sound.pictures.length),
    ...overdueReviews(file.text, today).map(lineOf),
  ];
}

function quizLines(quiz: Quiz): string[] {
  const items = itemsOf(quiz);
  const drawn = itemCount(quiz);
  const types = countByType(quiz).map(({ type, count }) => `${count} ${type}`);
  const sections = quiz.sections.map(({ title, items, draw, minimum }) => {
    const some = draw === undefined ? `${items.length}` : `${draw} of ${items.length}`;
    return `${title} (${some}${minimum === undefined ? "" : `, at least ${minimum} %`})`;
  });
  return [
    `  "${quiz.title}", passing score ${quiz.passingScore} %`,
    `  ${count(items.length, "item")}${drawn < items.length ? `, ${drawn} in an attempt` : ""}: ${types.join(", ")}`,
    `  critical: ${items.filter(({ critical }) => critical).length}`,
    `  sections: ${sections.join("; ")}`,
    `  sources: ${Object.keys(quiz.sources).length}`,
  ];
}

function pictureLines(pictures: number): string[] {
  return pictures === 0 ? [] : [`  pictures: ${pictures}`];
}

function certificationLines({ certification }: ReadCertification): string[] {
  const { title, requires, validity } = certification;
  const parts = requirementLines({ requires });
  return [
    `  "${title}", valid for ${count(validity.months, "month")} (${validity.mode})`,
    ...parts.map(({ label, text }) => `  ${label}: ${text}`),
  ];
}

function summaryOf(checked: readonly CheckedFile[]): string {
  if (checked.length === 0) return `There is no quiz file in ${FOLDER}.`;
  const faulty = checked.filter(({ file }) => file.faults.length > 0);
  if (faulty.length === 0) return `${count(checked.length, "file")} checked, no faults.`;
  const faults = faulty.reduce((sum, { file }) => sum + file.faults.length, 0);
  return `${count(faults, "fault")} in ${count(faulty.length, "file")} of ${checked.length}.`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

async function main(): Promise<void> {
  const today = dayAt(new Date(), Intl.DateTimeFormat().resolvedOptions().timeZone);
  const checked = await readFiles(process.argv.slice(2));
  const lines = checked.flatMap((each) => describe(each, today));
  console.log([...lines, summaryOf(checked)].join("\n"));
  if (checked.some(({ file }) => file.faults.length > 0)) process.exitCode = 1;
}

main().catch((error: NodeJS.ErrnoException) => {
  const reason = error.code === "ENOENT" ? "there is no such folder" : error.message;
  console.error(`The folder ${FOLDER} cannot be read: ${reason}.`);
  process.exitCode = 1;
});
