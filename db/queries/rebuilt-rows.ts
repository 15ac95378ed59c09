type Row = Readonly<Record<string, unknown>>;

/**
 * How many rows of a derived table were wrong: they said something else than they should, were
 * missing, or should not have been there.
 * @param keys the columns that name a row
 */
export function countWrongRows(
  found: readonly Row[],
  right: readonly Row[],
  keys: readonly string[],
): number {
  const keyOf = (row: Row) => JSON.stringify(keys.map((key) => row[key]));
  const expected = new Map(right.map((row) => [keyOf(row), textOf(row)]));
  let wrong = 0;
  for (const row of found) {
    const text = expected.get(keyOf(row));
    if (text !== textOf(row)) wrong += 1;
    expected.delete(keyOf(row));
  }
  return wrong + expected.size;
}

/** The same text for the same values, in whichever order the columns come. */
function textOf(row: Row): string {
  return JSON.stringify(Object.entries(row).sort(([one], [other]) => (one < other ? -1 : 1)));
}
