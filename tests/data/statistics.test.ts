import { asc } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { SAMPLES, type Sample } from "#app/core/attempt-counts.ts";
import { partsOf } from "#app/core/item-types.ts";
import { itemsOf } from "#app/core/quiz.ts";
import type { RegradeMode } from "#app/core/regrade.ts";
import { db, tables, transaction } from "#db/client.server.ts";
import { findAttempt, submitAttempt, submitOverdueAttempts } from "#db/queries/attempts.ts";
import {
  findRegrade,
  previewRegrade,
  previewUndo,
  saveRegrade,
  undoRegrade,
  whyNotUndone,
} from "#db/queries/regrades.ts";
import {
  countWaitingForStatistics,
  foldAllStatistics,
  foldStatistics,
  listTallies,
  listTotals,
  rebuildStatistics,
} from "#db/queries/statistics.ts";
import { resetDatabase, useCleanDatabase } from "#tests/support/database.ts";
import { anAttempt, anAuthor, aQuiz, aTrainee } from "#tests/support/factories.ts";
import {
  aMultiple,
  aNumeric,
  aSingle,
  choiceId,
  choiceIds,
  oneOfEachType,
} from "#tests/support/quiz-files.ts";

useCleanDatabase();

const DAY_IN_MS = 86_400_000;

/** Every row of the counts. */
async function countRows() {
  const q = await db();
  const { versionId, place, total } = tables.statisticsCounts;
  return q.select().from(tables.statisticsCounts).orderBy(asc(versionId), asc(place), asc(total));
}

/**
 * What a sample of a version says, counted one by one from the attempts as their owners see them,
 * and told apart from the program's own way of counting.
 */
async function countedByHand(versionId: number, sample: Sample) {
  const q = await db();
  const rows = (await q.select().from(tables.attempts).orderBy(asc(tables.attempts.id))).filter(
    ({ submittedAt }) => submittedAt !== null,
  );
  const counts: Record<string, number> = {};
  const add = (key: string) => {
    counts[key] = (counts[key] ?? 0) + 1;
  };
  for (const [index, row] of rows.entries()) {
    const isOther = (other: typeof row) =>
      other.personId === row.personId && other.quizId === row.quizId;
    if (row.versionId !== versionId) continue;
    if (sample === "first" && rows.slice(0, index).some(isOther)) continue;
    if (sample === "newest" && rows.slice(index + 1).some(isOther)) continue;
    const attempt = await findAttempt(row.id, row.personId);
    if (!attempt?.outcome) throw new Error("It was submitted");
    const { units: total, passed } = attempt.outcome;
    add(`attempts of ${total}`);
    if (passed) add(`passes of ${total}`);
    for (const [position, item] of itemsOf(attempt.quiz).entries()) {
      if (!attempt.sheet.itemIds.includes(item.id)) continue;
      const name = `item ${position} of ${total}`;
      add(`${name}: ${attempt.unitsByItem?.get(item.id)}`);
      for (const part of partsOf(item, attempt.responses.get(item.id)?.response)) {
        add(`${name}: part ${part}`);
      }
    }
  }
  return counts;
}

async function countedByProgram(versionId: number, sample: Sample) {
  const counts: Record<string, number> = {};
  for (const { total, attempts, passed, items } of await listTallies(versionId, sample)) {
    counts[`attempts of ${total}`] = attempts;
    if (passed > 0) counts[`passes of ${total}`] = passed;
    for (const [position, { marks, parts }] of items) {
      const name = `item ${position} of ${total}`;
      for (const [units, times] of marks) counts[`${name}: ${units}`] = times;
      for (const [part, times] of parts) counts[`${name}: part ${part}`] = times;
    }
  }
  return counts;
}

async function expectRightCounts(versionIds: readonly number[]) {
  for (const versionId of versionIds) {
    for (const sample of SAMPLES) {
      expect(await countedByProgram(versionId, sample)).toEqual(
        await countedByHand(versionId, sample),
      );
    }
  }
}

