/** Long enough for every real name; what a certificate and a board can still show. */
export const LONGEST_NAME = 100;

/** Marks that turn the direction of the text after them: nothing that a name needs. */
const DIRECTION_MARKS = /[\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

/** Letters that keep their stroke or ligature when accents are taken off. */
const PLAIN_LETTERS: Record<string, string> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  ł: "l",
  ħ: "h",
  ı: "i",
  þ: "th",
  ς: "σ",
};

/** A name as it is stored: composed (NFC), on one line, single spaces between the words. */
export function tidyName(text: string): string {
  return text
    .normalize("NFC")
    .replace(DIRECTION_MARKS, "")
    .replace(/[\p{Cc}\p{Z}]+/gu, " ")
    .trim();
}

/**
 * A name folded to lower case without accents, as names are sorted and searched by: "Zoë" is
 * found as "zoe", "Łukasz" as "lukasz".
 */
export function sortNameOf(name: string): string {
  return tidyName(name)
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\p{ASCII}]/gu, (letter) => PLAIN_LETTERS[letter] ?? letter);
}
