import fc from "fast-check";
import { expect, test } from "vitest";
import {
  aMatching,
  aMultiple,
  anOrdering,
  aQuizOf,
  aSingle,
  aTrueFalse,
  choiceId,
} from "#tests/support/quiz-files.ts";
import {
  attemptAllowance,
  deadlineOf,
  drawnOf,
  drawSheet,
  type EarlierAttempt,
  endedByDeadline,
  extraMinutesIn,
  itemsOnSheet,
  movedDeadline,
  pagesOf,
  presentOnSheet,
  reviewOnSheet,
  sheetFromDrawn,
  usualMinutes,
} from "./attempt.ts";
import type { Item, PresentedItem, ReviewedItem } from "./item-types.ts";
import { itemCount, itemsOf } from "./quiz.ts";

/** Items "a1" to "aN". */
function itemsNamed(prefix: string, count: number): Item[] {
  return Array.from({ length: count }, (_, index) => aSingle({ id: `${prefix}${index + 1}` }));
}

const TWO_SECTIONS = [
  { id: "first", items: itemsNamed("a", 5) },
  { id: "second", draw: 6, items: itemsNamed("b", 20) },
];
const SHUFFLED = aQuizOf(TWO_SECTIONS, { shuffle: ["items", "choices"] });
const IN_FILE_ORDER = aQuizOf(TWO_SECTIONS);

const anySeed = fc.integer({ min: 0, max: 0xffff_ffff });

function choiceOrderOf(shown: PresentedItem | ReviewedItem): string[] {
  return "choices" in shown ? shown.choices.map(({ id }) => id) : [];
}

test("a seed gives the same orders in every release: reviews are rendered from it for ever", () => {
  const seed = 20_270_211;
  const drawn = drawnOf(SHUFFLED, drawSheet(SHUFFLED, seed, []));
  expect(drawn).toEqual([3, 0, 4, 2, 1, 15, 19, 5, 10, 22, 12]);
  const item = aMultiple({ id: "an-item" });
  const quiz = aQuizOf([{ items: [item] }], { shuffle: ["choices"] });
  const shown = presentOnSheet(quiz, { seed, itemIds: [item.id] }, item);
  expect(
    choiceOrderOf(shown)
      .map((id) => id.slice(-1))
      .join(""),
  ).toBe("ecdba");
});

/** How often something stands at each place, over many attempts. */
function placesOver(attempts: number, placeIn: (seed: number) => number): number[] {
  const counts: number[] = [];
  for (let seed = 0; seed < attempts; seed += 1) {
    const place = placeIn(seed);
    counts[place] = (counts[place] ?? 0) + 1;
  }
  return counts;
}

test.each([
  ["shuffles choices", ["choices" as const]],
  ["shuffles nothing", []],
])("in a quiz that %s, where a step is shown says nothing of its place", (_what, shuffle) => {
  const item = anOrdering();
  const quiz = aQuizOf([{ items: [item] }], { shuffle });
  const places = placesOver(1000, (seed) => {
    const shown = presentOnSheet(quiz, { seed, itemIds: [item.id] }, item);
    return shown.type === "ordering" ? shown.steps.findIndex(({ text }) => text === "Step A") : -1;
  });
  // 200 of 1000 each, give or take: a place that says something would be far off.
  expect(places).toHaveLength(5);
  expect(Math.min(...places)).toBeGreaterThan(150);
  expect(Math.max(...places)).toBeLessThan(250);
});

