import type { Sheet } from "./attempt.ts";
import { type Incomparable, whyIncomparable } from "./item-comparison.ts";
import { type ItemResponse, scoreItem } from "./item-types.ts";
import { type ItemScore, UNITS_PER_POINT } from "./items/item.ts";
import { itemsOf, type Quiz } from "./quiz.ts";
import { type AttemptScore, type FailureReason, percentOf } from "./scoring.ts";

/** What can be done about results whose key or credit was wrong (PRODUCT.md section 4). */
export const REGRADE_MODES = ["leave", "credit-all", "upward-only", "recompute"] as const;
export type RegradeMode = (typeof REGRADE_MODES)[number];

/** A score as it is kept when a regrade changes it. */
export type RecordedScore = Omit<AttemptScore, "unitsByItem"> & {
  /** Units of the items that the regrade is about, by item id. */
  unitsByItem: Record<string, number>;
};

/** A submitted attempt with the score that counts now, which an earlier regrade may have changed. */
export type GradedAttempt = {
  /** The version it was taken in. */
  quiz: Quiz;
  sheet: Sheet;
  responses: ReadonlyMap<string, ItemResponse>;
  score: AttemptScore;
};

export type RegradeDecision = {
  mode: RegradeMode;
  /** The items that were wrong. */
  itemIds: readonly string[];
  /** The version whose key is right; without one nothing can be recomputed. */
  rightVersion?: Quiz;
};

/** Why one response keeps its score although its item is regraded. */
export type NotRecomputed = { itemId: string; why: Incomparable };

export type RegradedScore = {
  score: AttemptScore;
  /** Only in the modes that score by the right version. */
  notRecomputed: NotRecomputed[];
};

/**
 * The score of an attempt after a decision on some of its items. Only these are scored anew: with
 * full points for everybody, or by the key of the right version. Every other item keeps its
 * recorded units, and passing score and section minima stay those of the attempt's own version.
 * Upward only: no item falls below what it earned, and nothing fails that had passed.
 */
export function regradeAttempt(attempt: GradedAttempt, decision: RegradeDecision): RegradedScore {
  const { quiz, sheet, responses, score } = attempt;
  const { mode, itemIds, rightVersion } = decision;
  const asked = new Set(sheet.itemIds);
  const concerned = itemsOf(quiz).filter(({ id }) => asked.has(id) && itemIds.includes(id));
  if (mode === "leave" || concerned.length === 0) return { score, notRecomputed: [] };

  const right = new Map(rightVersion && itemsOf(rightVersion).map((item) => [item.id, item]));
  const notRecomputed: NotRecomputed[] = [];
  const rescored = new Map<string, ItemScore>();
  for (const item of concerned) {
    const before = recordedItem(score, item.id);
    if (mode === "credit-all") {
      rescored.set(item.id, { units: UNITS_PER_POINT });
      continue;
    }
    const response = responses.get(item.id);
    const scoredBy = right.get(item.id);
    const why = whyIncomparable(item, scoredBy, response);
    if (why) notRecomputed.push({ itemId: item.id, why });
    if (why || !scoredBy) continue;
    const after = scoreItem(scoredBy, response);
    rescored.set(item.id, mode === "upward-only" ? betterOf(before, after) : after);
  }
  return { score: withItems(attempt, rescored), notRecomputed };
}

function recordedItem({ unitsByItem, reasons }: AttemptScore, itemId: string): ItemScore {
  const failed = reasons.find(
    (reason) => reason.kind === "critical-item" && reason.itemId === itemId,
  );
  return {
    units: unitsByItem.get(itemId) ?? 0,
    criticalFailure: failed?.kind === "critical-item" ? failed.failure : undefined,
  };
}

/** The higher units; a critical failure only where there was one and still is. */
function betterOf(before: ItemScore, after: ItemScore): ItemScore {
  const units = Math.max(before.units, after.units);
  const fails = before.criticalFailure && after.criticalFailure;
  return fails ? { units, criticalFailure: before.criticalFailure } : { units };
}

/** The score of an attempt once these items are scored as given: sums, reasons and verdict. */
function withItems(
  { quiz, sheet, score }: GradedAttempt,
  rescored: ReadonlyMap<string, ItemScore>,
): AttemptScore {
  const asked = new Set(sheet.itemIds);
  const unitsByItem = new Map(score.unitsByItem);
  for (const [itemId, { units }] of rescored) unitsByItem.set(itemId, units);

  const criticalFailures = itemsOf(quiz).flatMap(({ id: itemId }): FailureReason[] => {
    if (!asked.has(itemId)) return [];
    const { criticalFailure } = rescored.get(itemId) ?? recordedItem(score, itemId);
    return criticalFailure ? [{ kind: "critical-item", itemId, failure: criticalFailure }] : [];
  });
  const sectionFailures = quiz.sections.flatMap(({ id: sectionId, minimum, items }) => {
    const own = items.filter(({ id }) => asked.has(id));
    if (minimum === undefined || own.length === 0) return [];
    const units = own.reduce((sum, { id }) => sum + (unitsByItem.get(id) ?? 0), 0);
    const reached = percentOf(units, own.length * UNITS_PER_POINT);
    const needed = minimum * 100;
    const failure: FailureReason = { kind: "below-section-minimum", sectionId, reached, needed };
    return reached < needed ? [failure] : [];
  });
  const units = [...unitsByItem.values()].reduce((sum, each) => sum + each, 0);
  const percent = percentOf(units, score.maxUnits);
  const needed = quiz.passingScore * 100;
  const reasons: FailureReason[] = [
    ...(percent < needed
      ? [{ kind: "below-passing-score", reached: percent, needed } as const]
      : []),
    ...criticalFailures,
    ...sectionFailures,
  ];
  const { maxUnits } = score;
  return { units, maxUnits, percent, passed: reasons.length === 0, reasons, unitsByItem };
}

/** What is kept of a score for ever, beside the items that a regrade is about. */
export function recordOf(score: AttemptScore, itemIds: readonly string[]): RecordedScore {
  const { unitsByItem, ...rest } = score;
  const kept = itemIds.flatMap((id) => {
    const units = unitsByItem.get(id);
    return units === undefined ? [] : [[id, units] as const];
  });
  return { ...rest, unitsByItem: Object.fromEntries(kept) };
}

/** The score that was recorded before a regrade, put back: exactly what {@link recordOf} kept. */
export function restoredScore(current: AttemptScore, before: RecordedScore): AttemptScore {
  const unitsByItem = new Map([...current.unitsByItem, ...Object.entries(before.unitsByItem)]);
  return { ...before, unitsByItem };
}

/** Whether two scores say the same, item by item. */
export function isSameScore(one: AttemptScore, other: AttemptScore): boolean {
  const items = [...one.unitsByItem];
  return (
    one.units === other.units &&
    one.passed === other.passed &&
    JSON.stringify(one.reasons) === JSON.stringify(other.reasons) &&
    items.length === other.unitsByItem.size &&
    items.every(([itemId, units]) => other.unitsByItem.get(itemId) === units)
  );
}
