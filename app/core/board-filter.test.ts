import { expect, test } from "vitest";
import { type BoardFilter, boardAddress, leavesOut, readBoardFilter } from "./board-filter.ts";

const choices = { siteIds: [1, 2], jobRoleIds: [7], certificationIds: ["operator", "laser"] };
const nothing: BoardFilter = {
  search: "",
  siteId: undefined,
  jobRoleId: undefined,
  status: undefined,
  certificationId: undefined,
  sort: "action",
  group: undefined,
  on: undefined,
  page: 1,
};

function read(query: string): BoardFilter {
  return readBoardFilter(new URLSearchParams(query), choices);
}

test("an address and a filter say the same", () => {
  const address =
    "/board?q=anna+o&site=2&job=7&status=expired&certification=laser&sort=name&page=3";
  const filter = read(address.slice("/board?".length));
  expect(filter).toEqual({
    search: "anna o",
    siteId: 2,
    jobRoleId: 7,
    status: "expired",
    certificationId: "laser",
    sort: "name",
    group: undefined,
    on: undefined,
    page: 3,
  });
  expect(boardAddress(filter)).toBe(address);
  const grouped = "/board?status=may-not-treat&group=site&on=2026-11-30";
  const past = { ...choices, on: "2026-11-30" };
  const given = new URLSearchParams(grouped.slice("/board?".length));
  expect(boardAddress(readBoardFilter(given, past))).toBe(grouped);
});

test("defaults do not stand in the address", () => {
  expect(boardAddress(nothing)).toBe("/board");
  expect(boardAddress(nothing, "/board.csv")).toBe("/board.csv");
});

test.each([
  "site=3",
  "site=1x",
  "site=-1",
  "site=1e0",
  "job=8",
  "status=certified",
  "status=",
  "status=toString",
  "certification=unknown",
  "sort=salary",
  "group=job",
  "on=2026-11-30",
  "page=0",
  "page=-2",
  "page=abc",
  "page=99999999999",
  "q=",
  "q=+++",
  "other=1",
])("%s is calmly ignored", (query) => {
  expect(read(query)).toEqual(nothing);
});

test("a search is no longer than any name", () => {
  expect(read(`q=${"x".repeat(5000)}`).search).toHaveLength(100);
});

test.each([
  ["q=anna", true],
  ["site=1", true],
  ["job=7", true],
  ["status=none", true],
  ["certification=laser&sort=name&page=2", false],
])("%s leaves somebody out: %s", (query, expected) => {
  expect(leavesOut(read(query))).toBe(expected);
});
