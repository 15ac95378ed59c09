import type { Figure } from "./figures.ts";
import { signIn } from "./journey.ts";
import { asksFor, measureRequests } from "./pages.ts";
import { A_MONTH_AGO, MANAGER_EMAIL } from "./people.ts";
import type { MeasuredServer } from "./server-process.ts";
import { newVisitor } from "./visitor.ts";

const REQUESTS = 51;
const WARM_UP = 10;
/** Of what takes long, fewer are enough. */
const FEW = 9;

/** What a manager asks the board for. The page that is asked for exists, or the last one is shown. */
const BOARDS = [
  ["everybody", "/board"],
  ["filtered by status", "/board?status=expired"],
  ["searched by name", "/board?q=an"],
  ["page 100", "/board?page=100"],
  ["by name, page 100", "/board?sort=name&page=100"],
  ["who may not treat, by site", "/board?status=may-not-treat&group=site"],
] as const;

/** Fewer than of a page that is looked at every morning. */
const SELDOM = [
  ["as of a past day", `/board?on=${A_MONTH_AGO}`],
  ["as of a past day, filtered", `/board?on=${A_MONTH_AGO}&status=expired&group=site`],
  ["what needs me", "/needs"],
  ["coverage", "/coverage"],
  ["requirements", "/requirements"],
  ["sheets for the front desk, one site", "/board/print?site=1"],
  ["sheets for the front desk, every site", "/board/print"],
] as const;
const FILES = [
  ["as a spreadsheet", "/board.csv"],
  ["as a spreadsheet, as of a past day", `/board.csv?on=${A_MONTH_AGO}`],
] as const;

/** The board of a manager of every site. */
export async function measureBoard(server: MeasuredServer): Promise<Figure[]> {
  const manager = newVisitor(server.url);
  const figures: Figure[] = [];
  try {
    await signIn(manager, MANAGER_EMAIL, () => {});
    for (const [name, path] of BOARDS) {
      const ask = asksFor(manager, path);
      figures.push(await measureRequests(server, "board", name, REQUESTS, ask, WARM_UP));
    }
    for (const [name, path] of [...SELDOM, ...FILES]) {
      const ask = asksFor(manager, path);
      figures.push(await measureRequests(server, "board", name, FEW, ask, 2));
    }
  } finally {
    manager.leave();
  }
  return figures;
}
