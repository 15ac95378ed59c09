import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { build, buildIsStale, commandOf, prepare, ROOT } from "#app/commands/prepare.mjs";
import { endOnStopSignal, run, StepFailed, secondsSince, step } from "#app/commands/steps.mjs";
import {
  countOfCheck,
  countOfLastLine,
  countOfPlaywright,
  countOfVitest,
  sumOf,
} from "./count.mjs";
import { haveBrowser } from "./support/browser.mjs";
import { freePort, startPostgres } from "./support/postgres.mjs";

/** @typedef {import("./count.mjs").Count} Count */
/** @typedef {{ title: string, does: () => Promise<{ count: Count, output: string }> }} Check */

/** Runs a package's command as a Node script; colours only where a person is looking. */
function runCommand(packageName, command, args, env = {}) {
  const colour = process.stdout.isTTY
    ? { FORCE_COLOR: "1", NO_COLOR: undefined }
    : { FORCE_COLOR: undefined, NO_COLOR: "1" };
  return run(process.execPath, [commandOf(packageName, command), ...args], {
    cwd: ROOT,
    env: { ...process.env, ...colour, ...env },
  });
}

/** @returns {Check} */
function oneCheck(title, packageName, command, args) {
  return {
    title,
    async does() {
      const { code, output } = await runCommand(packageName, command, args);
      return { count: countOfCheck(code), output };
    },
  };
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}

const lint = oneCheck("Lint", "@biomejs/biome", "biome", [
  "check",
  "--error-on-warnings",
  "--max-diagnostics=none",
  ".",
]);
const types = oneCheck("Types", "typescript", "tsc", []);
const deadCode = oneCheck("Dead code", "knip", "knip", []);

async function runVitest(args, scratch, env = {}) {
  const file = path.join(scratch, "vitest.json");
  const { code, output } = await runCommand(
    "vitest",
    "vitest",
    ["run", ...args, "--reporter=default", "--reporter=json", `--outputFile.json=${file}`],
    // What the tests write goes with the scratch folder, even when they are stopped halfway.
    { NODE_ENV: "test", TMPDIR: scratch, ...env },
  );
  return { count: countOfVitest(readReport(file), code), output };
}

/** @returns {Check} */
function unitTests(scratch) {
  return { title: "Unit tests", does: () => runVitest(["--project", "unit"], scratch) };
}

/** @returns {Check} */
function allVitestTests(scratch, leftovers) {
  return {
    title: "Unit, route and data tests (SQLite and PostgreSQL)",
    async does() {
      const postgres = await startPostgres((stop) => leftovers.push(stop));
      return runVitest([], scratch, postgres ? { TEST_POSTGRES_URL: postgres } : {});
    },
  };
}

/**
 * A build that works is no test passed, but one that does not is a test failed.
 * @type {Check}
 */
const newBuild = {
  title: "Building",
  async does() {
    await build();
    return { count: { passed: 0, failed: 0, faults: [] }, output: "" };
  },
};

/** @returns {Check} */
function browserTests(scratch) {
  return {
    title: "Browser tests",
    async does() {
      if (buildIsStale()) throw new StepFailed("There is no build to look at in a browser.");
      const file = path.join(scratch, "playwright.json");
      const { code, output } = await runCommand(
        "@playwright/test",
        "playwright",
        ["test", "--reporter=list,json"],
        {
          CHROMIUM_PATH: await haveBrowser(),
          E2E_PORT: `${await freePort()}`,
          PLAYWRIGHT_JSON_OUTPUT_FILE: file,
          TMPDIR: scratch,
        },
      );
      return { count: countOfPlaywright(readReport(file), code), output };
    },
  };
}

/** A few kills of what `npm run test:crash` does many of. */
function crashTests(scratch) {
  return {
    title: "Crashes (5 of the 50 of npm run test:crash)",
    async does() {
      if (buildIsStale()) throw new StepFailed("There is no build to be killed.");
      const { code, output } = await runCommand(
        "tsx",
        "tsx",
        ["tests/crash/crash.ts", "--kills=5", "--clients=3"],
        { TMPDIR: scratch },
      );
      return { count: countOfLastLine(output, code), output };
    },
  };
}

/** A check that could not even begin has failed, and says why. */
async function outcomeOf(check) {
  try {
    return await check();
  } catch (reason) {
    if (!(reason instanceof StepFailed)) throw reason;
    return { count: { passed: 0, failed: 1, faults: [reason.message] }, output: "" };
  }
}

/** Runs the checks one after the other, shows what failed in full, and adds up. */
async function runChecks(checks, { stepsBefore, steps }) {
  const counts = [];
  for (const [index, { title, does }] of checks.entries()) {
    const { count, output } = await step(`${stepsBefore + index + 1}/${steps} ${title}`, () =>
      outcomeOf(does),
    );
    counts.push(count);
    if (count.failed > 0) console.log(`\n${[output.trimEnd(), ...count.faults].join("\n")}\n`);
    if (count.passed + count.failed === 0) continue;
    console.log(`    ${count.passed} passed${count.failed > 0 ? `, ${count.failed} FAILED` : ""}`);
  }
  return sumOf(counts);
}

/**
 * Prepares what is missing, runs every check, and ends with the line "N passed, N failed" over
 * all of them. The exit code is 1 when anything failed.
 * @param {{ quick: boolean }} options with `quick`, only lint, types and unit tests
 */
export async function runSuite({ quick }) {
  const since = performance.now();
  const scratch = mkdtempSync(path.join(tmpdir(), "needlepoint-suite-"));
  /** @type {(() => void | Promise<void>)[]} */
  const leftovers = [() => rmSync(scratch, { recursive: true, force: true, maxRetries: 10 })];
  const cleanUp = async () => {
    for (let remove = leftovers.pop(); remove; remove = leftovers.pop()) await remove();
  };
  endOnStopSignal(cleanUp);
  const checks = quick
    ? [lint, types, unitTests(scratch)]
    : [
        ...(buildIsStale() ? [newBuild] : []),
        lint,
        types,
        deadCode,
        allVitestTests(scratch, leftovers),
        crashTests(scratch),
        browserTests(scratch),
      ];
  let total;
  try {
    total = await runChecks(checks, await prepare({ build: false, stepsAfter: checks.length }));
  } catch (reason) {
    if (!(reason instanceof StepFailed)) throw reason;
    console.error(`\n${reason.message}`);
    total = { passed: 0, failed: 1 };
  } finally {
    await cleanUp();
  }
  console.log(`\nAll of it took ${secondsSince(since)}.`);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  process.exitCode = total.failed === 0 ? 0 : 1;
}
