import { asksCertainty, type Certainty, type CertaintyChange } from "#app/core/certainty.ts";
import { compareDecimals, decimalOf, formatDecimal, plus } from "#app/core/decimal.ts";
import { type Item, type ItemResponse, scoreItem } from "#app/core/item-types.ts";
import { UNITS_PER_POINT } from "#app/core/items/item.ts";
import type { MatchingItem } from "#app/core/items/matching.ts";
import type { NumericItem } from "#app/core/items/numeric.ts";
import type { OrderingItem } from "#app/core/items/ordering.ts";
import type { Quiz } from "#app/core/quiz.ts";
import type { Random } from "#app/core/random.ts";
import { scoreAttempt } from "#app/core/scoring.ts";

/** A response that earns the whole point. */
export function rightResponse(item: Item): ItemResponse {
  switch (item.type) {
    case "single":
      return idsWhere(item.choices, ({ correct }) => correct)[0] ?? "";
    case "multiple":
      return idsWhere(item.choices, ({ correct }) => correct);
    case "true-false":
      return String(item.answer);
    case "matching":
      return Object.fromEntries(item.prompts.map(({ id, target }) => [id, target]));
    case "ordering":
      return item.steps.map(({ id }) => id);
    case "numeric":
      return formatDecimal(decimalOf(item.answer));
    case "text":
      return item.accepted[0] ?? "";
    case "hotspot":
      return idsWhere(item.regions, ({ correct }) => correct);
  }
}

/** A response that earns nothing; one that does harm only where there is no other wrong one. */
export function wrongResponse(item: Item, random: Random): ItemResponse {
  switch (item.type) {
    case "single":
      return wrongChoice(item.choices, random);
    case "multiple":
      return [wrongChoice(item.choices, random)];
    case "true-false":
      return String(!item.answer);
    case "matching":
      return Object.fromEntries(
        item.prompts.map(({ id, target }) => [id, wrongTarget(item.targets, target, random)]),
      );
    case "ordering":
      return wrongOrder(item);
    case "numeric":
      return wrongNumber(item);
    case "text":
      return "not sure";
    case "hotspot":
      return [wrongChoice(item.regions, random)];
  }
}

function wrongTarget(targets: MatchingItem["targets"], right: string, random: Random): string {
  const wrong = targets.filter(({ id }) => id !== right);
  return wrong[Math.floor(random() * wrong.length)]?.id ?? "";
}

/**
 * Only the last step is placed, which makes no pair; in a full list every pair would have to be
 * turned round, critical ones with it.
 */
function wrongOrder({ steps }: OrderingItem): string[] {
  return steps.slice(-1).map(({ id }) => id);
}

/** Beyond everything that is right. */
function wrongNumber({ answer, tolerance, alternatives }: NumericItem): string {
  const largest = [{ answer, tolerance }, ...alternatives]
    .map((each) => plus(decimalOf(each.answer), decimalOf(each.tolerance)))
    .reduce((one, other) => (compareDecimals(one, other) < 0 ? other : one));
  return formatDecimal(plus(largest, decimalOf(1)));
}

type Choices = readonly { id: string; correct: boolean; critical: boolean }[];

function wrongChoice(choices: Choices, random: Random): string {
  const wrong = idsWhere(choices, ({ correct }) => !correct);
  const harmless = idsWhere(choices, ({ correct, critical }) => !correct && !critical);
  const candidates = harmless.length > 0 ? harmless : wrong;
  return candidates[Math.floor(random() * candidates.length)] ?? "";
}

function idsWhere(choices: Choices, matches: (choice: Choices[number]) => boolean): string[] {
  return choices.filter(matches).map(({ id }) => id);
}

/**
 * Responses of somebody who knows an item with the chance `knows`, from 0 to 1. Safety items are
 * what everybody learns first: the chance to miss one is a quarter of that.
 */
export function guessedResponses(
  items: readonly Item[],
  knows: number,
  random: Random,
): Map<string, ItemResponse> {
  return new Map(
    items.map((item) => {
      const misses = item.critical ? (1 - knows) / 4 : 1 - knows;
      const response = random() < misses ? wrongResponse(item, random) : rightResponse(item);
      return [item.id, response];
    }),
  );
}

/** How an attempt in the demo ends. */
export type Ending = "passes" | "fails" | "misses a safety item";

/** Tries at a natural mix of right and wrong before taking the plain one. */
const TRIES = 50;

/** Responses that end an attempt at these items as told, with a natural mix of right and wrong. */
export function responsesFor(
  ending: Ending,
  quiz: Quiz,
  items: readonly Item[],
  random: Random,
): Map<string, ItemResponse> {
  const safety = items.find(({ critical }) => critical);
  if (ending === "misses a safety item" && safety) {
    return responsesFor("passes", quiz, items, random).set(
      safety.id,
      wrongResponse(safety, random),
    );
  }
  const itemIds = items.map(({ id }) => id);
  const knows = ending === "passes" ? 0.92 : 0.62;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const responses = guessedResponses(items, knows, random);
    if (scoreAttempt(quiz, itemIds, responses).passed === (ending === "passes")) return responses;
  }
  return guessedResponses(items, ending === "passes" ? 1 : 0, random);
}

/** How sure people are, by whether they are right: most know what they do not know. */
const HOW_SURE: Record<"right" | "wrong", { says: Certainty; upTo: number }[]> = {
  right: [
    { says: "sure", upTo: 0.6 },
    { says: "fairly-sure", upTo: 0.9 },
  ],
  wrong: [
    { says: "sure", upTo: 0.2 },
    { says: "fairly-sure", upTo: 0.6 },
  ],
};

/** What somebody says of their certainty; a safety item that is missed is missed for sure. */
export function certaintiesFor(
  quiz: Quiz,
  items: readonly Item[],
  responses: ReadonlyMap<string, ItemResponse>,
  random: Random,
): CertaintyChange[] {
  return items.flatMap((item, position) => {
    const response = responses.get(item.id);
    if (response === undefined || !asksCertainty(quiz, item)) return [];
    const isRight = scoreItem(item, response).units === UNITS_PER_POINT;
    if (item.critical && !isRight) return [{ position, certainty: "sure" }];
    const drawn = random();
    const certainty = HOW_SURE[isRight ? "right" : "wrong"].find(({ upTo }) => drawn < upTo);
    return [{ position, certainty: certainty?.says ?? "guess" }];
  });
}
