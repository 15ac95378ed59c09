import { expect, test } from "vitest";
import { openingFaultOf, unavailabilityOf } from "./availability.ts";

function withCode(code: string): Error {
  return Object.assign(new Error("refused"), { code });
}

test.each([
  ["SQLITE_FULL", "full"],
  ["53100", "full"],
  ["SQLITE_BUSY", "busy"],
  ["SQLITE_BUSY_SNAPSHOT", "busy"],
  ["SQLITE_LOCKED", "busy"],
  ["53300", "busy"],
  ["55P03", "busy"],
  ["40P01", "busy"],
  ["SQLITE_IOERR_WRITE", "unreachable"],
  ["SQLITE_READONLY", "unreachable"],
  ["57P01", "unreachable"],
  ["08006", "unreachable"],
  ["ECONNREFUSED", "unreachable"],
])("%s means that the database is %s", (code, expected) => {
  expect(unavailabilityOf(withCode(code))).toBe(expected);
  expect(unavailabilityOf(new Error("Failed query", { cause: withCode(code) }))).toBe(expected);
});

test("a connection that ends without a code is one that is lost", () => {
  expect(unavailabilityOf(new Error("Connection terminated unexpectedly"))).toBe("unreachable");
});

test.each([
  withCode("SQLITE_CONSTRAINT_UNIQUE"),
  withCode("23505"),
  new TypeError("x is undefined"),
  "SQLITE_FULL",
  undefined,
])("a fault of another kind is none of the database's availability: %s", (thrown) => {
  expect(unavailabilityOf(thrown)).toBeUndefined();
});

test.each([
  "EACCES",
  "EEXIST",
  "SQLITE_NOTADB",
  "SQLITE_CANTOPEN",
  "28P01",
  "3D000",
  "ECONNREFUSED",
])("%s is why a database cannot be opened, in the words of who refused it", (code) => {
  expect(openingFaultOf(withCode(code))).toBe("refused");
  expect(openingFaultOf(new Error("Failed query", { cause: withCode(code) }))).toBe("refused");
});

test("where no address of a host answers, the code stands for the words", () => {
  const refused = Object.assign(new AggregateError([]), { code: "ECONNREFUSED" });
  expect(openingFaultOf(refused)).toBe("ECONNREFUSED");
});

test.each([
  withCode("SQLITE_ERROR"),
  withCode("42P07"),
  new TypeError("x is undefined"),
  undefined,
])("a fault of another kind is not why a database cannot be opened: %s", (thrown) => {
  expect(openingFaultOf(thrown)).toBeUndefined();
});