test("a submitted attempt is in the queue with its score, and counted once it is folded", async () => {
  const quiz = await aQuiz({ items: 2 });
  const trainee = await aTrainee();
  const answered = { "item-1": choiceId("A"), "item-2": choiceId("B") };
  const attempt = await anAttempt(trainee, quiz, { answered });
  expect(await countWaitingForStatistics()).toBe(0);
  await submitAttempt(attempt.id, trainee.id, new Date());
  await submitAttempt(attempt.id, trainee.id, new Date());
  expect(await countWaitingForStatistics()).toBe(1);
  expect(await countRows()).toEqual([]);

  expect(await foldStatistics()).toBe(1);
  expect(await foldStatistics()).toBe(0);
  expect(await countWaitingForStatistics()).toBe(0);
  const [counted, ...others] = await countRows();
  expect(others).toEqual([]);
  expect(counted).toEqual({
    versionId: quiz.versionId,
    place: "only",
    total: 10_000,
    attempts: 1,
    passed: 0,
    items: new Map([
      [0, { marks: new Map([[10_000, 1]]), parts: new Map([["0", 1]]) }],
      [1, { marks: new Map([[0, 1]]), parts: new Map([["1", 1]]) }],
    ]),
  });
});

test("a submission that fails leaves nothing to be counted", async () => {
  const trainee = await aTrainee();
  const attempt = await anAttempt(trainee, await aQuiz(), { answered: "all correctly" });
  const failing = transaction(async () => {
    await submitAttempt(attempt.id, trainee.id, new Date());
    throw new Error("The power went");
  });
  await expect(failing).rejects.toThrow("The power went");
  expect(await countWaitingForStatistics()).toBe(0);
});

test("a fold that is cut off counts nothing, and the next one everything", async () => {
  const quiz = await aQuiz();
  for (let person = 0; person < 3; person += 1) {
    await anAttempt(await aTrainee(), quiz, { answered: "all wrong", submitted: true });
  }
  const cutOff = transaction(async () => {
    expect(await foldStatistics()).toBe(3);
    throw new Error("The power went");
  });
  await expect(cutOff).rejects.toThrow("The power went");
  expect(await countRows()).toEqual([]);
  expect(await countWaitingForStatistics()).toBe(3);
  await foldAllStatistics();
  await expectRightCounts([quiz.versionId]);
});

test("several who fold at once count each attempt once", async () => {
  const quiz = await aQuiz();
  const people = await Promise.all(Array.from({ length: 6 }, () => aTrainee()));
  for (const person of [...people, ...people, ...people]) {
    await anAttempt(person, quiz, { answered: "all wrong", submitted: true });
  }
  const folded = await Promise.all(Array.from({ length: 5 }, () => foldStatistics()));
  expect(folded.reduce((sum, each) => sum + each, 0)).toBe(18);
  expect((await listTallies(quiz.versionId, "all"))[0]?.attempts).toBe(18);
  await expectRightCounts([quiz.versionId]);
});

test("a person's first and newest attempts count where they belong, whatever their version", async () => {
  const first = await aQuiz({ id: "safety", items: 2 });
  const trainee = await aTrainee();
  const answered = (letters: string) =>
    Object.fromEntries([...letters].map((each, index) => [`item-${index + 1}`, choiceId(each)]));
  const sit = async (letters: string) => {
    await anAttempt(trainee, first, { answered: answered(letters), submitted: true });
    await foldStatistics();
  };
  await sit("BB");
  await sit("AB");
  const second = await aQuiz({ id: "safety", items: 3 });
  await sit("AAB");
  await sit("AAA");
  const totals = async (versionId: number, sample: Sample) =>
    (await listTallies(versionId, sample)).map(({ total }) => total / 10_000);
  expect(await totals(first.versionId, "first")).toEqual([0]);
  expect(await totals(first.versionId, "newest")).toEqual([]);
  expect(await totals(first.versionId, "all")).toEqual([0, 1]);
  expect(await totals(second.versionId, "first")).toEqual([]);
  expect(await totals(second.versionId, "newest")).toEqual([3]);
  expect(await totals(second.versionId, "all")).toEqual([2, 3]);
  expect(await listTotals("newest")).toEqual([
    { versionId: second.versionId, total: 30_000, attempts: 1, passed: 1 },
  ]);
});