test.each([
  ["shuffles choices", ["choices" as const]],
  ["shuffles nothing", []],
])("in a quiz that %s, where a target is shown says nothing of its prompt", (_what, shuffle) => {
  // As many targets as prompts, in the same order: shuffled alike, the two would stay side by side.
  const item = aMatching({ key: "123", targets: 3 });
  const quiz = aQuizOf([{ items: [item] }], { shuffle });
  const distances = placesOver(900, (seed) => {
    const shown = presentOnSheet(quiz, { seed, itemIds: [item.id] }, item);
    if (shown.type !== "matching") return -1;
    const prompt = shown.prompts.findIndex(({ text }) => text === "Prompt A");
    const target = shown.targets.findIndex(({ label }) => label === "Target 1");
    return (target - prompt + 3) % 3;
  });
  expect(distances).toHaveLength(3);
  expect(Math.min(...distances)).toBeGreaterThan(240);
  expect(Math.max(...distances)).toBeLessThan(360);
});

test("a sheet has every item of a section, or as many as it draws, each once", () => {
  fc.assert(
    fc.property(anySeed, (seed) => {
      const { itemIds } = drawSheet(SHUFFLED, seed, []);
      expect(itemIds).toHaveLength(itemCount(SHUFFLED));
      expect(new Set(itemIds).size).toBe(11);
      expect(itemIds.slice(0, 5).sort()).toEqual(["a1", "a2", "a3", "a4", "a5"]);
      expect(itemIds.slice(5).every((id) => id.startsWith("b"))).toBe(true);
    }),
  );
});

test("without shuffling, what was drawn keeps the order of the file", () => {
  fc.assert(
    fc.property(anySeed, (seed) => {
      const { itemIds } = drawSheet(IN_FILE_ORDER, seed, []);
      const positions = drawnOf(IN_FILE_ORDER, { seed, itemIds });
      expect(positions).toEqual(positions.toSorted((one, other) => one - other));
    }),
  );
});

test("other seeds draw and order other items", () => {
  const sheets = Array.from({ length: 50 }, (_, seed) =>
    drawSheet(SHUFFLED, seed, []).itemIds.join(),
  );
  expect(new Set(sheets).size).toBe(50);
});

