import { setTimeout as sleep } from "node:timers/promises";
import type { LargeFacts } from "#tests/support/large-facts.ts";
import { measureBoard } from "./board.ts";
import { measureExports } from "./export.ts";
import type { Figure } from "./figures.ts";
import type { BenchOptions } from "./options.ts";
import { measurePeople } from "./person.ts";
import { doing, withServer } from "./running.ts";
import type { MeasuredServer } from "./server-process.ts";
import { measureStatistics } from "./statistics.ts";
import { readFromTool, runTool } from "./tool.ts";

/** Where those people are: in a folder's SQLite database, or in PostgreSQL. */
type Place = { DATA_DIR: string; DATABASE_URL: string };

/**
 * What a manager of every site sees of them, and what leaves as a file.
 * @param folder for a database that is thrown away
 */
export async function measureLarge(folder: string, options: BenchOptions): Promise<Figure[]> {
  const { parts, dataDir, databaseUrl } = options;
  const place: Place = { DATA_DIR: dataDir ?? folder, DATABASE_URL: databaseUrl ?? "" };
  const figures: Figure[] = await fill(place, options);
  const facts = readFacts(place);
  figures.push(...figuresOf(facts));
  const measured = async (work: (server: MeasuredServer) => Promise<Figure[]>) => {
    const onServer = async (server: MeasuredServer) => {
      await doing("What is due by the clock", () => settle(server));
      return work(server);
    };
    const { DATA_DIR, ...settings } = place;
    figures.push(...(await withServer(DATA_DIR, onServer, { settings, databasePid: facts.pid })));
  };
  await measured(async (server) => [
    ...(parts.has("board") ? await doing("The board", () => measureBoard(server)) : []),
    ...(parts.has("person") ? await doing("People", () => measurePeople(server, facts)) : []),
    ...(parts.has("statistics")
      ? await doing("The statistics", () => measureStatistics(server))
      : []),
  ]);
  if (parts.has("export")) {
    await measured((server) => doing("Exports", () => measureExports(server, facts, options)));
  }
  if (parts.has("rebuild")) figures.push(await doing("Counting again", () => recount(place)));
  return figures;
}

/** Sees to it that there are people, and a manager who can sign in. */
async function fill(place: Place, { staff, history }: BenchOptions): Promise<Figure[]> {
  const prepare = () => runTool("tests/bench/seed-people.ts", ["0"], place);
  if (readFacts(place).attempts > 0) {
    await prepare();
    return [];
  }
  const name = `making ${staff} people and ${history} attempts`;
  const since = performance.now();
  await doing(name, () =>
    runTool("db/seed.ts", ["--staff", `${staff}`, "--attempts", `${history}`], place),
  );
  const value = (performance.now() - since) / 1000;
  await prepare();
  return [{ part: "board", name, unit: "s", numbers: { value } }];
}

function readFacts(place: Place): LargeFacts {
  return JSON.parse(readFromTool("tests/support/large-facts.ts", [], place, "")) as LargeFacts;
}

function figuresOf({ people, attempts, certificates, bytes, statistics }: LargeFacts): Figure[] {
  const counts = { rows: statistics.rows, kB: statistics.bytes / 1e3 };
  return [
    {
      part: "board",
      name: "database",
      unit: "",
      numbers: { people, attempts, certificates, MB: bytes / 1e6 },
    },
    { part: "statistics", name: "counts", unit: "", numbers: counts },
  ];
}

const SETTLED_SHARE = 0.05;
const LOOK_EVERY_MS = 1_000;
const MOST_LOOKS = 300;

/** Waits until a server that has just started has done what was due: it tells everybody. */
async function settle(server: MeasuredServer): Promise<void> {
  let before = busySeconds(server);
  for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
    await sleep(LOOK_EVERY_MS);
    const after = busySeconds(server);
    if ((after - before) * 1000 < SETTLED_SHARE * LOOK_EVERY_MS) return;
    before = after;
  }
}

function busySeconds({ cpuSeconds, databaseCpuSeconds }: MeasuredServer): number {
  return (cpuSeconds() ?? 0) + (databaseCpuSeconds() ?? 0);
}

/** How long it takes to count every attempt again, the start of the tool included. */
async function recount(place: Place): Promise<Figure> {
  const since = performance.now();
  await runTool("db/rebuild-statistics.ts", [], place);
  const value = (performance.now() - since) / 1000;
  return { part: "rebuild", name: "counting all attempts again", unit: "s", numbers: { value } };
}
