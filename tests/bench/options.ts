import { parseArgs } from "node:util";
import { LARGE_PARTS, PARTS, type Part } from "./figures.ts";

export type BenchOptions = {
  parts: ReadonlySet<Part>;
  clients: number;
  attempts: number;
  seconds: number;
  requests: number;
  staff: number;
  history: number;
  json: string;
  dataDir?: string;
  databaseUrl?: string;
  /** How many of the last days are exported; all when left out. */
  exportDays?: number;
};

export const USAGE = `npm run bench [-- options]

  --only ${PARTS.join(",")}
                     what to measure; everything but profile unless given
  --clients 20       who take quizzes at the same time
  --attempts 400     how many attempts they make
  --seconds 120      after which no further attempt is begun
  --requests 500     how often each page is asked for, one after the other
  --staff 10000      people on the board
  --history 100000   their submitted attempts
  --data-dir folder  keeps the people and their history there, and takes them from there next time
  --database-url postgres://...
                     keeps them there instead, in a database that is empty at first; for board,
                     person, statistics, export and rebuild, which --only has to choose from
  --export-days 31   exports the attempts of so many last days; of all days unless given
  --json file        where the figures are written (build/bench.json; - for standard output)`;

/** A command line that cannot be understood. */
export class BadOption extends Error {}

/**
 * Reads the command line.
 * @throws BadOption with a sentence about what is wrong
 */
export function readOptions(args: readonly string[]): BenchOptions {
  const text = { type: "string" } as const;
  const { values } = parse(() =>
    parseArgs({
      args: [...args],
      options: {
        only: text,
        clients: text,
        attempts: text,
        seconds: text,
        requests: text,
        staff: text,
        history: text,
        json: text,
        "data-dir": text,
        "database-url": text,
        "export-days": text,
      },
    }),
  );
  const days = values["export-days"];
  return {
    parts: partsFor(values["database-url"], partsIn(values.only)),
    clients: wholeNumber("clients", values.clients ?? "20", 1, 500),
    attempts: wholeNumber("attempts", values.attempts ?? "400", 1, 100_000),
    seconds: wholeNumber("seconds", values.seconds ?? "120", 1, 3_600),
    requests: wholeNumber("requests", values.requests ?? "500", 10, 100_000),
    staff: wholeNumber("staff", values.staff ?? "10000", 100, 1_000_000),
    history: wholeNumber("history", values.history ?? "100000", 0, 10_000_000),
    json: values.json ?? "build/bench.json",
    dataDir: values["data-dir"],
    databaseUrl: values["database-url"],
    exportDays: days === undefined ? undefined : wholeNumber("export-days", days, 1, 10_000),
  };
}

function parse<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (reason) {
    throw new BadOption(reason instanceof Error ? reason.message : String(reason));
  }
}

function partsIn(only: string | undefined): Set<Part> {
  if (only === undefined) return new Set(PARTS.filter((part) => part !== "profile"));
  const names = only.split(",").filter((name) => name !== "");
  const unknown = names.find((name) => !PARTS.some((part) => part === name));
  if (unknown !== undefined || names.length === 0) {
    throw new BadOption(`--only knows ${PARTS.join(", ")}; it was given "${unknown ?? ""}".`);
  }
  return new Set(PARTS.filter((part) => names.includes(part)));
}

/** The other parts measure databases that are made for them, which are SQLite's. */
function partsFor(databaseUrl: string | undefined, parts: Set<Part>): Set<Part> {
  if (databaseUrl === undefined) return parts;
  if (!/^postgres(ql)?:\/\//.test(databaseUrl)) {
    throw new BadOption(`--database-url starts with "postgres://"; it was "${databaseUrl}".`);
  }
  const other = [...parts].find((part) => !LARGE_PARTS.includes(part));
  if (other === undefined) return parts;
  throw new BadOption(
    `With --database-url, --only chooses from ${LARGE_PARTS.join(", ")}; "${other}" is measured on SQLite alone.`,
  );
}

function wholeNumber(name: string, given: string, from: number, to: number): number {
  const number = Number(given);
  if (!/^\d+$/.test(given) || number < from || number > to) {
    throw new BadOption(`--${name} is a whole number from ${from} to ${to}; it was "${given}".`);
  }
  return number;
}
