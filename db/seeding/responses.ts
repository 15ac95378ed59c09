import type { Item, ItemResponse } from "#app/core/item-types.ts";
import type { Random } from "#app/core/random.ts";

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
