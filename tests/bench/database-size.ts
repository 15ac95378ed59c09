import type { SqliteSize } from "#tests/support/sqlite-size.ts";
import type { Figure, Part } from "./figures.ts";

/** What attempts have added to a database: the whole file, and each table with its indexes. */
export function figuresOfSize(before: SqliteSize, after: SqliteSize, attempts: number): Figure[] {
  const part: Part = "database";
  const grown = after.tables
    .map(({ name, bytes, rows }) => {
      const earlier = before.tables.find((table) => table.name === name);
      return { name, bytes: bytes - (earlier?.bytes ?? 0), rows: rows - (earlier?.rows ?? 0) };
    })
    .filter(({ bytes }) => bytes > 0)
    .sort((one, other) => other.bytes - one.bytes);
  return [
    {
      part,
      name: "one attempt of 20 items",
      unit: "bytes",
      numbers: { value: (after.bytes - before.bytes) / attempts },
      n: attempts,
    },
    {
      part,
      name: "the same without its sign-in",
      unit: "bytes",
      numbers: {
        value:
          (after.bytes -
            before.bytes -
            (grown.find(({ name }) => name === "sessions")?.bytes ?? 0)) /
          attempts,
      },
      n: attempts,
    },
    ...grown.map(({ name, bytes, rows }) => ({
      part,
      name: `of these, ${name}`,
      unit: "per attempt",
      numbers: { bytes: bytes / attempts, rows: rows / attempts },
    })),
  ] satisfies Figure[];
}
