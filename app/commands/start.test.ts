import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

/*
 * The command itself, run in a small project that has these scripts, a server that only says
 * that it is up, and a stand-in for the tool that builds it.
 */
const SERVER = `
  const timer = setInterval(() => {}, 1000);
  process.on("SIGTERM", () => { console.log("stopping"); clearInterval(timer); process.exitCode = 7; });
  console.log("up in", process.env.NODE_ENV);
`;
const BUILDS = `
  import { mkdirSync, writeFileSync } from "node:fs";
  mkdirSync("build/server", { recursive: true });
  writeFileSync("build/server/index.js", ${JSON.stringify(SERVER)});
`;
const FAILS_HALFWAY = `${BUILDS} console.error("cannot resolve ./missing.ts"); process.exitCode = 2;`;

let root: string;
let started: ChildProcess | undefined;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "needlepoint-start-"));
  cpSync("app/commands", path.join(root, "app/commands"), { recursive: true });
  write("package.json", `{ "type": "module" }`);
  write("package-lock.json", "{}");
  write("node_modules/.package-lock.json", "{}");
  write(
    "node_modules/@remix-run/dev/package.json",
    `{ "type": "module", "bin": { "remix": "cli.js" } }`,
  );
});
afterEach(async () => {
  if (started?.exitCode === null && started.kill("SIGTERM")) await once(started, "close");
  rmSync(root, { recursive: true });
});

function write(name: string, content: string): void {
  mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
  writeFileSync(path.join(root, name), content);
}

function start(args: readonly string[] = [], settings: Record<string, string> = {}) {
  const child = spawn(process.execPath, ["app/commands/start.mjs", ...args], {
    cwd: root,
    // Node warns when both are set, which is none of what is looked at here.
    env: { ...process.env, NO_COLOR: undefined, FORCE_COLOR: undefined, ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  started = child;
  let output = "";
  const listeners: (() => void)[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      for (const listener of listeners) listener();
    });
  }
  return {
    child,
    output: () => output,
    said: (text: string) =>
      new Promise<void>((resolve) => {
        const look = () => output.includes(text) && resolve();
        listeners.push(look);
        look();
      }),
    ended: once(child, "close").then(([code]) => code as number),
  };
}

test("a build is made and served; a SIGTERM reaches the server, and its exit code comes back", async () => {
  write("node_modules/@remix-run/dev/cli.js", BUILDS);
  const { child, said, ended, output } = start();
  await said("up in production");
  child.kill("SIGTERM");
  expect(await ended).toBe(7);
  expect(output()).toContain("1/2 Building");
  expect(output()).toContain("2/2 Starting the server");
  expect(output()).toContain("stopping");
});

test("a second start takes no step but to serve", async () => {
  write("node_modules/@remix-run/dev/cli.js", BUILDS);
  const first = start();
  await first.said("up in production");
  first.child.kill("SIGTERM");
  await first.ended;
  const second = start();
  await second.said("up in production");
  second.child.kill("SIGTERM");
  await second.ended;
  expect(second.output()).toBe("up in production\nstopping\n");
});

test("what is edited while a build is made is newer than that build", async () => {
  write("server.ts", "before");
  const edits = `${BUILDS} writeFileSync("server.ts", "edited");`;
  write("node_modules/@remix-run/dev/cli.js", edits);
  const { child, said, ended } = start();
  await said("up in production");
  child.kill("SIGTERM");
  await ended;
  const changedAt = (name: string) => statSync(path.join(root, name)).mtimeMs;
  expect(changedAt("build/.complete")).toBeLessThan(changedAt("server.ts"));
});

test("a build that fails halfway is said, shown, and never taken for a build", async () => {
  write("node_modules/@remix-run/dev/cli.js", FAILS_HALFWAY);
  const { ended, output } = start();
  expect(await ended).toBe(1);
  expect(output()).toContain("Needlepoint could not be built: the build ended with code 2.");
  expect(output()).toContain("cannot resolve ./missing.ts");
  expect(output()).not.toContain("up in");
  expect(existsSync(path.join(root, "build/server/index.js"))).toBe(true);
  expect(existsSync(path.join(root, "build/.complete"))).toBe(false);
});

test("settings are read from .env, and those that are set already win over it", async () => {
  const prints = `console.log("settings:", process.env.DEMO, process.env.LOG_LEVEL);`;
  write("node_modules/@remix-run/dev/cli.js", prints);
  write(".env", "DEMO=off\nLOG_LEVEL=debug\n");
  const { ended, output } = start(["--dev"], { LOG_LEVEL: "warn" });
  expect(await ended).toBe(0);
  expect(output()).toContain("settings: off warn");
});

test.each([
  ["", "--port 3000 --strictPort"],
  ["4000", "--port 4000 --strictPort"],
  ["99999", "--port 0 --strictPort"],
  ["http", "--port 0 --strictPort"],
])(
  "with PORT=%s the dev server gets a port that it can use, and no other: %s",
  async (given, port) => {
    const prints = `console.log(process.env.PORT + ":", ...process.argv.slice(2));`;
    write("node_modules/@remix-run/dev/cli.js", prints);
    const { ended, output } = start(["--dev"], { PORT: given });
    expect(await ended).toBe(0);
    expect(output()).toContain(`${given}: vite:dev ${port}`);
  },
);
