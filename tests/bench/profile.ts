import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Figure } from "./figures.ts";

type CallFrame = { functionName: string; url: string };
type ProfileNode = { id: number; callFrame: CallFrame; children?: number[] };
/** As V8 writes it: times in microseconds. */
type CpuProfile = {
  startTime: number;
  nodes: ProfileNode[];
  samples: number[];
  timeDeltas: number[];
};

/** What the time of a server goes into, by the first pattern that a script's address matches. */
const GROUPS: readonly [pattern: RegExp, group: string][] = [
  [/\/react-dom\//, "React: rendering"],
  [/\/react\//, "React: rendering"],
  [/\/@remix-run\/router\//, "Remix: routing"],
  [/\/(@remix-run|react-router)/, "Remix: requests and context"],
  // Drizzle's driver only hands on: what V8 counts for it is the native code that it calls.
  [/\/better-sqlite3\//, "SQLite"],
  [/\/drizzle-orm\//, "Drizzle"],
  [/\/(hono|@hono)\//, "Hono"],
  [/\/pino|sonic-boom|thread-stream/, "logging"],
  [/\/(zod|markdown-it|temporal-polyfill|@js-temporal)/, "parsing, Markdown, calendar"],
  [/\/node_modules\//, "other packages"],
  [/\/build\/server\//, "Needlepoint itself"],
  [/^node:internal\/(deps\/undici|webstreams|url)/, "Node: fetch's requests, headers, streams"],
  [/^node:/, "Node: HTTP, streams, timers"],
];

/** What runs outside of scripts, by the name that V8 gives it. */
const OUTSIDE = new Map([
  ["(garbage collector)", "garbage collection"],
  ["(program)", "native code outside scripts"],
  ["(root)", "native code outside scripts"],
]);

/** The one profile that a server, started with `--cpu-prof --cpu-prof-dir=<folder>`, has left. */
export function readProfile(folder: string): CpuProfile {
  const name = readdirSync(folder).find((each) => each.endsWith(".cpuprofile"));
  if (name === undefined) throw new Error(`There is no profile in ${folder}`);
  return JSON.parse(readFileSync(path.join(folder, name), "utf8")) as CpuProfile;
}

/** What was watched: from when on, as `process.hrtime` counts microseconds, and how many pages. */
type Watched = { page: string; since: number; pages: number };

/**
 * Where the time of the main thread goes: the share of each group in all that was not idle, and what
 * that is for one page. Native functions have no script and count for the one that called them.
 */
export function sharesOf(
  { startTime, nodes, samples, timeDeltas }: CpuProfile,
  { page, since, pages }: Watched,
): Figure[] {
  const groups = groupsOf(nodes);
  const times = new Map<string, number>();
  let busy = 0;
  let at = startTime;
  for (const [index, id] of samples.entries()) {
    const time = timeDeltas[index] ?? 0;
    at += time;
    const group = groups.get(id);
    if (group === undefined || at < since) continue;
    busy += time;
    times.set(group, (times.get(group) ?? 0) + time);
  }
  return [...times]
    .sort(([, one], [, other]) => other - one)
    .map(([name, time]) => ({
      part: "profile",
      name: `${page}: ${name}`,
      unit: "",
      numbers: { "%": (time / busy) * 100, "ms a page": time / 1000 / pages },
      n: pages,
    }));
}

/** The group of each node; idle ones have none. */
function groupsOf(nodes: readonly ProfileNode[]): Map<number, string> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const groups = new Map<number, string>();
  function visit({ id, callFrame, children = [] }: ProfileNode, callerGroup: string): void {
    const group = groupOf(callFrame, callerGroup);
    if (callFrame.functionName !== "(idle)") groups.set(id, group);
    for (const child of children) {
      const node = byId.get(child);
      if (node) visit(node, group);
    }
  }
  const [root] = nodes;
  if (root) visit(root, "native code outside scripts");
  return groups;
}

function groupOf({ functionName, url }: CallFrame, callerGroup: string): string {
  const outside = OUTSIDE.get(functionName);
  if (outside !== undefined) return outside;
  if (url === "") return callerGroup;
  return GROUPS.find(([pattern]) => pattern.test(url))?.[1] ?? "other packages";
}
