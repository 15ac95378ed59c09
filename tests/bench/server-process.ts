import { readdirSync, readFileSync } from "node:fs";
import { startOwnServer } from "#tests/support/own-server.ts";

export type MeasuredServer = {
  url: string;
  /** Seconds of CPU it has used so far, on all its threads; undefined without /proc. */
  cpuSeconds: () => number | undefined;
  /** The same of a database of its own, where it runs on this machine. */
  databaseCpuSeconds: () => number | undefined;
  /** Bytes of memory it holds now; undefined without /proc. */
  residentBytes: () => number | undefined;
  stop: () => Promise<number | null>;
};

export type ServerOptions = {
  settings?: Record<string, string>;
  /** For the Node that it runs on. */
  nodeOptions?: readonly string[];
  /** The process that all others of the database come from, where it runs on this machine. */
  databasePid?: number;
};

/** The built server as it runs in production, on a data folder of its own. */
export async function startMeasuredServer(
  dataFolder: string,
  { settings = {}, nodeOptions = [], databasePid }: ServerOptions,
): Promise<MeasuredServer> {
  const server = await startOwnServer(
    { DATA_DIR: dataFolder, LOG_LEVEL: "warn", DEMO: "off", ...settings },
    nodeOptions,
  );
  const { pid } = server.process;
  return {
    url: server.url,
    cpuSeconds: () => readStat(Number(pid))?.own,
    databaseCpuSeconds: () => (databasePid === undefined ? undefined : familySeconds(databasePid)),
    residentBytes: () => residentBytesOf(Number(pid)),
    stop: server.stop,
  };
}

/** Of every Linux that Node runs on. */
const TICKS_A_SECOND = 100;

type Stat = {
  parent: number;
  /** Seconds of CPU of the process, and of its children that have ended. */
  own: number;
  ended: number;
};

function readStat(pid: number): Stat | undefined {
  const stat = readProc(`${pid}/stat`);
  // The second field is the name of the program in brackets, and may hold anything.
  const fields = stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
  if (!fields) return undefined;
  const seconds = (from: number) =>
    (Number(fields[from]) + Number(fields[from + 1])) / TICKS_A_SECOND;
  return { parent: Number(fields[1]), own: seconds(11), ended: seconds(13) };
}

/** Seconds of CPU of a process, of its children that run and of those that have ended. */
function familySeconds(pid: number): number | undefined {
  const head = readStat(pid);
  if (!head) return undefined;
  const children = readdirSync("/proc").flatMap((name) => {
    const stat = /^\d+$/.test(name) ? readStat(Number(name)) : undefined;
    return stat?.parent === pid ? stat.own : [];
  });
  return head.own + head.ended + children.reduce((sum, seconds) => sum + seconds, 0);
}

/** The process that started another one. */
export function parentOf(pid: number): number | undefined {
  return readStat(pid)?.parent;
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
