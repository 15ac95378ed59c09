import type { LargeFacts } from "#tests/support/large-facts.ts";
import type { Figure } from "./figures.ts";
import { signIn } from "./journey.ts";
import { asksFor, measureRequests } from "./pages.ts";
import { A_MONTH_AGO, MANAGER_EMAIL } from "./people.ts";
import type { MeasuredServer } from "./server-process.ts";
import { newVisitor } from "./visitor.ts";

const REQUESTS = 51;
const WARM_UP = 10;

/** The page of one person, to a manager of every site. */
export async function measurePeople(
  server: MeasuredServer,
  { typical, busiest }: Pick<LargeFacts, "typical" | "busiest">,
): Promise<Figure[]> {
  const manager = newVisitor(server.url);
  const figures: Figure[] = [];
  try {
    await signIn(manager, MANAGER_EMAIL, () => {});
    for (const [who, { personId, attempts }] of [
      ["typical", typical],
      ["longest history", busiest],
    ] as const) {
      const name = `${who}, ${attempts} attempts`;
      for (const [when, path] of [
        [name, `/people/${personId}`],
        [`${name}, as of a past day`, `/people/${personId}?on=${A_MONTH_AGO}`],
      ] as const) {
        const ask = asksFor(manager, path);
        figures.push(await measureRequests(server, "person", when, REQUESTS, ask, WARM_UP));
      }
    }
  } finally {
    manager.leave();
  }
  return figures;
}
