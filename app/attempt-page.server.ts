import { unavailabilityOf } from "#db/availability.ts";
import { type Attempt, findAttempt, saveResponses } from "#db/queries/attempts.ts";
import { presentClock } from "./attempt-clock.server.ts";
import { itemsOnSheet, pagesOf, presentOnSheet } from "./core/attempt.ts";
import type { AttemptClock } from "./core/attempt-clock.ts";
import {
  type Direction,
  directionOf,
  itemStates,
  openCount,
  type PageReading,
  type PageState,
  pageStates,
  placeInWords,
  readPage,
  type UnreadableResponse,
} from "./core/attempt-pages.ts";
import { formatTime } from "./core/calendar.ts";
import { asksCertainty, certaintyField, readCertainties } from "./core/certainty.ts";
import { readId } from "./core/form.ts";
import type { Completeness, PresentedItem } from "./core/item-types.ts";
import { problemPath } from "./core/problem-report.ts";
import {
  type Meeting,
  meetingFromText,
  meetingInWords,
  meetingToText,
} from "./core/response-base.ts";
import { type ShownResponse, shownOf, typedOnPage } from "./core/shown-response.ts";
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
  /** Undefined without a time limit. */
  clock?: AttemptClock;
};

/** One page of an open attempt, ready to show. Holds presented items only: no key is in it. */
export type AttemptPage = {
  attemptId: number;
  personId: number;
  title: string;
  number: number;
  pageCount: number;
  /** Each with its place in the attempt, counted from 1, and what is saved for it. */
  items: ({
    item: PresentedItem;
    number: number;
    /** Whether the item asks how sure one is. */
    asksCertainty: boolean;
  } & ShownResponse)[];
  progress: PageProgress;
};

export function presentPage(
  attempt: Attempt,
  page: PageOfAttempt,
  timeZone: string,
  now: Date,
): AttemptPage {
  const { quiz, sheet, responses } = attempt;
  const items = itemsOnSheet(quiz, sheet);
  return {
    attemptId: attempt.id,
    personId: attempt.personId,
    title: quiz.title,
    number: page.number,
    pageCount: page.pageCount,
    items: page.positions.flatMap((position) => {
      const item = items[position];
      if (!item) return [];
      const presented = withHtml(presentOnSheet(quiz, sheet, item));
      return [
        {
          item: presented,
          number: position + 1,
          asksCertainty: asksCertainty(quiz, item),
          ...shownOf(quiz, sheet, item, responses.get(item.id)),
        },
      ];
    }),
    progress: progressOf(attempt, page, timeZone, now),
  };
}

export function progressOf(
  attempt: Attempt,
  page: PageOfAttempt,
  timeZone: string,
  now: Date,
): PageProgress {
  const { quiz, sheet, responses } = attempt;
  const savedTimes = page.positions.flatMap((position) => {
    const saved = responses.get(sheet.itemIds[position] ?? "");
    return saved ? [saved.savedAt.getTime()] : [];
  });
  const newest = savedTimes.length > 0 ? new Date(Math.max(...savedTimes)) : undefined;
  const states = itemStates(quiz, sheet, responses);
  return {
    pages: pageStates(sheet, quiz.itemsPerPage, states),
    ...placeInWords(page.positions, states),
    savedAt: newest && formatTime(newest, timeZone),
    clock: presentClock(attempt, timeZone, now),
  };
}

/** The last look before submitting: every item with whether it is answered, and where it is. */
export type AttemptCheck = {
  attemptId: number;
  personId: number;
  title: string;
  items: {
    /** Counted from 1. */
    number: number;
    href: string;
    /** HTML. */
    stem: string;
    isCritical: boolean;
    state: Completeness;
  }[];
  openCount: number;
  /** Undefined without a time limit. */
  clock?: AttemptClock;
};

export function presentCheck(attempt: Attempt, timeZone: string, now: Date): AttemptCheck {
  const { id, quiz, sheet, responses } = attempt;
  const items = itemsOnSheet(quiz, sheet);
  const states = itemStates(quiz, sheet, responses);
  return {
    attemptId: id,
    personId: attempt.personId,
    title: quiz.title,
    items: pagesOf(sheet, quiz.itemsPerPage).flatMap((positions, page) =>
      positions.flatMap((position) => {
        const item = items[position];
        if (!item) return [];
        const { stem, critical } = withHtml(presentOnSheet(quiz, sheet, item));
        const place = positions.length > 1 ? `#item-${item.id}` : "";
        const href = `/attempts/${id}/pages/${page + 1}${place}`;
        const state = states[position] ?? "open";
        return [{ number: position + 1, href, stem, isCritical: critical, state }];
      }),
    ),
    openCount: openCount(states),
    clock: presentClock(attempt, timeZone, now),
  };
}

/** How a page stands to what is saved, once it was sent. */
export type MergedPage = {
  /** What is saved now as it was posted, as text, by field. */
  bases: Record<string, string>;
  /** What is saved for items that the page still shows as they were, by item id. */
  fresh: Record<string, ShownResponse>;
  /** Where another window or device was met. */
  meetings: Meeting[];
};

