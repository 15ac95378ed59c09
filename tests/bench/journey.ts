import { cpSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { itemsOf } from "#app/core/quiz.ts";
import { parseQuizFile } from "#app/core/quiz-file.ts";
import { rightResponse } from "#db/seeding/responses.ts";
import { type Form, formsOf, hasField, namesOfTicks, valuesOfButtons } from "./form.ts";
import { BENCH_PASSWORD, traineeEmail } from "./people.ts";
import type { Page, Visitor } from "./visitor.ts";

/** The quizzes that a trainee takes, in this order: together they earn a certificate. */
export const QUIZ_IDS = ["mechanisms", "side-effects", "contraindications"] as const;
/** The first of them once more, with everything on one page. */
export const ONE_PAGE_QUIZ_ID = "mechanisms-on-one-page";
export type QuizId = (typeof QUIZ_IDS)[number] | typeof ONE_PAGE_QUIZ_ID;

/** What a person does, as it is timed. */
export type Step =
  | "sign-in page"
  | "sign in (post)"
  | "training page"
  | "quiz cover"
  | "start (post)"
  | "item page"
  | "save a response (post)"
  | "check page"
  | "submit (post)"
  | "result page";

export type Recorder = (step: Step, ms: number) => void;

/** No quiz has as many pages; a form that leads nowhere must not be filled in for ever. */
const MOST_PAGES = 100;

/** Opens the sign-in page. Gives the form on it. */
export async function openSignIn(visitor: Visitor, record: Recorder): Promise<Form> {
  const page = await visitor.open("/sign-in");
  record("sign-in page", page.ms);
  return theForm(page, (each) => hasField(each, "password"));
}

/** Opens the sign-in page, signs in, and arrives at the first page. */
export async function signIn(visitor: Visitor, email: string, record: Recorder): Promise<Page> {
  const form = await openSignIn(visitor, record);
  const posted = await visitor.post(form, { email, password: BENCH_PASSWORD });
  record("sign in (post)", posted.ms);
  const home = await visitor.open(posted.location);
  record("training page", home.ms);
  return home;
}

/** Opens the cover of a quiz and starts it. Gives the path of the first item page. */
export async function startQuiz(
  visitor: Visitor,
  quizId: QuizId,
  record: Recorder,
): Promise<string> {
  const cover = await visitor.open(`/quizzes/${quizId}`);
  record("quiz cover", cover.ms);
  const form = theForm(cover, ({ method, path }) => method === "post" && path === cover.path);
  const started = await visitor.post(form);
  record("start (post)", started.ms);
  return started.location;
}

/** What somebody ticks: the values of an item's field, by the item's id. */
export type Ticks = (itemId: string, form: Form) => string | readonly string[];

/** Responds to what is on one item page and goes on. Gives the path that follows. */
async function respondToPage(
  visitor: Visitor,
  path: string,
  ticks: Ticks,
  record: Recorder,
): Promise<string> {
  const page = await visitor.open(path);
  record("item page", page.ms);
  const form = theForm(page, (each) => each.method === "post" && namesOfTicks(each).length > 0);
  const filledIn = Object.fromEntries(namesOfTicks(form).map((id) => [id, ticks(id, form)]));
  const goesOn = valuesOfButtons(form).includes("next") ? "next" : "check";
  const saved = await visitor.post(form, filledIn, goesOn);
  record("save a response (post)", saved.ms);
  return saved.location;
}

/** Takes a whole quiz, from its cover to the result. */
export async function takeQuiz(
  visitor: Visitor,
  quizId: QuizId,
  ticks: Ticks,
  record: Recorder,
): Promise<void> {
  let path = await startQuiz(visitor, quizId, record);
  for (let pages = 0; /\/pages\/\d+$/.test(path); pages += 1) {
    if (pages === MOST_PAGES) throw new Error(`${path} leads nowhere`);
    path = await respondToPage(visitor, path, ticks, record);
  }
  const check = await visitor.open(path);
  record("check page", check.ms);
  const form = theForm(
    check,
    (each) => each.method === "post" && each.path.startsWith("/attempts/"),
  );
  const submitted = await visitor.post(form);
  record("submit (post)", submitted.ms);
  const result = await visitor.open(submitted.location);
  if (!result.path.endsWith("/result")) throw new Error(`Submitting led to ${result.path}`);
  record("result page", result.ms);
}

/** On which the half-way trainee stands while item pages are measured: their response is saved. */
const HALF_WAY = 10;

/**
 * Signs a trainee in, and brings them half-way through one quiz and to the one page of another.
 * @param number of the trainee, who has done nothing yet
 */
export async function openPages(
  trainee: Visitor,
  number: number,
): Promise<{ itemPage: string; onePage: string }> {
  const unrecorded = () => {};
  await signIn(trainee, traineeEmail(number), unrecorded);
  const onePage = await startQuiz(trainee, ONE_PAGE_QUIZ_ID, unrecorded);
  let next = await startQuiz(trainee, "mechanisms", unrecorded);
  let itemPage = next;
  for (let page = 0; page < HALF_WAY; page += 1) {
    itemPage = next;
    next = await respondToPage(trainee, next, allRight("mechanisms"), unrecorded);
  }
  return { itemPage, onePage };
}

function theForm(page: Page, isIt: (form: Form) => boolean): Form {
  const form = formsOf(page.markup, page.path).find(isIt);
  if (!form) throw new Error(`${page.path} lacks the form that a person would fill in here`);
  return form;
}

/**
 * Puts the quizzes of this repository into a folder, with one more that has all of its items on one
 * page; for the server of a bench.
 */
export function makeQuizFolder(folder: string): void {
  cpSync("quizzes", folder, { recursive: true });
  const [source] = QUIZ_IDS;
  const quiz = JSON.parse(readFileSync(`quizzes/${source}.json`, "utf8")) as object;
  const onOnePage = { ...quiz, title: "On one page", itemsPerPage: "all" };
  writeFileSync(path.join(folder, `${ONE_PAGE_QUIZ_ID}.json`), JSON.stringify(onOnePage));
}

/** Somebody who knows everything: ticks what the quiz file says is right. */
export function allRight(quizId: QuizId): Ticks {
  const file = quizId === ONE_PAGE_QUIZ_ID ? QUIZ_IDS[0] : quizId;
  const read = parseQuizFile(readFileSync(`quizzes/${file}.json`, "utf8"));
  if ("faults" in read) throw new Error(`The quiz file "${quizId}" has faults`);
  const responses = new Map(itemsOf(read.quiz).map((item) => [item.id, rightResponse(item)]));
  return (itemId) => {
    const response = responses.get(itemId) ?? [];
    return typeof response === "string" || Array.isArray(response) ? response : [];
  };
}

/** Somebody who always takes what stands first. */
export const alwaysFirst: Ticks = (itemId, form) => {
  const first = form.controls.find(({ attributes }) => attributes.get("name") === itemId);
  return first?.attributes.get("value") ?? [];
};
