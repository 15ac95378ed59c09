import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

export type OwnServer = {
  url: string;
  process: ChildProcess;
  /** Everything it has printed so far. */
  printed: () => string;
  /** Asks it to stop and gives its exit code. Its data stay until `remove`. */
  stop: () => Promise<number | null>;
  remove: () => void;
};

/**
 * A built server of a test's own, on any free port and with data of its own, for what the shared
 * one cannot be used for: other settings, other quiz files, stopping it.
 * @param nodeOptions for the Node that it runs on
 * @param program what it runs, with its arguments
 */
export async function startOwnServer(
  settings: Record<string, string> = {},
  nodeOptions: readonly string[] = [],
  program: readonly string[] = ["build/server/index.js"],
): Promise<OwnServer> {
  const folder = settings.DATA_DIR ?? mkdtempSync(path.join(tmpdir(), "needlepoint-own-"));
  const child = spawn(process.execPath, [...nodeOptions, ...program], {
    env: {
      ...process.env,
      NODE_ENV: "production",
      PORT: "0",
      DATABASE_URL: "",
      DATA_DIR: folder,
      LOG_LEVEL: "info",
      ...settings,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const exited = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const url = await new Promise<string>((resolve, reject) => {
    function read(chunk: Buffer): void {
      output += chunk;
      const ready = output.match(/ready: http:\/\/localhost:(\d+)/);
      if (ready) resolve(`http://localhost:${ready[1]}`);
    }
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    void exited.then((code) => reject(new Error(`the server stopped with ${code}:\n${output}`)));
  });
  return {
    url,
    process: child,
    printed: () => output,
    stop() {
      child.kill("SIGTERM");
      return exited;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
