import type { PreviewedItem, PreviewedSection } from "./components/quiz-preview.tsx";
import { type CalendarDay, formatDay } from "./core/calendar.ts";
import { asksCertainty } from "./core/certainty.ts";
import { type Item, presentItem, reviewItem } from "./core/item-types.ts";
import type { Orders } from "./core/items/item.ts";
import {
  countByType,
  itemCount,
  itemsOf,
  type Quiz,
  type Section,
  sourceDetail,
} from "./core/quiz.ts";
import { seededRandom, seedFor, shuffled } from "./core/random.ts";
import { withHtml } from "./markdown.server.ts";

/**
 * A preview shows a quiz as its file has it, so that author and file can be read side by side. Only
 * what is shuffled in every attempt is shuffled here too: its order is the key.
 */
export function ordersOf({ id }: Item): Orders {
  return {
    reorder: (things) => [...things],
    shuffle: (things) => shuffled(things, seededRandom(seedFor(0, id))),
  };
}

/** Every section and item of a quiz for its author; with keys and rationales only if asked for. */
export function previewOf(quiz: Quiz, showKeys: boolean, today: CalendarDay): PreviewedSection[] {
  const numbers = new Map(itemsOf(quiz).map(({ id }, index) => [id, index + 1]));
  return quiz.sections.map((section) => ({
    id: section.id,
    title: section.title,
    note: noteOn(section),
    items: section.items.map((item): PreviewedItem => {
      const head = {
        id: item.id,
        number: numbers.get(item.id) ?? 0,
        reviewBy: formatDay(item.reviewBy),
        isReviewOverdue: item.reviewBy < today,
      };
      if (!showKeys) return { ...head, presented: withHtml(presentItem(item, ordersOf(item))) };
      const reviewed = withHtml(reviewItem(item, undefined, ordersOf(item)));
      return { ...head, reviewed, sources: sourcesOf(item, quiz) };
    }),
  }));
}

function noteOn({ items, draw, minimum }: Section): string {
  const drawn =
    draw === undefined ? counted(items.length, "item") : `${draw} of ${items.length} items`;
  const inEach = draw === undefined ? drawn : `${drawn} in each attempt`;
  return minimum === undefined ? inEach : `${inEach}; at least ${minimum} % must be reached`;
}

function sourcesOf({ evidence }: Item, quiz: Quiz) {
  return evidence.flatMap((id) => {
    const source = quiz.sources[id];
    return source
      ? [{ id, title: source.title, detail: sourceDetail(source), url: source.url }]
      : [];
  });
}

/** What an author decided about a quiz, in words: `"Passing score", "80 %"`. */
export function rulesOf(quiz: Quiz, today: CalendarDay): { label: string; value: string }[] {
  const items = itemsOf(quiz);
  const types = countByType(quiz).map(({ type, count }) => `${count} ${type}`);
  const critical = items.filter((item) => item.critical).map(({ id }) => id);
  const overdue = quiz.reviewBy < today ? " (this day has passed)" : "";
  return [
    { label: "Items", value: `${items.length}: ${types.join(", ")}` },
    { label: "In each attempt", value: counted(itemCount(quiz), "item") },
    { label: "Passing score", value: `${quiz.passingScore} %` },
    { label: "Critical items", value: critical.length === 0 ? "none" : critical.join(", ") },
    {
      label: "Time limit",
      value: quiz.timeLimitMinutes ? counted(quiz.timeLimitMinutes, "minute") : "none",
    },
    { label: "Attempts", value: attemptsOf(quiz) },
    { label: "Items on a page", value: String(quiz.itemsPerPage) },
    { label: "Shuffled", value: quiz.shuffle.length === 0 ? "nothing" : quiz.shuffle.join(", ") },
    { label: "Review", value: REVIEW_WORDS[quiz.review] },
    { label: "How sure", value: certaintyOf(quiz) },
    { label: "Owner", value: quiz.owner },
    { label: "Review by", value: formatDay(quiz.reviewBy) + overdue },
    { label: "Sources", value: String(Object.keys(quiz.sources).length) },
  ];
}

const REVIEW_WORDS: Record<Quiz["review"], string> = {
  "after-submit": "after every attempt",
  "after-pass": "after a passed attempt",
  never: "never",
};

function certaintyOf(quiz: Quiz): string {
  const items = itemsOf(quiz);
  const asking = items.filter((item) => asksCertainty(quiz, item)).length;
  if (asking === items.length) return "asked of every item";
  return asking === 0 ? "not asked" : `asked of ${asking} of ${items.length} items`;
}

function attemptsOf({ attempts }: Quiz): string {
  const limit = attempts?.limit === undefined ? "any number" : `${attempts.limit} in each cycle`;
  const wait = attempts?.waitHours ?? 0;
  return wait === 0 ? limit : `${limit}, ${counted(wait, "hour")} after a failed one`;
}

function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
