import { spawn } from "node:child_process";

/** How many of the last lines of a failed step are shown. */
const TAIL_LINES = 40;
/** How often a long step says that it is still at it, where lines cannot be rewritten. */
const PLAIN_EVERY_SECONDS = 30;

/** A step that did not work, with a message for the person who started it. */
export class StepFailed extends Error {}

/** @param {number} since as of `performance.now()` */
export function secondsSince(since) {
  const seconds = (performance.now() - since) / 1000;
  return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
}

/** The last lines of what a command said. */
export function tail(output, lines = TAIL_LINES) {
  return output.trimEnd().split("\n").slice(-lines).join("\n");
}

/**
 * Says what is being done while `work` does it, and how long it has taken: a line that counts
 * along on a terminal, plain lines elsewhere (a log, CI).
 * @template Result
 * @param {string} title for example "1/3 Installing packages (about 80 s the first time)"
 * @param {() => Promise<Result>} work
 * @param {{ stream?: { isTTY?: boolean, write: (text: string) => unknown } }} [options]
 * @returns {Promise<Result>}
 */
export async function step(title, work, { stream = process.stdout } = {}) {
  const since = performance.now();
  const line = () => `${title} ... ${secondsSince(since)}`;
  if (!stream.isTTY) stream.write(`${title}\n`);
  const ticking = stream.isTTY
    ? setInterval(() => stream.write(`\r${line()}\x1b[K`), 1000)
    : setInterval(() => stream.write(`${line()}\n`), PLAIN_EVERY_SECONDS * 1000);
  if (stream.isTTY) stream.write(`${title} ...`);
  try {
    return await work();
  } finally {
    clearInterval(ticking);
    stream.write(stream.isTTY ? `\r${line()}\x1b[K\n` : `${line()}\n`);
  }
}

/** @type {Set<import("node:child_process").ChildProcess>} */
const running = new Set();
/** Told to stop: what is under way is ended, and nothing new is begun. */
let ending = false;

/** Ends a child of `run` and whatever it has started itself. */
function endWithChildren(child, signal) {
  try {
    if (process.platform === "win32") child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // It has ended by itself meanwhile.
  }
}

/**
 * Runs a command to its end and keeps what it says, standard error included. It never throws:
 * a command that cannot be started ends with the code -1 and the reason as its output.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ timeoutSeconds?: number } & import("node:child_process").SpawnOptions} [options]
 * @returns {Promise<{ code: number, output: string, timedOut: boolean }>}
 */
export function run(command, args, { timeoutSeconds, ...options } = {}) {
  if (ending) return new Promise(() => {});
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      ...options,
      stdio: ["ignore", "pipe", "pipe"],
      // A group of its own, which can be ended as a whole.
      detached: process.platform !== "win32",
    });
    running.add(child);
    let output = "";
    let timedOut = false;
    const giveUp = timeoutSeconds
      ? setTimeout(() => {
          timedOut = true;
          endWithChildren(child, "SIGKILL");
        }, timeoutSeconds * 1000)
      : undefined;
    const keep = (chunk) => {
      output += chunk;
    };
    child.stdout.setEncoding("utf8").on("data", keep);
    child.stderr.setEncoding("utf8").on("data", keep);
    const finish = (code) => {
      clearTimeout(giveUp);
      running.delete(child);
      resolve({ code, output, timedOut });
    };
    child.on("error", (reason) => {
      output += reason.message;
      finish(-1);
    });
    child.on("close", (code) => finish(code ?? -1));
  });
}

const SIGNAL_NUMBERS = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 };
const PARENT_WATCH_MS = 250;

/**
 * Calls `stop` whenever this process is told to stop. npm runs it through a shell, and some
 * shells die of a SIGTERM without passing it on: that they are gone counts as a SIGTERM.
 * @param {(signal: "SIGHUP" | "SIGINT" | "SIGTERM") => void} stop
 * @returns {() => void} takes the listeners away again
 */
export function onStopSignal(stop) {
  for (const signal of Object.keys(SIGNAL_NUMBERS)) process.on(signal, stop);
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (!process.env.npm_lifecycle_event || process.ppid === parent) return;
    clearInterval(watch);
    stop("SIGTERM");
  }, PARENT_WATCH_MS).unref();
  return () => {
    clearInterval(watch);
    for (const signal of Object.keys(SIGNAL_NUMBERS)) process.off(signal, stop);
  };
}

/**
 * Ends the commands that `run` has under way, then cleans up, then ends this process, when it is
 * told to stop.
 * @param {() => void | Promise<void>} [cleanUp]
 * @returns {() => void} takes that back
 */
export function endOnStopSignal(cleanUp = () => {}) {
  return onStopSignal(async (signal) => {
    if (ending) return;
    ending = true;
    for (const child of running) endWithChildren(child, "SIGTERM");
    await cleanUp();
    process.exit(128 + SIGNAL_NUMBERS[signal]);
  });
}

/** The exit code that stands for how a child ended. */
export function exitCodeOf(code, signal) {
  return code ?? 128 + (SIGNAL_NUMBERS[signal] ?? 0);
}
