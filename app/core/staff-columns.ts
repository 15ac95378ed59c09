import { unguardFormula } from "./formula-guard.ts";
import { nearestWord } from "./spelling.ts";

/** The columns of a staff list, in the order in which it is written. */
export const STAFF_COLUMNS = [
  "name",
  "email",
  "sites",
  "jobRoles",
  "roles",
  "manages",
  "active",
] as const;
export type StaffColumn = (typeof STAFF_COLUMNS)[number];

/** Their headings, as a list that is downloaded has them. */
export const STAFF_HEADINGS: Record<StaffColumn, string> = {
  name: "Name",
  email: "E-mail",
  sites: "Sites",
  jobRoles: "Job roles",
  roles: "Roles",
  manages: "Manages",
  active: "Active",
};

/** Without these nobody can be told apart or placed; a list without any other changes nothing there. */
const NEEDED: readonly StaffColumn[] = ["name", "email", "sites"];

/** Other ways in which people head the same columns, without spaces, hyphens and capitals. */
const ALSO: Record<string, StaffColumn> = {
  fullname: "name",
  emailaddress: "email",
  mail: "email",
  site: "sites",
  jobrole: "jobRoles",
  job: "jobRoles",
  role: "roles",
  managedsites: "manages",
  managessites: "manages",
};

/** A record of a file: its cells, and the line on which it begins. */
export type StaffRecord = { line: number; cells: readonly string[] };

/** Somebody's line, by column. A column that the file does not have is left out. */
export type StaffRow = { line: number; cells: Partial<Record<StaffColumn, string>> };

/** A line from which nothing is done, and why. */
export type StaffFault = { line: number; reasons: readonly string[] };

/** A file as far as it could be read: what stands against all of it, or its lines. */
export type StaffReading =
  | { problems: readonly string[]; rows?: undefined; faults?: undefined }
  | { problems?: undefined; rows: readonly StaffRow[]; faults: readonly StaffFault[] };

/**
 * Reads the records of a file by the headings of the first: in any order, in any case. Empty lines
 * count for nothing.
 * @param columns those that whoever asks may use
 */
export function readStaffRecords(
  records: readonly StaffRecord[],
  columns: readonly StaffColumn[],
): StaffReading {
  const filled = records.filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  const [head, ...lines] = filled;
  if (!head) return { problems: ["The file is empty."] };
  const { found, problems } = readHeadings(head.cells, columns);
  if (problems.length > 0) return { problems };
  if (lines.length === 0) return { problems: ["The file has headings, and nobody below them."] };
  const rows: StaffRow[] = [];
  const faults: StaffFault[] = [];
  for (const { line, cells } of lines) {
    const used = withoutEmptyEnd(cells, found.length);
    if (used.length === found.length) rows.push({ line, cells: byColumn(found, used) });
    else faults.push({ line, reasons: [countFault(used.length, found.length)] });
  }
  return { rows, faults };
}

/** "," or ";": whichever stands more often in the first line, outside quotation marks. */
export function delimiterOf(text: string): "," | ";" {
  const firstLine = /^(?:"[^"]*"|[^"\r\n])*/.exec(text.replace(/^[\uFEFF\s]+/, ""))?.[0] ?? "";
  const unquoted = firstLine.replace(/"[^"]*"/g, "");
  const count = (delimiter: string) => unquoted.split(delimiter).length;
  return count(";") > count(",") ? ";" : ",";
}

function readHeadings(cells: readonly string[], columns: readonly StaffColumn[]) {
  const known = new Map([
    ...Object.entries(ALSO).filter(([, column]) => columns.includes(column)),
    ...columns.map((column): [string, StaffColumn] => [fold(STAFF_HEADINGS[column]), column]),
  ]);
  const problems: string[] = [];
  const found = withoutEmptyEnd(cells, 0).map((cell) => {
    const heading = unguardFormula(cell).trim();
    const column = known.get(fold(heading));
    if (!column) problems.push(unknownHeading(heading, known));
    return column;
  });
  for (const column of columns) {
    const heading = STAFF_HEADINGS[column];
    const times = found.filter((each) => each === column).length;
    if (times > 1) problems.push(`The column “${heading}” is there ${times} times.`);
    if (times === 0 && NEEDED.includes(column)) {
      problems.push(`There is no column “${heading}”.`);
    }
  }
  return { found, problems };
}

function unknownHeading(heading: string, known: ReadonlyMap<string, StaffColumn>): string {
  if (heading === "") return "A column has no heading.";
  const what = `“${heading}” is not a column of a staff list.`;
  const nearest = known.get(nearestWord(fold(heading), known.keys()) ?? "");
  if (nearest) return `${what} Did you mean “${STAFF_HEADINGS[nearest]}”?`;
  const columns = new Set([...known.values()]);
  const headings = STAFF_COLUMNS.filter((column) => columns.has(column));
  return `${what} There are: ${headings.map((column) => STAFF_HEADINGS[column]).join(", ")}.`;
}

function byColumn(found: readonly (StaffColumn | undefined)[], cells: readonly string[]) {
  const row: StaffRow["cells"] = {};
  for (const [index, column] of found.entries()) {
    if (column) row[column] = unguardFormula(cells[index] ?? "").trim();
  }
  return row;
}

/** Spreadsheets write separators for columns that were used once: what is empty beyond the end is nothing. */
function withoutEmptyEnd(cells: readonly string[], shortest: number): readonly string[] {
  let end = cells.length;
  while (end > shortest && cells[end - 1]?.trim() === "") end -= 1;
  return cells.slice(0, end);
}

function countFault(count: number, expected: number): string {
  return `It has ${count === 1 ? "1 cell" : `${count} cells`}, where the first line has ${expected}. Is a separator or a quotation mark missing, or one too many?`;
}

/** "E-mail" as "email": how headings are compared. */
function fold(heading: string): string {
  return heading.toLowerCase().replace(/[^\p{L}]/gu, "");
}
