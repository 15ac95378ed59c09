import fc from "fast-check";
import { expect, test } from "vitest";
import {
  effectiveWeights,
  itemFigures,
  type MarkCount,
  reliability,
  sharesInThirds,
  testFigures,
} from "./item-analysis.ts";

const POINT = 10_000;

/** Attempts as PRODUCT.md writes them, a digit an item: "1101". Marks may also be given in units. */
type Sheets = readonly (readonly number[])[];

function sheets(...attempts: string[]): Sheets {
  return attempts.map((marks) => [...marks].map((mark) => Number(mark) * POINT));
}

function totalOf(sheet: readonly number[]): number {
  return sheet.reduce((sum, units) => sum + units, 0);
}

/** Each attempt as a count of its own: counts need not be put together to give the same. */
function marksAt(attempts: Sheets, item: number): MarkCount[] {
  return attempts.map((sheet) => ({ units: sheet[item] ?? 0, total: totalOf(sheet), attempts: 1 }));
}

function analysisOf(attempts: Sheets) {
  const items = (attempts[0] ?? []).map((_, item) => itemFigures(marksAt(attempts, item), POINT));
  const totals = attempts.map((sheet) => ({ total: totalOf(sheet), attempts: 1 }));
  const test = testFigures(totals, POINT);
  return { items, weights: effectiveWeights(items), test, ...reliability(items, test) };
}

const CHECK = sheets("1111", "1101", "1010", "1100", "0000", "1110");

test.each([
  [1, ".8333", ".4082", "70.0649", "100.0000", "25.0321"],
  [2, ".6667", ".5164", "50.0000", "57.1429", "26.7605"],
  [3, ".5000", ".5477", "15.6174", "20.0000", "23.1753"],
  [4, ".3333", ".5164", "35.3553", "50.0000", "25.0321"],
])(
  "item %i of the check has the facility, SD, discrimination, efficiency and weight of PRODUCT.md",
  (number, facility, deviation, discrimination, efficiency, weight) => {
    const { items, weights } = analysisOf(CHECK);
    const item = items[number - 1];
    expect(fixed(item?.facility, 4)).toBe(`0${facility}`);
    expect(fixed(item?.standardDeviation, 4)).toBe(`0${deviation}`);
    expect(fixed(percent(item?.discrimination), 4)).toBe(discrimination);
    expect(fixed(percent(item?.efficiency), 4)).toBe(efficiency);
    expect(fixed(percent(weights[number - 1]), 4)).toBe(weight);
  },
);

test("the totals of the check have the figures of PRODUCT.md", () => {
  const { test, consistency, errorRatio, standardError } = analysisOf(CHECK);
  expect({
    mean: fixed(test.mean, 6),
    standardDeviation: fixed(test.standardDeviation, 6),
    consistency: fixed(percent(consistency), 6),
    errorRatio: fixed(percent(errorRatio), 6),
    standardError: fixed(standardError, 6),
    skewness: fixed(test.skewness, 6),
    kurtosis: fixed(test.kurtosis, 6),
  }).toEqual({
    mean: "2.333333",
    standardDeviation: "1.366260",
    consistency: "61.904762",
    errorRatio: "61.721340",
    standardError: "0.843274",
    skewness: "-0.888766",
    kurtosis: "1.339286",
  });
  expect(test.median).toBe(2.5);
});

function fixed(figure: number | null | undefined, digits: number): string | undefined {
  return figure?.toFixed(digits);
}

function percent(figure: number | null | undefined): number | undefined {
  return figure === null || figure === undefined ? undefined : figure * 100;
}

test("where nothing varies, what would divide by nothing is null", () => {
  const { items, weights, test, consistency, errorRatio, standardError } = analysisOf(
    sheets("11", "11", "11"),
  );
  for (const item of items) {
    expect(item).toMatchObject({
      facility: 1,
      standardDeviation: 0,
      discrimination: null,
      efficiency: null,
    });
  }
  expect(weights).toEqual([null, null]);
  expect(test).toMatchObject({ mean: 2, median: 2, standardDeviation: 0 });
  expect({ ...test, consistency, errorRatio, standardError }).toMatchObject({
    ...{ skewness: null, kurtosis: null },
    ...{ consistency: null, errorRatio: null, standardError: null },
  });
});

