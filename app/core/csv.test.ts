import { stringify } from "csv-stringify/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { harmlessWithin } from "./board-export.ts";
import { csvText } from "./csv.ts";

test("fields are quoted, and line ends are those of Windows", () => {
  expect(
    csvText([
      ["Name", 'Ada "A", B'],
      ["", "two\nlines"],
    ]),
  ).toBe('"Name","Ada ""A"", B"\r\n"","two\nlines"\r\n');
});

test("a byte-order mark comes first, where it is asked for", () => {
  expect(csvText([["a"]], { bom: true })).toBe('\ufeff"a"\r\n');
  expect(csvText([])).toBe("");
});

test.each(["=1+1", "+1", "-1", "@sum", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠1"])(
  "%j is only text",
  (text) => {
    expect(csvText([[text]])).toMatch(/^"'/);
  },
);

const awkward = fc.string({
  unit: fc.constantFrom(..."=+-@\t\r\n＝＋－＠\";,' aé", "👩🏽‍⚕️", "\ufeff"),
  maxLength: 8,
});

test("whatever the text, it is what csv-stringify writes", () => {
  fc.assert(
    fc.property(fc.array(fc.array(awkward, { minLength: 1, maxLength: 4 })), (lines) => {
      const expected = stringify(lines, {
        quoted: true,
        quoted_empty: true,
        record_delimiter: "windows",
        escape_formulas: true,
        cast: { string: harmlessWithin },
      });
      expect(csvText(lines)).toBe(expected);
    }),
    { numRuns: 500 },
  );
});
