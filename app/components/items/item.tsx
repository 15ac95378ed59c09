import type { ReactNode } from "react";
import { Html } from "#app/components/html.tsx";
import { StatusBadge } from "#app/components/status-badge.tsx";
import type { PresentedItem, ReviewedItem } from "#app/core/item-types.ts";
import type { FormFields } from "#app/core/items/item.ts";
import { formatPoints } from "#app/core/scoring.ts";
import { PresentHotspot, ReviewHotspot } from "./hotspot.tsx";
import { PresentMatching, ReviewMatching } from "./matching.tsx";
import { PresentMultiple, ReviewMultiple } from "./multiple.tsx";
import { PresentNumeric, ReviewNumeric } from "./numeric.tsx";
import { PresentOrdering } from "./ordering.tsx";
import { Picture } from "./picture.tsx";
import { ReviewOrdering } from "./reviewed-ordering.tsx";
import { PresentSingle, ReviewSingle } from "./single.tsx";
import { PresentText, ReviewText } from "./text.tsx";
import { PresentTrueFalse, ReviewTrueFalse } from "./true-false.tsx";

type PresentItemProps = {
  /** Its texts are HTML. */
  item: PresentedItem;
  /** What its fields hold: what is saved, or what was posted and could not be read. */
  fields?: FormFields;
  /** Why what was posted could not be read. */
  problem?: string;
};

/** An item to respond to: a fieldset whose fields are named after the item's id. */
export function PresentItem({ item, fields = {}, problem }: PresentItemProps) {
  const filled = { fields, problem };
  switch (item.type) {
    case "single":
      return <PresentSingle item={item} {...filled} />;
    case "multiple":
      return <PresentMultiple item={item} {...filled} />;
    case "true-false":
      return <PresentTrueFalse item={item} {...filled} />;
    case "matching":
      return <PresentMatching item={item} {...filled} />;
    case "ordering":
      return <PresentOrdering item={item} {...filled} />;
    case "numeric":
      return <PresentNumeric item={item} {...filled} />;
    case "text":
      return <PresentText item={item} {...filled} />;
    case "hotspot":
      return <PresentHotspot item={item} {...filled} />;
  }
}

export type ItemSource = { id: string; title: string; detail?: string; url?: string };

type ReviewItemProps = {
  /** Its texts are HTML. */
  item: ReviewedItem;
  /** Its place in the attempt, counted from 1. */
  number: number;
  sources: readonly ItemSource[];
  /** What it scored, of how much, in units of 1/10000 point. */
  units: number;
  maxUnits: number;
};

/** An item whose answer is locked: what was chosen, what is right, why, and how we know. */
export function ReviewItem({ item, number, sources, units, maxUnits }: ReviewItemProps) {
  const headingId = `item-${item.id}-heading`;
  return (
    <article id={`item-${item.id}`} aria-labelledby={headingId} className="grid gap-5">
      <header className="grid gap-3">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <h3 id={headingId} className="font-semibold text-ink-soft">
            Item {number}
          </h3>
          <Verdict item={item} units={units} maxUnits={maxUnits} />
          <span className="text-small text-ink-soft tabular-nums">
            {formatPoints(units)} of {formatPoints(maxUnits)}{" "}
            {maxUnits === 10_000 ? "point" : "points"}
          </span>
        </div>
        <Html html={item.stem} className="text-large" />
        <StemPicture item={item} />
      </header>
      <ReviewParts item={item} />
      <div className="grid max-w-reading gap-3">
        <Html html={item.rationale} />
        {sources.length > 0 && <Sources sources={sources} />}
      </div>
    </article>
  );
}

/** The picture that belongs to a stem. A hotspot shows its own, with the regions on it. */
export function StemPicture({ item }: { item: ReviewedItem }) {
  return item.image && item.type !== "hotspot" ? <Picture picture={item.image} /> : null;
}

/** What was given, what is right and why, for any type of item. */
export function ReviewParts({ item }: { item: ReviewedItem }) {
  switch (item.type) {
    case "single":
      return <ReviewSingle item={item} />;
    case "multiple":
      return <ReviewMultiple item={item} />;
    case "true-false":
      return <ReviewTrueFalse item={item} />;
    case "matching":
      return <ReviewMatching item={item} />;
    case "ordering":
      return <ReviewOrdering item={item} />;
    case "numeric":
      return <ReviewNumeric item={item} />;
    case "text":
      return <ReviewText item={item} />;
    case "hotspot":
      return <ReviewHotspot item={item} />;
  }
}

function Verdict({ item, units, maxUnits }: Pick<ReviewItemProps, "item" | "units" | "maxUnits">) {
  const { isBlank } = item;
  const isFullyRight = units === maxUnits;
  return (
    <>
      {isFullyRight && <StatusBadge tone="good">Right</StatusBadge>}
      {!isFullyRight && isBlank && <StatusBadge tone="bad">Left open</StatusBadge>}
      {!isFullyRight && !isBlank && (
        <StatusBadge tone={units > 0 ? "info" : "bad"}>
          {units > 0 ? "Partly right" : "Not right"}
        </StatusBadge>
      )}
      {item.critical && (
        <StatusBadge tone={isFullyRight ? "info" : "bad"} sign="harmful">
          {isFullyRight ? "Safety item" : "Safety item missed"}
        </StatusBadge>
      )}
    </>
  );
}

/** How we know. */
export function Sources({ sources }: { sources: readonly ItemSource[] }): ReactNode {
  return (
    <div className="text-small text-ink-soft">
      <h4 className="font-semibold">{sources.length === 1 ? "Source" : "Sources"}</h4>
      <ul className="mt-1 grid gap-1.5">
        {sources.map(({ id, title, detail, url }) => (
          <li key={id} className="wrap-anywhere">
            {url ? (
              <a href={url} rel="noreferrer" className="link">
                {title}
              </a>
            ) : (
              title
            )}
            {detail && <span>. {detail}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}
