import { readFileSync } from "node:fs";
import { startOwnServer } from "#tests/support/own-server.ts";

export type MeasuredServer = {
  url: string;
  /** Seconds of CPU it has used so far, on all its threads; undefined without /proc. */
  cpuSeconds: () => number | undefined;
  /** Bytes of memory it holds now; undefined without /proc. */
  residentBytes: () => number | undefined;
  stop: () => Promise<number | null>;
};

/**
 * The built server as it runs in production, on a data folder of its own.
 * @param nodeOptions for the Node that it runs on
 */
export async function startMeasuredServer(
  dataFolder: string,
  nodeOptions: readonly string[] = [],
  furtherSettings: Record<string, string> = {},
): Promise<MeasuredServer> {
  const settings = { DATA_DIR: dataFolder, LOG_LEVEL: "warn", DEMO: "off", ...furtherSettings };
  const server = await startOwnServer(settings, nodeOptions);
  const { pid } = server.process;
  return {
    url: server.url,
    cpuSeconds: () => cpuSecondsOf(Number(pid)),
    residentBytes: () => residentBytesOf(Number(pid)),
    stop: server.stop,
  };
}

/** Of every Linux that Node runs on. */
const TICKS_A_SECOND = 100;

function cpuSecondsOf(pid: number): number | undefined {
  const stat = readProc(`${pid}/stat`);
  // The second field is the name of the program in brackets, and may hold anything.
  const fields = stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
  if (!fields) return undefined;
  const [userTicks, systemTicks] = [Number(fields[11]), Number(fields[12])];
  return (userTicks + systemTicks) / TICKS_A_SECOND;
}

function residentBytesOf(pid: number): number | undefined {
  const kilobytes = readProc(`${pid}/status`)?.match(/^VmRSS:\s+(\d+) kB$/m)?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
}

function readProc(name: string): string | undefined {
  try {
    return readFileSync(`/proc/${name}`, "utf8");
  } catch {
    return undefined;
  }
}
