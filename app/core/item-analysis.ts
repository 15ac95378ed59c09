/*
 * The figures of PRODUCT.md section 6, out of counts alone. Marks and totals are whole units of
 * 1/10000 point. Sums are taken over whole numbers without a limit, so that nothing is rounded
 * before the last division, and it makes no difference in which order attempts came.
 */

/** How many attempts had this mark at an item, and this total. */
export type MarkCount = { units: number; total: number; attempts: number };
/** How many attempts had this total. */
export type TotalCount = { total: number; attempts: number };

/** `null` is where a figure is not defined: with one attempt, or where nothing varies. */
export type ItemFigures = {
  n: number;
  /** Mean mark by the most that can be had. */
  facility: number | null;
  /** In points. */
  standardDeviation: number | null;
  /** Correlation of the mark with the rest of the total. */
  discrimination: number | null;
  /** Covariance with the rest, by the largest that the same marks and rests could have. */
  efficiency: number | null;
  /** Exact, n (n - 1) times: the variance of the mark, and its covariance with the total. */
  variance: bigint;
  covarianceWithTotal: bigint;
};

export type TestFigures = {
  n: number;
  /** In points, as are the next two. */
  mean: number | null;
  median: number | null;
  standardDeviation: number | null;
  skewness: number | null;
  kurtosis: number | null;
  /** Exact, n (n - 1) times. */
  variance: bigint;
};

/** What can only be said where every attempt had the same items. */
export type Reliability = {
  consistency: number | null;
  errorRatio: number | null;
  /** In points. */
  standardError: number | null;
};

type Pair = { x: number; y: number; attempts: number };

/** `n` times the sum of products less the product of sums: n (n - 1) times the covariance. */
function comoment(pairs: readonly Pair[]): bigint {
  let [n, sumX, sumY, sumXY] = [0n, 0n, 0n, 0n];
  for (const { x, y, attempts } of pairs) {
    const [times, one, other] = [BigInt(attempts), BigInt(x), BigInt(y)];
    n += times;
    sumX += times * one;
    sumY += times * other;
    sumXY += times * one * other;
  }
  return n * sumXY - sumX * sumY;
}

function attemptsIn(counts: readonly { attempts: number }[]): number {
  return counts.reduce((sum, { attempts }) => sum + attempts, 0);
}

/** Standard deviation in points, with n - 1, from a comoment of something with itself. */
function deviation(moment: bigint, n: number, unitsPerPoint: number): number | null {
  return n < 2 ? null : Math.sqrt(Number(moment) / (n * (n - 1))) / unitsPerPoint;
}

/**
 * The figures of one item over the attempts that had it on their sheet.
 * @param maxUnits what can be had, which is a point
 */
export function itemFigures(counts: readonly MarkCount[], maxUnits: number): ItemFigures {
  const n = attemptsIn(counts);
  const pairs = counts.map(({ units, total, attempts }) => ({
    x: units,
    y: total - units,
    attempts,
  }));
  const withItself = comoment(pairs.map(({ x, attempts }) => ({ x, y: x, attempts })));
  const ofRest = comoment(pairs.map(({ y, attempts }) => ({ x: y, y, attempts })));
  const withRest = comoment(pairs);
  const largest = comoment(pairedInOrder(pairs));
  const units = counts.reduce((sum, each) => sum + each.units * each.attempts, 0);
  const root = Math.sqrt(Number(withItself)) * Math.sqrt(Number(ofRest));
  return {
    n,
    facility: n === 0 ? null : units / (n * maxUnits),
    standardDeviation: deviation(withItself, n, maxUnits),
    discrimination: root === 0 ? null : Number(withRest) / root,
    efficiency: largest === 0n ? null : Number(withRest) / Number(largest),
    variance: withItself,
    covarianceWithTotal: withItself + withRest,
  };
}

/** Marks and rests of the same attempts, each sorted ascending, paired one by one. */
function pairedInOrder(pairs: readonly Pair[]): Pair[] {
  const marks = runsOf(pairs.map(({ x, attempts }) => ({ value: x, attempts })));
  const rests = runsOf(pairs.map(({ y, attempts }) => ({ value: y, attempts })));
  const paired: Pair[] = [];
  let [mark, rest] = [marks.shift(), rests.shift()];
  while (mark && rest) {
    const attempts = Math.min(mark.attempts, rest.attempts);
    paired.push({ x: mark.value, y: rest.value, attempts });
    mark = attempts === mark.attempts ? marks.shift() : less(mark, attempts);
    rest = attempts === rest.attempts ? rests.shift() : less(rest, attempts);
  }
  return paired;
}

type Run = { value: number; attempts: number };

function less({ value, attempts }: Run, taken: number): Run {
  return { value, attempts: attempts - taken };
}

/** Ascending, each value once. */
function runsOf(runs: readonly Run[]): Run[] {
  const counts = new Map<number, number>();
  for (const { value, attempts } of runs) {
    if (attempts > 0) counts.set(value, (counts.get(value) ?? 0) + attempts);
  }
  return [...counts]
    .map(([value, attempts]) => ({ value, attempts }))
    .sort((one, other) => one.value - other.value);
}