test("an item that all get right is no index, beside others that vary", () => {
  const { items } = analysisOf(sheets("110", "101", "111", "100"));
  expect(items[0]).toMatchObject({ facility: 1, discrimination: null, efficiency: null });
  expect(items[1]?.discrimination).not.toBeNull();
});

test.each([
  [0, { mean: null, median: null, standardDeviation: null, skewness: null, kurtosis: null }],
  [1, { mean: 2, median: 2, standardDeviation: null, skewness: null, kurtosis: null }],
])("of %i attempts only what is defined is said", (count, expected) => {
  const totals = Array.from({ length: count }, () => ({ total: 2 * POINT, attempts: 1 }));
  expect(testFigures(totals, POINT)).toEqual({ n: count, variance: 0n, ...expected });
  const marks = totals.map((each) => ({ ...each, units: POINT }));
  expect(itemFigures(marks, POINT)).toMatchObject({
    n: count,
    facility: count === 0 ? null : 1,
    standardDeviation: null,
    discrimination: null,
    efficiency: null,
  });
});

test("skewness takes three attempts, kurtosis four", () => {
  const totals = [1, 2, 4].map((total) => ({ total, attempts: 1 }));
  expect(testFigures(totals, 1)).toMatchObject({ skewness: expect.any(Number), kurtosis: null });
  const four = testFigures([...totals, { total: 8, attempts: 1 }], 1);
  expect(four.kurtosis).toEqual(expect.any(Number));
});

test("an item that pulls against the total has no weight, and the others share the whole", () => {
  // Who gets the last item right gets the others wrong.
  const { weights, items } = analysisOf(sheets("1110", "1110", "0001", "0000"));
  expect(items[3]?.discrimination).toBeLessThan(0);
  expect(weights[3]).toBeNull();
  const sum = weights.reduce<number>((whole, weight) => whole + (weight ?? 0), 0);
  expect(sum).toBeCloseTo(1, 12);
});

test("a single item has no rest to be compared with", () => {
  const { items, consistency } = analysisOf(sheets("1", "0", "1"));
  expect(items[0]).toMatchObject({ discrimination: null, efficiency: null });
  expect(consistency).toBeNull();
});

const anySheets = fc.integer({ min: 2, max: 6 }).chain((items) =>
  fc.array(
    fc.array(fc.constantFrom(0, 3_333, 5_000, 6_667, POINT), {
      minLength: items,
      maxLength: items,
    }),
    { minLength: 2, maxLength: 40 },
  ),
);

test("the figures are those that the formulas give for lists of floats", () => {
  fc.assert(
    fc.property(anySheets, (attempts) => {
      const { items, test } = analysisOf(attempts);
      const totals = attempts.map((sheet) => totalOf(sheet) / POINT);
      expect(test.mean).toBeCloseTo(mean(totals), 9);
      expect(test.standardDeviation).toBeCloseTo(Math.sqrt(covariance(totals, totals)), 9);
      for (const [index, item] of items.entries()) {
        const x = attempts.map((sheet) => (sheet[index] ?? 0) / POINT);
        const o = x.map((mark, attempt) => (totals[attempt] ?? 0) - mark);
        const root = Math.sqrt(covariance(x, x) * covariance(o, o));
        if (item.discrimination !== null) {
          expect(item.discrimination).toBeCloseTo(covariance(x, o) / root, 6);
        }
        if (item.efficiency !== null) {
          const largest = covariance(x.toSorted(ascending), o.toSorted(ascending));
          expect(item.efficiency).toBeCloseTo(covariance(x, o) / largest, 6);
        }
      }
    }),
    { seed: 4 },
  );
});

