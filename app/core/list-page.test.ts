import { expect, test } from "vitest";
import { PEOPLE_PER_PAGE, pageOf } from "./list-page.ts";

test.each([
  { people: 0, wanted: 1, page: 1, pageCount: 1, shown: 0 },
  { people: 50, wanted: 2, page: 1, pageCount: 1, shown: 50 },
  { people: 51, wanted: 2, page: 2, pageCount: 2, shown: 1 },
  { people: 51, wanted: 900, page: 2, pageCount: 2, shown: 1 },
])("page $wanted of $people people is page $page", ({ people, wanted, ...expected }) => {
  expect(PEOPLE_PER_PAGE).toBe(50);
  const { page, pageCount, shown } = pageOf(Array.from({ length: people }), wanted);
  expect({ page, pageCount, shown: shown.length }).toEqual(expected);
});
