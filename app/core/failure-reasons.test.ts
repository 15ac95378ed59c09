import fc from "fast-check";
import { expect, test } from "vitest";
import { reasonsFromText, reasonsToText } from "./failure-reasons.ts";
import { CRITICAL_FAILURES } from "./items/item.ts";
import type { FailureReason } from "./scoring.ts";

const id = fc.stringMatching(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const share = fc.nat({ max: 10_000 });

test("reasons come back from their text as they were, in their order", () => {
  const reason: fc.Arbitrary<FailureReason> = fc.oneof(
    fc.record({ kind: fc.constant("below-passing-score" as const), reached: share, needed: share }),
    fc.record({
      kind: fc.constant("critical-item" as const),
      itemId: id,
      failure: fc.constantFrom(...CRITICAL_FAILURES),
    }),
    fc.record({
      kind: fc.constant("below-section-minimum" as const),
      sectionId: id,
      reached: share,
      needed: share,
    }),
  );
  fc.assert(
    fc.property(fc.array(reason), (reasons) => {
      expect(reasonsFromText(reasonsToText(reasons))).toEqual(reasons);
    }),
  );
});

test("the text is short and plain", () => {
  const reasons: FailureReason[] = [
    { kind: "below-passing-score", reached: 7250, needed: 8000 },
    { kind: "critical-item", itemId: "herpes-in-area", failure: "not-fully-right" },
    { kind: "below-section-minimum", sectionId: "never-today", reached: 5000, needed: 10_000 },
  ];
  expect(reasonsToText(reasons)).toBe(
    "7250<8000; herpes-in-area not-fully-right; never-today 5000<10000",
  );
});

test.each(["below", "herpes-in-area", "herpes-in-area wet", "a b c", "7250<; x blank", "[]"])(
  "what is no reason is refused: %s",
  (text) => {
    expect(() => reasonsFromText(text)).toThrow("is no reason to fail");
  },
);
