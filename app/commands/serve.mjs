import { spawn } from "node:child_process";
import path from "node:path";
import { commandOf, prepare, ROOT } from "./prepare.mjs";
import { endOnStopSignal, exitCodeOf, onStopSignal, StepFailed } from "./steps.mjs";

/** One Ctrl-C reaches this process twice where npm passes it on as well. */
const SAME_SIGNAL_MS = 500;
const HIGHEST_PORT = 65_535;

/**
 * Prepares what is missing, then runs the server until it ends, and ends as it did.
 * @param {{ dev: boolean }} options with `dev`, a server that follows edits of the code
 */
export async function serve({ dev }) {
  const stopListening = endOnStopSignal();
  try {
    const { stepsBefore, steps } = await prepare({ build: !dev, stepsAfter: 1 });
    if (stepsBefore > 0) console.log(`${steps}/${steps} Starting the server`);
  } catch (reason) {
    if (!(reason instanceof StepFailed)) throw reason;
    console.error(`\n${reason.message}`);
    process.exitCode = 1;
    return;
  }
  stopListening();
  process.exitCode = dev
    ? await runServer(devServer(), "development")
    : await runServer([path.join(ROOT, "build", "server", "index.js")], "production");
}

function devServer() {
  const given = process.env.PORT || "3000";
  // What is no port is left to the server, which says in words what is wrong with it.
  const port = /^\d+$/.test(given) && Number(given) <= HIGHEST_PORT ? given : "0";
  const remix = commandOf("@remix-run/dev", "remix");
  // Strict: on another port it would not be at the address that is printed.
  return [remix, "vite:dev", "--port", port, "--strictPort", "--host", "127.0.0.1"];
}

/**
 * Runs a server as a process of its own and passes on what it is told.
 * @returns {Promise<number>} its exit code
 */
function runServer(args, nodeEnv) {
  return new Promise((resolve, reject) => {
    const server = spawn(process.execPath, args, {
      cwd: ROOT,
      env: { ...process.env, NODE_ENV: nodeEnv },
      stdio: "inherit",
      // In a group of its own, so that a Ctrl-C reaches it once: through here.
      detached: process.platform !== "win32",
    });
    const toldAt = new Map();
    onStopSignal((signal) => {
      const now = performance.now();
      if (now - (toldAt.get(signal) ?? Number.NEGATIVE_INFINITY) < SAME_SIGNAL_MS) return;
      toldAt.set(signal, now);
      server.kill(signal);
    });
    server.on("error", reject);
    server.on("exit", (code, signal) => resolve(exitCodeOf(code, signal)));
  });
}
