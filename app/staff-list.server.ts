import { CsvError, parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import { guardFormula } from "#app/core/formula-guard.ts";
import { staffCells } from "#app/core/staff-cells.ts";
import {
  delimiterOf,
  readStaffRecords,
  STAFF_HEADINGS,
  type StaffColumn,
  type StaffReading,
} from "#app/core/staff-columns.ts";
import type { StaffBook } from "#app/core/staff-list.ts";

/** As text, or undefined where the file is not written in UTF-8. */
export function decodeStaffFile(bytes: ArrayBuffer): string | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return text.includes("\u0000") ? undefined : text;
  } catch {
    return undefined;
  }
}

/** The lines of a staff list, or what stands against the whole file. */
export function readStaffFile(content: string, columns: readonly StaffColumn[]): StaffReading {
  try {
    // With one kind of line end, lines in the middle of a cell are counted rightly.
    const records = parse(content.replace(/\r\n?/g, "\n"), {
      bom: true,
      delimiter: delimiterOf(content),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as { record: string[]; info: { lines: number } }[];
    return readStaffRecords(
      records.map(({ record, info }) => ({ line: info.lines - breaksIn(record), cells: record })),
      columns,
    );
  } catch (reason) {
    if (!(reason instanceof CsvError)) throw reason;
    return { problems: [syntaxProblem(reason)] };
  }
}

/** The parser tells the line on which a record ends. */
function breaksIn(cells: readonly string[]): number {
  return cells.reduce((breaks, cell) => breaks + cell.split("\n").length - 1, 0);
}

function syntaxProblem(error: CsvError): string {
  const line = typeof error.lines === "number" ? error.lines : undefined;
  const where = line === undefined ? "Somewhere" : `In line ${line}`;
  return error.code === "CSV_QUOTE_NOT_CLOSED"
    ? `A quotation mark is opened and never closed: the file ends in the middle of a cell${line === undefined ? "" : ` (line ${line})`}.`
    : `${where} a quotation mark stands where none can be. Put the whole cell in quotation marks, and double those inside it.`;
}

/** Everybody in it as a file for a spreadsheet, which changes nothing when it is uploaded again. */
export function writeStaffFile(book: StaffBook, columns: readonly StaffColumn[]): string {
  const lines = book.people.map((person) => {
    const cells = staffCells(person, book);
    return columns.map((column) => guardFormula(cells[column]));
  });
  return stringify([columns.map((column) => STAFF_HEADINGS[column]), ...lines], {
    bom: true,
    quoted: true,
    record_delimiter: "windows",
  });
}
