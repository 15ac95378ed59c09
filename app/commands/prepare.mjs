import {
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { run, StepFailed, step, tail } from "./steps.mjs";

/** Where package.json lies. */
export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** What the build is made from; everything else is read while the server runs. */
const SOURCES = [
  "app",
  "db",
  "public",
  "server.ts",
  "vite.config.ts",
  "remix.config.js",
  "tsconfig.json",
  "package.json",
  "package-lock.json",
];
/** In those folders, what no build ever sees. */
const NOT_BUILT = /\.test\.tsx?$|^app[\\/]commands$|^db[\\/]migrations$/;

const COMPILER_HINT =
  "better-sqlite3 had to be compiled here, which needs python3, make and a C++ compiler (on Debian: apt-get install python3 make g++).";

/** When a file or folder last changed, in ms since 1970, or 0 when it is not there. */
function changedAt(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/**
 * The last change of any of these files and of anything in these folders, in ms since 1970.
 * A folder counts itself, because taking a file away changes nothing else.
 * @param {string} root
 * @param {readonly string[]} names relative to `root`
 * @returns {number}
 */
export function newestChange(root, names) {
  return Math.max(
    0,
    ...names
      .filter((name) => !NOT_BUILT.test(name))
      .map((name) => {
        const file = path.join(root, name);
        const stat = statSync(file, { throwIfNoEntry: false });
        if (!stat) return 0;
        if (!stat.isDirectory()) return stat.mtimeMs;
        const inside = readdirSync(file).map((child) => path.join(name, child));
        return Math.max(stat.mtimeMs, newestChange(root, inside));
      }),
  );
}

/** What the compiled parts of node_modules only work on: another Node needs another set. */
const PLATFORM = `${process.platform} ${process.arch} ${process.versions.modules}`;

const platformStamp = (root) => path.join(root, "node_modules", ".platform");

/** Whether node_modules is missing, older than the lock, or made for another Node or machine. */
export function packagesAreStale(root = ROOT) {
  const installedAt = changedAt(path.join(root, "node_modules", ".package-lock.json"));
  if (installedAt < changedAt(path.join(root, "package-lock.json")) || installedAt === 0) {
    return true;
  }
  // Whoever ran `npm ci` by hand left no stamp, and is trusted.
  const stamp = platformStamp(root);
  return existsSync(stamp) && readFileSync(stamp, "utf8") !== PLATFORM;
}

const buildStamp = (root) => path.join(root, "build", ".complete");

/** Whether the build is missing, was never finished, or is older than what it is made from. */
export function buildIsStale(root = ROOT) {
  if (!existsSync(path.join(root, "build", "server", "index.js"))) return true;
  return changedAt(buildStamp(root)) < newestChange(root, SOURCES);
}

/** The script behind a package's command, so that no shell and no npx stands in between. */
export function commandOf(packageName, command, root = ROOT) {
  const folder = path.join(root, "node_modules", packageName);
  const { bin } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  return path.join(folder, typeof bin === "string" ? bin : bin[command]);
}

/** Includes the tools that build, which a NODE_ENV of production would leave out. */
async function installPackages() {
  const args = ["ci", "--include=dev", "--no-audit", "--no-fund"];
  const env = { ...process.env, NODE_ENV: "" };
  const npm = process.env.npm_execpath;
  const { code, output } = npm?.endsWith(".js")
    ? await run(process.execPath, [npm, ...args], { cwd: ROOT, env })
    : await run("npm", args, { cwd: ROOT, env });
  if (code !== 0) {
    const hint = output.includes("gyp ERR!") ? `\n${COMPILER_HINT}` : "";
    throw new StepFailed(
      `The packages could not be installed: npm ci ended with code ${code}.${hint}\n\n${tail(output)}`,
    );
  }
  writeFileSync(platformStamp(ROOT), PLATFORM);
}

/** Makes the build anew. Throws StepFailed with what the build said. */
export async function build() {
  const stamp = buildStamp(ROOT);
  rmSync(stamp, { force: true });
  const startedAt = new Date();
  const { code, output } = await run(
    process.execPath,
    [commandOf("@remix-run/dev", "remix"), "vite:build"],
    { cwd: ROOT, env: { ...process.env, NODE_ENV: "production" } },
  );
  if (code !== 0) {
    throw new StepFailed(
      `Needlepoint could not be built: the build ended with code ${code}.\n\n${tail(output)}`,
    );
  }
  // As old as its start: what is edited during a build is newer than that build.
  writeFileSync(stamp, "");
  utimesSync(stamp, startedAt, startedAt);
}

/**
 * Installs and builds, as far as that is needed. Throws StepFailed.
 * @param {{ build: boolean, stepsAfter: number }} options whether a build is wanted, and how many
 *   steps the caller will do next, so that "1/3" is true
 * @returns {Promise<{ stepsBefore: number, steps: number }>}
 */
export async function prepare({ build: wantsBuild, stepsAfter }) {
  const work = [];
  const installs = packagesAreStale();
  if (installs) work.push(["Installing packages (about 80 s the first time)", installPackages]);
  if (wantsBuild && (installs || buildIsStale())) work.push(["Building (about 5 s)", build]);
  const steps = work.length + stepsAfter;
  for (const [index, [title, does]] of work.entries()) {
    await step(`${index + 1}/${steps} ${title}`, does);
  }
  return { stepsBefore: work.length, steps };
}
