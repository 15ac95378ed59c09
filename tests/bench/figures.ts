/** What the bench can measure, each by its own name on the command line. */
export const PARTS = [
  "attempts",
  "database",
  "memory",
  "cpu",
  "limit",
  "browser",
  "board",
  "person",
  "statistics",
  "export",
  "rebuild",
  "profile",
] as const;

export type Part = (typeof PARTS)[number];

/** The parts that are about thousands of people with a long history. */
export const LARGE_PARTS: readonly Part[] = ["board", "person", "statistics", "export", "rebuild"];

/** One line of the table: a few numbers of one unit. */
export type Figure = {
  part: Part;
  name: string;
  unit: string;
  /** By what they are, for example `{ p50: 1.2, p99: 4 }`; a single number is called "value". */
  numbers: Readonly<Record<string, number>>;
  /** How many measurements are behind it, where that is not plain. */
  n?: number;
};

/** The value that `share` (0 to 1) of all values do not exceed; the nearest rank, never made up. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new Error("There is no percentile of nothing");
  return value;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** p50 and p99 of durations in milliseconds. */
export function latencies(part: Part, name: string, ms: readonly number[]): Figure {
  const numbers = { p50: percentile(ms, 0.5), p99: percentile(ms, 0.99) };
  return { part, name, unit: "ms", numbers, n: ms.length };
}

/** All figures as aligned lines, with a heading for each part. */
export function tableOf(figures: readonly Figure[]): string {
  const width = Math.max(...figures.map(({ name }) => name.length));
  return PARTS.flatMap((part) => {
    const ofPart = figures.filter((figure) => figure.part === part);
    if (ofPart.length === 0) return [];
    return ["", part, ...ofPart.map((figure) => `  ${figure.name.padEnd(width)}  ${said(figure)}`)];
  }).join("\n");
}

function said({ numbers, unit, n }: Figure): string {
  const texts = Object.entries(numbers).map(([name, number]) =>
    name === "value" ? rounded(number) : `${name} ${rounded(number)}`,
  );
  return `${texts.join(", ")} ${unit}${n === undefined ? "" : ` (n = ${n})`}`;
}

/** Three digits that mean something, and no more than two decimals. */
function rounded(number: number): string {
  if (Math.abs(number) >= 100) return Math.round(number).toLocaleString("en-GB");
  return number.toFixed(Math.abs(number) >= 10 ? 1 : 2);
}
