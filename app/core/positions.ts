/*
 * The positions of an attempt's items in their quiz version, as the database keeps them: a letter
 * each, A to Z for 0 to 25 and a to z for 26 to 51, "DAR" for 3, 0, 17. Numbers with commas,
 * "3,0,17", where a version has more items than letters, and wherever they were written before there
 * were letters.
 */

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const IN_LETTERS = /^[A-Za-z]+$/;

/** Whole positions from 0 as text. */
export function positionsToText(positions: readonly number[]): string {
  const letters = positions.map((position) => LETTERS[position]);
  return letters.includes(undefined) ? positions.join(",") : letters.join("");
}

/**
 * The positions behind text of either kind.
 * @throws if it is of neither
 */
export function positionsFromText(text: string): number[] {
  if (IN_LETTERS.test(text)) return [...text].map((letter) => LETTERS.indexOf(letter));
  return text.split(",").map((position) => {
    if (!/^\d+$/.test(position)) throw new Error(`"${text}" is no list of positions`);
    return Number(position);
  });
}
