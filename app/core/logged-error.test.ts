import { expect, test } from "vitest";
import { loggedError } from "./logged-error.ts";

/** As Drizzle throws it: the values that a query was given stand in its message and beside it. */
function aFailedQuery(values: readonly string[], cause?: Error): Error {
  const query = 'select "id" from "people" where "email" = $1';
  return Object.assign(new Error(`Failed query: ${query}\nparams: ${values}`, { cause }), {
    query,
    params: values,
  });
}

test.each([
  ["an address", "ana@agata.example"],
  ["several lines", "one\ntwo\n    at ana@agata.example\nparams: ana@agata.example"],
])("what a failed query was given is not logged: %s", (_what, value) => {
  const logged = loggedError(aFailedQuery(["42", value]));
  expect(logged.message).toBe('Failed query: select "id" from "people" where "email" = $1');
  expect(JSON.stringify(logged)).not.toContain("ana@");
});

test("a driver's further fields are not logged, its code and its message are", () => {
  const unique = 'duplicate key value violates unique constraint "people_email_unique"';
  const detail = "Key (email)=(ana@agata.example) already exists.";
  const cause = Object.assign(new Error(unique), { code: "23505", detail });
  const logged = loggedError(aFailedQuery(["ana@agata.example"], cause));
  expect(logged.cause).toMatchObject({ type: "Error", message: unique, code: "23505" });
  expect(JSON.stringify(logged)).not.toContain("ana@");
});

test("the calls that led to an error are logged, those of its cause as well", () => {
  const logged = loggedError(new RangeError("too far", { cause: new TypeError("no number") }));
  expect(logged).toMatchObject({ type: "RangeError", message: "too far" });
  expect(logged.stack).toMatch(/^at .*logged-error\.test\.ts/);
  expect(logged.cause).toMatchObject({ type: "TypeError", message: "no number" });
  expect(logged.cause?.stack).toMatch(/^at .*logged-error\.test\.ts/);
});

test("calls that begin with another message are not logged", () => {
  const error = new Error("Somebody is not known");
  error.stack = "Error: ana@agata.example\n    at findAccount (accounts.ts:12:3)";
  expect(loggedError(error)).toEqual({ type: "Error", message: "Somebody is not known" });
});

test("errors that are each other's cause come to an end", () => {
  const error = new Error("round");
  error.cause = error;
  let depth = 0;
  for (let each = loggedError(error).cause; each; each = each.cause) depth += 1;
  expect(depth).toBe(4);
});

test.each([["ana@agata.example"], [{ email: "ana@agata.example" }], [undefined]])(
  "what is no error is not logged: %j",
  (thrown) => {
    expect(loggedError(thrown)).toEqual({ type: typeof thrown, message: "this is no error" });
  },
);
