import { expect, test } from "vitest";
import {
  aMultiple,
  aSingle,
  aTrueFalse,
  choiceId,
  choiceIds,
  inFileOrder,
} from "#tests/support/quiz-files.ts";
import { presentItem, readItemResponse, reviewItem, scoreItem } from "./item-types.ts";

test.each([
  ["right", aSingle(), choiceId("A"), 10_000, undefined],
  ["wrong", aSingle(), choiceId("B"), 0, undefined],
  ["blank", aSingle(), undefined, 0, undefined],
  ["critical and right", aSingle({ critical: true }), choiceId("A"), 10_000, undefined],
  ["critical and wrong", aSingle({ critical: true }), choiceId("B"), 0, "not-fully-right"],
  ["critical and blank", aSingle({ critical: true }), undefined, 0, "blank"],
  [
    "critical and partly right",
    aMultiple({ critical: true }),
    choiceIds("AB"),
    6667,
    "not-fully-right",
  ],
  [
    "critical and all chosen",
    aMultiple({ critical: true }),
    choiceIds("ABCDE"),
    3333,
    "not-fully-right",
  ],
  ["critical and fully right", aMultiple({ critical: true }), choiceIds("ABC"), 10_000, undefined],
  [
    "critical, and a false statement taken for true",
    aTrueFalse({ critical: true, answer: false }),
    "true",
    0,
    "not-fully-right",
  ],
  ["a harmful choice", aSingle({ harmful: "C" }), choiceId("C"), 0, "harmful-choice"],
  ["a harmful choice left alone", aSingle({ harmful: "C" }), undefined, 0, undefined],
  [
    "a harmful choice beside the right ones",
    aMultiple({ harmful: "E" }),
    choiceIds("ABCE"),
    6667,
    "harmful-choice",
  ],
  [
    "critical, and a harmful choice",
    aSingle({ critical: true, harmful: "C" }),
    choiceId("C"),
    0,
    "harmful-choice",
  ],
] as const)("an item that is %s", (_what, item, response, units, criticalFailure) => {
  const given = typeof response === "object" ? [...response] : response;
  expect(scoreItem(item, given)).toEqual(criticalFailure ? { units, criticalFailure } : { units });
});

test("each item is presented, read and reviewed as its own type", () => {
  for (const item of [aSingle(), aMultiple(), aTrueFalse()]) {
    expect(presentItem(item, inFileOrder)).toMatchObject({ type: item.type, id: item.id });
    expect(reviewItem(item, undefined, inFileOrder)).toMatchObject({ type: item.type });
    expect(readItemResponse(item, new FormData(), inFileOrder)).toEqual({ response: undefined });
  }
  const form = new FormData();
  form.append("a-multiple", "choice-b");
  expect(readItemResponse(aMultiple(), form, inFileOrder)).toEqual({ response: ["choice-b"] });
});

test("no presented item has a word of its key, its rationales or its harmful choices", () => {
  const items = [aSingle({ harmful: "C" }), aMultiple({ harmful: "E" }), aTrueFalse()];
  for (const item of items) {
    const sent = JSON.stringify(presentItem(item, inFileOrder));
    expect(sent).not.toMatch(/"(correct|harmful|answer|rationales?|evidence)"/);
    expect(sent).not.toContain("Why");
    expect(sent).not.toContain("What to take from it.");
    // The only "critical" is the item's own, which is announced.
    expect(sent.match(/"critical"/g)).toHaveLength(1);
  }
});
