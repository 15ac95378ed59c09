import { CRITICAL_FAILURES, type CriticalFailure } from "./items/item.ts";
import type { FailureReason } from "./scoring.ts";

/*
 * Why an attempt did not pass, as the database keeps it: short, because an attempt may have twenty
 * reasons, and plain to whoever reads a backup years later. Reasons stand between semicolons:
 *
 *   7250<8000; herpes-in-area not-fully-right; never-today 5000<10000
 *
 * The passing score (hundredths of a percent) was missed; a critical item failed, and how; a section
 * missed its minimum. Ids hold neither spaces nor semicolons.
 */

const BETWEEN = "; ";

/** The reasons as text; an empty one when there are none. */
export function reasonsToText(reasons: readonly FailureReason[]): string {
  return reasons.map(reasonToText).join(BETWEEN);
}

function reasonToText(reason: FailureReason): string {
  switch (reason.kind) {
    case "below-passing-score":
      return `${reason.reached}<${reason.needed}`;
    case "critical-item":
      return `${reason.itemId} ${reason.failure}`;
    case "below-section-minimum":
      return `${reason.sectionId} ${reason.reached}<${reason.needed}`;
  }
}

/**
 * The reasons behind the text that {@link reasonsToText} made.
 * @throws if it made no such text
 */
export function reasonsFromText(text: string): FailureReason[] {
  return text === "" ? [] : text.split(BETWEEN).map(reasonFromText);
}

function reasonFromText(text: string): FailureReason {
  const [, id, said = ""] = /^(?:(\S+) )?(\S+)$/.exec(text) ?? [];
  const share = /^(\d+)<(\d+)$/.exec(said);
  if (share) {
    const [reached, needed] = [Number(share[1]), Number(share[2])];
    if (id === undefined) return { kind: "below-passing-score", reached, needed };
    return { kind: "below-section-minimum", sectionId: id, reached, needed };
  }
  if (id === undefined || !isCriticalFailure(said)) {
    throw new Error(`"${text}" is no reason to fail`);
  }
  return { kind: "critical-item", itemId: id, failure: said };
}

function isCriticalFailure(text: string): text is CriticalFailure {
  return CRITICAL_FAILURES.some((failure) => failure === text);
}
