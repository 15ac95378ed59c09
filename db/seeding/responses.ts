import type { Item, ItemResponse } from "#app/core/item-types.ts";
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
  }
}

/** A response that earns nothing; a harmful choice only where there is no other wrong one. */
export function wrongResponse(item: Item, random: Random): ItemResponse {
  switch (item.type) {
    case "single":
      return wrongChoice(item.choices, random);
    case "multiple":
      return [wrongChoice(item.choices, random)];
    case "true-false":
      return String(!item.answer);
  }
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