test("over many attempts each item of a pool is drawn about equally often", () => {
  const counts = new Map<string, number>();
  for (let seed = 0; seed < 2000; seed += 1) {
    for (const id of drawSheet(SHUFFLED, seed, []).itemIds) {
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
  }
  for (let index = 1; index <= 20; index += 1) {
    // 6 of 20 in 2000 attempts: 600, with five standard deviations of 20.5.
    expect(Math.abs((counts.get(`b${index}`) ?? 0) - 600)).toBeLessThan(103);
  }
});

test("a draw prefers items that this person has not seen", () => {
  const unseen = ["b3", "b7", "b8", "b15", "b19", "b20"];
  const seen = itemsNamed("b", 20)
    .map(({ id }) => id)
    .filter((id) => !unseen.includes(id));
  fc.assert(
    fc.property(anySeed, (seed) => {
      expect(drawSheet(SHUFFLED, seed, seen).itemIds.slice(5).sort()).toEqual(unseen.toSorted());
    }),
  );
});

test("after the unseen items come those seen longest ago, by when each was seen last", () => {
  const ids = itemsNamed("b", 20).map(({ id }) => id);
  const [b1, b2, b3, b4, ...rest] = ids;
  // Two are new; b4 and b3 were seen longest ago, but b3 was seen again at the end.
  const seen = [b4, b3, ...rest.slice(0, 14), b3].map(String);
  const drawn = drawSheet(SHUFFLED, 7, seen).itemIds.slice(5);
  expect(drawn.sort()).toEqual([b1, b2, b4, ...rest.slice(14), ...rest.slice(0, 1)].toSorted());
});

test("having seen everything, a person still gets a whole sheet", () => {
  const seen = itemsOf(SHUFFLED).map(({ id }) => id);
  expect(drawSheet(SHUFFLED, 1, [...seen, "gone-from-the-file"]).itemIds).toHaveLength(11);
});

test("a sheet survives being stored as positions", () => {
  fc.assert(
    fc.property(anySeed, (seed) => {
      const sheet = drawSheet(SHUFFLED, seed, []);
      expect(sheetFromDrawn(SHUFFLED, seed, drawnOf(SHUFFLED, sheet))).toEqual(sheet);
    }),
  );
});

test("positions count over all sections, from 0, in the order shown", () => {
  const quiz = aQuizOf([{ items: itemsNamed("a", 2) }, { items: itemsNamed("b", 2) }]);
  expect(drawnOf(quiz, { seed: 1, itemIds: ["b2", "a1", "b1"] })).toEqual([3, 0, 2]);
  expect(sheetFromDrawn(quiz, 1, [3, 0, 2])).toEqual({ seed: 1, itemIds: ["b2", "a1", "b1"] });
});

test.each([[[4]], [[-1]], [[1.5]], [[Number.NaN]], [[0, 0]]])(
  "the stored positions %j are refused rather than read as other items",
  (drawn) => {
    const quiz = aQuizOf([{ items: itemsNamed("a", 4) }]);
    expect(() => sheetFromDrawn(quiz, 1, drawn)).toThrow();
  },
);

test("a sheet of another quiz version is neither stored nor shown", () => {
  const sheet = { seed: 1, itemIds: ["a1", "gone"] };
  expect(() => drawnOf(SHUFFLED, sheet)).toThrow('no item "gone"');
  expect(() => itemsOnSheet(SHUFFLED, sheet)).toThrow('no item "gone"');
});

test("the items of a sheet come in its order", () => {
  const items = itemsOnSheet(SHUFFLED, { seed: 1, itemIds: ["b2", "a1"] });
  expect(items.map(({ id }) => id)).toEqual(["b2", "a1"]);
});

test("an item shows its choices in one order, the same each time and in the review", () => {
  fc.assert(
    fc.property(anySeed, (seed) => {
      const item = aMultiple();
      const quiz = aQuizOf([{ items: [item] }], { shuffle: ["choices"] });
      const sheet = drawSheet(quiz, seed, []);
      const order = choiceOrderOf(presentOnSheet(quiz, sheet, item));
      expect(choiceOrderOf(presentOnSheet(quiz, sheet, item))).toEqual(order);
      expect(choiceOrderOf(reviewOnSheet(quiz, sheet, item, undefined))).toEqual(order);
      expect(order.toSorted()).toEqual([..."ABCDE"].map(choiceId));
    }),
  );
});

test("choices are shuffled by the attempt, and by the item", () => {
  const quiz = aQuizOf([{ items: [aMultiple({ id: "one" }), aMultiple({ id: "two" })] }], {
    shuffle: ["choices"],
  });
  const orders = (itemId: string) =>
    Array.from({ length: 200 }, (_, seed) => {
      const sheet = { seed, itemIds: [itemId] };
      const [item] = itemsOnSheet(quiz, sheet);
      return item ? choiceOrderOf(presentOnSheet(quiz, sheet, item)).join() : "";
    });
  // 200 draws of 120 orders meet about 97 of them.
  expect(new Set(orders("one")).size).toBeGreaterThan(80);
  expect(orders("one")).not.toEqual(orders("two"));
});

test("the right choice is first in about one of three attempts, not always", () => {
  const item = aSingle();
  const quiz = aQuizOf([{ items: [item] }], { shuffle: ["choices"] });
  const first = Array.from({ length: 900 }, (_, seed) =>
    choiceOrderOf(presentOnSheet(quiz, { seed, itemIds: [item.id] }, item)).indexOf(choiceId("A")),
  ).filter((position) => position === 0).length;
  expect(Math.abs(first - 300)).toBeLessThan(71);
});

test("choices keep the order of the file unless the quiz shuffles them", () => {
  const item = aMultiple();
  for (const shuffle of [[], ["items" as const]]) {
    const quiz = aQuizOf([{ items: [item] }], { shuffle });
    for (let seed = 0; seed < 20; seed += 1) {
      const sheet = drawSheet(quiz, seed, []);
      expect(choiceOrderOf(presentOnSheet(quiz, sheet, item))).toEqual([..."ABCDE"].map(choiceId));
    }
  }
});

test("true stands before false in every attempt", () => {
  const item = aTrueFalse();
  const quiz = aQuizOf([{ items: [item] }], { shuffle: ["items", "choices"] });
  for (let seed = 0; seed < 20; seed += 1) {
    const review = reviewOnSheet(quiz, drawSheet(quiz, seed, []), item, undefined);
    expect(choiceOrderOf(review)).toEqual(["true", "false"]);
  }
});

test("a sheet's items go out without their key", () => {
  const sheet = drawSheet(SHUFFLED, 3, []);
  const sent = JSON.stringify(
    itemsOnSheet(SHUFFLED, sheet).map((item) => presentOnSheet(SHUFFLED, sheet, item)),
  );
  expect(sent).not.toMatch(/"correct"|"rationale"|"evidence"|Why /);
});

test.each([
  [1, [[0], [1], [2], [3], [4]]],
  [2, [[0, 1], [2, 3], [4]]],
  [4, [[0, 1, 2, 3], [4]]],
  [5, [[0, 1, 2, 3, 4]]],
  [500, [[0, 1, 2, 3, 4]]],
  ["all" as const, [[0, 1, 2, 3, 4]]],
])("five items, %s a page", (itemsPerPage, pages) => {
  const sheet = { seed: 1, itemIds: ["a1", "a2", "a3", "a4", "a5"] };
  expect(pagesOf(sheet, itemsPerPage)).toEqual(pages);
});

test("the deadline is the time limit after the start, whatever the clocks do; none without a limit", () => {
  const startedAt = new Date("2026-10-25T00:45:00Z");
  const limited = aQuizOf(TWO_SECTIONS, { timeLimitMinutes: 30 });
  expect(deadlineOf(limited, startedAt)).toEqual(new Date("2026-10-25T01:15:00Z"));
  expect(deadlineOf(IN_FILE_ORDER, startedAt)).toBeUndefined();
});

test("the most generous extra time moves the deadline; without a limit there is none to move", () => {
  const startedAt = new Date("2026-10-25T00:45:00Z");
  const limited = aQuizOf(TWO_SECTIONS, { timeLimitMinutes: 30 });
  const extra = [{ minutes: 10 }, { percent: 50 }];
  expect(deadlineOf(limited, startedAt, extra)).toEqual(new Date("2026-10-25T01:30:00Z"));
  expect(deadlineOf(IN_FILE_ORDER, startedAt, extra)).toBeUndefined();
});

const NOON = new Date("2026-11-22T12:00:00Z");

function minutesAfterNoon(minutes: number): Date {
  return new Date(NOON.getTime() + minutes * 60_000);
}

test.each([
  ["given in time", [{ minutes: 15 }], 30, 10, 45],
  ["given at the last moment", [{ minutes: 15 }], 30, 30, 45],
  ["given too late", [{ minutes: 15 }], 30, 30.001, 30],
  ["less than what holds already", [{ minutes: 5 }, { minutes: 15 }], 45, 10, 45],
  ["taken away early", [], 45, 10, 30],
  ["taken away: five minutes stay", [], 45, 27, 32],
  ["taken away when the usual time is over", [], 45, 35, 40],
  ["taken away when less than that was left", [], 45, 42, 45],
  ["taken away after the end", [], 45, 46, 45],
])("extra time %s", (_what, inForce, deadline, at, moved) => {
  const attempt = { startedAt: NOON, deadlineAt: minutesAfterNoon(deadline) };
  expect(movedDeadline({ timeLimitMinutes: 30 }, attempt, inForce, minutesAfterNoon(at))).toEqual(
    minutesAfterNoon(moved),
  );
});

test("moving a deadline never puts it into the past, nor under the quiz's own time", () => {
  const anyMinutes = fc.array(fc.record({ minutes: fc.integer({ min: 1, max: 480 }) }));
  fc.assert(
    fc.property(
      anyMinutes,
      anyMinutes,
      fc.integer({ min: 1, max: 600 }),
      fc.nat(600 * 60_000),
      (before, after, timeLimitMinutes, passed) => {
        const quiz = { timeLimitMinutes };
        const deadlineAt = deadlineOf(quiz, NOON, before) as Date;
        const now = new Date(NOON.getTime() + passed);
        fc.pre(now <= deadlineAt);
        const moved = movedDeadline(quiz, { startedAt: NOON, deadlineAt }, after, now);
        expect(moved >= now).toBe(true);
        expect(moved >= (deadlineOf(quiz, NOON, after) as Date)).toBe(true);
      },
    ),
  );
});

test.each([
  [30, 0],
  [45, 15],
  [32.4, 2],
  [30.1, 0],
])("of 30 minutes that last %s, %s are extra", (minutes, extra) => {
  const attempt = { startedAt: NOON, deadlineAt: minutesAfterNoon(minutes) };
  expect(extraMinutesIn({ timeLimitMinutes: 30 }, attempt)).toBe(extra);
});

test("time was up when an attempt counts as of its deadline", () => {
  expect(endedByDeadline(NOON, new Date(NOON))).toBe(true);
  expect(endedByDeadline(NOON, minutesAfterNoon(-1))).toBe(false);
  expect(endedByDeadline(undefined, NOON)).toBe(false);
});

const NO_GRANTS = { granted: 0 };

function hoursBeforeNoon(hours: number): Date {
  return new Date(NOON.getTime() - hours * 3_600_000);
}

/** Attempts that failed that many hours before noon, each started half an hour earlier. */
function failed(...hours: number[]): EarlierAttempt[] {
  return hours.map((hour) => ({
    startedAt: hoursBeforeNoon(hour + 0.5),
    submittedAt: hoursBeforeNoon(hour),
    passed: false,
  }));
}

function limitedTo(attempts: { limit?: number; waitHours?: number }) {
  return aQuizOf(TWO_SECTIONS, { attempts: { waitHours: 0, ...attempts } });
}

test("without a rule there is no limit and no wait", () => {
  expect(attemptAllowance(IN_FILE_ORDER, failed(3, 2, 1, 0), NO_GRANTS, NOON)).toEqual({
    mayStart: true,
    left: undefined,
  });
});

test.each([
  [0, { mayStart: true, left: 3 }],
  [1, { mayStart: true, left: 2 }],
  [2, { mayStart: true, left: 1 }],
  [3, { mayStart: false, reason: "limit-reached" }],
  [4, { mayStart: false, reason: "limit-reached" }],
])("with a limit of three, after %i attempts", (count, allowance) => {
  const earlier = failed(...Array.from({ length: count }, (_, index) => 100 - index));
  expect(attemptAllowance(limitedTo({ limit: 3 }), earlier, NO_GRANTS, NOON)).toEqual(allowance);
});

test("an attempt that was begun and never submitted counts towards the limit, and waits for nothing", () => {
  const begun = [{ startedAt: hoursBeforeNoon(1) }];
  expect(attemptAllowance(limitedTo({ limit: 2, waitHours: 24 }), begun, NO_GRANTS, NOON)).toEqual({
    mayStart: true,
    left: 1,
  });
});

test.each([
  ["a minute before the wait ends", -60_000, false],
  ["a millisecond before", -1, false],
  ["exactly when it ends", 0, true],
  ["after it", 1, true],
])("a failed attempt is followed by the wait: %s", (_when, offset, mayStart) => {
  const quiz = limitedTo({ limit: 3, waitHours: 24 });
  const now = new Date(NOON.getTime() + offset);
  expect(attemptAllowance(quiz, failed(24), NO_GRANTS, now)).toEqual(
    mayStart
      ? { mayStart: true, left: 2 }
      : { mayStart: false, reason: "waiting", left: 2, opensAt: NOON },
  );
});

test("the wait runs from the last failure, in whatever order attempts are listed", () => {
  const quiz = limitedTo({ waitHours: 24 });
  const opensAt = new Date(hoursBeforeNoon(1).getTime() + 24 * 3_600_000);
  for (const earlier of [failed(1, 30), failed(30, 1)]) {
    expect(attemptAllowance(quiz, earlier, NO_GRANTS, NOON)).toMatchObject({
      mayStart: false,
      opensAt,
    });
  }
});

test("a pass is followed by no wait", () => {
  const [attempt] = failed(1);
  const passed = attempt ? [{ ...attempt, passed: true }] : [];
  const quiz = limitedTo({ waitHours: 24 });
  expect(attemptAllowance(quiz, passed, NO_GRANTS, NOON).mayStart).toBe(true);
});

test("who has no attempts left is told that, not to wait", () => {
  const quiz = limitedTo({ limit: 1, waitHours: 24 });
  expect(attemptAllowance(quiz, failed(1), NO_GRANTS, NOON)).toEqual({
    mayStart: false,
    reason: "limit-reached",
  });
});

test("limit and wait count per cycle: attempts started before it are forgotten", () => {
  const quiz = limitedTo({ limit: 2, waitHours: 24 });
  const earlier = failed(10, 5);
  const began = (startedAt: Date) =>
    attemptAllowance(quiz, earlier, { startedAt, granted: 0 }, NOON);
  expect(began(hoursBeforeNoon(4))).toEqual({ mayStart: true, left: 2 });
  // Started exactly as the cycle began: it belongs to the cycle.
  expect(began(hoursBeforeNoon(5.5))).toMatchObject({ reason: "waiting", left: 1 });
  expect(began(hoursBeforeNoon(20))).toMatchObject({ reason: "limit-reached" });
});

test("a granted attempt comes on top of the limit, and does not wait", () => {
  const quiz = limitedTo({ limit: 2, waitHours: 24 });
  const grant = { granted: 1, lastGrantedAt: hoursBeforeNoon(1) };
  expect(attemptAllowance(quiz, failed(30, 2), grant, NOON)).toEqual({ mayStart: true, left: 1 });
});

test("a granted attempt that failed as well is followed by the wait again", () => {
  const quiz = limitedTo({ limit: 3, waitHours: 24 });
  const grant = { granted: 1, lastGrantedAt: hoursBeforeNoon(2) };
  expect(attemptAllowance(quiz, failed(3, 1), grant, NOON)).toMatchObject({
    mayStart: false,
    reason: "waiting",
    left: 2,
  });
});

test("granted attempts run out like others", () => {
  const quiz = limitedTo({ limit: 1 });
  const grant = { granted: 2, lastGrantedAt: hoursBeforeNoon(50) };
  expect(attemptAllowance(quiz, failed(60, 40), grant, NOON)).toEqual({ mayStart: true, left: 1 });
  expect(attemptAllowance(quiz, failed(60, 40, 30), grant, NOON)).toMatchObject({
    reason: "limit-reached",
  });
});

test.each([
  [1, 5],
  [5, 5],
  [6, 6],
  [40, 40],
])("an attempt of %i items usually takes %i minutes", (count, minutes) => {
  expect(usualMinutes(aQuizOf([{ items: itemsNamed("a", count) }]))).toBe(minutes);
});

test("nobody is told that an attempt takes longer than its time limit", () => {
  const quiz = aQuizOf([{ items: itemsNamed("a", 20) }], { timeLimitMinutes: 6 });
  expect(usualMinutes(quiz)).toBe(6);
});

test("only what is drawn takes time", () => {
  expect(usualMinutes(SHUFFLED)).toBe(11);
});
