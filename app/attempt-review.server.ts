import type { Attempt, AttemptOutcome } from "#db/queries/attempts.ts";
import { itemsOnSheet, reviewOnSheet } from "./core/attempt.ts";
import type { ReviewedItem } from "./core/item-types.ts";
import { UNITS_PER_POINT } from "./core/items/item.ts";
import type { Quiz, Source } from "./core/quiz.ts";
import {
  type ReasonInWords,
  reasonsInWords,
  reviewPlaces,
  type SectionScore,
  sectionScores,
  type Verdict,
} from "./core/review.ts";
import type { HundredthsOfPercent } from "./core/scoring.ts";
import { withHtml } from "./markdown.server.ts";

/** A submitted attempt as its review shows it: plain JSON, its texts as HTML. */
export type AttemptReview = {
  title: string;
  passed: boolean;
  percent: HundredthsOfPercent;
  /** Percent, as the quiz says it. */
  passingScore: number;
  /** Units of 1/10000 point. */
  units: number;
  maxUnits: number;
  reasons: ReasonInWords[];
  sections: SectionScore[];
  /** Safety misses first, then what was not right, then the rest. Empty where they are kept back. */
  items: ItemReview[];
};

export type ItemReview = {
  item: ReviewedItem;
  /** Its place in the attempt, counted from 1. */
  number: number;
  verdict: Verdict;
  /** Units of 1/10000 point. */
  units: number;
  maxUnits: number;
  sources: SourceOfItem[];
};

export type SourceOfItem = { id: string; title: string; detail?: string; url?: string };

/** An attempt that has been submitted. */
export type SubmittedAttempt = Attempt & { outcome: AttemptOutcome };

export function isSubmitted(attempt: Attempt): attempt is SubmittedAttempt {
  return attempt.outcome !== undefined;
}

/**
 * Everything that a submitted attempt can be reviewed by, from the version it was taken in. Holds
 * the answer key: call it only for who may see it.
 * @param showsItems false where the person may see the score only
 */
export function reviewAttempt(attempt: SubmittedAttempt, showsItems = true): AttemptReview {
  const { quiz, sheet, responses, outcome } = attempt;
  const unitsByItem = new Map(
    sheet.itemIds.map((itemId) => [itemId, responses.get(itemId)?.units ?? 0]),
  );
  const items = itemsOnSheet(quiz, sheet);
  return {
    title: quiz.title,
    passed: outcome.passed,
    percent: outcome.percent,
    passingScore: quiz.passingScore,
    units: outcome.units,
    maxUnits: outcome.maxUnits,
    reasons: reasonsInWords(quiz, sheet, outcome.reasons, showsItems),
    sections: sectionScores(quiz, sheet, unitsByItem),
    items: showsItems
      ? reviewPlaces(sheet, unitsByItem, outcome.reasons).flatMap((place) => {
          const { position, itemId, units, verdict } = place;
          const item = items[position];
          if (!item) return [];
          const reviewed = reviewOnSheet(quiz, sheet, item, responses.get(itemId)?.response);
          return {
            item: withHtml(reviewed),
            number: position + 1,
            verdict,
            units,
            maxUnits: UNITS_PER_POINT,
            sources: sourcesOf(quiz, item.evidence),
          };
        })
      : [],
  };
}

function sourcesOf(quiz: Quiz, evidence: readonly string[]): SourceOfItem[] {
  return evidence.flatMap((id) => {
    const source = quiz.sources[id];
    return source ? { id, title: source.title, detail: detailOf(source), url: source.url } : [];
  });
}

/** "Chu S, Foulad DP. Dermatologic Surgery, 2021." */
function detailOf({ authors, publisher, year }: Source): string | undefined {
  const published = [publisher, year].filter((part) => part !== undefined).join(", ");
  const detail = [authors, published].filter(Boolean).join(". ");
  return detail === "" ? undefined : detail;
}
