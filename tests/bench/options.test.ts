import { expect, test } from "vitest";
import { BadOption, readOptions } from "./options.ts";

test("without options everything but the profile is measured", () => {
  const { parts, clients, attempts, staff } = readOptions([]);
  expect([...parts]).toEqual([
    "attempts",
    "database",
    "memory",
    "cpu",
    "limit",
    "browser",
    "board",
    "statistics",
    "export",
  ]);
  expect({ clients, attempts, staff }).toEqual({ clients: 20, attempts: 400, staff: 10_000 });
});

test("options are read", () => {
  const options = readOptions(["--only", "board,cpu", "--history", "1000000", "--json", "-"]);
  expect([...options.parts]).toEqual(["cpu", "board"]);
  expect(options).toMatchObject({ history: 1_000_000, json: "-" });
});

test.each([
  [["--only", "boards"], "boards"],
  [["--only", ""], "--only"],
  [["--clients", "0"], "--clients"],
  [["--clients", "many"], "many"],
  [["--attempts", "1.5"], "1.5"],
  [["--unknown"], "--unknown"],
  [["something"], "something"],
])("%j cannot be understood, and the message says why", (args, word) => {
  expect(() => readOptions(args)).toThrow(BadOption);
  expect(() => readOptions(args)).toThrow(word);
});
