import { expect, test } from "vitest";
import { readExportRequest } from "./export-filter.ts";

const CHOICES = { siteIds: [3, 4], quizIds: ["side-effects"] };

function read(search: string) {
  return readExportRequest(new URLSearchParams(search), CHOICES);
}

test.each([
  ["", {}, false],
  ["from=&to=&quiz=&site=", {}, false],
  ["bom=1", {}, true],
  ["from=2026-01-01&to=2026-01-01", { from: "2026-01-01", to: "2026-01-01" }, false],
  ["quiz=side-effects&site=4", { quizId: "side-effects", siteId: 4 }, false],
])("%s asks for %j", (search, filter, bom) => {
  expect(read(search)).toEqual({ filter: expect.objectContaining(filter), bom });
});

test.each([
  ["from=2026-02-30", "from"],
  ["to=12.2.2026", "to"],
  ["from=2026-02-02&to=2026-02-01", "to"],
  ["quiz=unknown", "quiz"],
  ["site=5", "site"],
  ["site=all", "site"],
])("%s is refused at %s", (search, field) => {
  expect(read(search)).toMatchObject({ problems: [{ field }] });
});