function ascending(one: number, other: number): number {
  return one - other;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function covariance(x: readonly number[], y: readonly number[]): number {
  const [middleX, middleY] = [mean(x), mean(y)];
  const products = x.map((value, index) => (value - middleX) * ((y[index] ?? 0) - middleY));
  return products.reduce((sum, value) => sum + value, 0) / (x.length - 1);
}

test("no figure leaves its bounds", () => {
  fc.assert(
    fc.property(anySheets, (attempts) => {
      const { items, weights, consistency, standardError } = analysisOf(attempts);
      for (const { facility, discrimination, efficiency } of items) {
        expect(facility ?? 0).toBeGreaterThanOrEqual(0);
        expect(facility ?? 0).toBeLessThanOrEqual(1);
        expect(Math.abs(discrimination ?? 0)).toBeLessThanOrEqual(1 + 1e-9);
        // Marks that run against the rest may do so further than the same marks could run with it.
        expect(efficiency ?? 0).toBeLessThanOrEqual(1);
      }
      const sum = weights.reduce<number>((whole, weight) => whole + (weight ?? 0), 0);
      if (weights.some((weight) => weight !== null)) expect(sum).toBeCloseTo(1, 9);
      expect(consistency ?? 0).toBeLessThanOrEqual(1);
      expect(standardError ?? 0).toBeGreaterThanOrEqual(0);
    }),
    { seed: 5 },
  );
});

test("the order of attempts, and how they are put together, make no difference at all", () => {
  fc.assert(
    fc.property(anySheets, fc.nat(), (attempts, turn) => {
      const at = turn % attempts.length;
      const turned = [...attempts.slice(at), ...attempts.slice(0, at)];
      expect(analysisOf(turned)).toEqual(analysisOf(attempts));
      const alone = marksAt(attempts, 0);
      const together = new Map<string, MarkCount>();
      for (const { units, total } of alone) {
        const known = together.get(`${units} ${total}`);
        const count = (known?.attempts ?? 0) + 1;
        together.set(`${units} ${total}`, { units, total, attempts: count });
      }
      expect(itemFigures([...together.values()], POINT)).toEqual(itemFigures(alone, POINT));
    }),
    { seed: 6 },
  );
});

test("a million attempts are summed without losing a unit", () => {
  const totals = [0, 199_999, 200_000].map((total) => ({ total, attempts: 400_000 }));
  const figures = testFigures(totals, POINT);
  const sum = 400_000 * (199_999 + 200_000);
  expect(figures.mean).toBe(sum / 1_200_000 / POINT);
  expect(figures.kurtosis).toBeCloseTo(-1.5, 3);
});

test("thirds of nine attempts are the three best and the three worst", () => {
  const totals = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((total) => ({ total, attempts: 1 }));
  const given = new Map([
    [1, 1],
    [2, 1],
    [9, 1],
  ]);
  const shares = sharesInThirds(totals, given);
  expect(shares?.lower).toBeCloseTo(2 / 3, 12);
  expect(shares?.upper).toBeCloseTo(1 / 3, 12);
});

test("attempts at the border of a third count in part, so that both thirds are thirds", () => {
  // Six of nine have everything right; half of them gave it. The worst third is whole.
  const totals = [
    { total: 10, attempts: 6 },
    { total: 5, attempts: 3 },
  ];
  const shares = sharesInThirds(
    totals,
    new Map([
      [10, 3],
      [5, 3],
    ]),
  );
  expect(shares?.lower).toBeCloseTo(1, 12);
  expect(shares?.upper).toBeCloseTo(0.5, 12);
});

test("where all have the same total, both thirds are everybody", () => {
  const shares = sharesInThirds([{ total: 10, attempts: 7 }], new Map([[10, 2]]));
  expect(shares?.lower).toBeCloseTo(2 / 7, 12);
  expect(shares?.upper).toBeCloseTo(2 / 7, 12);
});

test("a total that comes in several counts is still one group", () => {
  const apart = [
    { total: 10, attempts: 3 },
    { total: 10, attempts: 3 },
    { total: 5, attempts: 3 },
  ];
  const together = [
    { total: 10, attempts: 6 },
    { total: 5, attempts: 3 },
  ];
  const given = new Map([
    [10, 4],
    [5, 1],
  ]);
  expect(sharesInThirds(apart, given)).toEqual(sharesInThirds(together, given));
  expect(sharesInThirds(apart, given)?.upper).toBeCloseTo(4 / 6, 12);
});

test("no share of a third is below nothing or above all", () => {
  fc.assert(
    fc.property(anySheets, (attempts) => {
      const marks = marksAt(attempts, 0);
      const given = new Map<number, number>();
      for (const { units, total } of marks) {
        if (units === POINT) given.set(total, (given.get(total) ?? 0) + 1);
      }
      const shares = sharesInThirds(marks, given);
      for (const share of [shares?.lower ?? 0, shares?.upper ?? 0]) {
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1 + 1e-9);
      }
    }),
    { seed: 8 },
  );
});

test("nobody has no thirds", () => {
  expect(sharesInThirds([], new Map())).toBeNull();
});
