import type { Sheet } from "./attempt.ts";
import type { Item } from "./item-types.ts";
import { type CriticalFailure, isHarm } from "./items/item.ts";
import { itemsOf, type Quiz } from "./quiz.ts";
import { baseIn, mergeOf } from "./response-base.ts";
import type { FailureReason } from "./scoring.ts";

/** How sure a person is of a response. Never changes a score (PRODUCT.md section 3). */
export const CERTAINTIES = ["sure", "fairly-sure", "guess"] as const;

export type Certainty = (typeof CERTAINTIES)[number];

export const CERTAINTY_LABELS: Record<Certainty, string> = {
  sure: "Sure",
  "fairly-sure": "Fairly sure",
  guess: "A guess",
};

/** Whether an item asks how sure one is: as it says itself, or else as its quiz says. */
export function asksCertainty(quiz: Pick<Quiz, "certainty">, item: Pick<Item, "certainty">) {
  return item.certainty ?? quiz.certainty;
}

/** The field of a form: ids of items hold neither underscore nor dot, so no response is called so. */
export function certaintyField(itemId: string): string {
  return `_certainty.${itemId}`;
}

/** How sure a person says they are of an item, by its position on the sheet. */
export type CertaintyChange = {
  position: number;
  certainty: Certainty;
  /** True where it takes the place of what was said elsewhere since the page was shown. */
  isReplacing?: true;
};

/**
 * What a posted page says about certainty that is not saved yet. A page without such a field, or
 * with a word that means nothing or was not touched, leaves what is saved.
 * @param saved by item id
 * @param isRead false for items whose response was not taken from this page: then neither is this
 */
export function readCertainties(
  quiz: Quiz,
  sheet: Sheet,
  positions: readonly number[],
  saved: ReadonlyMap<string, Certainty | undefined>,
  form: FormData,
  isRead: (itemId: string) => boolean,
): CertaintyChange[] {
  const asking = new Set(
    itemsOf(quiz).flatMap((item) => (asksCertainty(quiz, item) ? [item.id] : [])),
  );
  return positions.flatMap((position) => {
    const itemId = sheet.itemIds[position];
    if (itemId === undefined || !asking.has(itemId) || !isRead(itemId)) return [];
    const posted = form.get(certaintyField(itemId));
    const certainty = CERTAINTIES.find((each) => each === posted);
    if (!certainty) return [];
    const base = baseIn(form, certaintyField(itemId));
    const merge = mergeOf(base, certainty, saved.get(itemId) ?? "");
    if (merge === "replace") return [{ position, certainty, isReplacing: true }];
    return merge === "change" ? [{ position, certainty }] : [];
  });
}

/** What somebody said of a response, and whether it was fully right. */
export type SaidOfResponse = { certainty: Certainty; isRight: boolean };

/** How well a person judged themselves: of what they said this of, how much was right. */
export type JudgedLevel = { certainty: Certainty; given: number; right: number };

/** The levels that were given at all, the surest first. */
export function judgedLevels(said: readonly SaidOfResponse[]): JudgedLevel[] {
  return CERTAINTIES.flatMap((certainty) => {
    const given = said.filter((each) => each.certainty === certainty);
    const right = given.filter(({ isRight }) => isRight).length;
    return given.length === 0 ? [] : [{ certainty, given: given.length, right }];
  });
}

/** Who reads a sentence: the person whom it is about, or somebody who answers for them. */
export type Voice = "you" | "they";

/** "Of 8 you were sure of, 7 were right." A sentence for each level, the surest first. */
export function judgementInWords(levels: readonly JudgedLevel[], voice: Voice): string[] {
  return levels.map(({ certainty, given, right }) => {
    const were = right === 1 ? "was" : "were";
    if (certainty === "guess") {
      if (given === 1) return `The one guess was ${right === 1 ? "right" : "not right"}.`;
      return `Of ${given} guesses, ${noneOr(right)} ${were} right.`;
    }
    const sure = certainty === "sure" ? "sure" : "fairly sure";
    if (given === 1) {
      return `The one item ${voice} were ${sure} of was ${right === 1 ? "right" : "not right"}.`;
    }
    return `Of ${given} ${voice} were ${sure} of, ${noneOr(right)} ${were} right.`;
  });
}

function noneOr(right: number): string {
  return right === 0 ? "none" : String(right);
}

/** A safety item that somebody was sure of and got wrong: nobody would have asked before acting. */
export type SureButUnsafe = { itemId: string; failure: CriticalFailure };

/** Every safety miss of an attempt that the person was sure of, in the order of the reasons. */
export function sureButUnsafe(
  reasons: readonly FailureReason[],
  certaintyOf: (itemId: string) => Certainty | undefined,
): SureButUnsafe[] {
  return reasons.flatMap((reason) =>
    reason.kind === "critical-item" && certaintyOf(reason.itemId) === "sure"
      ? [{ itemId: reason.itemId, failure: reason.failure }]
      : [],
  );
}

/**
 * What has to be said of one response that the person was sure of and that was not right.
 * @param failure how it failed the attempt by itself, if it did
 */
export function sureButWrongInWords(failure: CriticalFailure | undefined, voice: Voice): string {
  const who = voice === "you" ? "You were" : "They were";
  if (isHarm(failure)) return `${who} sure, and it would have harmed a client.`;
  if (failure !== undefined) return `${who} sure, and this safety item was not fully right.`;
  return `${who} sure, and it was not fully right.`;
}

/** "Sure, but wrong on 2 safety items: one would have harmed a client": for who answers for them. */
export function sureButUnsafeInWords(items: readonly Pick<SureButUnsafe, "failure">[]): string {
  const harmful = items.filter(({ failure }) => isHarm(failure)).length;
  const what = items.length === 1 ? "a safety item" : `${items.length} safety items`;
  if (harmful === 0) return `Sure, but wrong on ${what}`;
  if (items.length === 1) return `Sure, but wrong on ${what}: it would have harmed a client`;
  return `Sure, but wrong on ${what}: ${harmful === 1 ? "one" : harmful} would have harmed a client`;
}
