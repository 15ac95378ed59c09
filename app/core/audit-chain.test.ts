import { expect, test } from "vitest";
import {
  type ChainState,
  chainedText,
  chainInWords,
  isWhole,
  readNotedHash,
} from "./audit-chain.ts";

const ENTRY = {
  id: 7,
  at: new Date("2026-11-22T10:42:07.123Z"),
  actorId: 3,
  action: "attempt.submitted",
  subjectId: null,
  detail: { quizId: "side-effects", passed: true },
};

test("the text of an entry holds everything in it, whatever order it comes in", () => {
  const { detail, ...rest } = ENTRY;
  const turned = { detail: { passed: true, quizId: "side-effects" }, ...rest };
  expect(chainedText(ENTRY)).toBe(
    '{"action":"attempt.submitted","actorId":3,"at":1795344127123,"detail":{"passed":true,"quizId":"side-effects"},"id":7,"subjectId":null}',
  );
  expect(chainedText(turned)).toBe(chainedText(ENTRY));
});

test.each([
  { id: 8 },
  { at: new Date("2026-11-22T10:42:07.124Z") },
  { actorId: null },
  { action: "attempt.started" },
  { subjectId: 3 },
  { detail: { quizId: "side-effects", passed: false } },
])("another %j is another text", (change) => {
  expect(chainedText({ ...ENTRY, ...change })).not.toBe(chainedText(ENTRY));
});

const WHOLE: ChainState = { entries: 12_345, olderThanChain: 0 };

test.each<[Partial<ChainState>, boolean, string]>([
  [{}, true, "All 12,345 entries are as they were written."],
  [{ entries: 1 }, true, "The one entry is as it was written."],
  [{ entries: 0 }, true, "There are no entries."],
  [{ noted: { foundAt: 12 } }, true, "The hash that was noted down is that of entry 12."],
  [{ noted: {} }, false, "entries were removed from the end"],
  [{ broken: { id: 5, fault: "changed" } }, false, "Entry 5 was changed"],
  [{ broken: { id: 5, fault: "missing" } }, false, "Entry 5 is missing."],
  [{ broken: { id: 5, fault: "out of order" } }, false, "Entry 5 is out of order"],
  [{ broken: { id: 5, fault: "unchained" } }, false, "Entry 5 was slipped in"],
  [
    { olderThanChain: 9, broken: { id: 10, fault: "changed before" } },
    false,
    "One of the 9 entries before entry 10",
  ],
])("%j: whole is %s, and it is said", (change, whole, words) => {
  const state = { ...WHOLE, ...change };
  expect(isWhole(state)).toBe(whole);
  expect(chainInWords(state)).toContain(words);
});

const HASH = "0123456789abcdef".repeat(4);

test.each([
  [HASH, HASH],
  [` ${HASH.toUpperCase()}\n`, HASH],
  [HASH.replace(/(.{8})/g, "$1 "), HASH],
  [HASH.slice(1), undefined],
  [`${HASH.slice(1)}g`, undefined],
  ["", undefined],
])("a noted hash %j is read as %j", (text, hash) => {
  expect(readNotedHash(text)).toBe(hash);
});
