import { expect, test } from "vitest";
import { delimiterOf, readStaffRecords, STAFF_COLUMNS, type StaffRecord } from "./staff-columns.ts";

function records(...lines: string[][]): StaffRecord[] {
  return lines.map((cells, index) => ({ line: index + 1, cells }));
}

const read = (...lines: string[][]) => readStaffRecords(records(...lines), STAFF_COLUMNS);

test("headings stand in any order and any case, and go by other names too", () => {
  expect(
    read(["ACTIVE", "e-mail address", "Site", "full name"], ["yes", "a@b.example", "Hill", "Ana"]),
  ).toEqual({
    rows: [{ line: 2, cells: { active: "yes", email: "a@b.example", sites: "Hill", name: "Ana" } }],
    faults: [],
  });
});

test("a heading that is missing, unknown, twice or empty is told, with the nearest known one", () => {
  const { problems } = read(["Name", "Name", "Emial", "", "Salary"], ["x", "x", "x", "x", "x"]);
  expect(problems).toEqual([
    "“Emial” is not a column of a staff list. Did you mean “E-mail”?",
    "A column has no heading.",
    "“Salary” is not a column of a staff list. There are: Name, E-mail, Sites, Job roles, Roles, Manages, Active.",
    "The column “Name” is there 2 times.",
    "There is no column “E-mail”.",
    "There is no column “Sites”.",
  ]);
});

test("a column that somebody may not use is none", () => {
  const columns = STAFF_COLUMNS.filter((column) => column !== "manages");
  const { problems } = readStaffRecords(
    records(["Name", "E-mail", "Sites", "Manages"], ["a", "b", "c", "d"]),
    columns,
  );
  expect(problems).toEqual([expect.stringContaining("“Manages” is not a column")]);
});

test("a line with too few or too many cells is a fault; empty lines and empty ends are not", () => {
  const head = ["Name", "E-mail", "Sites", "", ""];
  const reading = read(head, ["", "", ""], ["a", "b", "c", ""], ["a", "b"], ["a", "b", "c", "d"]);
  expect(reading.rows?.map(({ line }) => line)).toEqual([3]);
  expect(reading.faults).toEqual([
    { line: 4, reasons: [expect.stringMatching(/^It has 2 cells, where the first line has 3\./)] },
    { line: 5, reasons: [expect.stringMatching(/^It has 4 cells, where the first line has 3\./)] },
  ]);
});

test("a file without lines, or with headings alone, says so", () => {
  expect(read()).toEqual({ problems: ["The file is empty."] });
  expect(read(["Name", "E-mail", "Sites"])).toEqual({
    problems: ["The file has headings, and nobody below them."],
  });
});

test("the guard against formulas comes off", () => {
  const { rows } = read(["Name", "E-mail", "Sites"], ["'=Ana", "'+a@b.example", "Hill; '=Dock"]);
  expect(rows?.[0]?.cells).toEqual({
    name: "=Ana",
    email: "+a@b.example",
    sites: "Hill; =Dock",
  });
});

test.each([
  ["Name,E-mail,Sites\na;b,c,d", ","],
  ["Name;E-mail;Sites\na,b,c,d,e,f", ";"],
  ['"Name, or so";E-mail\n', ";"],
  ["\uFEFF\nName;E-mail", ";"],
  ["Name", ","],
  ["", ","],
])("%j is separated by %j", (text, delimiter) => {
  expect(delimiterOf(text)).toBe(delimiter);
});
