import { type Item, type ItemResponse, scoreItem } from "./item-types.ts";
import { type CriticalFailure, UNITS_PER_POINT } from "./items/item.ts";
import type { Quiz } from "./quiz.ts";

/** Why an attempt did not pass. All that apply are kept with the score. */
export type FailureReason =
  | { kind: "below-passing-score"; reached: HundredthsOfPercent; needed: HundredthsOfPercent }
  | { kind: "critical-item"; itemId: string; failure: CriticalFailure }
  | {
      kind: "below-section-minimum";
      sectionId: string;
      reached: HundredthsOfPercent;
      needed: HundredthsOfPercent;
    };

/** 8 000 is 80 %. Whole numbers, rounded to the nearest: what is shown is what decides. */
export type HundredthsOfPercent = number;

export type AttemptScore = {
  /** Units of 1/10000 point over all items. */
  units: number;
  maxUnits: number;
  percent: HundredthsOfPercent;
  passed: boolean;
  reasons: FailureReason[];
  /** Units of each item, by item id. */
  unitsByItem: ReadonlyMap<string, number>;
};

/**
 * Scores the drawn items of an attempt. Unanswered items score 0, so abandoning a quiz can never
 * raise a score. Passed means: the passing score is reached, every section minimum is met, and no
 * critical failure happened (PRODUCT.md section 3).
 */
export function scoreAttempt(
  quiz: Quiz,
  drawnItemIds: readonly string[],
  responses: ReadonlyMap<string, ItemResponse>,
): AttemptScore {
  const drawn = new Set(drawnItemIds);
  const reasons: FailureReason[] = [];
  const unitsByItem = new Map<string, number>();
  const criticalFailures: FailureReason[] = [];
  const sectionFailures: FailureReason[] = [];

  for (const { id: sectionId, minimum, items } of quiz.sections) {
    const asked = items.filter(({ id }) => drawn.has(id));
    for (const item of asked) {
      const { units, criticalFailure } = scoreItem(item, responses.get(item.id));
      unitsByItem.set(item.id, units);
      if (criticalFailure) {
        criticalFailures.push({
          kind: "critical-item",
          itemId: item.id,
          failure: criticalFailure,
        });
      }
    }
    const reached = percentOf(sumOf(asked, unitsByItem), asked.length * UNITS_PER_POINT);
    if (minimum !== undefined && asked.length > 0 && reached < minimum * 100) {
      sectionFailures.push({
        kind: "below-section-minimum",
        sectionId,
        reached,
        needed: minimum * 100,
      });
    }
  }

  const units = [...unitsByItem.values()].reduce((sum, each) => sum + each, 0);
  const maxUnits = unitsByItem.size * UNITS_PER_POINT;
  const percent = percentOf(units, maxUnits);
  const needed = quiz.passingScore * 100;
  if (percent < needed) reasons.push({ kind: "below-passing-score", reached: percent, needed });
  reasons.push(...criticalFailures, ...sectionFailures);
  return { units, maxUnits, percent, passed: reasons.length === 0, reasons, unitsByItem };
}

/** `part` of `whole` in hundredths of a percent, rounded to the nearest; 0 of nothing is 0. */
export function percentOf(part: number, whole: number): HundredthsOfPercent {
  return whole === 0 ? 0 : Math.floor((part * 20_000 + whole) / (2 * whole));
}

/** "80 %", "66.67 %": without the decimals that say nothing. */
export function formatPercent(percent: HundredthsOfPercent): string {
  return `${percent / 100} %`;
}

/** "11.67": points from units, without the decimals that say nothing. */
export function formatPoints(units: number): string {
  return String(Math.round(units / (UNITS_PER_POINT / 100)) / 100);
}

/** How many points reach a passing score, part points included: 80 % of 16 items is 12.8. */
export function pointsNeeded(passingScore: number, items: number): number {
  return (passingScore * items) / 100;
}

function sumOf(items: readonly Item[], unitsByItem: ReadonlyMap<string, number>): number {
  return items.reduce((sum, { id }) => sum + (unitsByItem.get(id) ?? 0), 0);
}
