import type { Incomparable } from "./item-comparison.ts";
import { REGRADE_MODES, type RecordedScore, type RegradeMode } from "./regrade.ts";
import { formatPoints } from "./scoring.ts";

/** What each mode is called, and what it does to results, for an author who has to choose. */
export const MODE_WORDS: Record<RegradeMode, { label: string; explanation: string }> = {
  recompute: {
    label: "Recompute",
    explanation: "Every response is scored by the right version. Scores can rise and fall.",
  },
  "upward-only": {
    label: "Recompute upward only",
    explanation: "As above, but no item falls below what it earned, and no pass is lost.",
  },
  "credit-all": {
    label: "Credit everybody",
    explanation:
      "Everybody who had the item as it was wrong gets its full points, whatever they answered.",
  },
  leave: {
    label: "Leave the results",
    explanation: "Nothing changes. That it was looked at, and why it was left, is recorded.",
  },
};

/** The mode of a regrade as it is told afterwards. */
export function modeInWords(mode: RegradeMode | "undo"): string {
  return mode === "undo" ? "Undone" : MODE_WORDS[mode].label;
}

/** What an address of the regrade page asks for; undefined where nothing was chosen yet. */
export type RegradeChoice = {
  itemIds: string[];
  mode?: RegradeMode;
  /** The hash of the version whose key is right, or "none". */
  key?: string;
};

/** Reads the choices of the regrade page out of its address. What does not exist is left out. */
export function readRegradeChoice(
  params: URLSearchParams,
  known: { itemIds: readonly string[]; hashes: readonly string[] },
): RegradeChoice {
  const asked = params.getAll("item");
  const key = params.get("key") ?? undefined;
  return {
    itemIds: known.itemIds.filter((id) => asked.includes(id)),
    mode: REGRADE_MODES.find((mode) => mode === params.get("mode")),
    key: key === "none" || known.hashes.includes(key ?? "") ? key : undefined,
  };
}

/** The address of the regrade page with these choices. */
export function regradeAddress(quizId: string, { itemIds, mode, key }: RegradeChoice): string {
  const params = new URLSearchParams(itemIds.map((id) => ["item", id]));
  if (key) params.set("key", key);
  if (mode) params.set("mode", mode);
  return `/author/${quizId}/regrade${params.size > 0 ? `?${params}` : ""}`;
}

/** What still has to be chosen before anything can be previewed. */
export function choiceProblems({ itemIds, mode, key }: RegradeChoice) {
  const problems: { field: string; message: string }[] = [];
  if (itemIds.length === 0) {
    problems.push({ field: "items", message: "Choose at least one item that was wrong." });
  }
  if (mode === undefined) problems.push({ field: "mode", message: "Choose what to do." });
  if (key === "none" && (mode === "recompute" || mode === "upward-only")) {
    problems.push({
      field: "key",
      message: "Choose the version whose key is right, or credit everybody.",
    });
  }
  return problems;
}

type ScoreChange = {
  before: Pick<RecordedScore, "passed">;
  after: Pick<RecordedScore, "passed">;
};

/** "3 of 41 results change: 1 pass becomes a fail, 2 fails become passes." */
export function planInWords(results: number, changes: readonly ScoreChange[]): string {
  if (results === 0) return "No result holds these items as they were wrong.";
  const lost = changes.filter(({ before, after }) => before.passed && !after.passed).length;
  const won = changes.filter(({ before, after }) => !before.passed && after.passed).length;
  const verdicts = [
    lost > 0 && `${counted(lost, "pass becomes a fail", "passes become fails")}`,
    won > 0 && `${counted(won, "fail becomes a pass", "fails become passes")}`,
  ].filter((words) => words !== false);
  const all = counted(results, "result", "results");
  if (changes.length === 0) return `None of ${all} changes.`;
  const changed = `${changes.length} of ${all} ${changes.length === 1 ? "changes" : "change"}`;
  return `${changed}${verdicts.length > 0 ? `: ${verdicts.join(", ")}` : ", no verdict does"}.`;
}

/** Why some responses keep their score, for one item. */
export function notRecomputedInWords(itemId: string, why: Incomparable, results: number): string {
  const kept = counted(results, "result keeps its score", "results keep their score");
  return `${kept} for “${itemId}”: ${INCOMPARABLE_WORDS[why]}.`;
}

const INCOMPARABLE_WORDS: Record<Incomparable, string> = {
  "item-gone": "the right version does not have the item any more",
  "other-type": "in the right version it is another type of item",
  "other-unit": "the right version asks for another unit",
  "choice-gone": "what was chosen is not in the right version any more",
  "part-new": "the right version has something to choose that they were not shown",
};

/** "This score was corrected on 22 Nov 2026 from 12 to 13 of 15 points, because: …" */
export function correctionInWords(
  { before, after, reason, isUndo }: Correction,
  day: string,
): string {
  const verb = isUndo ? "set back" : "corrected";
  const from = formatPoints(before.units);
  const points = `from ${from} to ${formatPoints(after.units)} of ${formatPoints(after.maxUnits)} points`;
  const verdict =
    before.passed === after.passed ? "" : ` That makes it a ${after.passed ? "pass" : "fail"}.`;
  const what = from === formatPoints(after.units) ? "" : ` ${points}`;
  return `This score was ${verb} on ${day}${what}, because: “${reason}”${verdict}`;
}

type Correction = {
  before: RecordedScore;
  after: RecordedScore;
  reason: string;
  /** True where an earlier correction was taken back. */
  isUndo: boolean;
};

/** Why a regrade cannot be undone. */
export const NOT_UNDONE_WORDS = {
  "is-undo": "This took an earlier regrade back. To have that again, regrade once more.",
  "changed-nothing": "It changed no result, so there is nothing to undo.",
  undone: "It has been undone.",
  followed: "A later regrade changed some of the same results. Undo that one first.",
} as const;

function counted(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
