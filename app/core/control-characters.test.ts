import { expect, test } from "vitest";
import { hasControlCharacters, withoutControlCharacters } from "./control-characters.ts";

test.each([
  ["plain", false, "plain"],
  ["a tab\tand\na\r\nline", false, "a tab\tand\na\r\nline"],
  ["\u0000nul\u0007 and\u007f", true, "nul and"],
  ["Ünïcödé \u00a0", false, "Ünïcödé \u00a0"],
])("%j holds control characters: %s; without them it is %j", (text, holds, without) => {
  expect(hasControlCharacters(text)).toBe(holds);
  expect(withoutControlCharacters(text)).toBe(without);
});
