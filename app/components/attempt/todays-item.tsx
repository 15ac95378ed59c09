import { Html } from "#app/components/html.tsx";
import { ReviewParts } from "#app/components/items/item.tsx";
import { Picture } from "#app/components/items/picture.tsx";
import { Notice } from "#app/components/notice.tsx";
import type { ReviewedItem } from "#app/core/item-types.ts";

type TodaysItemProps = {
  number: number;
  /** Its texts are HTML. */
  today:
    | { kind: "gone" }
    | { kind: "corrected"; isScoredOtherwise: boolean; isRegraded: boolean; item?: ReviewedItem };
};

/** That an item was corrected after an attempt was taken, and how it reads today. */
export function TodaysItem({ number, today }: TodaysItemProps) {
  if (today.kind === "gone") {
    return <Notice tone="info">Since then, item {number} was taken out of the quiz.</Notice>;
  }
  const { item } = today;
  return (
    <Notice tone="info" title={`Item ${number} was corrected since`}>
      <p>{changeInWords(today)}</p>
      {item && (
        <details>
          <summary className="link inline-flex min-h-11 cursor-pointer items-center">
            See how item {number} reads today
          </summary>
          <div className="mt-2 grid gap-5 rounded-card bg-surface p-4">
            <Html html={item.stem} className="text-large" />
            {item.image && <Picture picture={item.image} />}
            <ReviewParts item={item} />
            <Html html={item.rationale} />
          </div>
        </details>
      )}
    </Notice>
  );
}

function changeInWords(today: { isScoredOtherwise: boolean; isRegraded: boolean }): string {
  if (!today.isScoredOtherwise) return "Its text has changed. Below it stands as it was then.";
  return today.isRegraded
    ? "What is right, or what it earns, has changed, and the score with it. Below the item stands as it was then."
    : "What is right, or what it earns, has changed. Below it stands as it was then, and so does its score.";
}
