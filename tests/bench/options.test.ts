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
    "person",
    "statistics",
    "export",
    "rebuild",
  ]);
  expect({ clients, attempts, staff }).toEqual({ clients: 20, attempts: 400, staff: 10_000 });
});

test("options are read", () => {
  const options = readOptions(["--only", "board,cpu", "--history", "1000000", "--json", "-"]);
  expect([...options.parts]).toEqual(["cpu", "board"]);
  expect(options).toMatchObject({ history: 1_000_000, json: "-" });
});

test("what is about thousands of people can be measured on PostgreSQL", () => {
  const url = "postgres://bench@127.0.0.1/bench";
  const options = readOptions(["--only", "board,person", "--database-url", url]);
  expect(options).toMatchObject({ databaseUrl: url, exportDays: undefined });
});

test.each([
  [["--only", "boards"], "boards"],
  [["--only", ""], "--only"],
  [["--clients", "0"], "--clients"],
  [["--clients", "many"], "many"],
  [["--attempts", "1.5"], "1.5"],
  [["--unknown"], "--unknown"],
  [["--only", "board", "--database-url", "bench.sqlite"], "postgres://"],
  [["--only", "board,cpu", "--database-url", "postgres://localhost/bench"], '"cpu"'],
  [["--export-days", "0"], "--export-days"],
  [["something"], "something"],
])("%j cannot be understood, and the message says why", (args, word) => {
  expect(() => readOptions(args)).toThrow(BadOption);
  expect(() => readOptions(args)).toThrow(word);
});
