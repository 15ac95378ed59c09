import { findQuiz } from "#db/queries/quizzes.ts";
import { mayReview, type SubmittedAttempt } from "./attempt-review.server.ts";
import type { Voice } from "./core/certainty.ts";
import { differencesOf } from "./core/item-comparison.ts";
import { type Item, type ReviewedItem, reviewItem } from "./core/item-types.ts";
import { itemsOf } from "./core/quiz.ts";
import { withHtml } from "./markdown.server.ts";
import { ordersOf } from "./quiz-preview.server.ts";

/**
 * What became of an item since an attempt was taken: its texts are HTML, its key is with it. Without
 * the item where today's version keeps its keys back from the reader.
 */
export type TodaysItem =
  | { kind: "gone" }
  | {
      kind: "corrected";
      isScoredOtherwise: boolean;
      /** Whether a regrade has given this attempt other points for it than it earned then. */
      isRegraded: boolean;
      item?: ReviewedItem;
    };

/**
 * Reviewed items with what today's version says of those that were corrected since. They hold
 * today's key, so the review that today's version allows decides, beside that of the attempt's own.
 * @param voice who reads it
 */
export async function withTodaysItems<Review extends { item: { id: string }; isRegraded: boolean }>(
  attempt: SubmittedAttempt,
  reviews: readonly Review[],
  voice: Voice = "you",
): Promise<(Review & { today?: TodaysItem })[]> {
  const { quizId, versionId, quiz } = attempt;
  const published = reviews.length > 0 ? await findQuiz(quizId) : undefined;
  if (!published || published.versionId === versionId) return [...reviews];
  const tellsKeys = voice === "they" || (await mayReview({ ...attempt, quiz: published.quiz }));
  const then = new Map(itemsOf(quiz).map((item) => [item.id, item]));
  const now = new Map(itemsOf(published.quiz).map((item) => [item.id, item]));
  return reviews.map((review) => {
    const { id } = review.item;
    const item = then.get(id);
    if (!item) return review;
    return { ...review, today: todaysItem(item, now.get(id), review.isRegraded, tellsKeys) };
  });
}

function todaysItem(
  then: Item,
  now: Item | undefined,
  isRegraded: boolean,
  tellsKeys: boolean,
): TodaysItem | undefined {
  if (!now) return { kind: "gone" };
  const differences = differencesOf(then, now);
  if (differences.every((each) => each === "explanation" || each === "order")) return undefined;
  return {
    kind: "corrected",
    isScoredOtherwise: differences.some((each) => each !== "wording"),
    isRegraded,
    item: tellsKeys ? withHtml(reviewItem(now, undefined, ordersOf(now))) : undefined,
  };
}