test("every type of item is counted by its parts, and a blank as one", async () => {
  const items = oneOfEachType();
  const quiz = await aQuiz({ sections: [{ items }] });
  for (const answered of ["all correctly", "all wrong", {}] as const) {
    await anAttempt(await aTrainee(), quiz, { answered, submitted: true });
  }
  await foldAllStatistics();
  await expectRightCounts([quiz.versionId]);
  const tallies = await listTallies(quiz.versionId, "all");
  for (const position of items.keys()) {
    const blanks = tallies.map((tally) => tally.items.get(position)?.parts.get("") ?? 0);
    expect(blanks.reduce((sum, each) => sum + each, 0)).toBe(1);
  }
});

test("rebuilding counts what was there before anything was counted", async () => {
  const quiz = await aQuiz();
  const trainee = await aTrainee();
  for (const answered of ["all wrong", "all correctly"] as const) {
    await anAttempt(trainee, quiz, { answered, submitted: true });
  }
  await transaction((q) => q.delete(tables.statisticsQueue));
  await rebuildStatistics();
  await expectRightCounts([quiz.versionId]);
  expect((await countRows()).map(({ place }) => place)).toEqual(["first", "newest"]);
});

test("rebuilding mends what was damaged, and leaves nothing waiting", async () => {
  const quiz = await aQuiz();
  for (let person = 0; person < 3; person += 1) {
    await anAttempt(await aTrainee(), quiz, { answered: "all wrong", submitted: true });
  }
  await foldAllStatistics();
  const right = await countRows();
  await transaction((q) => q.update(tables.statisticsCounts).set({ attempts: 99, passed: 98 }));
  await anAttempt(await aTrainee(), quiz, { answered: "all wrong", submitted: true });
  await rebuildStatistics();
  expect(await countWaitingForStatistics()).toBe(0);
  expect(await countRows()).toEqual(
    right.map((row) => expect.objectContaining({ ...row, attempts: 4, items: expect.anything() })),
  );
});

const LETTERS = ["A", "B", "C"] as const;

/** Everybody gets the first two; the others are drawn from a pool. The key of the first is in doubt. */
function version(id: string, key: string) {
  const pool = ["a", "b", "c", "d"].map((each) => aSingle({ id: `pool-${each}` }));
  return aQuiz({
    id,
    passingScore: 50,
    timeLimitMinutes: 60,
    sections: [
      { items: [aSingle({ id: "item-1", key }), aMultiple({ id: "item-2" })] },
      { items: [...pool, aNumeric({ id: "pool-n" })], draw: 2 },
    ],
  });
}

const anyEvent = fc.record({
  does: fc.constantFrom(
    ...(["sits", "sits", "sits", "sits", "starts", "publishes"] as const),
    ...(["regrades", "undoes", "folds", "folds at once"] as const),
  ),
  person: fc.nat({ max: 3 }),
  quiz: fc.nat({ max: 1 }),
  letters: fc.tuple(fc.constantFrom(...LETTERS), fc.constantFrom(...LETTERS)),
  several: fc.constantFrom("A", "AB", "ABC", "ABD", "E"),
  isBlank: fc.boolean(),
  mode: fc.constantFrom<RegradeMode>("credit-all", "upward-only", "recompute"),
});

