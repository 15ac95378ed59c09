import type { Sheet } from "./attempt.ts";
import { UNITS_PER_POINT } from "./items/item.ts";
import type { Quiz } from "./quiz.ts";
import {
  type FailureReason,
  formatPercent,
  formatPoints,
  type HundredthsOfPercent,
  percentOf,
} from "./scoring.ts";

/** What was scored, as far as its review is concerned. */
export type ScoredAttempt = {
  /** Units of 1/10000 point. */
  units: number;
  maxUnits: number;
  percent: HundredthsOfPercent;
  passed: boolean;
  reasons: readonly FailureReason[];
};

type UnitsByItem = ReadonlyMap<string, number>;

/**
 * Whether a trainee may see their items with the keys, once the attempt is submitted.
 * @param hasPassed the quiz, in this attempt or in a later one
 */
export function mayReviewItems(review: Quiz["review"], hasPassed: boolean): boolean {
  return review === "after-submit" || (review === "after-pass" && hasPassed);
}

/** How one section went. */
export type SectionScore = {
  title: string;
  units: number;
  maxUnits: number;
  percent: HundredthsOfPercent;
  /** Percent that the quiz asks of this section on its own. */
  minimum?: number;
  isReached: boolean;
};

/** The score of each section that has items on the sheet, in the order of the quiz. */
export function sectionScores(quiz: Quiz, sheet: Sheet, unitsByItem: UnitsByItem): SectionScore[] {
  const drawn = new Set(sheet.itemIds);
  return quiz.sections.flatMap(({ title, minimum, items }) => {
    const asked = items.filter(({ id }) => drawn.has(id));
    if (asked.length === 0) return [];
    const units = asked.reduce((sum, { id }) => sum + (unitsByItem.get(id) ?? 0), 0);
    const maxUnits = asked.length * UNITS_PER_POINT;
    const percent = percentOf(units, maxUnits);
    const isReached = minimum === undefined || percent >= minimum * 100;
    return [{ title, units, maxUnits, percent, minimum, isReached }];
  });
}

/** How an item went: a safety miss alone fails the attempt. */
export type Verdict = "safety-miss" | "not-right" | "right";

const VERDICTS_IN_ORDER: readonly Verdict[] = ["safety-miss", "not-right", "right"];

/** An item's place in the review. */
export type ReviewPlace = { itemId: string; position: number; units: number; verdict: Verdict };

/**
 * The items of a submitted sheet, what matters most first: safety misses, what was not right, the
 * rest. Of what went wrong, what the person was sure of comes first.
 */
export function reviewPlaces(
  sheet: Sheet,
  unitsByItem: UnitsByItem,
  reasons: readonly FailureReason[],
  wasSure: (itemId: string) => boolean = () => false,
): ReviewPlace[] {
  const safetyMisses = new Set(
    reasons.flatMap((reason) => (reason.kind === "critical-item" ? [reason.itemId] : [])),
  );
  const places = sheet.itemIds.map((itemId, position): ReviewPlace => {
    const units = unitsByItem.get(itemId) ?? 0;
    const isRight = units === UNITS_PER_POINT;
    const verdict = isRight ? "right" : "not-right";
    return { itemId, position, units, verdict: safetyMisses.has(itemId) ? "safety-miss" : verdict };
  });
  return VERDICTS_IN_ORDER.flatMap((wanted) => {
    const group = places.filter(({ verdict }) => verdict === wanted);
    if (wanted === "right") return group;
    const sure = group.filter(({ itemId }) => wasSure(itemId));
    return [...sure, ...group.filter(({ itemId }) => !wasSure(itemId))];
  });
}

/** "16 of 20 points": what a passing score takes, exactly, of items worth a point each. */
export function pointsToPass(passingScore: number, items: number): string {
  const needed = neededPoints(passingScore, items * UNITS_PER_POINT);
  return `${needed} of ${items} ${items === 1 ? "point" : "points"}`;
}

function neededPoints(passingScore: number, maxUnits: number): string {
  return formatPoints(Math.ceil((passingScore * maxUnits) / 100));
}

/** The score of an attempt in one sentence to the person who made it. */
export function scoreInWords(quiz: Pick<Quiz, "passingScore">, attempt: ScoredAttempt): string {
  const { units, maxUnits, passed, reasons } = attempt;
  const needed = neededPoints(quiz.passingScore, maxUnits);
  const all = formatPoints(maxUnits);
  const had = formatPoints(units);
  if (passed) return `You needed ${needed} of ${all} points, and had ${had}.`;
  const misses = missesInWords(reasons);
  if (reasons.some(({ kind }) => kind === "below-passing-score")) {
    return `You need ${needed} of ${all} points. You had ${inOneSentence([had, ...misses])}.`;
  }
  return `You had ${had} of ${all} points, which is enough, but ${inOneSentence(misses)}.`;
}

