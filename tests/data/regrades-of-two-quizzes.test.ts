import { asc } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { addMonths } from "#app/core/calendar.ts";
import type { RegradeMode } from "#app/core/regrade.ts";
import { db, tables } from "#db/client.server.ts";
import {
  findRegrade,
  previewRegrade,
  previewUndo,
  saveRegrade,
  undoRegrade,
} from "#db/queries/regrades.ts";
import { resetDatabase, useCleanDatabase } from "#tests/support/database.ts";
import { aCertification, anAttempt, anAuthor, aQuiz, aTrainee } from "#tests/support/factories.ts";
import { aSingle, choiceId } from "#tests/support/quiz-files.ts";

/* Regrades of one quiz know nothing of those of another; the certificates of both have to. */

useCleanDatabase();

const QUIZ_IDS = ["safety", "other"] as const;
type QuizId = (typeof QUIZ_IDS)[number];

const A = choiceId("A");
const B = choiceId("B");
const NOW = new Date("2026-11-22T10:00:00Z");
const DAY_IN_MS = 86_400_000;
const MONTHS = 12;

/** Four of five items are enough; the key of the first is in doubt. */
function version(id: QuizId, key: string) {
  const items = [1, 2, 3, 4, 5].map((number) =>
    aSingle({ id: `item-${number}`, ...(number === 1 ? { key } : {}) }),
  );
  return aQuiz({ id, sections: [{ items }] });
}

async function certificatesInForce() {
  const q = await db();
  const { certificates, certificateWithdrawals } = tables;
  const withdrawals = await q.select().from(certificateWithdrawals);
  const fallen = withdrawals.filter(({ liftedAt }) => liftedAt === null);
  const issued = await q.select().from(certificates).orderBy(asc(certificates.id));
  return issued.filter(({ id }) => !fallen.some(({ certificateId }) => certificateId === id));
}

async function expectPassesUnderCertificates() {
  const passes = (await (await db()).select().from(tables.attempts)).filter(({ passed }) => passed);
  for (const { personId, completedOn, document } of await certificatesInForce()) {
    for (const { quizId } of document.quizzes) {
      const counted = passes.filter(
        ({ submittedOn, ...pass }) =>
          pass.personId === personId &&
          pass.quizId === quizId &&
          submittedOn !== null &&
          submittedOn <= completedOn &&
          submittedOn >= addMonths(completedOn, -MONTHS),
      );
      expect(counted.length).toBeGreaterThan(0);
    }
  }
}

test("no certificate is without its passes, and undoing all in any order restores every one", async () => {
  const anyEvent = fc.record({
    person: fc.nat({ max: 1 }),
    quizId: fc.constantFrom(...QUIZ_IDS),
    first: fc.constantFrom(A, B),
    second: fc.constantFrom(A, A, B),
    daysLater: fc.nat({ max: 150 }),
  });
  const anyRegrade = fc.record({
    quizId: fc.constantFrom(...QUIZ_IDS),
    mode: fc.constantFrom<RegradeMode>("credit-all", "upward-only", "recompute"),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyEvent, { minLength: 3, maxLength: 12 }),
      fc.array(anyRegrade, { minLength: 2, maxLength: 4 }),
      fc.array(fc.constantFrom(...QUIZ_IDS), { minLength: 4, maxLength: 4 }),
      async (events, regrades, turns) => {
        await resetDatabase();
        const quizzes = {
          safety: await version("safety", "A"),
          other: await version("other", "A"),
        };
        await aCertification({ quizzes: [quizzes.safety] });
        await aCertification({ quizzes: [quizzes.safety, quizzes.other] });
        const people = [await aTrainee(), await aTrainee()] as const;
        let at = new Date("2024-01-31T12:00:00Z");
        for (const { person, quizId, first, second, daysLater } of events) {
          at = new Date(at.getTime() + daysLater * DAY_IN_MS + 1);
          const rest = { "item-3": A, "item-4": A, "item-5": A };
          const answered = { "item-1": first, "item-2": second, ...rest };
          const who = person === 0 ? people[0] : people[1];
          await anAttempt(who, quizzes[quizId], { answered, submitted: true, at });
        }
        const before = await certificatesInForce();
        const { id: authorId } = await anAuthor();
        const right = { safety: await version("safety", "B"), other: await version("other", "B") };
        const done: Record<QuizId, number[]> = { safety: [], other: [] };
        for (const { quizId, mode } of regrades) {
          const keyVersionId = right[quizId].versionId;
          const asked = { quizId, mode, itemIds: ["item-1"], keyVersionId };
          const { fingerprint } = await previewRegrade(asked);
          const outcome = await saveRegrade(asked, { authorId, reason: "B.", fingerprint }, NOW);
          if ("isStale" in outcome) throw new Error("Something changed meanwhile");
          const stored = await findRegrade(quizId, outcome.regradeId);
          if (stored?.results) done[quizId].push(outcome.regradeId);
          await expectPassesUnderCertificates();
        }
        for (const quizId of [...turns, ...turns.map(otherThan), ...QUIZ_IDS]) {
          const stored = await findRegrade(quizId, done[quizId].pop() ?? 0);
          if (!stored) continue;
          const { fingerprint } = await previewUndo(stored);
          const outcome = await undoRegrade(stored, { authorId, reason: "A.", fingerprint }, NOW);
          if ("isStale" in outcome) throw new Error("Something changed meanwhile");
          await expectPassesUnderCertificates();
        }
        expect(done).toEqual({ safety: [], other: [] });
        expect(await certificatesInForce()).toEqual(before);
      },
    ),
    { numRuns: 25, seed: 99 },
  );
}, 120_000);

function otherThan(quizId: QuizId): QuizId {
  return quizId === "safety" ? "other" : "safety";
}
