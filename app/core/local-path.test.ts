import { expect, test } from "vitest";
import { localPath } from "./local-path.ts";

test.each([
  ["/training", "/training"],
  ["/attempts/5/pages/3?go=on", "/attempts/5/pages/3?go=on"],
  ["/a#b", "/a"],
  ["/people?q=zo%C3%AB", "/people?q=zo%C3%AB"],
  ["/https://evil.example", "/https://evil.example"],
])("%s leads to %s", (text, path) => {
  expect(localPath(text)).toBe(path);
});

test.each([
  null,
  "",
  "training",
  "//evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "\t//evil.example",
  "/.//evil.example",
  "/x/..//evil.example",
  "/%2e//evil.example",
  "https://evil.example",
  "https:/evil.example",
  "javascript:alert(1)",
  "//here.invalid:80:80",
  "///",
])("%j leads nowhere on this site", (text) => {
  expect(localPath(text)).toBeUndefined();
});
