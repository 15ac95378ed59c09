import { between, max, sql } from "drizzle-orm";
import { engine, type Queryable, tables, transaction } from "#db/client.server.ts";
import { deriveClearances } from "./clearances.ts";
import { deriveHeld } from "./held-certifications.ts";
import { countWrongRows } from "./rebuilt-rows.ts";
import { deriveStandings } from "./standings.ts";

const { certifications, clearances, people, quizStandings } = tables;

/** How many people's attempts are held in memory at once, and how many rows go in at once. */
const PEOPLE_AT_ONCE = 500;
const ROWS_AT_ONCE = 1000;

/** What came of making a derived table again. */
export type Rebuilt = { name: string; rows: number; wrong: number };

/**
 * Makes the derived tables again from what they derive from: standings from attempts,
 * certifications held from certificates, clearances from who works where, requirements, exceptions,
 * sign-offs and records. Changes nothing when they were right.
 * @returns for each table how many rows it has, and how many were wrong
 */
export async function rebuildDerivedTables(): Promise<Rebuilt[]> {
  return transaction(async (q) => {
    // A submit that runs meanwhile waits here, and is then added to what was rebuilt without it.
    if (engine === "postgres") {
      await q.execute(
        sql`lock table ${quizStandings}, ${certifications}, ${clearances} in exclusive mode`,
      );
    }
    const standings: Rebuilt = { name: "quiz standings", rows: 0, wrong: 0 };
    const held: Rebuilt = { name: "certifications held", rows: 0, wrong: 0 };
    const cleared: Rebuilt = { name: "clearances", rows: 0, wrong: 0 };
    const [newest] = await q.select({ id: max(people.id) }).from(people);
    for (let first = 1; first <= (newest?.id ?? 0); first += PEOPLE_AT_ONCE) {
      const last = first + PEOPLE_AT_ONCE - 1;
      const ids = Array.from({ length: PEOPLE_AT_ONCE }, (_, index) => first + index);
      await replaceRows(standings, {
        found: await takeRows(q, quizStandings, first, last),
        right: await deriveStandings(q, first, last),
        keys: ["personId", "quizId"],
        insert: (rows) => q.insert(quizStandings).values(rows),
      });
      await replaceRows(held, {
        found: await takeRows(q, certifications, first, last),
        right: await deriveHeld(q, first, last),
        keys: ["personId", "certificationId"],
        insert: (rows) => q.insert(certifications).values(rows),
      });
      await replaceRows(cleared, {
        found: await takeRows(q, clearances, first, last),
        right: await deriveClearances(q, ids),
        keys: ["personId", "certificationId"],
        insert: (rows) => q.insert(clearances).values(rows),
      });
    }
    return [standings, held, cleared];
  });
}

/** Takes the rows of the people with ids from `first` to `last` out of a derived table. */
function takeRows(
  q: Queryable,
  table: typeof quizStandings | typeof certifications | typeof clearances,
  first: number,
  last: number,
): Promise<Record<string, unknown>[]> {
  return q
    .delete(table)
    .where(between(table.personId, first, last))
    .returning();
}

type Replacement<Row> = {
  /** What was there, and is taken out. */
  found: readonly Record<string, unknown>[];
  right: readonly Row[];
  /** The columns that name a row. */
  keys: readonly string[];
  insert: (rows: Row[]) => PromiseLike<unknown>;
};

/** Puts the right rows of some people into a derived table, and counts those that were wrong. */
async function replaceRows<Row extends Record<string, unknown>>(
  rebuilt: Rebuilt,
  { found, right, keys, insert }: Replacement<Row>,
): Promise<void> {
  rebuilt.rows += right.length;
  rebuilt.wrong += countWrongRows(found, right, keys);
  for (const rows of inBatches(right)) await insert(rows);
}

function inBatches<Row>(rows: readonly Row[]): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / ROWS_AT_ONCE) }, (_, batch) =>
    rows.slice(batch * ROWS_AT_ONCE, (batch + 1) * ROWS_AT_ONCE),
  );
}
