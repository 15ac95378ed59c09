/*
 * Spreadsheets take some texts for formulas. In a file that is read back, the guard must come off
 * again without a doubt: what was guarded and what was not can always be told apart.
 */

const BEGINS_LIKE_A_FORMULA = /^'*[=+\-@＝＋－＠\t\r]/;
const GUARDED_BEGINNING = /^'+[=+\-@＝＋－＠\t\r]/;
/** Some read semicolons, tabs or line breaks as the end of a cell where the file means commas. */
const FORMULA_WITHIN = /([;\t\r\n]["' ]*)([=+\-@＝＋－＠])/g;
const GUARDED_WITHIN = /([;\t\r\n]["' ]*)'([=+\-@＝＋－＠])/g;

/** The text with an apostrophe before whatever a spreadsheet could take for a formula. */
export function guardFormula(text: string): string {
  const within = text.replace(FORMULA_WITHIN, "$1'$2");
  return BEGINS_LIKE_A_FORMULA.test(within) ? `'${within}` : within;
}

/** The text that {@link guardFormula} was given. */
export function unguardFormula(text: string): string {
  const begun = GUARDED_BEGINNING.test(text) ? text.slice(1) : text;
  return begun.replace(GUARDED_WITHIN, "$1$2");
}
