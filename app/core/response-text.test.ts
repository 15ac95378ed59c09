import { expect, test } from "vitest";
import { responseText } from "./response-text.ts";

test.each([
  [undefined, ""],
  ["defer", "defer"],
  [["gloves", "mask"], "gloves, mask"],
  [[], ""],
  [{ short: "face", long: "scalp" }, "short: face, long: scalp"],
])("the response %j reads %j", (response, text) => {
  expect(responseText(response)).toBe(text);
});