/** What became of a posted page; `attempt` is how it stands now. */
export type SavedPage =
  | { state: "saved"; attempt: Attempt; merged: MergedPage; direction: Direction }
  /** What could be read is saved; what could not stays on the page, with the reason. */
  | {
      state: "unreadable";
      attempt: Attempt;
      merged: MergedPage;
      unreadable: Record<string, UnreadableResponse>;
    }
  /** The attempt was submitted in the meantime: nothing is saved any more. */
  | { state: "locked" }
  /** The database could not keep it: nothing of it is saved. */
  | { state: "not-saved"; typed: Record<string, ShownResponse>; err: unknown };

/** Saves what its owner posted from one page of an open attempt. */
export async function savePage(
  attempt: Attempt,
  page: PageOfAttempt,
  form: FormData,
  now: Date,
): Promise<SavedPage> {
  try {
    return await mergePage(attempt, page, form, now);
  } catch (err) {
    if (!unavailabilityOf(err)) throw err;
    const typed = typedOnPage(attempt.quiz, attempt.sheet, page.positions, form);
    return { state: "not-saved", typed, err };
  }
}

async function mergePage(
  attempt: Attempt,
  page: PageOfAttempt,
  form: FormData,
  now: Date,
): Promise<SavedPage> {
  const { id, personId, quiz, sheet } = attempt;
  const before = new Map(
    [...attempt.responses].map(([itemId, { response }]) => [itemId, response]),
  );
  const reading = readPage(quiz, sheet, page.positions, before, form);
  const { changes, unreadable } = reading;
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
    const isSaved = await saveResponses(id, personId, changes, now, certainties, attempt);
    current = await findAttempt(id, personId);
    // Another window came in between: this one comes after it, and says what it replaces.
    if (!isSaved && current && isOpen(current, now)) return mergePage(current, page, form, now);
    if (!isSaved) return { state: "locked" };
  }
  if (!current || current.outcome) return { state: "locked" };
  const saidOver = certainties.filter(({ isReplacing }) => isReplacing);
  const met = [
    ...reading.met,
    ...saidOver.map(({ position }) => ({ position, merge: "replace-certainty" as const })),
  ];
  const merged = mergedOf(attempt, current, page, { met, unreadable }, form);
  if (Object.keys(unreadable).length > 0) {
    return { state: "unreadable", attempt: current, merged, unreadable };
  }
  const direction = directionOf(form.get("_go"), page.number, page.pageCount);
  return { state: "saved", attempt: current, merged, direction };
}

/** Where a posted page met another window, and what came of it. */
type Met = Pick<Meeting, "merge"> & { position: number };

function isOpen({ outcome, deadlineAt }: Attempt, now: Date): boolean {
  return !outcome && (!deadlineAt || now <= deadlineAt);
}

function mergedOf(
  before: Attempt,
  after: Attempt,
  { positions }: PageOfAttempt,
  { met, unreadable }: Pick<PageReading, "unreadable"> & { met: Met[] },
  form: FormData,
): MergedPage {
  const merged: MergedPage = { bases: {}, fresh: {}, meetings: [] };
  const items = itemsOnSheet(after.quiz, after.sheet);
  for (const position of positions) {
    const item = items[position];
    if (!item || item.id in unreadable) continue;
    const itemId = item.id;
    const shown = shownOf(after.quiz, after.sheet, item, after.responses.get(itemId));
    const meetings = met.filter((each) => each.position === position);
    const field = certaintyField(itemId);
    const saidNow = form.get(field) ?? "";
    // Being sure of nothing is not saved: it stays as it was said until there is a response.
    const isOldCertainty = shown.bases[field] !== saidNow && after.responses.has(itemId);
    const isOldResponse = meetings.some(({ merge }) => merge === "stale");
    if (isOldResponse || isOldCertainty) merged.fresh[itemId] = shown;
    if (!isOldResponse) merged.bases[itemId] = shown.bases[itemId] ?? "";
    if (!isOldCertainty) merged.bases[field] = shown.bases[field] ?? "";
    const savedAt = before.responses.get(itemId)?.savedAt;
    for (const { merge } of meetings) {
      merged.meetings.push({ merge, number: position + 1, savedAt });
    }
  }
  return merged;
}

/** Whether the person should stay and see that what came from elsewhere was replaced. */
export function hasReplaced({ meetings }: MergedPage): boolean {
  return meetings.some(({ merge }) => merge !== "stale");
}

/** The part of an address that tells the next page where another window or device was met. */
export function metSearch({ meetings }: MergedPage): string {
  return `${new URLSearchParams(meetings.map((met) => ["met", meetingToText(met)]))}`;
}

/** What {@link metSearch} says, in words. */
export function metInWords(url: string, timeZone: string): string[] {
  return new URL(url).searchParams.getAll("met").flatMap((text) => {
    const met = meetingFromText(text);
    return met ? [meetingInWords(met, timeZone)] : [];
  });
}

/** What an answer to a script, and the page after a post, say of how a page was merged. */
export function mergedInWords({ bases, fresh, meetings }: MergedPage, timeZone: string) {
  return { bases, fresh, notices: meetings.map((met) => meetingInWords(met, timeZone)) };
}

/** The address that a direction leads to. */
export function pathOf(attemptId: number, here: number, direction: Direction): string {
  if (direction === "check") return `/attempts/${attemptId}/check`;
  if (direction === "leave") return "/training";
  if (direction !== "stay" && "problemWith" in direction) {
    return problemPath(attemptId, direction.problemWith);
  }
  return `/attempts/${attemptId}/pages/${direction === "stay" ? here : direction.page}`;
}
