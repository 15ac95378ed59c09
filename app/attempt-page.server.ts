import { type Attempt, findAttempt, saveResponses } from "#db/queries/attempts.ts";
import { itemsOnSheet, pagesOf, presentOnSheet } from "./core/attempt.ts";
import {
  type Direction,
  directionOf,
  openPositions,
  type PageState,
  pageStates,
  placeInWords,
  readPage,
  type UnreadableResponse,
} from "./core/attempt-pages.ts";
import { formatMoment, formatTime } from "./core/calendar.ts";
import { asksCertainty, type Certainty, readCertainties } from "./core/certainty.ts";
import { readId } from "./core/form.ts";
import type { ItemResponse, PresentedItem } from "./core/item-types.ts";
import { withHtml } from "./markdown.server.ts";

/** A page that exists: its number, counted from 1, and the positions of its items. */
export type PageOfAttempt = { number: number; positions: number[]; pageCount: number };

/** The page that an address names, or undefined when the attempt has no such page. */
export function findPage(attempt: Attempt, page: string | undefined): PageOfAttempt | undefined {
  const pages = pagesOf(attempt.sheet, attempt.quiz.itemsPerPage);
  const number = readId(page);
  const positions = number === undefined ? undefined : pages[number - 1];
  return number === undefined || !positions
    ? undefined
    : { number, positions, pageCount: pages.length };
}

/** What changes on a page when a response is saved. */
export type PageProgress = {
  pages: PageState[];
  /** "Item 7 of 20" */
  place: string;
  /** "5 answered" */
  progress: string;
  /** When a response on this page was last saved: "10:42". */
  savedAt?: string;
};

/** One page of an open attempt, ready to show. Holds presented items only: no key is in it. */
export type AttemptPage = {
  title: string;
  number: number;
  pageCount: number;
  /** Each with its place in the attempt, counted from 1, and what is saved for it. */
  items: {
    item: PresentedItem;
    number: number;
    response?: ItemResponse;
    /** Where the item asks how sure one is: what is saved of that. */
    certainty?: { given?: Certainty };
  }[];
  /** The server's deadline: "10:42", with the date when that is not today. */
  endsAt?: string;
  progress: PageProgress;
};

export function presentPage(
  attempt: Attempt,
  page: PageOfAttempt,
  timeZone: string,
  now: Date,
): AttemptPage {
  const { quiz, sheet, responses, deadlineAt } = attempt;
  const items = itemsOnSheet(quiz, sheet);
  return {
    title: quiz.title,
    number: page.number,
    pageCount: page.pageCount,
    items: page.positions.flatMap((position) => {
      const item = items[position];
      if (!item) return [];
      const presented = withHtml(presentOnSheet(quiz, sheet, item));
      const saved = responses.get(item.id);
      const certainty = asksCertainty(quiz, item) ? { given: saved?.certainty } : undefined;
      return [{ item: presented, number: position + 1, response: saved?.response, certainty }];
    }),
    endsAt: deadlineAt && formatMoment(deadlineAt, timeZone, now),
    progress: progressOf(attempt, page, timeZone),
  };
}

export function progressOf(attempt: Attempt, page: PageOfAttempt, timeZone: string): PageProgress {
  const { quiz, sheet, responses } = attempt;
  const savedTimes = page.positions.flatMap((position) => {
    const saved = responses.get(sheet.itemIds[position] ?? "");
    return saved ? [saved.savedAt.getTime()] : [];
  });
  const newest = savedTimes.length > 0 ? new Date(Math.max(...savedTimes)) : undefined;
  return {
    pages: pageStates(sheet, quiz.itemsPerPage, responses),
    ...placeInWords(sheet, page.positions, responses),
    savedAt: newest && formatTime(newest, timeZone),
  };
}

/** The last look before submitting: every item with whether it is answered, and where it is. */
export type AttemptCheck = {
  title: string;
  items: {
    /** Counted from 1. */
    number: number;
    href: string;
    /** HTML. */
    stem: string;
    isCritical: boolean;
    isAnswered: boolean;
  }[];
  openCount: number;
  /** As on the pages. */
  endsAt?: string;
};

export function presentCheck(attempt: Attempt, timeZone: string, now: Date): AttemptCheck {
  const { id, quiz, sheet, responses, deadlineAt } = attempt;
  const items = itemsOnSheet(quiz, sheet);
  return {
    title: quiz.title,
    items: pagesOf(sheet, quiz.itemsPerPage).flatMap((positions, page) =>
      positions.flatMap((position) => {
        const item = items[position];
        if (!item) return [];
        const { stem, critical } = withHtml(presentOnSheet(quiz, sheet, item));
        const place = positions.length > 1 ? `#item-${item.id}` : "";
        const href = `/attempts/${id}/pages/${page + 1}${place}`;
        const isAnswered = responses.has(item.id);
        return [{ number: position + 1, href, stem, isCritical: critical, isAnswered }];
      }),
    ),
    openCount: openPositions(sheet, responses).length,
    endsAt: deadlineAt && formatMoment(deadlineAt, timeZone, now),
  };
}

/** What became of a posted page; `attempt` is how it stands now. */
export type SavedPage =
  | { state: "saved"; attempt: Attempt; direction: Direction }
  /** What could be read is saved; what could not stays on the page, with the reason. */
  | { state: "unreadable"; attempt: Attempt; unreadable: Record<string, UnreadableResponse> }
  /** The attempt was submitted in the meantime: nothing is saved any more. */
  | { state: "locked" };

/** Saves what its owner posted from one page of an open attempt. */
export async function savePage(
  attempt: Attempt,
  page: PageOfAttempt,
  form: FormData,
  now: Date,
): Promise<SavedPage> {
  const { id, personId, quiz, sheet } = attempt;
  const before = new Map(
    [...attempt.responses].map(([itemId, { response }]) => [itemId, response]),
  );
  const { changes, unreadable } = readPage(quiz, sheet, page.positions, before, form);
  const certainties = readCertainties(
    quiz,
    sheet,
    page.positions,
    new Map([...attempt.responses].map(([itemId, { certainty }]) => [itemId, certainty])),
    form,
    (itemId) => unreadable[itemId] === undefined,
  );
  let current: Attempt | undefined = attempt;
  if (changes.length > 0 || certainties.length > 0) {
    const isSaved = await saveResponses(id, personId, changes, now, certainties);
    current = isSaved ? await findAttempt(id, personId) : undefined;
  }
  if (!current || current.outcome) return { state: "locked" };
  if (Object.keys(unreadable).length > 0) {
    return { state: "unreadable", attempt: current, unreadable };
  }
  const direction = directionOf(form.get("_go"), page.number, page.pageCount);
  return { state: "saved", attempt: current, direction };
}

/** The address that a direction leads to. */
export function pathOf(attemptId: number, here: number, direction: Direction): string {
  if (direction === "check") return `/attempts/${attemptId}/check`;
  if (direction === "leave") return "/training";
  return `/attempts/${attemptId}/pages/${direction === "stay" ? here : direction.page}`;
}
