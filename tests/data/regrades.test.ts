import { asc, eq } from "drizzle-orm";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { RegradeMode } from "#app/core/regrade.ts";
import { db, tables, transaction } from "#db/client.server.ts";
import { findAttempt, saveResponses, submitAttempt } from "#db/queries/attempts.ts";
import { findCertificateByCode, listCertificates } from "#db/queries/certificates.ts";
import { rebuildDerivedTables } from "#db/queries/derived-tables.ts";
import type { PublishedQuiz } from "#db/queries/quizzes.ts";
import {
  findRegrade,
  listCorrections,
  listRegrades,
  previewRegrade,
  previewUndo,
  saveRegrade,
  undoRegrade,
  whyNotUndone,
} from "#db/queries/regrades.ts";
import { findWithdrawal } from "#db/queries/withdrawals.ts";
import { listAuditEntries } from "#tests/support/audit.ts";
import { resetDatabase, useCleanDatabase } from "#tests/support/database.ts";
import { aCertification, anAttempt, anAuthor, aQuiz, aTrainee } from "#tests/support/factories.ts";
import { aSingle, choiceId } from "#tests/support/quiz-files.ts";

useCleanDatabase();

const A = choiceId("A");
const B = choiceId("B");
const NOW = new Date("2026-11-22T10:00:00Z");
const day = (number: number, month = 10) => new Date(Date.UTC(2026, month, number, 12));

/** Five items with the key A; `first` says what is special about the first. */
function version(id: string, first: Parameters<typeof aSingle>[0] = {}, fields = {}) {
  const items = [1, 2, 3, 4, 5].map((number) =>
    aSingle({ id: `item-${number}`, ...(number === 1 ? first : {}) }),
  );
  return aQuiz({ id, sections: [{ items }], ...fields });
}

/** Responses to the first and second item; A to the others. */
function given(first: string | undefined, second = A) {
  const rest = { "item-2": second, "item-3": A, "item-4": A, "item-5": A };
  return first === undefined ? rest : { "item-1": first, ...rest };
}

/**
 * A quiz whose first item had the wrong key: of four people one passes by it alone, one fails by
 * it alone, one passes either way, and one left the item open.
 */
async function aWrongKey() {
  const wrong = await version("safety");
  await aCertification({ id: "operator", quizzes: [wrong] });
  const [loses, wins, keeps, blank] = [
    await aTrainee(),
    await aTrainee(),
    await aTrainee(),
    await aTrainee(),
  ];
  const take = (who: { id: number }, answered: Record<string, string>) =>
    anAttempt(who, wrong, { answered, submitted: true, at: day(2) });
  const attempts = {
    loses: await take(loses, given(A, B)),
    wins: await take(wins, given(B, B)),
    keeps: await take(keeps, given(A)),
    blank: await take(blank, given(undefined, B)),
  };
  const right = await version("safety", { key: "B" });
  const author = await anAuthor();
  return { wrong, right, author, attempts, loses, wins, keeps, blank };
}

function request(right: PublishedQuiz | undefined, mode: RegradeMode, itemIds = ["item-1"]) {
  return { quizId: "safety", mode, itemIds, keyVersionId: right?.versionId };
}

/** What the page does: previews, and confirms what it saw. */
async function regrade(
  author: { id: number },
  right: PublishedQuiz | undefined,
  mode: RegradeMode,
  itemIds?: string[],
): Promise<number> {
  const asked = request(right, mode, itemIds);
  const { fingerprint } = await previewRegrade(asked);
  const confirmation = { authorId: author.id, reason: "The key was wrong.", fingerprint };
  const outcome = await saveRegrade(asked, confirmation, NOW);
  if (!("regradeId" in outcome)) throw new Error("Something changed meanwhile");
  return outcome.regradeId;
}

async function undo(author: { id: number }, regradeId: number): Promise<number> {
  const stored = await findRegrade("safety", regradeId);
  if (!stored) throw new Error(`There is no regrade ${regradeId}`);
  const { fingerprint } = await previewUndo(stored);
  const confirmation = { authorId: author.id, reason: "It was right.", fingerprint };
  const outcome = await undoRegrade(stored, confirmation, NOW);
  if (!("regradeId" in outcome)) throw new Error("Something changed meanwhile");
  return outcome.regradeId;
}

