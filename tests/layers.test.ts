import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { commandOf } from "#app/commands/prepare.mjs";

/*
 * Who may import whom is written in biome.json and tests/layers/*.grit. Here each of those rules
 * is shown files that it has to refuse and files that it has to let pass, so that it cannot rot.
 */
const PURE = "app/core imports app/core and its schema libraries, nothing else.";
const ARGUMENTS = "app/core takes time and randomness as arguments.";
const PROPS = "A component takes props and gives markup: no database, no server, no Node.";
const DATABASE = "Only db/ talks to the database: call a function of db/queries.";
const FRAMEWORK =
  "The framework stays in app/routes, app/root.tsx, the entries, app/*.server.ts and server.ts.";
const ROUTE = "Nothing but tests imports a route.";
const NEIGHBOUR = "Nothing but tests imports a route, and a neighbour of a route is a route.";
const CLIMBING = "Write #app/..., #db/... or #tests/... instead of climbing.";
const ENVIRONMENT = "Don't use process.env.";

const refused: [file: string, code: string, message: string][] = [
  ["app/core/clock.ts", `import { readFileSync } from "node:fs";`, PURE],
  ["app/core/scoring.ts", `import { listPeople } from "#db/queries/people.ts";`, PURE],
  ["app/core/scoring.ts", `import type { Person } from "#db/schema.ts";`, PURE],
  ["app/core/scoring.ts", `import { env } from "#app/env.server.ts";`, PURE],
  ["app/core/scoring.ts", `import { Button } from "#app/components/button.tsx";`, PURE],
  ["app/core/scoring.ts", `import { useState } from "react";`, PURE],
  ["app/core/scoring.ts", `import { z } from "zod-like";`, PURE],
  ["app/core/scoring.ts", `export * from "../env.server.ts";`, PURE],
  ["app/core/scoring.ts", `export const later = import("#db/client.server.ts");`, PURE],
  ["app/core/scoring.ts", `export type Pool = import("pg").Pool;`, PURE],
  ["app/core/items/single.ts", `import { score } from "../scoring.ts";`, CLIMBING],
  ["app/core/scoring.ts", "export const now = () => Date.now();", ARGUMENTS],
  ["app/core/scoring.ts", "export const now = () => new Date();", ARGUMENTS],
  ["app/core/scoring.ts", "export const lot = () => Math.random();", ARGUMENTS],
  ["app/core/scoring.ts", "export const now = () => Temporal.Now.instant();", ARGUMENTS],

  ["app/components/item.tsx", `import { listItems } from "#db/queries/items.ts";`, PROPS],
  ["app/components/item.tsx", `import { env } from "#app/env.server.ts";`, PROPS],
  ["app/components/items/single.tsx", `import { join } from "node:path";`, PROPS],
  ["app/components/item.tsx", `import { Form } from "@remix-run/react";`, FRAMEWORK],
  ["app/components/item.tsx", `import { page } from "#app/routes/board.tsx";`, ROUTE],

  ["app/routes/board.tsx", `import { eq } from "drizzle-orm";`, DATABASE],
  ["app/routes/board.tsx", `import { text } from "drizzle-orm/pg-core";`, DATABASE],
  ["app/routes/board/route.tsx", `import Database from "better-sqlite3";`, DATABASE],
  ["app/session.server.ts", `import pg from "pg";`, DATABASE],
  ["server.ts", `import { PGlite } from "@electric-sql/pglite";`, DATABASE],
  ["tests/routes/board.test.ts", `import { eq } from "drizzle-orm";`, DATABASE],

  ["app/routes/board.tsx", `import { cell } from "./people.tsx";`, NEIGHBOUR],
  ["app/routes/board.tsx", `import { cell } from "#app/routes/people.tsx";`, ROUTE],
  ["app/routes/board/route.tsx", `import { cell } from "../people.tsx";`, CLIMBING],
  ["app/root.tsx", `import { cell } from "./routes/people.tsx";`, ROUTE],
  ["db/seed.ts", `import { cell } from "#app/routes/people.tsx";`, ROUTE],

  ["db/queries/people.ts", `import { redirect } from "@remix-run/node";`, FRAMEWORK],
  ["app/navigation.ts", `import { redirect } from "@remix-run/node";`, FRAMEWORK],
  ["tests/routes/board.test.ts", `import { json } from "@remix-run/node";`, FRAMEWORK],

  ["db/queries/people.ts", `import { env } from "../../app/env.server.ts";`, CLIMBING],

  ["app/routes/board.tsx", "export const port = process.env.PORT;", ENVIRONMENT],
  ["db/client.server.ts", "export const port = process.env.PORT;", ENVIRONMENT],
  ["server.ts", "export const port = process.env.PORT;", ENVIRONMENT],
];

