import { expect, test } from "vitest";
import { duration, progressLine, showProgress } from "./progress.ts";

test.each([
  [0, 1_000_000, 20_000, 0, "0 %, 0 of 1,000,000 attempts"],
  [
    420_000,
    1_000_000,
    9_000_000,
    30_000,
    "42 %, 420,000 of 1,000,000 attempts, 300,000 rows a second, 41 s left",
  ],
  [999_999, 1_000_000, 1, 1_000, "99 %, 999,999 of 1,000,000 attempts, 1 rows a second, 0 s left"],
  [5, 5, 100, 1_000, "100 %, 5 of 5 attempts, 100 rows a second"],
  [0, 0, 30, 1_000, "100 %, 0 of 0 attempts, 30 rows a second"],
])("%i of %i attempts", (done, total, rows, elapsedMs, line) => {
  expect(progressLine({ done, total, rows, elapsedMs })).toBe(line);
});

test.each([
  [400, "0 s"],
  [59_400, "59 s"],
  [59_600, "1 min 0 s"],
  [80_000, "1 min 20 s"],
  [7_500_000, "2 h 5 min"],
])("%i ms are %s", (ms, words) => {
  expect(duration(ms)).toBe(words);
});

test("a terminal's line is rewritten, a log gets a few plain lines, and both see the end", () => {
  const said = (isTTY: boolean) => {
    let text = "";
    const show = showProgress({
      isTTY,
      write(more) {
        text += more;
      },
    });
    for (const done of [0, 1, 2, 3, 4]) {
      show({ done, total: 4, rows: done * 10, elapsedMs: done * 4_000 });
    }
    return text;
  };
  expect(said(false).split("\n").filter(Boolean)).toHaveLength(3);
  expect(said(false)).not.toContain("\r");
  expect(said(true).split("\r")).toHaveLength(6);
  expect(said(true)).toMatch(/100 %.*\n$/);
  expect(said(false)).toMatch(/100 %.*\n$/);
});
