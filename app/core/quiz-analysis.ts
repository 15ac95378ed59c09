import type { Tally } from "./attempt-counts.ts";
import {
  effectiveWeights,
  itemFigures,
  type MarkCount,
  type Reliability,
  reliability,
  sharesInThirds,
  type TestFigures,
  testFigures,
} from "./item-analysis.ts";
import { flagsOf, type ItemFlag, MASTERY, type PartCount } from "./item-flags.ts";
import { BLANK, describeParts, type Item } from "./item-types.ts";
import { UNITS_PER_POINT } from "./items/item.ts";
import { itemCount, itemsOf, type Quiz } from "./quiz.ts";

/** With fewer attempts an index says more about chance than about the item. */
export const FEWEST_FOR_INDICES = 20;
/** Of a part that is typed there may be any number; the most frequent are enough. */
const MOST_PARTS_SHOWN = 10;

export type AnalysedItem = {
  item: Item;
  /** Attempts of the sample that had the item on their sheet. */
  n: number;
  /** How many of them got all of it right. */
  right: number;
  blank: number;
  /** Undefined with fewer than {@link FEWEST_FOR_INDICES} attempts. */
  figures?: {
    facility: number;
    /** In points. */
    standardDeviation: number | null;
    discrimination: number | null;
    efficiency: number | null;
    /** Null too where attempts had different items. */
    effectiveWeight: number | null;
    isMastery: boolean;
  };
  parts: PartCount[];
  /** How many gave something that is not among the parts. */
  otherParts: number;
  flags: ItemFlag[];
};

export type QuizAnalysis = {
  n: number;
  passed: number;
  /** Points that an attempt could have. */
  points: number;
  /** Undefined with fewer than {@link FEWEST_FOR_INDICES} attempts. */
  figures?: Omit<TestFigures & Reliability, "variance">;
  /** True where not all attempts had the same items: then nothing is said of them as a whole. */
  hasDifferentSheets: boolean;
  /** Those that somebody had, in the order of the version. */
  items: AnalysedItem[];
  /** How many items are left out because too few had them. */
  hiddenItems: number;
};

/**
 * Everything that can be said of a version, by PRODUCT.md section 6, or undefined where too few
 * attempts were counted for whoever asks.
 * @param tallies of the attempts of a sample, by total
 * @param fewest attempts that somebody must not see less than; 1 for whoever may see all
 */
export function analyseQuiz(
  quiz: Quiz,
  tallies: readonly (Tally & { total: number })[],
  fewest = 1,
): QuizAnalysis | undefined {
  const n = tallies.reduce((sum, { attempts }) => sum + attempts, 0);
  if (n < fewest) return undefined;
  const counted = itemsOf(quiz).flatMap((item, position) => {
    const marks = marksAt(tallies, position);
    const figures = itemFigures(marks, UNITS_PER_POINT);
    return marks.length === 0 ? [] : [{ item, position, marks, figures }];
  });
  const figures = counted.map((each) => each.figures);
  const hasDifferentSheets = figures.some((each) => each.n !== n);
  const weights = hasDifferentSheets ? [] : effectiveWeights(figures);
  const items = counted.map(({ item, position, marks, figures }, index): AnalysedItem => {
    const { n, facility, standardDeviation, discrimination, efficiency } = figures;
    const isEnough = n >= FEWEST_FOR_INDICES;
    const { parts, others } = partsAt(item, tallies, position, { marks, isEnough, fewest });
    const blank = givenBy(tallies, position, BLANK).given;
    const right = sumOf(marks.filter(({ units }) => units === UNITS_PER_POINT));
    const base = { item, n, right, blank, parts, otherParts: others.right + others.wrong };
    if (!isEnough || facility === null) return { ...base, flags: [] };
    const otherWrong = others.wrong;
    return {
      ...base,
      figures: {
        ...{ facility, standardDeviation, discrimination, efficiency },
        effectiveWeight: weights[index] ?? null,
        isMastery: facility >= MASTERY,
      },
      flags: flagsOf({ item, n, facility, discrimination, blank, parts, otherWrong }),
    };
  });
  const shown = items.filter((each) => each.n >= fewest);
  return {
    n,
    passed: tallies.reduce((sum, { passed }) => sum + passed, 0),
    points: itemCount(quiz),
    figures: n < FEWEST_FOR_INDICES ? undefined : figuresOf(tallies, figures, hasDifferentSheets),
    hasDifferentSheets,
    items: shown,
    hiddenItems: items.length - shown.length,
  };
}

function figuresOf(
  tallies: readonly (Tally & { total: number })[],
  items: Parameters<typeof reliability>[0],
  hasDifferentSheets: boolean,
) {
  const { variance, ...test } = testFigures(tallies, UNITS_PER_POINT);
  const whole = reliability(hasDifferentSheets ? [] : items, { ...test, variance });
  return { ...test, ...whole };
}

function marksAt(tallies: readonly (Tally & { total: number })[], position: number): MarkCount[] {
  return tallies.flatMap(({ total, items }) =>
    [...(items.get(position)?.marks ?? [])].map(([units, attempts]) => ({
      ...{ units, total, attempts },
    })),
  );
}

function sumOf(counts: readonly { attempts: number }[]): number {
  return counts.reduce((sum, { attempts }) => sum + attempts, 0);
}

/** How many gave a part, in all and by total. */
function givenBy(
  tallies: readonly (Tally & { total: number })[],
  position: number,
  part: string,
): { given: number; byTotal: Map<number, number> } {
  const byTotal = new Map<number, number>();
  let given = 0;
  for (const { total, items } of tallies) {
    const attempts = items.get(position)?.parts.get(part) ?? 0;
    given += attempts;
    if (attempts > 0) byTotal.set(total, (byTotal.get(total) ?? 0) + attempts);
  }
  return { given, byTotal };
}

/** The parts to show, and how many gave another one that is right or wrong. */
function partsAt(
  item: Item,
  tallies: readonly (Tally & { total: number })[],
  position: number,
  { marks, isEnough, fewest }: { marks: readonly MarkCount[]; isEnough: boolean; fewest: number },
): { parts: PartCount[]; others: { right: number; wrong: number } } {
  const counts = new Map<string, number>();
  for (const { items } of tallies) {
    for (const [part, attempts] of items.get(position)?.parts ?? []) {
      if (part !== BLANK) counts.set(part, (counts.get(part) ?? 0) + attempts);
    }
  }
  const byFrequency = [...counts].sort(
    ([one, often], [other, rarely]) => rarely - often || (one < other ? -1 : 1),
  );
  const described = describeParts(
    item,
    byFrequency.map(([part]) => part),
  );
  const parts: PartCount[] = [];
  const others = { right: 0, wrong: 0 };
  for (const [index, part] of described.entries()) {
    const { given, byTotal } = givenBy(tallies, position, part.part);
    // What people typed may tell who they are, unless several typed the same.
    if (isTyped(item) && (index >= MOST_PARTS_SHOWN || given < fewest)) {
      others[part.isRight ? "right" : "wrong"] += given;
    } else {
      parts.push({ ...part, given, thirds: isEnough ? sharesInThirds(marks, byTotal) : null });
    }
  }
  return { parts, others };
}

/** Where responses can be anything, and not only what stands in the quiz. */
function isTyped({ type }: Item): boolean {
  return type === "numeric" || type === "text" || type === "ordering";
}
