import { Sign } from "./sign.tsx";
import { FILL_OF_TONE, TEXT_OF_TONE, type Tone } from "./tone.ts";

export type BarPart = {
  label: string;
  count: number;
  tone: Tone;
  /** Where the ones behind this number are listed. */
  href?: string;
  /** True while the page shows only these. */
  isOn?: boolean;
};

/** A part that is there at all stays visible, however small its share: percent of the bar. */
const LEAST_WIDTH = 2;

/** A whole and its parts: a bar to take in, and every number in words. */
export function StackedBar({ parts }: { parts: readonly BarPart[] }) {
  const placed = placeParts(parts);
  return (
    <div className="grid gap-4">
      <svg className="h-4 w-full overflow-hidden rounded-full" aria-hidden="true">
        <rect width="100%" height="100%" className="fill-line" />
        {placed.map(({ part: { label, tone }, from, width }) => (
          <rect
            key={label}
            x={`${from}%`}
            width={`${width}%`}
            height="100%"
            className={FILL_OF_TONE[tone]}
          />
        ))}
        {placed.slice(1).map(({ part: { label }, from }) => (
          <line
            key={label}
            x1={`${from}%`}
            x2={`${from}%`}
            y2="100%"
            strokeWidth="2"
            className="stroke-surface"
          />
        ))}
      </svg>
      <ul className="-mx-2 grid grid-cols-[repeat(auto-fit,minmax(8.5rem,1fr))] gap-x-2 gap-y-1">
        {parts.map(({ label, count, tone, href, isOn = false }) => {
          const entry = (
            <>
              <span className={`mt-[0.25em] ${TEXT_OF_TONE[tone]}`}>
                <Sign name={tone} />
              </span>
              <span className="flex min-w-0 items-baseline gap-x-2 sm:block">
                <span className="block text-large leading-tight font-semibold tabular-nums">
                  {count.toLocaleString("en-GB")}
                </span>
                <span
                  className={`block text-small ${href ? "text-accent underline decoration-1 underline-offset-4 group-aria-[current=true]:font-semibold" : "text-ink-soft"}`}
                >
                  {label}
                </span>
              </span>
            </>
          );
          return (
            <li key={label}>
              {href ? (
                <a
                  href={href}
                  aria-current={isOn ? "true" : undefined}
                  className="group flex min-h-11 items-start gap-2.5 rounded-control p-2 transition-colors hover:bg-accent-soft aria-[current=true]:bg-accent-soft"
                >
                  {entry}
                </a>
              ) : (
                <div className="flex items-start gap-2.5 p-2">{entry}</div>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** Where each part begins and how wide it is, in percent of the bar. */
function placeParts(parts: readonly BarPart[]): { part: BarPart; from: number; width: number }[] {
  const shown = parts.filter(({ count }) => count > 0);
  const total = shown.reduce((sum, { count }) => sum + count, 0);
  const wished = shown.map(({ count }) => Math.max(LEAST_WIDTH, (100 * count) / total));
  const scale = 100 / wished.reduce((sum, width) => sum + width, 0);
  let from = 0;
  return shown.map((part, index) => {
    const width = (wished[index] ?? 0) * scale;
    const placed = { part, from, width };
    from += width;
    return placed;
  });
}
