import { formatPercent, type HundredthsOfPercent } from "#app/core/scoring.ts";

type ScoreBarProps = {
  percent: HundredthsOfPercent;
  /** Percent, as the quiz says it. */
  passingScore: number;
};

/** A score as a picture: how far it went, and where passing begins. */
export function ScoreBar({ percent, passingScore }: ScoreBarProps) {
  const reached = percent / 100;
  const isReached = reached >= passingScore;
  const label = `Score ${formatPercent(percent)}; ${passingScore} % needed to pass`;
  return (
    <svg
      role="img"
      aria-label={label}
      className="h-24 w-full max-w-xl overflow-visible tabular-nums"
    >
      <text
        {...placedAt(reached)}
        y="1em"
        className={`text-large font-semibold ${isReached ? "fill-good" : "fill-bad"}`}
      >
        {formatPercent(percent)}
      </text>
      <rect y="36" width="100%" height="16" rx="8" className="fill-line" />
      {percent > 0 && (
        <rect
          y="36"
          width={`${reached}%`}
          height="16"
          rx="8"
          className={isReached ? "fill-good-fill" : "fill-bad-fill"}
        />
      )}
      <line
        x1={`${passingScore}%`}
        x2={`${passingScore}%`}
        y1="30"
        y2="60"
        strokeWidth="3"
        strokeLinecap="round"
        className="stroke-ink"
      />
      <text {...placedAt(passingScore)} y="80" className="fill-ink-soft text-small">
        {passingScore} % to pass
      </text>
    </svg>
  );
}

/** Text at a percentage of the width, kept inside at both ends. */
function placedAt(percent: number): { x: string; textAnchor: "start" | "middle" | "end" } {
  if (percent < 15) return { x: "0", textAnchor: "start" };
  if (percent > 82) return { x: "100%", textAnchor: "end" };
  return { x: `${percent}%`, textAnchor: "middle" };
}
