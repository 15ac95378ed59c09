import type { Figure } from "./figures.ts";
import { signIn } from "./journey.ts";
import { asksFor, measureRequests } from "./pages.ts";
import { MANAGER_EMAIL } from "./people.ts";
import type { MeasuredServer } from "./server-process.ts";
import { newVisitor } from "./visitor.ts";

const REQUESTS = 51;
const WARM_UP = 10;
/** A file of ten thousand lines is no page; fewer are enough. */
const EXPORTS = 9;

/** What a manager asks the board for. The page that is asked for exists, or the last one is shown. */
const BOARDS = [
  ["everybody", "/board"],
  ["filtered by status", "/board?status=expired"],
  ["searched by name", "/board?q=an"],
  ["page 100", "/board?page=100"],
  ["by name, page 100", "/board?sort=name&page=100"],
  ["who may not treat, by site", "/board?status=may-not-treat&group=site"],
] as const;

/** A month ago: longer than a page that is looked at every morning. */
const A_MONTH_AGO = new Date(Date.now() - 30 * 86_400_000).toISOString().slice(0, 10);
const SELDOM = [
  ["as of a past day", `/board?on=${A_MONTH_AGO}`],
  ["what needs me", "/needs"],
  ["coverage", "/coverage"],
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
    for (const [name, path] of SELDOM) {
      const ask = asksFor(manager, path);
      figures.push(await measureRequests(server, "board", name, EXPORTS, ask, 2));
    }
    const ask = asksFor(manager, "/board.csv");
    figures.push(await measureRequests(server, "board", "as a spreadsheet", EXPORTS, ask, 2));
  } finally {
    manager.leave();
  }
  return figures;
}
