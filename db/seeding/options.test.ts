import { expect, test } from "vitest";
import { readSeedOptions } from "./options.ts";

function read(line: string) {
  return readSeedOptions(line.split(" ").filter(Boolean));
}

test("two numbers are enough; the rest has defaults", () => {
  const options = { staff: 10_000, attempts: 1_000_000, sites: 20, seed: 1 };
  expect(read("--staff 10000 --attempts 1000000")).toEqual(options);
  expect(read("--attempts=1000000 --staff=10000")).toEqual(options);
});

test("every option is read", () => {
  expect(
    read("--staff 5 --attempts 0 --sites 2 --seed 7 --responses 0 --today 2026-11-22"),
  ).toEqual({ staff: 5, attempts: 0, sites: 2, seed: 7, responses: 0, today: "2026-11-22" });
});

test.each(["--help", "-h", "--staff 5 --help"])("%s asks for the usage", (line) => {
  expect(read(line)).toEqual({ help: true });
});

test.each([
  ["", "--staff is missing: how many people there are."],
  ["--staff 5", "--attempts is missing: how many attempts they have submitted."],
  ["--staff 0 --attempts 5", '--staff is "0"; it must be a whole number from 1 to 1000000.'],
  ["--staff 1e3 --attempts 5", '--staff is "1e3"; it must be a whole number from 1 to 1000000.'],
  ["--staff -5 --attempts 5", '--staff is "-5"; it must be a whole number from 1 to 1000000.'],
  [
    "--staff 5 --attempts 99999999999",
    '--attempts is "99999999999"; it must be a whole number from 0 to 100000000.',
  ],
  ["--staff 5 --attempts 5001", '--attempts is "5001"; 5 people can have at most 5000.'],
  ["--staff 5 --attempts", "--attempts needs a value after it."],
  ["--staff --attempts 5", "--staff needs a value after it."],
  ["--staf 5", "There is no option --staf. Did you mean --staff?"],
  ["--colour blue", "There is no option --colour."],
  ["5 6", '"5" does not belong to any option.'],
  [
    "--staff 5 --attempts 5 --today 2026-02-30",
    '--today is "2026-02-30"; it must be a date like 2026-11-22.',
  ],
])("%s: %s", (line, problem) => {
  expect(read(line)).toEqual({ problem });
});
