import { expect, test } from "vitest";
import { movedBy, orderOf, placeIn } from "./step-order.ts";

function placesOf(places: Record<string, string>) {
  return (letter: string) => places[letter] ?? "";
}

test.each([
  ["every place is taken", { A: "2", B: "3", C: "1" }, ["C", "A", "B"]],
  ["one is not placed", { A: "2", C: "1" }, ["C", "A"]],
  ["a place is left out", { A: "3", B: "1" }, ["B", "A"]],
  ["there are more than nine", { A: "10", B: "9" }, ["B", "A"]],
  ["nothing is placed", {}, []],
  ["two have one place", { A: "1", B: "1" }, undefined],
])("the order of letters by place where %s", (_case, places, order) => {
  expect(orderOf(["A", "B", "C"], placesOf(places))).toEqual(order);
});

test("a letter's place counts from 1, and is empty for one that is not there", () => {
  expect(["B", "A", "C"].map((letter) => placeIn(["B", "A"], letter))).toEqual(["1", "2", ""]);
});

test.each([
  ["B", -1, "BAC"],
  ["B", 1, "ACB"],
  ["A", -1, "ABC"],
  ["C", 1, "ABC"],
  ["Z", 1, "ABC"],
] as const)("%s moved by %i in ABC gives %s", (letter, by, moved) => {
  expect(movedBy(["A", "B", "C"], letter, by).join("")).toBe(moved);
});
