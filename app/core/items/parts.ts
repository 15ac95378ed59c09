import { nearestWord } from "#app/core/spelling.ts";
import type { ItemFault } from "./item.ts";

/** What items made of parts have in common: matching and ordering. */

/** More parts than fit into anybody's head at once are a fault. */
export const MOST_PARTS = 20;

/**
 * What a part is called on the page: "A" for the first that is shown. The ids that authors write
 * stay on the server, since "step-1" or "target-of-p1" would give the key away.
 */
export function letterAt(place: number): string {
  return String.fromCharCode("A".charCodeAt(0) + place);
}

/** The field of one part of an item. */
export function partField(itemId: string, part: string): string {
  return `${itemId}.${part}`;
}

/** Faults of ids used twice among parts of one kind: "step", "prompt". */
export function repeatedIdFaults(
  field: string,
  parts: readonly { id: string }[],
  noun: string,
): ItemFault[] {
  return parts.flatMap(({ id }, index) => {
    const isRepeated = parts.findIndex((part) => part.id === id) < index;
    const message = `The ${noun} id "${id}" is used twice in this item. Give each ${noun} its own id.`;
    return isRepeated ? [{ path: [field, index, "id"], message }] : [];
  });
}

/** "There is no step "wsh" in this item. Did you mean "wash"?" */
export function unknownPart(noun: string, id: string, known: readonly { id: string }[]): string {
  const ids = known.map((part) => part.id);
  const nearest = nearestWord(id, ids);
  const hint =
    nearest === undefined
      ? `The ${noun}s are: ${ids.map((each) => `"${each}"`).join(", ")}.`
      : `Did you mean "${nearest}"?`;
  return `There is no ${noun} "${id}" in this item. ${hint}`;
}
