import { request } from "node:http";
import type { Busy, LargeFacts } from "#tests/support/large-facts.ts";
import type { Figure } from "./figures.ts";
import { signIn } from "./journey.ts";
import type { BenchOptions } from "./options.ts";
import { MANAGER_EMAIL } from "./people.ts";
import type { MeasuredServer } from "./server-process.ts";
import { newVisitor } from "./visitor.ts";

const SAMPLE_EVERY_MS = 50;
const NEW_LINE = "\n".charCodeAt(0);
/** Ordinary work first: a server that has served nothing yet grows with whatever it does first. */
const PAGES_BEFORE = 100;

const DAY_MS = 86_400_000;

/** What leaves as a file: how long it takes, and how much memory the server takes for it. */
export async function measureExports(
  server: MeasuredServer,
  { busiest }: Pick<LargeFacts, "busiest">,
  { exportDays }: Pick<BenchOptions, "exportDays">,
): Promise<Figure[]> {
  const manager = newVisitor(server.url);
  const figures: Figure[] = [];
  const some = exportDays === undefined ? "" : `?from=${daysAgo(exportDays)}`;
  const of = exportDays === undefined ? "" : ` of ${exportDays} days`;
  try {
    await signIn(manager, MANAGER_EMAIL, () => {});
    for (let page = 1; page <= PAGES_BEFORE; page += 1) await manager.get(`/board?page=${page}`);
    await manager.get("/board.csv");
    for (const [name, path] of [
      [`evidence about one person, ${busiest.attempts} attempts`, evidenceOf(busiest)],
      [`attempts${of}, all responses`, `/exports/attempts.csv${some}`],
    ] as const) {
      figures.push(await measureDownload(server, manager.cookies(), name, path));
    }
  } finally {
    manager.leave();
  }
  return figures;
}

function evidenceOf({ personId }: Busy): string {
  return `/people/${personId}/evidence.zip`;
}

function daysAgo(days: number): string {
  return new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10);
}

async function measureDownload(
  server: MeasuredServer,
  cookies: string,
  name: string,
  path: string,
): Promise<Figure> {
  const before = server.residentBytes() ?? 0;
  const cpuBefore = server.cpuSeconds() ?? 0;
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, server.residentBytes() ?? 0);
  }, SAMPLE_EVERY_MS);
  const since = performance.now();
  try {
    const { bytes, lines } = await countedDownload(new URL(path, server.url), cookies);
    const s = (performance.now() - since) / 1000;
    const numbers = {
      ...{ s, "CPU, s": (server.cpuSeconds() ?? 0) - cpuBefore, MB: bytes / 1e6, lines },
      ...{ "memory before, MB": before / 1e6, "growth, MB": (most - before) / 1e6 },
    };
    return { part: "export", name, unit: "", numbers };
  } finally {
    clearInterval(watch);
  }
}

/** Takes a download as it comes, and keeps nothing of it. */
function countedDownload(url: URL, cookies: string): Promise<{ bytes: number; lines: number }> {
  return new Promise((resolve, reject) => {
    let [bytes, lines] = [0, 0];
    request(url, { headers: { Cookie: cookies } }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${url.pathname}: ${response.statusCode}`));
      response.on("data", (part: Buffer) => {
        bytes += part.length;
        for (const byte of part) if (byte === NEW_LINE) lines += 1;
      });
      response.once("end", () => resolve({ bytes, lines }));
      response.once("error", reject);
    })
      .once("error", reject)
      .end();
  });
}
