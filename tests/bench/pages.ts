import type { BareReactCost } from "./bare-react.ts";
import { type Figure, median, type Part, percentile } from "./figures.ts";
import type { MeasuredServer } from "./server-process.ts";
import { readFromTool } from "./tool.ts";
import type { Visitor } from "./visitor.ts";

const ROUNDS = 3;
/** After so many requests V8 has compiled what a page needs. */
export const WARM_UP = 300;

/**
 * What a page costs: asks for it again and again, one request after the other, so that nobody
 * waits for anybody. CPU is what the whole server uses meanwhile, all its threads included, and
 * beside it what its database uses where that is another process.
 * @param request anything that asks the server once and throws unless it was answered well
 * @param warmUp how many requests come before, uncounted
 */
export async function measureRequests(
  server: MeasuredServer,
  part: Part,
  name: string,
  requests: number,
  request: () => Promise<{ ms: number }>,
  warmUp = WARM_UP,
): Promise<Figure> {
  const perRound = Math.max(1, Math.round(requests / ROUNDS));
  for (let done = 0; done < warmUp; done += 1) await request();
  const durations: number[] = [];
  const clocks = { CPU: server.cpuSeconds, "CPU of the database": server.databaseCpuSeconds };
  const cpu = new Map<string, number[]>();
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = Object.entries(clocks).map(([clock, read]) => ({ clock, read, at: read() }));
    for (let done = 0; done < perRound; done += 1) durations.push((await request()).ms);
    for (const { clock, read, at } of before) {
      const used = (Number(read()) - Number(at)) * 1000;
      if (at !== undefined) cpu.set(clock, [...(cpu.get(clock) ?? []), used / perRound]);
    }
  }
  const numbers = {
    ...Object.fromEntries([...cpu].map(([clock, ms]) => [clock, median(ms)])),
    p50: percentile(durations, 0.5),
    p99: percentile(durations, 0.99),
  };
  return { part, name, unit: "ms", numbers, n: durations.length };
}

/** Asks for one path, as often as it is called. */
export function asksFor(visitor: Visitor, path: string): () => Promise<{ ms: number }> {
  return async () => {
    const answer = await visitor.get(path);
    if (answer.status !== 200) throw new Error(`${path} was answered with ${answer.status}`);
    return answer;
  };
}

/**
 * How far a page is from the limit: the same markup, rendered by React and nothing else.
 * @param pageCpuMs what the page costs on the server
 */
export function compareWithBareReact(
  page: string,
  html: string,
  pageCpuMs: number | undefined,
): Figure[] {
  const printed = readFromTool(
    "tests/bench/bare-react.ts",
    ["5", "400"],
    { NODE_ENV: "production" },
    html,
  );
  const { stringMs, streamMs } = JSON.parse(printed) as BareReactCost;
  const part = "limit";
  const figures: Figure[] = [
    {
      part,
      name: `markup of ${page}, by bare React`,
      unit: "ms of CPU",
      numbers: { "to a string": stringMs, "to a stream": streamMs },
    },
  ];
  if (pageCpuMs === undefined) return figures;
  const numbers = { "to a string": pageCpuMs / stringMs, "to a stream": pageCpuMs / streamMs };
  return [...figures, { part, name: `${page} / bare React`, unit: "times", numbers }];
}