/** "a", "a, and b", "a, b, and c" */
function inOneSentence(parts: readonly string[]): string {
  const last = parts.at(-1) ?? "";
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(", ")}, and ${last}`;
}

/** What beside the passing score was missed, counted: "missed one safety item". */
function missesInWords(reasons: readonly FailureReason[]): string[] {
  const failures = reasons.flatMap((reason) =>
    reason.kind === "critical-item" ? [reason.failure] : [],
  );
  const harmful = failures.filter((failure) => failure === "harmful-choice").length;
  const reversed = failures.filter((failure) => failure === "critical-pair").length;
  const missed = failures.length - harmful - reversed;
  const sections = countOf(reasons, ({ kind }) => kind === "below-section-minimum");
  return [
    missed > 0 && `missed ${counted(missed, "safety item")}`,
    harmful > 0 && `made ${counted(harmful, "choice")} that would harm a client`,
    reversed > 0 &&
      `put steps of ${counted(reversed, "item")} in an order that would harm a client`,
    sections > 0 && `fell short in ${counted(sections, "section")}`,
  ].filter((words) => words !== false);
}

function countOf(
  reasons: readonly FailureReason[],
  isCounted: (reason: FailureReason) => boolean,
): number {
  return reasons.filter(isCounted).length;
}

function counted(count: number, thing: string): string {
  return count === 1 ? `one ${thing}` : `${count} ${thing}s`;
}

/** Why an attempt did not pass, ready to read; with the item it is about, where that may be told. */
export type ReasonInWords = { text: string; itemId?: string };

/**
 * Every reason in a sentence of its own: what is about the whole first, then by item as they were shown.
 * @param tellsItems false where the quiz keeps its review back: then nothing says which item it was
 */
export function reasonsInWords(
  quiz: Quiz,
  sheet: Sheet,
  reasons: readonly FailureReason[],
  tellsItems: boolean,
): ReasonInWords[] {
  const placeOf = (reason: FailureReason) =>
    reason.kind === "critical-item" ? sheet.itemIds.indexOf(reason.itemId) : -1;
  const inOrder = [...reasons].sort((one, other) => placeOf(one) - placeOf(other));
  const words = inOrder.map((reason) => reasonInWords(quiz, sheet, reason, tellsItems));
  return tellsItems ? words : withoutRepeats(words);
}

function reasonInWords(
  quiz: Quiz,
  sheet: Sheet,
  reason: FailureReason,
  tellsItems: boolean,
): ReasonInWords {
  switch (reason.kind) {
    case "below-passing-score": {
      const { reached, needed } = reason;
      return {
        text: `The score is ${formatPercent(reached)}; ${formatPercent(needed)} are needed.`,
      };
    }
    case "below-section-minimum": {
      const { sectionId, reached, needed } = reason;
      const title = quiz.sections.find(({ id }) => id === sectionId)?.title;
      return {
        text: `The section “${title}” is at ${formatPercent(reached)}; it needs ${formatPercent(needed)} on its own.`,
      };
    }
    case "critical-item": {
      const { itemId, failure } = reason;
      if (!tellsItems) return { text: CRITICAL_IN_WORDS[failure](undefined) };
      return { text: CRITICAL_IN_WORDS[failure](sheet.itemIds.indexOf(itemId) + 1), itemId };
    }
  }
}

type CriticalFailure = Extract<FailureReason, { kind: "critical-item" }>["failure"];

const CRITICAL_IN_WORDS: Record<CriticalFailure, (itemNumber: number | undefined) => string> = {
  blank: (number) =>
    number ? `Item ${number} is a safety item and was left open.` : "A safety item was left open.",
  "not-fully-right": (number) =>
    number
      ? `Item ${number} is a safety item and was not fully right.`
      : "A safety item was not fully right.",
  "harmful-choice": (number) =>
    number
      ? `In item ${number} a choice was made that would harm a client.`
      : "A choice was made that would harm a client.",
  "critical-pair": (number) =>
    number
      ? `In item ${number} two steps stand in an order that would harm a client.`
      : "Two steps stand in an order that would harm a client.",
};

function withoutRepeats(words: readonly ReasonInWords[]): ReasonInWords[] {
  return [...new Set(words.map(({ text }) => text))].map((text) => ({ text }));
}
