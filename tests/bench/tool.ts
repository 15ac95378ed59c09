import { execFileSync, spawn } from "node:child_process";

/** Runs a TypeScript file by itself to its end; what it says goes to standard error. */
export async function runTool(
  file: string,
  args: readonly string[],
  settings: Record<string, string>,
): Promise<void> {
  const child = spawn(process.execPath, ["--import", "tsx", file, ...args], {
    env: { ...process.env, DATABASE_URL: "", LOG_LEVEL: "warn", ...settings },
    stdio: ["ignore", process.stderr, process.stderr],
  });
  const code = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", resolve);
  });
  if (code !== 0) throw new Error(`${file} ended with ${code}`);
}

/** Runs a TypeScript file with this on its standard input, and gives what it prints. */
export function readFromTool(
  file: string,
  args: readonly string[],
  settings: Record<string, string>,
  input: string,
): string {
  return execFileSync(process.execPath, ["--import", "tsx", file, ...args], {
    env: { ...process.env, ...settings },
    input,
    encoding: "utf8",
    stdio: ["pipe", "pipe", "inherit"],
  });
}
