import { Html } from "#app/components/html.tsx";
import { StatusBadge } from "#app/components/status-badge.tsx";
import type { ReviewedOrdering } from "#app/core/items/ordering.ts";

/** Its texts are HTML. */
export function ReviewOrdering({ item }: { item: ReviewedOrdering }) {
  const { steps, criticalPairs, isBlank, rightPairs, allPairs } = item;
  return (
    <div className="grid gap-3">
      <p className="text-small text-ink-soft">
        The right order
        {!isBlank && `. Of ${allPairs} pairs of steps you had ${rightPairs} in the right order`}.
      </p>
      <ol className="grid gap-3">
        {steps.map(({ id, text, rationale, chosenPlace }, index) => (
          <li
            key={id}
            className="grid grid-cols-[auto_1fr] gap-x-3 rounded-card border border-line bg-raised p-4 break-inside-avoid"
          >
            <span className="font-semibold tabular-nums">{index + 1}.</span>
            <div className="grid min-w-0 gap-2">
              {!isBlank && <PlaceBadge place={index + 1} chosenPlace={chosenPlace} />}
              <Html html={text} className="font-semibold" />
              {rationale && <Html html={rationale} className="text-ink-soft" />}
            </div>
          </li>
        ))}
      </ol>
      {criticalPairs.length > 0 && <CriticalPairs pairs={criticalPairs} />}
    </div>
  );
}

function PlaceBadge({ place, chosenPlace }: { place: number; chosenPlace: number | undefined }) {
  return (
    <p>
      {chosenPlace === undefined && <StatusBadge tone="bad">Left open</StatusBadge>}
      {chosenPlace === place && <StatusBadge tone="good">Yours too</StatusBadge>}
      {chosenPlace !== undefined && chosenPlace !== place && (
        <StatusBadge tone="info" sign="yours">
          Your place {chosenPlace}
        </StatusBadge>
      )}
    </p>
  );
}

function CriticalPairs({ pairs }: { pairs: ReviewedOrdering["criticalPairs"] }) {
  return (
    <ul className="grid gap-3">
      {pairs.map(({ before, after, rationale, isReversed }) => (
        <li
          key={`${before.id} ${after.id}`}
          className={`grid gap-2 rounded-card border p-4 break-inside-avoid ${
            isReversed ? "border-bad-fill bg-bad-soft" : "border-line bg-raised"
          }`}
        >
          <p>
            <StatusBadge tone={isReversed ? "bad" : "none"} sign="harmful" isOnTint={isReversed}>
              {isReversed ? "Your order would harm a client" : "Harmful the other way round"}
            </StatusBadge>
          </p>
          <dl className="grid gap-x-3 gap-y-1 sm:grid-cols-[auto_1fr]">
            <dt className="text-small font-semibold text-ink-soft sm:pt-[0.1em]">First</dt>
            <dd className="min-w-0">
              <Html html={before.text} className="font-semibold" />
            </dd>
            <dt className="text-small font-semibold text-ink-soft sm:pt-[0.1em]">Then</dt>
            <dd className="min-w-0">
              <Html html={after.text} className="font-semibold" />
            </dd>
          </dl>
          <Html html={rationale} className="text-ink-soft" />
        </li>
      ))}
    </ul>
  );
}
