/*
 * The order in which a person has put steps, each by its letter. A form holds the place of each
 * step; a list shows the steps one below the other.
 */

/**
 * The letters in the order of their places, without those that have none; undefined where two have
 * the same place, which no list could show.
 * @param placeOf the place that a form holds for a letter, counted from 1; "" for none
 */
export function orderOf(
  letters: readonly string[],
  placeOf: (letter: string) => string,
): string[] | undefined {
  const placed = letters
    .map((letter) => ({ letter, place: placeOf(letter) }))
    .filter(({ place }) => place !== "");
  const places = new Set(placed.map(({ place }) => place));
  if (places.size < placed.length) return undefined;
  return placed
    .sort((one, other) => Number(one.place) - Number(other.place))
    .map(({ letter }) => letter);
}

/** The place of a letter in an order as a form holds it: "1" for the first, "" for none. */
export function placeIn(order: readonly string[], letter: string): string {
  const index = order.indexOf(letter);
  return index < 0 ? "" : String(index + 1);
}

/** The order with one letter a place further up (-1) or down (1); at an end it stays. */
export function movedBy(order: readonly string[], letter: string, by: -1 | 1): string[] {
  const from = order.indexOf(letter);
  const to = from + by;
  if (from < 0 || to < 0 || to >= order.length) return [...order];
  const rest = order.filter((each) => each !== letter);
  return [...rest.slice(0, to), letter, ...rest.slice(to)];
}
