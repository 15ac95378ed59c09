import { readFileSync } from "node:fs";
import type { Item } from "#app/core/item-types.ts";
import { itemsOf, quizFile } from "#app/core/quiz.ts";
import { type Form, formsOf, namesOfTicks, valuesOfButtons } from "#tests/bench/form.ts";
import {
  allRight,
  alwaysFirst,
  QUIZ_IDS,
  signIn,
  startQuiz,
  type Ticks,
} from "#tests/bench/journey.ts";
import { elementsIn } from "#tests/bench/markup.ts";
import { traineeEmail } from "#tests/bench/people.ts";
import { newVisitor, type Page, type Visitor } from "#tests/bench/visitor.ts";
import {
  type AttemptNotes,
  type Ledger,
  noteAcknowledged,
  noteSent,
  notesOf,
  textOf,
} from "./ledger.ts";

/** Does something, and does it again after a crash in between, once the server is back. */
export type Persist = <Result>(work: () => Promise<Result>) => Promise<Result>;

const noRecord = () => {};
/** How often somebody answers wrongly first, and comes back to it. */
const WAVERS = 0.3;

const items = new Map<string, Item>(
  QUIZ_IDS.flatMap((quizId) =>
    itemsOf(quizFile.parse(JSON.parse(readFileSync(`quizzes/${quizId}.json`, "utf8")))),
  ).map((item) => [item.id, item]),
);
const right = new Map<string, Ticks>(QUIZ_IDS.map((quizId) => [quizId, allRight(quizId)]));

/**
 * One trainee takes every quiz, and notes what the server says is saved. Whatever breaks in between
 * is done again: nothing that a person can do twice may count twice.
 */
export async function takeEveryQuiz(
  origin: string,
  trainee: number,
  ledger: Ledger,
  random: () => number,
  persist: Persist,
): Promise<void> {
  const visitor = newVisitor(origin);
  try {
    await persist(() => comeIn(visitor, trainee));
    for (const quizId of QUIZ_IDS) {
      let path = await persist(() => beginOrGoOn(visitor, quizId));
      const notes = notesOf(ledger, Number(path.split("/")[2]), trainee);
      while (!path.endsWith("/result")) {
        const here = path;
        if (random() < WAVERS) await persist(() => step(visitor, here, ledger, notes, alwaysFirst));
        const ticks = right.get(quizId) ?? alwaysFirst;
        path = await persist(() => step(visitor, here, ledger, notes, ticks));
      }
    }
  } finally {
    visitor.leave();
  }
}

/** Signs in, unless that was heard before the crash. */
async function comeIn(visitor: Visitor, trainee: number): Promise<void> {
  const { path } = await visitor.open("/sign-in");
  if (path === "/sign-in") await signIn(visitor, traineeEmail(trainee), noRecord);
}

/** Starts a quiz, or goes on with the attempt that was begun before the crash. */
async function beginOrGoOn(visitor: Visitor, quizId: (typeof QUIZ_IDS)[number]): Promise<string> {
  const cover = await visitor.open(`/quizzes/${quizId}`);
  const begun = [...elementsIn(cover.markup)]
    .map(({ attributes }) => attributes.get("href") ?? "")
    .find((href) => /^\/attempts\/\d+$/.test(href));
  return begun ? (await visitor.open(begun)).path : startQuiz(visitor, quizId, noRecord);
}

/** Responds to what is on a page, or submits. Gives the path that follows. */
async function step(
  visitor: Visitor,
  path: string,
  ledger: Ledger,
  notes: AttemptNotes,
  ticks: Ticks,
): Promise<string> {
  const page = await visitor.open(path);
  if (page.path.endsWith("/result")) return page.path;
  if (page.path.endsWith("/check")) {
    ledger.submits += 1;
    const form = theForm(page, (each) => each.path.startsWith("/attempts/"));
    const { location } = await visitor.post(form);
    notes.isSubmitAcknowledged = true;
    return location;
  }
  const form = theForm(page, (each) => namesOfTicks(each).length > 0);
  const given = namesOfTicks(form).flatMap((name) => {
    const item = items.get(name);
    return item ? [{ item, ticked: ticks(name, form) }] : [];
  });
  for (const { item, ticked } of given) noteSent(notes, item.id, textOf(item, ticked));
  const filledIn = Object.fromEntries(given.map(({ item, ticked }) => [item.id, ticked]));
  const goesOn = valuesOfButtons(form).includes("next") ? "next" : "check";
  const { location } = await visitor.post(form, filledIn, goesOn);
  for (const { item, ticked } of given) noteAcknowledged(notes, item.id, textOf(item, ticked));
  ledger.acknowledged += given.length;
  return location;
}

function theForm(page: Page, isIt: (form: Form) => boolean): Form {
  const form = formsOf(page.markup, page.path).find((each) => each.method === "post" && isIt(each));
  if (!form) throw new Error(`${page.path} lacks the form that a person would fill in here`);
  return form;
}
