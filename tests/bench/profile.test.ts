import { expect, test } from "vitest";
import { sharesOf } from "./profile.ts";

const modules = "file:///srv/needlepoint/node_modules";

function node(id: number, functionName: string, url: string, children: number[] = []) {
  return { id, callFrame: { functionName, url }, children };
}

test("busy time is shared out by where the script comes from, and native calls by their caller", () => {
  const nodes = [
    node(1, "(root)", "", [2, 3, 4, 7]),
    node(2, "(idle)", ""),
    node(3, "(garbage collector)", ""),
    node(4, "loader", "file:///srv/needlepoint/build/server/index.js", [5]),
    node(5, "_prepare", `${modules}/drizzle-orm/sqlite-core/query-builders/select.js`, [6, 9]),
    node(6, "values", `${modules}/drizzle-orm/better-sqlite3/session.js`),
    node(7, "constructor", `${modules}/react-dom/server.js`, [8]),
    node(8, "encodeInto", ""),
    node(9, "push", ""),
  ];
  const samples = [2, 3, 4, 5, 6, 7, 8, 9];
  const timeDeltas = [9_000, 100, 200, 50, 400, 100, 100, 50];
  const profile = { startTime: 500, nodes, samples, timeDeltas };
  const shares = sharesOf(profile, { page: "a page", since: 0, pages: 2 });
  expect(shares.map(({ name, numbers }) => [name.replace("a page: ", ""), numbers["%"]])).toEqual([
    ["SQLite", 40],
    ["Needlepoint itself", 20],
    ["React: rendering", 20],
    ["garbage collection", 10],
    ["Drizzle", 10],
  ]);
  expect(shares[0]?.numbers["ms a page"]).toBe(0.2);
});

test("what was done before the pages were asked for, such as starting, is left out", () => {
  const nodes = [node(1, "(root)", "", [2]), node(2, "start", "file:///srv/build/server/index.js")];
  const profile = { startTime: 1_000, nodes, samples: [2, 2], timeDeltas: [500, 30] };
  const [share] = sharesOf(profile, { page: "a page", since: 1_520, pages: 1 });
  expect(share?.numbers).toEqual({ "%": 100, "ms a page": 0.03 });
});
