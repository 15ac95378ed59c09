import { StatusBadge } from "#app/components/status-badge.tsx";
import type { SectionScore } from "#app/core/review.ts";
import { formatPercent, formatPoints } from "#app/core/scoring.ts";

/** How each section of an attempt went, and what it asked for on its own. */
export function SectionScores({ sections }: { sections: readonly SectionScore[] }) {
  return (
    <ul className="divide-y divide-line border-y border-line">
      {sections.map(({ title, units, maxUnits, percent, minimum, isReached }) => (
        <li
          key={title}
          className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-2.5"
        >
          <span className="min-w-0 wrap-anywhere">{title}</span>
          <span className="flex flex-wrap items-center gap-x-4 gap-y-1 tabular-nums">
            <span className="text-ink-soft">
              {formatPoints(units)} of {formatPoints(maxUnits)}, {formatPercent(percent)}
            </span>
            {minimum !== undefined && (
              <StatusBadge tone={isReached ? "good" : "bad"}>{minimum} % needed</StatusBadge>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
