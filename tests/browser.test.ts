import { expect, test } from "vitest";
import { haveBrowser, installedBrowser } from "#tests/support/browser.mjs";

function machine(platform: string, ...files: string[]) {
  return {
    platform,
    searchPath: "/usr/local/bin::/usr/bin",
    exists: (file: string) => files.includes(file),
  };
}

test.each([
  ["linux", "/usr/bin/chromium"],
  ["linux", "/usr/bin/chromium-browser"],
  ["linux", "/usr/local/bin/google-chrome"],
  ["darwin", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"],
  ["win32", "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe"],
])("an installed browser is found on %s: %s", (platform, file) => {
  expect(installedBrowser(machine(platform, file))).toBe(file);
});

test("Chromium is preferred to Chrome", () => {
  const both = machine("linux", "/usr/bin/google-chrome", "/usr/bin/chromium");
  expect(installedBrowser(both)).toBe("/usr/bin/chromium");
});

test("no browser is found where none is installed", () => {
  expect(installedBrowser(machine("linux", "/opt/chromium"))).toBeUndefined();
});

test("CHROMIUM_PATH comes first", async () => {
  expect(await haveBrowser({ chromiumPath: process.execPath })).toBe(process.execPath);
});

test("a CHROMIUM_PATH that leads nowhere is said, and nothing else is tried", async () => {
  await expect(haveBrowser({ chromiumPath: "/no/chromium" })).rejects.toThrow(
    "CHROMIUM_PATH is /no/chromium, and no file is there.",
  );
});
