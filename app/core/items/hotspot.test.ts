import fc from "fast-check";
import { expect, test } from "vitest";
import { scoreItem } from "#app/core/item-types.ts";
import { aHotspot, backwards, choiceIds, inFileOrder } from "#tests/support/quiz-files.ts";
import { hotspot } from "./hotspot.ts";

function posted(...values: string[]): FormData {
  const form = new FormData();
  for (const value of values) form.append("a-hotspot", value);
  return form;
}

const several = { select: "several", key: "ABC", choices: "ABCDE" } as const;
const anyKey = fc.subarray([..."ABCDE"], { minLength: 1 }).map((letters) => letters.join(""));
const anyLetters = fc.subarray([..."ABCDE"]).map((letters) => letters.join(""));
const anyScoring = fc.constantFrom("net" as const, "exact" as const);

// The table of PRODUCT.md section 3, as for "multiple".
test.each([
  ["ABC", 10_000, 10_000],
  ["AB", 6667, 0],
  ["ABD", 3333, 0],
  ["ABCD", 6667, 0],
  ["ABCDE", 3333, 0],
  ["DE", 0, 0],
  ["", 0, 0],
])('"%s" for the regions A B C earns %i units under net, %i under exact', (letters, net, exact) => {
  const chosen = letters === "" ? undefined : choiceIds(letters);
  expect(hotspot.score(aHotspot({ ...several, scoring: "net" }), chosen)).toBe(net);
  expect(hotspot.score(aHotspot(several), chosen)).toBe(net);
  expect(hotspot.score(aHotspot({ ...several, scoring: "exact" }), chosen)).toBe(exact);
});

test("one region is right or wrong", () => {
  const item = aHotspot({ key: "B" });
  expect(hotspot.score(item, ["choice-b"])).toBe(10_000);
  expect(hotspot.score(item, ["choice-a"])).toBe(0);
  expect(hotspot.score(item, undefined)).toBe(0);
});

test("a score stays within its bounds, and no further wrong region raises it", () => {
  fc.assert(
    fc.property(anyKey, anyLetters, anyScoring, (key, letters, scoring) => {
      const item = aHotspot({ ...several, key, scoring });
      const score = hotspot.score(item, choiceIds(letters));
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(10_000);
      for (const wrong of [..."ABCDE"].filter((each) => !key.includes(each))) {
        const more = choiceIds([...new Set([...letters, wrong])].join(""));
        expect(hotspot.score(item, more)).toBeLessThanOrEqual(score);
      }
      expect(hotspot.score(item, choiceIds(key))).toBe(10_000);
    }),
  );
});

test("a score does not depend on the order of regions, nor on that in which they were chosen", () => {
  const shuffledRegions = fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 });
  const chosenLetters = fc.shuffledSubarray([..."ABCDE"]);
  fc.assert(
    fc.property(anyKey, shuffledRegions, chosenLetters, (key, order, letters) => {
      const item = aHotspot({ ...several, key });
      const regions = order.flatMap((index) => item.regions[index] ?? []);
      const inOrder = choiceIds([...letters].sort().join(""));
      expect(hotspot.score({ ...item, regions }, choiceIds(letters.join("")))).toBe(
        hotspot.score(item, inOrder),
      );
    }),
  );
});

test("a harmful region fails the attempt, whatever the score", () => {
  const item = aHotspot({ ...several, harmful: "E" });
  expect(scoreItem(item, choiceIds("ABCE")).criticalFailure).toBe("harmful-choice");
  expect(scoreItem(item, choiceIds("ABC")).criticalFailure).toBeUndefined();
});

test("what is posted is read into the order of the file", () => {
  const item = aHotspot(several);
  expect(hotspot.readResponse(item, posted("choice-c", "choice-a"))).toEqual({
    response: ["choice-a", "choice-c"],
  });
  expect(hotspot.readResponse(item, posted())).toEqual({ response: undefined });
  expect(hotspot.readResponse(item, posted("choice-z"))).toEqual({
    problem: "Choose from the regions shown.",
  });
});

test("where one region is asked for, two cannot be read", () => {
  const item = aHotspot();
  expect(hotspot.readResponse(item, posted("choice-b"))).toEqual({ response: ["choice-b"] });
  expect(hotspot.readResponse(item, posted("choice-a", "choice-b"))).toEqual({
    problem: "Choose one region only.",
  });
});

test("the fields of a response are read as that response", () => {
  const item = aHotspot(several);
  const response = choiceIds("BD");
  const filled = hotspot.fields(item, response)[item.id] ?? [];
  expect(hotspot.readResponse(item, posted(...filled))).toEqual({ response });
});

test("a presented hotspot holds places and labels, and nothing of the key", () => {
  const item = aHotspot({ harmful: "C" });
  const presented = hotspot.present(item, inFileOrder);
  expect(Object.keys(presented).sort()).toEqual(
    ["critical", "id", "image", "regions", "scoring", "select", "stem", "type"].sort(),
  );
  for (const region of presented.regions) {
    expect(Object.keys(region)).toEqual(["id", "label", "shape", "x", "y", "width", "height"]);
  }
});

test("the order in which regions are shown follows from the picture, or the seed, not the file", () => {
  const item = aHotspot({ choices: "ABCDE" });
  const turned = { ...item, regions: item.regions.toReversed() };
  expect(hotspot.present(turned, inFileOrder)).toEqual(hotspot.present(item, inFileOrder));
  expect(hotspot.present(item, backwards).regions.map(({ id }) => id)).toEqual(choiceIds("EDCBA"));
});

test("the review says of each region what it was, in the order in which it was shown", () => {
  const item = aHotspot({ key: "A", harmful: "C" });
  const reviewed = hotspot.review(item, ["choice-c"], backwards);
  expect(
    reviewed.regions.map(({ id, chosen, correct, harmful }) => [id, chosen, correct, harmful]),
  ).toEqual([
    ["choice-c", true, false, true],
    ["choice-b", false, false, false],
    ["choice-a", false, true, false],
  ]);
  expect(hotspot.review(item, undefined, inFileOrder).isBlank).toBe(true);
});

test.each([
  [
    { key: "" },
    ["regions"],
    'exactly one correct region unless "select" is "several"; this one has 0',
  ],
  [{ key: "AB" }, ["regions"], "this one has 2"],
  [{ key: "", select: "several" as const }, ["regions"], "at least one correct region"],
  [{ scoring: "exact" as const }, ["scoring"], '"scoring" is for several regions'],
  [{ harmful: "A" }, ["regions", 0, "critical"], "both correct and critical"],
])("a hotspot that makes no sense is a fault: %o", (fields, path, message) => {
  expect(hotspot.faults(aHotspot(fields))).toEqual([
    { path, message: expect.stringContaining(message) },
  ]);
});

test("two regions under one name are a fault", () => {
  const item = aHotspot();
  const regions = item.regions.map((region, index) => ({
    ...region,
    ...(index === 1 && { id: "choice-a", label: "Choice A" }),
  }));
  expect(hotspot.faults({ ...item, regions }).map(({ path }) => path)).toEqual([
    ["regions", 1, "id"],
    ["regions", 1, "label"],
  ]);
});

test("a hotspot without faults has none", () => {
  expect(hotspot.faults(aHotspot())).toEqual([]);
  expect(hotspot.faults(aHotspot(several))).toEqual([]);
});
