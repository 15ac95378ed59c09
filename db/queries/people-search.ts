import { type SQL, sql } from "drizzle-orm";
import { sortNameOf } from "#app/core/person-name.ts";
import { tables } from "#db/client.server.ts";

const { people } = tables;

/** Conditions on `people`: every word of what was searched for stands in the name. */
export function matchesName(search = ""): SQL[] {
  return sortNameOf(search)
    .split(" ")
    .filter((word) => word !== "")
    .map((word) => sql`${people.sortName} like ${pattern(word)} escape '\\'`);
}

/** Anything that holds the word; what LIKE would read as a wildcard stands for itself. */
function pattern(word: string): string {
  return `%${word.replace(/[\\%_]/g, "\\$&")}%`;
}
