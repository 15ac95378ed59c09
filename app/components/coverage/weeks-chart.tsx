import { scaleBand, scaleLinear } from "d3-scale";
import { stack } from "d3-shape";

type WeeksChartProps = {
  label: string;
  weeks: readonly { label: string; from: string; counts: readonly number[] }[];
  /** How many certifications there are. */
  series: number;
};

const WIDTH = 300;
const HEIGHT = 160;
const LEFT = 30;
const RIGHT = 296;
const TOP = 10;
const BOTTOM = 132;

/** How the bars of a certification are filled: shade and pattern tell them apart. */
const FILLS = ["fill-accent", "fill-line-strong", "fill-accent-soft", "fill-ink-soft"] as const;

export function fillOf(index: number): string {
  return FILLS[index % FILLS.length] ?? FILLS[0];
}

/** What lapses in each of the coming weeks, one certification on top of the other. */
export function WeeksChart({ label, weeks, series }: WeeksChartProps) {
  const keys = Array.from({ length: series }, (_, index) => index);
  const layers = stack<WeeksChartProps["weeks"][number], number>()
    .keys(keys)
    .value(({ counts }, index) => counts[index] ?? 0)([...weeks]);
  const most = Math.max(1, ...weeks.map(({ counts }) => counts.reduce((sum, n) => sum + n, 0)));
  const x = scaleBand(
    weeks.map(({ from }) => from),
    [LEFT, RIGHT],
  ).padding(0.2);
  const y = scaleLinear([0, most], [BOTTOM, TOP]).nice(4);
  const ticks = y.ticks(4).filter(Number.isInteger);
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={label}
      className="w-full max-w-sm"
    >
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={LEFT} x2={RIGHT} y1={y(tick)} y2={y(tick)} className="stroke-line" />
          <text
            x={LEFT - 6}
            y={y(tick) + 4}
            textAnchor="end"
            fontSize="12"
            className="fill-ink-soft"
          >
            {tick}
          </text>
        </g>
      ))}
      {layers.map((layer, index) =>
        layer.map(([low, high], week) =>
          high > low ? (
            <rect
              key={`${layer.key} ${weeks[week]?.from}`}
              x={x(weeks[week]?.from ?? "")}
              width={x.bandwidth()}
              y={y(high)}
              height={y(low) - y(high)}
              strokeWidth="0.75"
              className={`${fillOf(index)} stroke-ink`}
            />
          ) : null,
        ),
      )}
      <text x={LEFT} y={HEIGHT - 8} fontSize="12" className="fill-ink-soft">
        {weeks[0]?.from}
      </text>
      <text x={RIGHT} y={HEIGHT - 8} textAnchor="end" fontSize="12" className="fill-ink-soft">
        {weeks.at(-1)?.from}
      </text>
    </svg>
  );
}
