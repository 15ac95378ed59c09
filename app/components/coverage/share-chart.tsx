import { scaleLinear } from "d3-scale";
import { line } from "d3-shape";

type ShareChartProps = {
  /** What the picture shows, for those who do not see it; a table has the figures. */
  label: string;
  /** For each day the share, from 0 to 1; undefined where there was nobody. */
  shares: readonly (number | undefined)[];
  /** The same of those who must, drawn as a dashed line. */
  mustShares: readonly (number | undefined)[];
  firstDay: string;
  lastDay: string;
};

const WIDTH = 300;
const HEIGHT = 150;
const LEFT = 40;
const RIGHT = 292;
const TOP = 10;
const BOTTOM = 122;

/** How a share has gone over the months. */
export function ShareChart({ label, shares, mustShares, firstDay, lastDay }: ShareChartProps) {
  const x = scaleLinear([0, Math.max(1, shares.length - 1)], [LEFT, RIGHT]);
  const y = scaleLinear([0, 1], [BOTTOM, TOP]);
  const path = line<number | undefined>()
    .defined((share) => share !== undefined)
    .x((_, index) => x(index))
    .y((share) => y(share ?? 0));
  const last = shares.at(-1);
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label} className="w-full">
      {[0, 0.5, 1].map((tick) => (
        <g key={tick}>
          <line x1={LEFT} x2={RIGHT} y1={y(tick)} y2={y(tick)} className="stroke-line" />
          <text
            x={LEFT - 6}
            y={y(tick) + 4}
            textAnchor="end"
            fontSize="12"
            className="fill-ink-soft"
          >
            {tick * 100} %
          </text>
        </g>
      ))}
      <path
        d={path(mustShares) ?? ""}
        fill="none"
        strokeWidth="2"
        strokeDasharray="5 4"
        className="stroke-ink-soft"
      />
      <path
        d={path(shares) ?? ""}
        fill="none"
        strokeWidth="2.5"
        strokeLinejoin="round"
        className="stroke-accent"
      />
      {last !== undefined && (
        <circle cx={x(shares.length - 1)} cy={y(last)} r="4" className="fill-accent" />
      )}
      <text x={LEFT} y={HEIGHT - 8} fontSize="12" className="fill-ink-soft">
        {firstDay}
      </text>
      <text x={RIGHT} y={HEIGHT - 8} textAnchor="end" fontSize="12" className="fill-ink-soft">
        {lastDay}
      </text>
    </svg>
  );
}
