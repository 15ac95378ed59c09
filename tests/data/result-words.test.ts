import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { db, tables, transaction } from "#db/client.server.ts";
import { submitAttempt } from "#db/queries/attempts.ts";
import { claimNextMail, giveUpLostMails, listMails, turnMailsOff } from "#db/queries/mails.ts";
import {
  listNotifications,
  openNotification,
  saveNotifications,
} from "#db/queries/notifications.ts";
import type { PublishedQuiz } from "#db/queries/quizzes.ts";
import {
  findRegrade,
  previewRegrade,
  previewUndo,
  saveRegrade,
  undoRegrade,
} from "#db/queries/regrades.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import {
  aCertification,
  anAttempt,
  anAuthor,
  aQuiz,
  aTrainee,
  type TestPerson,
} from "#tests/support/factories.ts";
import { aSingle, choiceId } from "#tests/support/quiz-files.ts";

useCleanDatabase();

const noonOn = (day: string) => new Date(`${day}T12:00:00Z`);

/** Five items with the key A, but for the first: it passes whoever has it right with one other wrong. */
function version(key: "A" | "B", title = "Safety") {
  const items = [1, 2, 3, 4, 5].map((number) =>
    aSingle({ id: `item-${number}`, ...(number === 1 && { key }) }),
  );
  return aQuiz({ id: "safety", title, sections: [{ items }] });
}

/** Somebody who said this to the first item, was wrong in the second, and right in the others. */
async function aResult(quiz: PublishedQuiz, first: "A" | "B") {
  const person = await aTrainee();
  const [A, B] = [choiceId("A"), choiceId("B")];
  const answered = {
    "item-1": choiceId(first),
    "item-2": B,
    "item-3": A,
    "item-4": A,
    "item-5": A,
  };
  const attempt = await anAttempt(person, quiz, {
    answered,
    submitted: true,
    at: noonOn("2026-11-02"),
  });
  return { person, attempt };
}

/** What somebody was told of how the attempt went, not of what was corrected later. */
async function resultTold(person: TestPerson) {
  const told = await listNotifications(person.id, 100);
  return told.filter(({ title }) => /^(Passed|Not passed)/.test(title));
}

async function keptRows({ id }: TestPerson) {
  const { notifications } = tables;
  const q = await db();
  return q.select().from(notifications).where(eq(notifications.personId, id));
}

const PASS = {
  title: "Passed: Safety",
  body: "You needed 4 of 5 points, and had 4. You hold “Operator” until 1 Nov 2027.",
};
const FAIL = {
  title: "Not passed this time: Safety",
  body: "You need 4 of 5 points. You had 3. Your result shows what to look at again, and when you can take it next.",
};

test("the words of a result are kept once, with the attempt", async () => {
  const quiz = await version("A");
  const { person, attempt } = await aResult(quiz, "A");
  await submitAttempt(attempt.id, person.id, noonOn("2026-11-02"));
  expect(await keptRows(person)).toMatchObject([
    { kind: "passed", key: `result:${attempt.id}`, title: null, body: null, path: null },
  ]);
});

test("a result says for ever what it said, through a regrade, its undoing and a new version", async () => {
  const quiz = await version("A");
  await aCertification({ id: "operator", title: "Operator", quizzes: [quiz] });
  const [{ person: loses }, { person: wins }] = [
    await aResult(quiz, "A"),
    await aResult(quiz, "B"),
  ];
  const expectTheSame = async () => {
    expect(await resultTold(loses)).toMatchObject([PASS]);
    expect(await resultTold(wins)).toMatchObject([FAIL]);
  };
  await expectTheSame();

  const right = await version("B", "Safety first");
  await aCertification({ id: "operator", title: "Operator, advanced", quizzes: [right] });
  const author = await anAuthor();
  const request = {
    ...{ quizId: "safety", mode: "recompute" as const, itemIds: ["item-1"] },
    keyVersionId: right.versionId,
  };
  const { fingerprint } = await previewRegrade(request);
  const confirmation = { authorId: author.id, reason: "The key was wrong.", fingerprint };
  const outcome = await saveRegrade(request, confirmation, noonOn("2026-11-10"));
  if (!("regradeId" in outcome)) throw new Error("Something changed meanwhile");
  expect(await listNotifications(wins.id, 100)).toHaveLength(3);
  await expectTheSame();

  const regrade = await findRegrade("safety", outcome.regradeId);
  if (!regrade) throw new Error("The regrade is not there");
  const undo = await previewUndo(regrade);
  const again = { authorId: author.id, reason: "It was right.", fingerprint: undo.fingerprint };
  await undoRegrade(regrade, again, noonOn("2026-11-11"));
  await expectTheSame();
});

test("a result has the same words in the app, in its mail and in the mail log, and leads there", async () => {
  const quiz = await version("A");
  await aCertification({ id: "operator", title: "Operator", quizzes: [quiz] });
  const { person, attempt } = await aResult(quiz, "A");
  const [told] = await resultTold(person);
  expect(told).toMatchObject(PASS);
  expect((await listMails(undefined, 1, 10)).mails).toMatchObject([{ title: PASS.title }]);
  expect(await claimNextMail("one", new Date())).toMatchObject({ ...PASS, id: told?.id });
  const leadsTo = await openNotification(told?.id ?? 0, person.id, new Date());
  expect(leadsTo).toBe(`/attempts/${attempt.id}/result`);
});

test("what was kept with its words before keeps them", async () => {
  const quiz = await version("A");
  const person = await aTrainee();
  const attempt = await anAttempt(person, quiz, { answered: "all correctly" });
  const old = { title: "Passed: Old title", body: "You had 14.", path: "/attempts/1/result" };
  const row = { ...old, kind: "passed" as const, key: `result:${attempt.id}`, personId: person.id };
  await transaction((q) => saveNotifications(q, [row], noonOn("2026-11-01")));
  await submitAttempt(attempt.id, person.id, noonOn("2026-11-02"));
  const list = await listNotifications(person.id, 100);
  expect(list).toMatchObject([{ title: old.title, body: old.body }]);
  expect(await openNotification(list[0]?.id ?? 0, person.id, new Date())).toBe(old.path);
});

/** How many rows the index of mails holds: those about which there is something left to do. */
async function countToBeMailed() {
  const q = await db();
  const rows = await q
    .select({ nextAt: tables.notifications.mailNextAt })
    .from(tables.notifications);
  return rows.filter(({ nextAt }) => nextAt !== null).length;
}

test("the index of mails lets go of those that nobody will send", async () => {
  const quiz = await version("A");
  for (const first of ["A", "B"] as const) await aResult(quiz, first);
  const gone = await aTrainee({ email: "gone@nobody.example" });
  await anAttempt(gone, quiz, { answered: "all wrong", submitted: true });
  expect(await countToBeMailed()).toBe(3);
  const now = new Date();
  while (await claimNextMail("one", now));
  expect(await countToBeMailed()).toBe(2);
  expect(await giveUpLostMails(new Date(now.getTime() + 3_600_000))).toBe(2);
  expect(await countToBeMailed()).toBe(0);
  await anAttempt(await aTrainee(), quiz, { answered: "all wrong", submitted: true });
  expect(await turnMailsOff()).toEqual({ failed: 1 });
  expect(await countToBeMailed()).toBe(0);
});
