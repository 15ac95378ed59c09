import { expect, test } from "vitest";
import { unavailabilityOf } from "./availability.ts";

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
