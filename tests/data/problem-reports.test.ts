import { beforeEach, expect, test } from "vitest";
import { MOST_REPORTS_A_DAY } from "#app/core/problem-report.ts";
import { type Attempt, submitAttempt } from "#db/queries/attempts.ts";
import {
  answerProblemReport,
  countOpenReports,
  countOwnReports,
  findProblemReport,
  listOwnReports,
  listProblemReports,
  markAnswersSeen,
  saveProblemReport,
} from "#db/queries/problem-reports.ts";
import { listAuditEntries } from "#tests/support/audit.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import {
  aJobRole,
  anAttempt,
  anAuthor,
  aProblemReport,
  aQuiz,
  aSite,
  aTrainee,
  type TestPerson,
} from "#tests/support/factories.ts";

useCleanDatabase();

const HOUR_IN_MS = 3_600_000;
const NOW = new Date("2026-11-22T10:00:00Z");
const hoursLater = (hours: number) => new Date(NOW.getTime() + hours * HOUR_IN_MS);

let trainee: TestPerson;
let author: TestPerson;
let attempt: Attempt;

beforeEach(async () => {
  trainee = await aTrainee({
    site: await aSite({ name: "Harbour" }),
    jobRole: await aJobRole("Nurse"),
    name: "Noor Haddad",
  });
  author = await anAuthor({ name: "Maja Lind" });
  attempt = await anAttempt(trainee, await aQuiz(), { at: NOW });
});

function aReport(text: string, itemId = "item-1") {
  const { id: attemptId, personId, quizId, versionId } = attempt;
  return { personId, attemptId, quizId, versionId, itemId, context: "item", text } as const;
}

async function answer(reportId: number, text = "You are right.", at = NOW) {
  const report = await findProblemReport(reportId);
  if (!report) throw new Error("There is no such report");
  return answerProblemReport(report, author.id, text, at);
}

test("the same words on the same item are one report, also when sent twice at once", async () => {
  const sent = await Promise.all([
    saveProblemReport(aReport("Unclear."), NOW),
    saveProblemReport(aReport("Unclear."), NOW),
  ]);
  expect(sent).toEqual(["saved", "saved"]);
  await saveProblemReport(aReport("Unclear."), hoursLater(1));
  expect(await countOpenReports()).toBe(1);
  await saveProblemReport(aReport("Unclear.", "item-2"), NOW);
  await saveProblemReport(aReport("A word is missing."), NOW);
  expect(await countOpenReports()).toBe(3);
});

test("a person sends at most twenty reports within a day, and others still can", async () => {
  for (let number = 1; number <= MOST_REPORTS_A_DAY; number += 1) {
    expect(await saveProblemReport(aReport(`Report ${number}`), NOW)).toBe("saved");
  }
  expect(await saveProblemReport(aReport("One more"), hoursLater(23.9))).toBe("too-many");
  expect(await saveProblemReport(aReport("Report 1"), NOW)).toBe("saved");
  expect(await countOpenReports()).toBe(MOST_REPORTS_A_DAY);
  const colleague = await aTrainee();
  const theirs = await anAttempt(colleague, await aQuiz());
  await aProblemReport(theirs, "item-1", { at: NOW });
  expect(await saveProblemReport(aReport("The next day"), hoursLater(24))).toBe("saved");
  expect(await countOpenReports()).toBe(MOST_REPORTS_A_DAY + 2);
});

test("authors see where a report comes from, and each person only their own", async () => {
  const id = await aProblemReport(attempt, "item-1", { text: "Unclear.", at: NOW });
  expect(await listProblemReports("open", 1, 25)).toMatchObject({
    total: 1,
    reports: [{ id, siteName: "Harbour", jobRole: "Nurse", itemId: "item-1", context: "item" }],
  });
  const [report] = (await listProblemReports("open", 1, 25)).reports;
  expect(JSON.stringify(report)).not.toContain("Noor Haddad");
  expect(await listOwnReports(trainee.id)).toMatchObject([{ id, text: "Unclear." }]);
  expect(await listOwnReports((await aTrainee()).id)).toEqual([]);
});

test("the inbox has what waits longest first, and what is answered newest first", async () => {
  const ids: number[] = [];
  for (const hours of [0, 1, 2, 3]) {
    const fields = { text: `After ${hours} hours`, at: hoursLater(hours) };
    ids.push(await aProblemReport(attempt, "item-1", fields));
  }
  const [first = 0, second = 0, third = 0, fourth = 0] = ids;
  await answer(first, "First.", hoursLater(5));
  await answer(third, "Third.", hoursLater(4));
  const idsOf = async (state: "open" | "answered", page: number, size: number) =>
    (await listProblemReports(state, page, size)).reports.map(({ id }) => id);
  expect(await idsOf("open", 1, 25)).toEqual([second, fourth]);
  expect(await idsOf("open", 2, 1)).toEqual([fourth]);
  expect(await idsOf("answered", 1, 25)).toEqual([first, third]);
});

test("of two answers at once the first one stays, and who gave it", async () => {
  const id = await aProblemReport(attempt, "item-1");
  const answers = await Promise.all([answer(id, "The one."), answer(id, "The other.")]);
  expect(answers.sort()).toEqual([false, true]);
  expect(await answer(id, "Later.")).toBe(false);
  const report = await findProblemReport(id);
  expect(report?.answer).toMatchObject({ authorName: "Maja Lind" });
  expect(report?.answer?.text).toMatch(/^The o/);
});

test("an answer is kept back until the attempt is submitted, and new until it was read", async () => {
  const id = await aProblemReport(attempt, "item-1");
  await answer(id, "B is right.");
  const [kept] = await listOwnReports(trainee.id);
  expect(kept).toMatchObject({ isAnswered: true, isAttemptOpen: true });
  expect(JSON.stringify(kept)).not.toContain("B is right.");
  expect(await countOwnReports(trainee.id)).toEqual({ sent: 1, newAnswers: 0 });
  await markAnswersSeen(trainee.id, await listOwnReports(trainee.id), NOW);

  await submitAttempt(attempt.id, trainee.id, NOW);
  expect(await countOwnReports(trainee.id)).toEqual({ sent: 1, newAnswers: 1 });
  const reports = await listOwnReports(trainee.id);
  expect(reports[0]?.answer).toMatchObject({ text: "B is right.", isNew: true });
  await markAnswersSeen((await aTrainee()).id, reports, NOW);
  expect(await countOwnReports(trainee.id)).toMatchObject({ newAnswers: 1 });
  await markAnswersSeen(trainee.id, reports, NOW);
  expect(await countOwnReports(trainee.id)).toEqual({ sent: 1, newAnswers: 0 });
  expect((await listOwnReports(trainee.id))[0]?.answer?.isNew).toBe(false);
});

test("reports and answers are in the audit log, and not in the history that managers read", async () => {
  const id = await aProblemReport(attempt, "item-1");
  await answer(id);
  const entries = (await listAuditEntries()).filter(({ action }) => action.startsWith("problem."));
  expect(entries).toMatchObject([
    { action: "problem.reported", actorId: trainee.id, subjectId: null },
    { action: "problem.answered", actorId: author.id, subjectId: null },
  ]);
  expect(entries[1]?.detail).toEqual({ reportId: id, quizId: attempt.quizId, itemId: "item-1" });
});