test("after any history the counts are what a full recount gives, and what one counts by hand", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyEvent, { minLength: 8, maxLength: 30 }), async (events) => {
      await resetDatabase();
      const ids = ["safety", "other"] as const;
      const versions = [await version(ids[0], "A"), await version(ids[1], "A")];
      const published = [1, 1];
      const people = await Promise.all(Array.from({ length: 4 }, () => aTrainee()));
      const { id: authorId } = await anAuthor();
      const regraded: { quizId: string; regradeId: number }[] = [];
      let now = new Date("2026-01-31T12:00:00Z");
      for (const { does, person, quiz, letters, several, isBlank, mode } of events) {
        now = new Date(now.getTime() + DAY_IN_MS);
        const [who, quizId] = [people[person], ids[quiz]];
        if (!who || quizId === undefined) throw new Error("There is no such person or quiz");
        if (does === "starts") await anAttempt(who, { quizId }, { at: now });
        if (does === "sits") {
          await submitOverdueAttempts(now);
          const single = Object.fromEntries(
            ["item-1", "pool-a", "pool-b"].map((id, index) => [
              id,
              choiceId(letters[index % 2] ?? "A"),
            ]),
          );
          const answered = {
            ...(isBlank ? {} : single),
            "item-2": choiceIds(several),
            "pool-n": isBlank ? "1.5" : "15",
          };
          await anAttempt(who, { quizId }, { answered, submitted: true, at: now });
        }
        if (does === "publishes") {
          published[quiz] = (published[quiz] ?? 0) + 1;
          versions.push(await version(quizId, (published[quiz] ?? 0) % 2 === 0 ? "B" : "A"));
        }
        if (does === "regrades") {
          const keyVersionId = versions.findLast((each) => each.quizId === quizId)?.versionId;
          const request = {
            ...{ quizId, mode, itemIds: ["item-1"] },
            ...(mode !== "credit-all" && { keyVersionId }),
          };
          const { fingerprint } = await previewRegrade(request);
          const confirmation = { authorId, reason: "It is B.", fingerprint };
          const outcome = await saveRegrade(request, confirmation, now);
          if ("isStale" in outcome) throw new Error("Something changed meanwhile");
          regraded.push({ quizId, regradeId: outcome.regradeId });
        }
        if (does === "undoes") {
          const last = regraded.pop();
          const stored = last && (await findRegrade(last.quizId, last.regradeId));
          if (stored && !whyNotUndone(stored)) {
            const { fingerprint } = await previewUndo(stored);
            await undoRegrade(stored, { authorId, reason: "It is A.", fingerprint }, now);
          }
        }
        if (does === "folds") await foldStatistics();
        if (does === "folds at once") {
          await Promise.all([foldStatistics(), foldStatistics(), foldAllStatistics()]);
        }
      }
      await Promise.all([foldAllStatistics(), foldAllStatistics()]);
      const folded = await countRows();
      await expectRightCounts([...new Set(versions.map(({ versionId }) => versionId))]);
      await rebuildStatistics();
      expect(await countRows()).toEqual(folded);
    }),
    { numRuns: 15, seed: 11 },
  );
}, 180_000);

test("while others submit, folding and rebuilding lose nothing and count nothing twice", async () => {
  const quiz = await aQuiz({ items: 3 });
  const people = await Promise.all(Array.from({ length: 4 }, () => aTrainee()));
  const sitThrice = async (person: { id: number }) => {
    for (const answered of ["all wrong", "all correctly", "all wrong"] as const) {
      await anAttempt(person, quiz, { answered, submitted: true });
      await foldStatistics();
    }
  };
  await Promise.all([...people.map(sitThrice), rebuildStatistics(), foldAllStatistics()]);
  await foldAllStatistics();
  const counted = await listTallies(quiz.versionId, "all");
  expect(counted.reduce((sum, { attempts }) => sum + attempts, 0)).toBe(12);
  await expectRightCounts([quiz.versionId]);
});
