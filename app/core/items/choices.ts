import type { Picture } from "#app/core/pictures.ts";
import type { Choice } from "./fields.ts";
import {
  type BaseItem,
  type Harm,
  type ItemFault,
  type ItemPart,
  type Orders,
  type ReadResponse,
  shareOfPoint,
  UNITS_PER_POINT,
} from "./item.ts";
import { letterAt } from "./parts.ts";

/** What items made of choices have in common: single, multiple and true-false. */

export type PresentedChoice = { id: string; text: string; image?: Picture };

export type ReviewedChoice = {
  id: string;
  text: string;
  image?: Picture;
  rationale: string;
  chosen: boolean;
  correct: boolean;
  harmful: boolean;
};

export type PresentedItemBase<Type extends string> = {
  type: Type;
  id: string;
  stem: string;
  image?: Picture;
  critical: boolean;
};

export type ReviewedItemBase<Type extends string> = PresentedItemBase<Type> & {
  /** True where nothing was given as a response. */
  isBlank: boolean;
  rationale: string;
  evidence: string[];
};

export function presentBase<Type extends string>(
  item: BaseItem & { type: Type },
): PresentedItemBase<Type> {
  const { type, id, stem, image, critical } = item;
  return { type, id, stem, ...(image && { image }), critical };
}

export function reviewBase<Type extends string>(
  item: BaseItem & { type: Type },
  response: unknown,
): ReviewedItemBase<Type> {
  const { rationale, evidence } = item;
  return { ...presentBase(item), isBlank: response === undefined, rationale, evidence };
}

export function presentChoices(choices: readonly Choice[], { reorder }: Orders): PresentedChoice[] {
  return reorder(choices).map(({ id, text, image }) => ({ id, text, ...(image && { image }) }));
}

export function reviewChoices(
  choices: readonly Choice[],
  chosenIds: readonly string[],
  { reorder }: Orders,
): ReviewedChoice[] {
  return reorder(choices).map(({ id, text, image, rationale, correct, critical }) => ({
    id,
    text,
    ...(image && { image }),
    rationale,
    correct,
    harmful: critical,
    chosen: chosenIds.includes(id),
  }));
}

/** Reads one chosen id of a radio group; what is not one of `ids` cannot be read. */
export function readChosenOne<Id extends string>(
  ids: readonly Id[],
  values: readonly FormDataEntryValue[],
): ReadResponse<Id> {
  if (values.length === 0) return { response: undefined };
  const chosen = ids.find((id) => id === values[0]);
  return values.length === 1 && chosen !== undefined
    ? { response: chosen }
    : { problem: "Choose one of the choices shown." };
}

export function harmOfChoices(
  choices: readonly Pick<Choice, "id" | "critical">[],
  chosenIds: readonly string[],
): Harm | undefined {
  const isHarmful = choices.some(({ id, critical }) => critical && chosenIds.includes(id));
  return isHarmful ? "harmful-choice" : undefined;
}

/**
 * Whole units for choosing any number of choices. `net`: right chosen less wrong chosen, of those
 * in the key, and never below 0; `exact`: all or nothing.
 */
export function scoreChosen(
  choices: readonly Pick<Choice, "id" | "correct">[],
  chosenIds: readonly string[],
  scoring: "net" | "exact",
): number {
  let inKey = 0;
  let rightChosen = 0;
  let wrongChosen = 0;
  for (const { id, correct } of choices) {
    const chosen = chosenIds.includes(id);
    if (correct) inKey += 1;
    if (chosen && correct) rightChosen += 1;
    if (chosen && !correct) wrongChosen += 1;
  }
  // Nothing right earns nothing, even where a faulty key is empty and "exact" would fit a blank.
  if (rightChosen === 0) return 0;
  if (scoring === "exact") {
    return rightChosen === inKey && wrongChosen === 0 ? UNITS_PER_POINT : 0;
  }
  return shareOfPoint(Math.max(0, rightChosen - wrongChosen), inKey);
}

/** Chosen choices by their places in the file, which a version keeps for ever: "0", "2". */
export function placesOf(choices: readonly { id: string }[], chosenIds: readonly string[]) {
  return choices.flatMap(({ id }, place) => (chosenIds.includes(id) ? [String(place)] : []));
}

/** What these places mean: "A" is the first in the file. */
export function describePlaces(choices: readonly Pick<Choice, "text" | "correct">[]): ItemPart[] {
  return choices.map(({ text, correct }, place) => ({
    part: String(place),
    name: letterAt(place),
    text,
    isRight: correct,
  }));
}

/** Words that say of a choice whether it is right, at either end of its id or as all of it. */
const TELLING_ID = /^(?:in)?correct(?:-|$)|-(?:in)?correct$|^(?:wrong|distractor)(?:-|$)|-wrong$/;

/**
 * The fault in an id that gives the key away: ids stand in the page that a trainee is sent.
 * "right" is a side as well, and no fault.
 */
export function tellingIdFaults(path: ItemFault["path"], id: string): ItemFault[] {
  if (!TELLING_ID.test(id)) return [];
  const message = `The id "${id}" can be read in the page and would give the key away. Name it after what it says.`;
  return [{ path: [...path, "id"], message }];
}

/** Faults that any list of choices can have. */
export function choiceFaults(choices: readonly Choice[]): ItemFault[] {
  const faults: ItemFault[] = [];
  const seen = new Set<string>();
  for (const [index, { id, correct, critical }] of choices.entries()) {
    if (seen.has(id)) {
      faults.push({
        path: ["choices", index, "id"],
        message: `The choice id "${id}" is used twice in this item. Give each choice its own id.`,
      });
    }
    seen.add(id);
    faults.push(...tellingIdFaults(["choices", index], id));
    if (correct && critical) {
      faults.push({
        path: ["choices", index, "critical"],
        message: `The choice "${id}" is both correct and critical (harmful). It can be only one of them.`,
      });
    }
  }
  return faults;
}
