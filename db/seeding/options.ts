import { isCalendarDay } from "#app/core/calendar.ts";
import { nearestWord } from "#app/core/spelling.ts";

export type SeedOptions = {
  staff: number;
  attempts: number;
  sites: number;
  seed: number;
  /** How many of the newest attempts keep their item responses; all of them when left out. */
  responses?: number;
  /** The day after the last of the history, "2026-11-22"; today when left out. */
  today?: string;
};

/** What the command line asks for. */
export type SeedRequest = SeedOptions | { help: true } | { problem: string };

/** No more attempts a person than there is room for in the three years. */
const MOST_ATTEMPTS_EACH = 1_000;

const WHOLE_NUMBERS = {
  staff: { from: 1, to: 1_000_000 },
  attempts: { from: 0, to: 100_000_000 },
  sites: { from: 1, to: 10_000 },
  seed: { from: 0, to: 2_147_483_647 },
  responses: { from: 0, to: 100_000_000 },
} as const;
const NAMES = [...Object.keys(WHOLE_NUMBERS), "today"];

export const SEED_USAGE = `Fills a new database with staff and their history, for measuring.

  npm run db:seed -- --staff 10000 --attempts 1000000

  --staff N       how many people there are (needed)
  --attempts N    how many attempts they have submitted in three years (needed)
  --sites N       how many sites they work at; 20 when left out
  --seed N        the same seed gives the same rows; 1 when left out
  --responses N   keep item responses of the newest N attempts only; of all when left out
  --today DAY     the day on which the history ends, like 2026-11-22; today when left out

The database is the one of DATA_DIR or DATABASE_URL, and must be new.`;

/** Reads the arguments after the name of the command: "--name value" or "--name=value". */
export function readSeedOptions(args: readonly string[]): SeedRequest {
  if (args.includes("--help") || args.includes("-h")) return { help: true };
  const given: Record<string, string> = {};
  const rest = [...args];
  while (rest.length > 0) {
    const [option = "", inline] = (rest.shift() ?? "").split(/=(.*)/s);
    const name = option.replace(/^--/, "");
    if (!option.startsWith("--")) return { problem: `"${option}" does not belong to any option.` };
    if (!NAMES.includes(name)) {
      const nearest = nearestWord(name, NAMES);
      const hint = nearest === undefined ? "" : ` Did you mean --${nearest}?`;
      return { problem: `There is no option ${option}.${hint}` };
    }
    const value = inline ?? rest.shift();
    if (value === undefined || value.startsWith("--")) {
      return { problem: `${option} needs a value after it.` };
    }
    given[name] = value;
  }
  return checked(given);
}

function checked(given: Record<string, string>): SeedOptions | { problem: string } {
  const numbers: Partial<Record<keyof typeof WHOLE_NUMBERS, number>> = {};
  for (const [name, { from, to }] of Object.entries(WHOLE_NUMBERS)) {
    const text = given[name];
    if (text === undefined) continue;
    const number = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
    if (!(number >= from && number <= to)) {
      return {
        problem: `--${name} is "${text}"; it must be a whole number from ${from} to ${to}.`,
      };
    }
    numbers[name as keyof typeof WHOLE_NUMBERS] = number;
  }
  const { staff, attempts, sites = 20, seed = 1, responses } = numbers;
  const { today } = given;
  if (staff === undefined) return { problem: "--staff is missing: how many people there are." };
  if (attempts === undefined) {
    return { problem: "--attempts is missing: how many attempts they have submitted." };
  }
  if (attempts > staff * MOST_ATTEMPTS_EACH) {
    return {
      problem: `--attempts is "${attempts}"; ${staff} people can have at most ${staff * MOST_ATTEMPTS_EACH}.`,
    };
  }
  if (today !== undefined && !isCalendarDay(today)) {
    return { problem: `--today is "${today}"; it must be a date like 2026-11-22.` };
  }
  return { staff, attempts, sites, seed, responses, today };
}