/** Everything that a regrade may change and an undo puts back. */
async function scores() {
  const q = await db();
  const { attempts, itemResponses, quizStandings, certifications } = tables;
  return {
    attempts: await q.select().from(attempts).orderBy(asc(attempts.id)),
    responses: await q
      .select()
      .from(itemResponses)
      .orderBy(asc(itemResponses.attemptId), asc(itemResponses.position)),
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

async function expectRebuildChangesNothing(): Promise<void> {
  const before = await scores();
  await rebuildDerivedTables();
  expect(await scores()).toEqual(before);
}

/** How an attempt stands now: "8000 passed". */
async function standOf({ id, personId }: { id: number; personId: number }): Promise<string> {
  const outcome = (await findAttempt(id, personId))?.outcome;
  return `${outcome?.percent} ${outcome?.passed ? "passed" : "failed"}`;
}

test("publishing a file alone never touches a result", async () => {
  const wrong = await version("safety");
  await aCertification({ quizzes: [wrong] });
  await anAttempt(await aTrainee(), wrong, { answered: given(A, B), submitted: true, at: day(2) });
  const before = await scores();
  await version("safety", { key: "B", critical: true }, { passingScore: 100 });
  expect(await scores()).toEqual(before);
  expect(await listRegrades("safety")).toEqual([]);
});

test("a preview tells each result that would change, and changes nothing", async () => {
  const { right, attempts } = await aWrongKey();
  const before = await scores();
  const plan = await previewRegrade(request(right, "recompute"));
  expect(plan.results).toBe(4);
  expect(
    plan.changes.map(({ attemptId, before, after }) => [
      attemptId,
      `${before.percent} ${before.passed}`,
      `${after.percent} ${after.passed}`,
    ]),
  ).toEqual([
    [attempts.loses.id, "8000 true", "6000 false"],
    [attempts.wins.id, "6000 false", "8000 true"],
    [attempts.keeps.id, "10000 true", "8000 true"],
  ]);
  expect(
    plan.certificates.map(({ personId, withdraw, issue }) => [
      personId,
      withdraw.length,
      issue.length,
    ]),
  ).toEqual([
    [attempts.loses.personId, 1, 0],
    [attempts.wins.personId, 0, 1],
  ]);
  expect(await scores()).toEqual(before);
  expect((await previewRegrade(request(right, "recompute"))).fingerprint).toBe(plan.fingerprint);
});

test("attempts under way are counted, and what was taken with the right key is left out", async () => {
  const { wrong, right } = await aWrongKey();
  await anAttempt(await aTrainee(), right, { answered: given(A, B), submitted: true });
  const late = await anAttempt(await aTrainee(), right);
  expect(late.versionId).toBe(right.versionId);
  const plan = await previewRegrade(request(right, "credit-all"));
  expect([plan.results, plan.open]).toEqual([4, 0]);
  const back = await previewRegrade(request(wrong, "credit-all"));
  expect([back.results, back.open]).toEqual([1, 1]);
  expect((await previewRegrade(request(undefined, "credit-all"))).results).toBe(5);
});

test.each<[RegradeMode, string[]]>([
  ["leave", ["8000 passed", "6000 failed", "10000 passed", "6000 failed"]],
  ["credit-all", ["8000 passed", "8000 passed", "10000 passed", "8000 passed"]],
  ["upward-only", ["8000 passed", "8000 passed", "10000 passed", "6000 failed"]],
  ["recompute", ["6000 failed", "8000 passed", "8000 passed", "6000 failed"]],
])("%s gives the scores that it says", async (mode, expected) => {
  const { right, author, attempts } = await aWrongKey();
  await regrade(author, right, mode);
  const { loses, wins, keeps, blank } = attempts;
  expect(await Promise.all([loses, wins, keeps, blank].map(standOf))).toEqual(expected);
  await expectRebuildChangesNothing();
});

test("old and new score both stay, and units of items follow, of blanks too", async () => {
  const { right, author, attempts } = await aWrongKey();
  const regradeId = await regrade(author, right, "credit-all");
  const [correction] = await listCorrections(attempts.blank.id);
  expect(correction).toMatchObject({
    at: NOW,
    reason: "The key was wrong.",
    isUndo: false,
    before: { units: 30_000, percent: 6_000, passed: false, unitsByItem: { "item-1": 0 } },
    after: { units: 40_000, percent: 8_000, passed: true, unitsByItem: { "item-1": 10_000 } },
  });
  const blank = await findAttempt(attempts.blank.id, attempts.blank.personId);
  expect(blank?.unitsByItem?.get("item-1")).toBe(10_000);
  const wins = await findAttempt(attempts.wins.id, attempts.wins.personId);
  expect(wins?.responses.get("item-1")?.units).toBe(10_000);
  expect(await findRegrade("safety", regradeId)).toMatchObject({
    mode: "credit-all",
    itemIds: ["item-1"],
    results: 2,
    regradedBy: author.name,
    keyVersionHash: right.hash,
  });
  // A second time there is nothing left to change.
  expect((await previewRegrade(request(right, "credit-all"))).changes).toEqual([]);
});

test("a certificate that falls is withdrawn with the reason, and never changed itself", async () => {
  const { right, author, loses } = await aWrongKey();
  const [certificate] = await listCertificates(loses.id);
  await regrade(author, right, "recompute");
  expect(await listCertificates(loses.id)).toEqual([certificate]);
  expect(await findWithdrawal(certificate?.id ?? 0)).toEqual({
    reason: "The key was wrong.",
    withdrawnAt: NOW,
  });
  expect((await scores()).held.some(({ personId }) => personId === loses.id)).toBe(false);
});

test("a fail that becomes a pass issues a certificate of the day of the attempt", async () => {
  const { right, author, wins, attempts } = await aWrongKey();
  const regradeId = await regrade(author, right, "recompute");
  const [issued, ...more] = await listCertificates(wins.id);
  expect(more).toEqual([]);
  expect(issued).toMatchObject({
    attemptId: attempts.wins.id,
    completedOn: "2026-11-02",
    startsOn: "2026-11-02",
    lastValidOn: "2027-11-01",
    issuedAt: NOW,
    regradeId,
    document: { quizzes: [{ attemptId: attempts.wins.id, percent: 8_000 }] },
  });
});

test("of two certificates that one regrade issues, the second renews the first", async () => {
  const wrong = await version("safety");
  await aCertification({ id: "operator", quizzes: [wrong] });
  const [author, trainee] = [await anAuthor(), await aTrainee()];
  for (const at of [new Date("2025-11-10T12:00:00Z"), new Date("2026-10-20T12:00:00Z")]) {
    await anAttempt(trainee, wrong, { answered: given(B, B), submitted: true, at });
  }
  await regrade(author, await version("safety", { key: "B" }), "recompute");
  const [second, first, ...more] = await listCertificates(trainee.id);
  expect(more).toEqual([]);
  expect(first).toMatchObject({ startsOn: "2025-11-10", renewsId: null });
  expect(second).toMatchObject({ startsOn: "2026-11-10", renewsId: first?.id });
});

test("whoever passed again meanwhile gets no second certificate, or keeps one of that day", async () => {
  const { right, author, wins, loses, wrong } = await aWrongKey();
  // Both took it again with the old version: its file came back for a while.
  await version("safety");
  for (const who of [wins, loses]) {
    await anAttempt(who, wrong, { answered: given(A), submitted: true, at: day(9) });
  }
  const [winsBefore, losesBefore] = [
    await listCertificates(wins.id),
    await listCertificates(loses.id),
  ];
  await regrade(author, right, "recompute");
  expect(await listCertificates(wins.id)).toEqual(winsBefore);
  const [newest, ...older] = await listCertificates(loses.id);
  expect(older).toEqual(losesBefore);
  expect(newest).toMatchObject({ completedOn: "2026-11-09" });
  await expectRebuildChangesNothing();
});

test("undoing puts everything back exactly, and each regrade is undone once", async () => {
  const { right, author, wins, loses } = await aWrongKey();
  const before = await scores();
  const regradeId = await regrade(author, right, "recompute");
  const undoId = await undo(author, regradeId);
  expect(await scores()).toEqual(before);
  await expectRebuildChangesNothing();

  const [lost] = await listCertificates(loses.id);
  expect(await findWithdrawal(lost?.id ?? 0)).toBeUndefined();
  const [won] = await listCertificates(wins.id);
  expect(await findWithdrawal(won?.id ?? 0)).toMatchObject({ reason: "It was right." });
  const stored = await findRegrade("safety", regradeId);
  expect(stored?.undoneById).toBe(undoId);
  expect(stored && whyNotUndone(stored)).toBe("undone");
  await expect(undo(author, regradeId)).rejects.toThrow("Something changed meanwhile");
  // And once more the other way: the certificate of the same attempt comes back.
  await regrade(author, right, "recompute");
  expect(await listCertificates(wins.id)).toHaveLength(1);
  expect(await findWithdrawal(won?.id ?? 0)).toBeUndefined();
  await expectRebuildChangesNothing();
});

test("blanks that were credited are blanks again after the undo", async () => {
  const { right, author, attempts } = await aWrongKey();
  const regradeId = await regrade(author, right, "credit-all");
  await undo(author, regradeId);
  const blank = await findAttempt(attempts.blank.id, attempts.blank.personId);
  expect(blank?.unitsByItem?.get("item-1")).toBe(0);
  expect((await listCorrections(attempts.blank.id)).map(({ isUndo }) => isUndo)).toEqual([
    false,
    true,
  ]);
});

test("a regrade that was followed by another of the same results is undone after it", async () => {
  const { right, author } = await aWrongKey();
  const before = await scores();
  const first = await regrade(author, right, "recompute");
  const second = await regrade(author, undefined, "credit-all", ["item-2"]);
  const stored = await findRegrade("safety", first);
  expect(stored?.followedById).toBe(second);
  expect(stored && whyNotUndone(stored)).toBe("followed");
  await expect(undo(author, first)).rejects.toThrow("Something changed meanwhile");
  await undo(author, second);
  await undo(author, first);
  expect(await scores()).toEqual(before);
});

test("undoing withdraws what was earned since with a pass that goes again", async () => {
  const wrong = await version("safety");
  const other = await aQuiz({ id: "other" });
  await aCertification({ quizzes: [wrong, other] });
  const trainee = await aTrainee();
  await anAttempt(trainee, wrong, { answered: given(B, B), submitted: true, at: day(2) });
  const right = await version("safety", { key: "B" });
  const author = await anAuthor();
  const regradeId = await regrade(author, right, "recompute");
  expect(await listCertificates(trainee.id)).toEqual([]);
  await anAttempt(trainee, other, { answered: "all correctly", submitted: true, at: day(9) });
  const [earned] = await listCertificates(trainee.id);
  expect(earned).toMatchObject({ completedOn: "2026-11-09", regradeId: null });
  await undo(author, regradeId);
  expect(await findWithdrawal(earned?.id ?? 0)).toMatchObject({ reason: "It was right." });
  await expectRebuildChangesNothing();
});

test("what was shown is what is done: if it changed meanwhile, nothing is", async () => {
  const { wrong, right, author } = await aWrongKey();
  const asked = request(right, "recompute");
  const { fingerprint } = await previewRegrade(asked);
  await version("safety");
  const late = await anAttempt(await aTrainee(), wrong, {
    answered: given(A, B),
    submitted: true,
    at: day(9),
  });
  const before = await scores();
  const confirmation = { authorId: author.id, reason: "Why.", fingerprint };
  expect(await saveRegrade(asked, confirmation, NOW)).toEqual({ isStale: true });
  const other = { ...asked, itemIds: ["item-2"] };
  expect(await saveRegrade(other, confirmation, NOW)).toEqual({ isStale: true });
  expect(await scores()).toEqual(before);
  const shown = (await previewRegrade(asked)).changes.map(({ attemptId }) => attemptId);
  expect(shown).toContain(late.id);
});

test("two confirmations at once regrade once, and submits at the same time fit in", async () => {
  const { right, author, loses, wins } = await aWrongKey();
  const again = await Promise.all(
    [loses, wins].map((who) => anAttempt(who, right, { at: day(12) })),
  );
  for (const attempt of again) {
    const changes = attempt.sheet.itemIds.map((id, position) => ({
      position,
      response: id === "item-1" ? B : A,
    }));
    await saveResponses(attempt.id, attempt.personId, changes, day(12));
  }
  const asked = request(right, "recompute");
  const { fingerprint } = await previewRegrade(asked);
  const confirmation = { authorId: author.id, reason: "Why.", fingerprint };
  const outcomes = await Promise.all([
    saveRegrade(asked, confirmation, NOW),
    ...again.map(({ id, personId }) => submitAttempt(id, personId, day(12))),
    saveRegrade(asked, confirmation, NOW),
  ]);
  const regraded = [outcomes[0], outcomes.at(-1)].filter(
    (outcome) => typeof outcome === "object" && "regradeId" in outcome,
  );
  expect(regraded.length).toBeLessThanOrEqual(1);
  expect(await listRegrades("safety")).toHaveLength(regraded.length);
  // Whichever came first, nobody is certified twice over the same days.
  if (regraded.length === 0) await regrade(author, right, "recompute");
  for (const who of [loses, wins]) {
    const issued = await listCertificates(who.id);
    const standing = await Promise.all(issued.map(({ id }) => findWithdrawal(id)));
    expect(standing.filter((withdrawal) => withdrawal === undefined)).toHaveLength(1);
  }
  await expectRebuildChangesNothing();
});

test("to leave it is a decision too: recorded, and nothing changes", async () => {
  const { right, author } = await aWrongKey();
  const before = await scores();
  const id = await regrade(author, right, "leave");
  expect(await scores()).toEqual(before);
  const stored = await findRegrade("safety", id);
  expect(stored).toMatchObject({ mode: "leave", results: 0, reason: "The key was wrong." });
  expect(stored && whyNotUndone(stored)).toBe("changed-nothing");
});

test("everything stands in the audit log", async () => {
  const { right, author, loses, wins } = await aWrongKey();
  const known = (await listAuditEntries()).length;
  const id = await regrade(author, right, "recompute");
  await undo(author, id);
  const entries = (await listAuditEntries()).slice(known);
  const of = (action: string) => entries.filter((entry) => entry.action === action);
  expect(of("quiz.regraded")).toMatchObject([
    { actorId: author.id, subjectId: null, detail: { items: "item-1", resultsChanged: 3 } },
  ]);
  expect(of("quiz.regrade-undone")).toHaveLength(1);
  expect(of("attempt.regraded")).toHaveLength(6);
  expect(of("attempt.regraded")[0]).toMatchObject({
    subjectId: loses.id,
    detail: { from: "80 %", to: "60 %", passed: false, verdictChanged: true },
  });
  expect(of("certificate.withdrawn").map(({ subjectId }) => subjectId)).toEqual([
    loses.id,
    wins.id,
  ]);
  expect(of("certificate.issued").map(({ subjectId }) => subjectId)).toEqual([wins.id]);
  expect(of("certificate.restored").map(({ subjectId }) => subjectId)).toEqual([loses.id]);
});

test("a withdrawn certificate is still found by its code", async () => {
  const { right, author, loses } = await aWrongKey();
  const [certificate] = await listCertificates(loses.id);
  await regrade(author, right, "recompute");
  expect(await findCertificateByCode(certificate?.code ?? "")).toEqual(certificate);
});

test("after any history of regrades, rebuilding changes nothing, and undoing all restores it", async () => {
  const anyEvent = fc.record({
    person: fc.nat({ max: 2 }),
    quiz: fc.constantFrom("safety", "other"),
    first: fc.constantFrom(A, B),
    second: fc.constantFrom(A, A, B),
    daysLater: fc.nat({ max: 150 }),
  });
  const anyRegrade = fc.constantFrom<RegradeMode>("credit-all", "upward-only", "recompute");
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyEvent, { minLength: 3, maxLength: 14 }),
      fc.array(anyRegrade, { minLength: 1, maxLength: 3 }),
      async (events, modes) => {
        await resetDatabase();
        const safety = await version("safety");
        const other = await version("other");
        await aCertification({ quizzes: [safety] });
        await aCertification({ quizzes: [safety, other] });
        const people = [await aTrainee(), await aTrainee(), await aTrainee()];
        let at = new Date("2024-01-31T12:00:00Z");
        for (const { person, quiz, first, second, daysLater } of events) {
          at = new Date(at.getTime() + daysLater * 86_400_000 + 1);
          const who = people[person];
          if (!who) throw new Error("There is no such person");
          const taken = quiz === "safety" ? safety : other;
          await anAttempt(who, taken, { answered: given(first, second), submitted: true, at });
        }
        const before = await scores();
        const author = await anAuthor();
        const right = await version("safety", { key: "B" });
        const done: number[] = [];
        for (const mode of modes) {
          const id = await regrade(author, right, mode);
          await expectRebuildChangesNothing();
          if ((await findRegrade("safety", id))?.results) done.push(id);
        }
        for (const id of done.reverse()) await undo(author, id);
        expect(await scores()).toEqual(before);
        await expectRebuildChangesNothing();
      },
    ),
    { numRuns: 15, seed: 11 },
  );
}, 120_000);

