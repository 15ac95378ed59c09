import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { buildIsStale, newestChange, packagesAreStale } from "./prepare.mjs";

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "needlepoint-prepare-"));
});
afterEach(() => rmSync(root, { recursive: true }));

const NOON = Date.parse("2026-11-22T12:00:00Z");

/** Writes a file that changed so many seconds after noon, in folders that changed at noon. */
function write(name: string, secondsAfterNoon: number, content = ""): void {
  const file = path.join(root, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
  setChange(name, secondsAfterNoon);
  for (let folder = path.dirname(name); folder !== "."; folder = path.dirname(folder)) {
    setChange(folder, 0);
  }
}

function setChange(name: string, secondsAfterNoon: number): void {
  const at = new Date(NOON + secondsAfterNoon * 1000);
  utimesSync(path.join(root, name), at, at);
}

test("the newest change is found at any depth, and missing names are passed over", () => {
  write("app/root.tsx", 10);
  write("app/core/items/single.ts", 30);
  write("server.ts", 20);
  expect(newestChange(root, ["app", "server.ts", "public"])).toBe(NOON + 30_000);
  expect(newestChange(root, ["public"])).toBe(0);
});

test("a file that was taken away counts as a change of its folder", () => {
  write("app/root.tsx", 10);
  setChange("app", 40);
  expect(newestChange(root, ["app"])).toBe(NOON + 40_000);
});

function aBuild(secondsAfterNoon: number): void {
  write("build/server/index.js", secondsAfterNoon);
  write("build/.complete", secondsAfterNoon);
}

test("a build without its mark of completion is stale, however new it is", () => {
  write("server.ts", 10);
  write("build/server/index.js", 100);
  expect(buildIsStale(root)).toBe(true);
});

test("a mark of completion without a build is stale", () => {
  write("server.ts", 10);
  write("build/.complete", 100);
  expect(buildIsStale(root)).toBe(true);
});

test.each([
  ["server.ts"],
  ["app/routes/board.tsx"],
  ["db/queries/people.ts"],
  ["public/favicon.svg"],
  ["vite.config.ts"],
  ["package-lock.json"],
])("a build is stale when %s is newer, and fresh when it is older", (source) => {
  aBuild(20);
  write(source, 21);
  expect(buildIsStale(root)).toBe(true);
  write(source, 19);
  expect(buildIsStale(root)).toBe(false);
});

test.each([
  ["app/core/quiz.test.ts"],
  ["app/commands/start.mjs"],
  ["db/migrations/sqlite/0000.sql"],
])("%s is no part of a build", (file) => {
  aBuild(20);
  write(file, 100);
  expect(buildIsStale(root)).toBe(false);
});

test.each([
  ["node_modules is missing", undefined, 10, true],
  ["node_modules is older than the lock", 9, 10, true],
  ["node_modules is as old as the lock", 10, 10, false],
  ["node_modules is newer than the lock", 11, 10, false],
])("%s", (_case, installed, locked, stale) => {
  write("package-lock.json", locked);
  if (installed !== undefined) write("node_modules/.package-lock.json", installed);
  expect(packagesAreStale(root)).toBe(stale);
});

test("packages that were installed for another Node are stale", () => {
  write("package-lock.json", 10);
  write("node_modules/.package-lock.json", 11);
  write("node_modules/.platform", 11, "linux x64 83");
  expect(packagesAreStale(root)).toBe(true);
  write(
    "node_modules/.platform",
    11,
    `${process.platform} ${process.arch} ${process.versions.modules}`,
  );
  expect(packagesAreStale(root)).toBe(false);
});
