import type { Figure } from "./figures.ts";
import { signIn } from "./journey.ts";
import { asksFor, measureRequests } from "./pages.ts";
import { MANAGER_EMAIL } from "./people.ts";
import type { MeasuredServer } from "./server-process.ts";
import { newVisitor } from "./visitor.ts";

const REQUESTS = 51;
const WARM_UP = 10;

const PAGES = [
  ["all quizzes", "/statistics"],
  ["a quiz, first attempts", "/statistics/contraindications"],
  ["a quiz, all attempts", "/statistics/contraindications?sample=all"],
  ["a quiz with typed responses, all attempts", "/statistics/treatment-protocol?sample=all"],
  ["a quiz as a spreadsheet", "/statistics/contraindications.csv?sample=all"],
] as const;

/** The statistics of everything that was ever submitted, to a manager of every site. */
export async function measureStatistics(server: MeasuredServer): Promise<Figure[]> {
  const manager = newVisitor(server.url);
  const figures: Figure[] = [];
  try {
    await signIn(manager, MANAGER_EMAIL, () => {});
    for (const [name, path] of PAGES) {
      const ask = asksFor(manager, path);
      figures.push(await measureRequests(server, "statistics", name, REQUESTS, ask, WARM_UP));
    }
  } finally {
    manager.leave();
  }
  return figures;
}
