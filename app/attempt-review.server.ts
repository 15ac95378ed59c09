import type { Attempt, AttemptOutcome } from "#db/queries/attempts.ts";
import { hasPassedSince } from "#db/queries/standings.ts";
import { itemsOnSheet, reviewOnSheet } from "./core/attempt.ts";
import {
  type Certainty,
  type JudgedLevel,
  judgedLevels,
  judgementInWords,
  sureButWrongInWords,
  type Voice,
} from "./core/certainty.ts";
import { type Item, type ReviewedItem, scoreItem } from "./core/item-types.ts";
import { UNITS_PER_POINT } from "./core/items/item.ts";
import type { Quiz, Source } from "./core/quiz.ts";
import {
  mayReviewItems,
  type ReasonInWords,
  reasonsInWords,
  reviewPlaces,
  type SectionScore,
  sectionScores,
  type Verdict,
} from "./core/review.ts";
import type { HundredthsOfPercent } from "./core/scoring.ts";
import { withHtml } from "./markdown.server.ts";
import type { TodaysItem } from "./todays-items.server.ts";

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
  /** How well the person judged themselves, where they said how sure they were. */
  judgement?: Judgement;
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
  /** Whether a regrade has given other points for it than it earned when it was submitted. */
  isRegraded: boolean;
  sources: SourceOfItem[];
  /** How sure the person said they were, and what that means where they were wrong. */
  certainty?: { given: Certainty; warning?: string };
  /** The item as it is today, where it was corrected since. */
  today?: TodaysItem;
};

export type Judgement = {
  levels: JudgedLevel[];
  /** One for each level. */
  sentences: string[];
  /** What they were sure of and got wrong, what could have harmed a client first. */
  sureButWrong: { itemId: string; number: number; text: string; isUnsafe: boolean }[];
};

export type SourceOfItem = { id: string; title: string; detail?: string; url?: string };

/** An attempt that has been submitted. */
export type SubmittedAttempt = Attempt & { outcome: AttemptOutcome };

export function isSubmitted(attempt: Attempt): attempt is SubmittedAttempt {
  return attempt.outcome !== undefined;
}

/** Whether the person whose attempt it is may see its items with the keys by now. */
export async function mayReview(attempt: SubmittedAttempt): Promise<boolean> {
  const { id, personId, quizId, quiz } = attempt;
  const hasPassed = quiz.review === "after-pass" && (await hasPassedSince(personId, quizId, id));
  return mayReviewItems(quiz.review, hasPassed);
}

/**
 * Everything that a submitted attempt can be reviewed by, from the version it was taken in. Holds
 * the answer key: call it only for who may see it.
 * @param showsItems false where the person may see the score only: then nothing is said of single
 * items, and nothing of how sure they were, which would tell of one item what was right
 * @param voice who reads it
 */
export function reviewAttempt(
  attempt: SubmittedAttempt,
  showsItems = true,
  voice: Voice = "you",
): AttemptReview {
  const { quiz, sheet, outcome } = attempt;
  const unitsByItem = attempt.unitsByItem ?? new Map<string, number>();
  const items = itemsOnSheet(quiz, sheet);
  const shown = showsItems ? itemReviews(attempt, unitsByItem, items, voice) : [];
  return {
    title: quiz.title,
    passed: outcome.passed,
    percent: outcome.percent,
    passingScore: quiz.passingScore,
    units: outcome.units,
    maxUnits: outcome.maxUnits,
    reasons: reasonsInWords(quiz, sheet, outcome.reasons, showsItems),
    sections: sectionScores(quiz, sheet, unitsByItem),
    judgement: judgementOf(shown, voice),
    items: shown,
  };
}

function itemReviews(
  { quiz, sheet, responses, outcome }: SubmittedAttempt,
  unitsByItem: ReadonlyMap<string, number>,
  items: readonly Item[],
  voice: Voice,
): ItemReview[] {
  const failures = new Map(
    outcome.reasons.flatMap((reason) =>
      reason.kind === "critical-item" ? [[reason.itemId, reason.failure] as const] : [],
    ),
  );
  const certaintyOf = (itemId: string) => responses.get(itemId)?.certainty;
  return reviewPlaces(
    sheet,
    unitsByItem,
    outcome.reasons,
    (itemId) => certaintyOf(itemId) === "sure",
  ).flatMap((place) => {
    const { position, itemId, units, verdict } = place;
    const item = items[position];
    if (!item) return [];
    const given = certaintyOf(itemId);
    const response = responses.get(itemId)?.response;
    const warning =
      given === "sure" && verdict !== "right"
        ? sureButWrongInWords(failures.get(itemId), voice)
        : undefined;
    return [
      {
        item: withHtml(reviewOnSheet(quiz, sheet, item, response)),
        number: position + 1,
        verdict,
        units,
        maxUnits: UNITS_PER_POINT,
        isRegraded: unitsByItem.has(itemId) && scoreItem(item, response).units !== units,
        sources: sourcesOf(quiz, item.evidence),
        certainty: given && { given, warning },
      },
    ];
  });
}

function judgementOf(items: readonly ItemReview[], voice: Voice): Judgement | undefined {
  const levels = judgedLevels(
    items.flatMap(({ certainty, verdict }) =>
      certainty ? [{ certainty: certainty.given, isRight: verdict === "right" }] : [],
    ),
  );
  if (levels.length === 0) return undefined;
  return {
    levels,
    sentences: judgementInWords(levels, voice),
    sureButWrong: items.flatMap(({ item, number, verdict, certainty }) => {
      if (certainty?.warning === undefined) return [];
      const isUnsafe = verdict === "safety-miss";
      return [{ itemId: item.id, number, text: certainty.warning, isUnsafe }];
    }),
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