/**
 * The share that each item has in the spread of totals: the root of its covariance with the total,
 * over the sum of those. An item whose covariance is negative has none and is left out of the sum.
 * Only meaningful where all attempts had the same items.
 */
export function effectiveWeights(
  items: readonly Pick<ItemFigures, "covarianceWithTotal">[],
): (number | null)[] {
  const roots = items.map(({ covarianceWithTotal }) =>
    covarianceWithTotal < 0n ? null : Math.sqrt(Number(covarianceWithTotal)),
  );
  const whole = roots.reduce<number>((sum, root) => sum + (root ?? 0), 0);
  return roots.map((root) => (root === null || whole === 0 ? null : root / whole));
}

/** The figures of totals. Skewness and kurtosis are k-statistics: k3/k2^1.5 and k4/k2². */
export function testFigures(counts: readonly TotalCount[], unitsPerPoint: number): TestFigures {
  const n = attemptsIn(counts);
  const powers = [1, 2, 3, 4].map((power) =>
    counts.reduce(
      (sum, { total, attempts }) => sum + BigInt(attempts) * BigInt(total) ** BigInt(power),
      0n,
    ),
  );
  const [s1 = 0n, s2 = 0n, s3 = 0n, s4 = 0n] = powers;
  const s = BigInt(n);
  const second = s * s2 - s1 ** 2n;
  const third = 2n * s1 ** 3n - 3n * s * s1 * s2 + s ** 2n * s3;
  const fourth =
    -6n * s1 ** 4n +
    12n * s * s1 ** 2n * s2 -
    3n * s * (s - 1n) * s2 ** 2n -
    4n * s * (s + 1n) * s1 * s3 +
    s ** 2n * (s + 1n) * s4;
  const k2 = Number(second) / (n * (n - 1));
  const k3 = Number(third) / (n * (n - 1) * (n - 2));
  const k4 = Number(fourth) / (n * (n - 1) * (n - 2) * (n - 3));
  const varies = second > 0n;
  return {
    n,
    mean: n === 0 ? null : Number(s1) / (n * unitsPerPoint),
    median: medianOf(counts, n, unitsPerPoint),
    standardDeviation: deviation(second, n, unitsPerPoint),
    skewness: varies && n > 2 ? k3 / k2 ** 1.5 : null,
    kurtosis: varies && n > 3 ? k4 / k2 ** 2 : null,
    variance: second,
  };
}

function medianOf(counts: readonly TotalCount[], n: number, unitsPerPoint: number): number | null {
  const runs = runsOf(counts.map(({ total, attempts }) => ({ value: total, attempts })));
  const at = (index: number): number => {
    let passed = 0;
    for (const { value, attempts } of runs) {
      passed += attempts;
      if (passed > index) return value;
    }
    throw new RangeError(`There is no attempt ${index} of ${n}`);
  };
  if (n === 0) return null;
  return (at(Math.floor((n - 1) / 2)) + at(Math.floor(n / 2))) / 2 / unitsPerPoint;
}

/**
 * Internal consistency: p/(p - 1) (1 - sum of the items' variances / variance of totals), over p
 * items; error ratio sqrt(1 - consistency); standard error = error ratio x SD of totals.
 */
export function reliability(
  items: readonly Pick<ItemFigures, "variance">[],
  { standardDeviation, variance }: Pick<TestFigures, "standardDeviation" | "variance">,
): Reliability {
  const p = items.length;
  const ofItems = items.reduce((sum, item) => sum + item.variance, 0n);
  if (p < 2 || variance === 0n || standardDeviation === null) {
    return { consistency: null, errorRatio: null, standardError: null };
  }
  const consistency = (p / (p - 1)) * (Number(variance - ofItems) / Number(variance));
  const errorRatio = Math.sqrt(1 - consistency);
  return { consistency, errorRatio, standardError: errorRatio * standardDeviation };
}

/**
 * Which share of the lower and of the upper third of attempts, by total, gave something. Where
 * several have the total at the border of a third, each of them counts in part.
 * @param given how many of the attempts with a total gave it, by total
 */
export function sharesInThirds(
  counts: readonly TotalCount[],
  given: ReadonlyMap<number, number>,
): { lower: number; upper: number } | null {
  const n = attemptsIn(counts);
  if (n === 0) return null;
  const ascending = runsOf(counts.map(({ total, attempts }) => ({ value: total, attempts })));
  const shareOf = (runs: readonly Run[]) => {
    let left = n / 3;
    let gave = 0;
    for (const { value, attempts } of runs) {
      const taken = Math.min(left, attempts);
      gave += (taken / attempts) * (given.get(value) ?? 0);
      left -= taken;
    }
    return gave / (n / 3);
  };
  return { lower: shareOf(ascending), upper: shareOf(ascending.toReversed()) };
}
