import { asc, eq } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { db, tables, transaction } from "#db/client.server.ts";
import {
  listAttempts,
  startAttempt,
  submitAttempt,
  submitOverdueAttempts,
} from "#db/queries/attempts.ts";
import { rebuildDerivedTables } from "#db/queries/derived-tables.ts";
import { resetDatabase, useCleanDatabase } from "#tests/support/database.ts";
import { aCertification, anAttempt, aQuiz, aSite, aTrainee } from "#tests/support/factories.ts";

useCleanDatabase();

const { certifications, quizStandings } = tables;
const DAY_IN_MS = 86_400_000;

/** Everything that can be made again. */
async function derivedRows() {
  const q = await db();
  return {
    standings: await q
      .select()
      .from(quizStandings)
      .orderBy(asc(quizStandings.personId), asc(quizStandings.quizId)),
    held: await q
      .select()
      .from(certifications)
      .orderBy(asc(certifications.personId), asc(certifications.certificationId)),
  };
}

test("a standing counts attempts, and remembers the newest and the newest pass", async () => {
  const trainee = await aTrainee();
  const quiz = await aQuiz({ items: 4, passingScore: 50 });
  const right = (count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [`item-${index + 1}`, "choice-a"]),
    );
  const ids: number[] = [];
  for (const [day, count] of [3, 4, 1].entries()) {
    const at = new Date(Date.UTC(2026, 2, day + 1, 12));
    const attempt = await anAttempt(trainee, quiz, {
      answered: right(count),
      submitted: true,
      at,
    });
    ids.push(attempt.id);
  }
  expect((await derivedRows()).standings).toEqual([
    {
      personId: trainee.id,
      quizId: quiz.quizId,
      attempts: 3,
      lastAttemptId: ids[2],
      lastSubmittedAt: new Date("2026-03-03T12:00:00Z"),
      lastPercent: 2_500,
      lastPassed: false,
      passAttemptId: ids[1],
      passedOn: "2026-03-02",
      passPercent: 10_000,
    },
  ]);
});

test("an open attempt moves no standing", async () => {
  await anAttempt(await aTrainee(), await aQuiz(), { answered: "all correctly" });
  expect(await derivedRows()).toEqual({ standings: [], held: [] });
});

test("rebuilding mends what was damaged", async () => {
  const trainee = await aTrainee();
  const quiz = await aQuiz();
  await aCertification({ quizzes: [quiz] });
  await anAttempt(trainee, quiz, { answered: "all correctly", submitted: true });
  const right = await derivedRows();
  await transaction(async (q) => {
    await q.update(quizStandings).set({ attempts: 99, lastPassed: false });
    await q.delete(certifications).where(eq(certifications.personId, trainee.id));
  });
  await rebuildDerivedTables();
  expect(await derivedRows()).toEqual(right);
});

test("after any history, rebuilding changes nothing", async () => {
  const anyEvent = fc.record({
    person: fc.nat({ max: 3 }),
    quiz: fc.nat({ max: 2 }),
    daysLater: fc.nat({ max: 200 }),
    does: fc.constantFrom("passes", "passes", "passes", "fails", "starts", "submits", "sweeps"),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(anyEvent, { minLength: 10, maxLength: 40 }), async (events) => {
      await resetDatabase();
      const timed = await aQuiz({ items: 2, timeLimitMinutes: 30 });
      const quizzes = [timed, await aQuiz({ items: 2 }), await aQuiz({ items: 2 })] as const;
      await aCertification({ quizzes });
      await aCertification({ quizzes: [timed] });
      const site = await aSite({ timeZone: "Pacific/Auckland" });
      const people = await Promise.all(Array.from({ length: 4 }, () => aTrainee({ site })));
      let now = new Date("2023-01-31T11:30:00Z");
      for (const { person, quiz, daysLater, does } of events) {
        now = new Date(now.getTime() + daysLater * DAY_IN_MS + 1);
        const [who, what] = [people[person], quizzes[quiz]];
        if (!who || !what) throw new Error("There is no such person or quiz");
        if (does === "sweeps") await submitOverdueAttempts(now);
        if (does === "starts") await startAttempt(who.id, what.quizId, daysLater, now);
        if (does === "submits") {
          const open = (await listAttempts(who.id)).find(({ outcome }) => !outcome);
          if (open) await submitAttempt(open.id, who.id, now);
        }
        if (does === "passes" || does === "fails") {
          await submitOverdueAttempts(now);
          const answered = does === "passes" ? "all correctly" : "all wrong";
          await anAttempt(who, what, { answered, submitted: true, at: now });
        }
      }
      const before = await derivedRows();
      await rebuildDerivedTables();
      expect(await derivedRows()).toEqual(before);
    }),
    { numRuns: 12, seed: 7 },
  );
}, 60_000);

test("people by the thousand are rebuilt, the last as well as the first", async () => {
  const quiz = await aQuiz({ items: 1 });
  await aCertification({ quizzes: [quiz] });
  const { id: homeSiteId } = await aSite();
  const people = Array.from({ length: 1_100 }, (_, index) => ({
    name: `Person ${index}`,
    sortName: `person ${index}`,
    email: `many-${index}@clinic.test`,
    homeSiteId,
    createdAt: new Date(),
  }));
  const rows = await transaction((q) =>
    q.insert(tables.people).values(people).returning({ id: tables.people.id }),
  );
  for (const index of [0, 499, 500, 999, 1_099]) {
    const person = rows[index];
    if (!person) throw new Error(`There is no person ${index}`);
    await anAttempt(person, quiz, { answered: "all correctly", submitted: true });
  }
  const before = await derivedRows();
  expect(before.held).toHaveLength(5);
  await rebuildDerivedTables();
  expect(await derivedRows()).toEqual(before);
});