const accepted: [file: string, code: string][] = [
  ["app/core/scoring.ts", `import { z } from "zod";`],
  ["app/core/quiz-file.ts", `import { parseTree } from "jsonc-parser";`],
  ["app/core/calendar.ts", `import { Temporal } from "temporal-polyfill";`],
  ["app/core/scoring.ts", `import { item } from "./items/item.ts";`],
  ["app/core/items/single.ts", `import { day } from "#app/core/calendar.ts";`],
  ["app/core/scoring.ts", "export const at = (ms: number) => new Date(ms);"],
  ["app/core/scoring.test.ts", `import { readFileSync } from "node:fs";`],
  ["app/components/item.tsx", `import type { Item } from "#app/core/quiz.ts";`],
  ["app/components/item.tsx", `import { Button } from "./button.tsx";`],
  ["app/routes/board.tsx", `import { json } from "@remix-run/node";`],
  ["app/routes/board.tsx", `import { listPeople } from "#db/queries/people.ts";`],
  ["app/routes/board/route.tsx", `import { Cell } from "./cell.tsx";`],
  ["app/root.tsx", `import { Outlet } from "@remix-run/react";`],
  ["app/entry.server.tsx", `import { RemixServer } from "@remix-run/react";`],
  ["app/remix-build.d.ts", `import type { ServerBuild } from "@remix-run/node";`],
  ["app/session.server.ts", `import { redirect } from "@remix-run/node";`],
  ["server.ts", `import { createRequestHandler } from "@remix-run/node";`],
  ["db/queries/people.ts", `import { eq } from "drizzle-orm";`],
  ["db/client.server.ts", `import Database from "better-sqlite3";`],
  ["tests/support/database.ts", `import pg from "pg";`],
  ["tests/routes/board.test.ts", `import { loader } from "#app/routes/board.tsx";`],
  ["app/env.server.ts", "export const port = process.env.PORT;"],
  ["app/commands/start.mjs", "export const port = process.env.PORT;"],
  ["vite.config.ts", `import { vitePlugin } from "@remix-run/dev";`],
];

const ABOUT_LAYERS = /^(plugin|lint\/style\/noProcessEnv)$/;

type Diagnostic = {
  category: string;
  message: string;
  location: { path: string; start: { line: number } };
};

/** What the linter says about each example, by file and code. */
let verdicts: Map<string, string[]>;
let project: string;

const key = (file: string, code: string) => `${file}: ${code}`;

// One project with a line for each example, and one run of the linter over all of it.
beforeAll(() => {
  project = mkdtempSync(path.join(tmpdir(), "needlepoint-layers-"));
  for (const name of ["biome.json", "package.json", ".gitignore", "tests/layers"]) {
    cpSync(name, path.join(project, name), { recursive: true });
  }
  const lines = new Map<string, string[]>();
  for (const [file, code] of [...refused, ...accepted]) {
    lines.set(file, [...(lines.get(file) ?? []), code]);
  }
  for (const [file, content] of lines) {
    mkdirSync(path.dirname(path.join(project, file)), { recursive: true });
    writeFileSync(path.join(project, file), content.join("\n"));
  }
  verdicts = new Map();
  for (const { category, message, location } of lint(project)) {
    const code = lines.get(location.path)?.[location.start.line - 1];
    if (!ABOUT_LAYERS.test(category) || code === undefined) continue;
    const said = verdicts.get(key(location.path, code)) ?? [];
    verdicts.set(key(location.path, code), [...said, message]);
  }
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

function lint(folder: string): Diagnostic[] {
  const biome = commandOf("@biomejs/biome", "biome");
  const args = [biome, "lint", "--reporter=json", "--max-diagnostics=none", "."];
  const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
  return JSON.parse(stdout).diagnostics;
}

test.each(refused)("refused in %s: %s", (file, code, message) => {
  expect(verdicts.get(key(file, code))).toContain(message);
});

test.each(accepted)("accepted in %s: %s", (file, code) => {
  expect(verdicts.get(key(file, code))).toBeUndefined();
});