test("a certificate that comes back is the one held, though an earlier one is issued with it", async () => {
  const wrong = await version("safety");
  await aCertification({ id: "operator", quizzes: [wrong] });
  const trainee = await aTrainee();
  const author = await anAuthor();
  const failed = new Date("2024-11-25T12:00:00Z");
  const passed = new Date("2025-11-20T12:00:00Z");
  await anAttempt(trainee, wrong, { answered: given(B, B), submitted: true, at: failed });
  await anAttempt(trainee, wrong, { answered: given(A, B), submitted: true, at: passed });
  await regrade(author, await version("safety", { key: "C" }), "recompute");
  await expectRebuildChangesNothing();
  const q = await db();
  expect(await q.select().from(tables.certifications)).toEqual([]);
  await regrade(author, undefined, "credit-all");
  const held = await q.select().from(tables.certifications);
  const certificates = await listCertificates(trainee.id);
  expect(certificates.map(({ completedOn }) => completedOn)).toEqual(["2024-11-25", "2025-11-20"]);
  expect(held.map(({ certificateId }) => certificateId)).toEqual([certificates[1]?.id]);
  await expectRebuildChangesNothing();
});

test("while many results are looked at, others are let in between", async () => {
  const { right, attempts } = await aWrongKey();
  const taken = attempts.keeps;
  await transaction(async (q) => {
    const [row] = await q.select().from(tables.attempts).where(eq(tables.attempts.id, taken.id));
    if (!row) throw new Error("There is no such attempt");
    const { id: _, ...copy } = row;
    await q.insert(tables.attempts).values(Array.from({ length: 1_000 }, () => copy));
  });
  let turns = 0;
  const waiting = setInterval(() => {
    turns += 1;
  }, 0);
  const { results } = await previewRegrade(request(right, "recompute"));
  clearInterval(waiting);
  expect(results).toBe(1_004);
  expect(turns).toBeGreaterThan(0);
});

test("the database refuses to change what a regrade recorded", async () => {
  const { right, author } = await aWrongKey();
  const id = await regrade(author, right, "recompute");
  const changed = transaction((q) =>
    q.update(tables.regrades).set({ reason: "Another." }).where(eq(tables.regrades.id, id)),
  );
  await expect(changed).rejects.toThrow();
  const forgotten = transaction((q) =>
    q.delete(tables.regradedAttempts).where(eq(tables.regradedAttempts.regradeId, id)),
  );
  await expect(forgotten).rejects.toThrow();
  expect(await findRegrade("safety", id)).toMatchObject({
    reason: "The key was wrong.",
    results: 3,
  });
});
