import { beforeEach, expect, test } from "vitest";
import { saveKeptPost } from "#app/kept-post.server.ts";
import * as resultRoute from "#app/routes/_app.attempts.$attemptId.result.tsx";
import * as inboxRoute from "#app/routes/_app.problem-reports._index.tsx";
import * as reportRoute from "#app/routes/_app.problem-reports.$reportId.tsx";
import * as trainingRoute from "#app/routes/_app.training.tsx";
import * as ownRoute from "#app/routes/_app.training_.reports.tsx";
import * as frameRoute from "#app/routes/_app.tsx";
import * as problemRoute from "#app/routes/attempts.$attemptId.items.$itemId.problem.tsx";
import * as pageRoute from "#app/routes/attempts.$attemptId.pages.$page/route.tsx";
import { tables, transaction } from "#db/client.server.ts";
import { type Attempt, findAttempt, submitAttempt } from "#db/queries/attempts.ts";
import { listOwnReports } from "#db/queries/problem-reports.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import {
  aJobRole,
  anAdmin,
  anAttempt,
  anAuthor,
  aPerson,
  aProblemReport,
  aQuiz,
  aSite,
  aTrainee,
  type TestPerson,
} from "#tests/support/factories.ts";
import { aSingle, choiceId } from "#tests/support/quiz-files.ts";
import { act, load, requestAs } from "#tests/support/request.ts";

useCleanDatabase();

const KEYS = /"correct"|"harmful"|"chosen"|rationale|Why [A-E]|What to take from it/;
const A = choiceId("A");

let trainee: TestPerson;
let author: TestPerson;
let attempt: Attempt;

beforeEach(async () => {
  const site = await aSite({ name: "Harbour" });
  trainee = await aTrainee({ site, name: "Noor Haddad", jobRole: await aJobRole("Nurse") });
  author = await anAuthor({ name: "Maja Lind" });
  attempt = await anAttempt(trainee, await aQuiz({ items: 3 }));
});

const problemPath = (itemId: string) => `/attempts/${attempt.id}/items/${itemId}/problem`;

async function showForm(itemId: string) {
  const request = await requestAs(trainee, problemPath(itemId));
  return load(problemRoute, request, { attemptId: attempt.id, itemId });
}

async function report(itemId: string, text: string, person = trainee) {
  const request = await requestAs(person, problemPath(itemId), { text });
  return act(problemRoute, request, { attemptId: attempt.id, itemId });
}

async function showReport(reader: TestPerson, reportId: number) {
  return load(reportRoute, await requestAs(reader, `/problem-reports/${reportId}`), { reportId });
}

async function answer(reader: TestPerson, reportId: number, text: string) {
  const request = await requestAs(reader, `/problem-reports/${reportId}`, { text });
  return act(reportRoute, request, { reportId });
}

async function showInbox(reader: TestPerson, search = "") {
  const shown = await load(inboxRoute, await requestAs(reader, `/problem-reports${search}`));
  if (shown instanceof Response) throw new Error("The inbox was refused");
  return shown;
}

async function showTraining() {
  const shown = await load(trainingRoute, await requestAs(trainee, "/training"));
  return JSON.parse(await shown.text());
}

async function showResult(search = "") {
  const request = await requestAs(trainee, `/attempts/${attempt.id}/result${search}`);
  return JSON.parse(await (await load(resultRoute, request, { attemptId: attempt.id })).text());
}

async function showOwn() {
  const shown = await load(ownRoute, await requestAs(trainee, "/training/reports"));
  if (shown instanceof Response) throw new Error("The list was refused");
  return shown.reports;
}

function locationOf(given: unknown): string | null {
  return given instanceof Response ? given.headers.get("Location") : null;
}

test("reporting from an item saves what is chosen on it, and leads back to it", async () => {
  const form = { "item-2": A, _go: "problem:item-2" };
  const request = await requestAs(trainee, `/attempts/${attempt.id}/pages/2`, form);
  const left = await act(pageRoute, request, { attemptId: attempt.id, page: 2 });
  expect(locationOf(left)).toBe(problemPath("item-2"));
  const sent = await report("item-2", "Two choices seem right.");
  expect(locationOf(sent)).toBe(`/attempts/${attempt.id}/pages/2?reported=1`);
  const after = await findAttempt(attempt.id, trainee.id);
  expect(after?.responses.get("item-2")?.response).toBe(A);
  expect(after?.outcome).toBeUndefined();
});

test("the form shows the stem and no key, whatever the state of the attempt", async () => {
  for (const isSubmitted of [false, true]) {
    if (isSubmitted) await submitAttempt(attempt.id, trainee.id, new Date());
    const shown = JSON.stringify(await showForm("item-1"));
    expect(shown).toContain("What do you do?");
    expect(shown).not.toMatch(KEYS);
    expect(shown).not.toContain("choice-");
  }
});

test("an item that is not on the sheet cannot be reported", async () => {
  for (const given of [await showForm("item-9"), await report("item-9", "Unclear.")]) {
    expect(given instanceof Response && given.status).toBe(404);
  }
});

test.each([
  ["", "Say in a few words what is wrong."],
  ["x".repeat(2001), "Use at most 2000 characters."],
])("what cannot be sent is said in plain words, and the text stays", async (text, message) => {
  const given = await report("item-1", text);
  expect(given.status).toBe(422);
  expect(await given.json()).toEqual({
    problems: [{ field: "text", message }],
    typed: { text: [text] },
  });
  expect(await listOwnReports(trainee.id)).toEqual([]);
});

test("the twenty-first report of a day is refused in plain words, and the text stays", async () => {
  for (let number = 1; number <= 20; number += 1) await report("item-1", `Report ${number}`);
  const given = await report("item-1", "One more");
  expect(given.status).toBe(429);
  const { problems, typed } = (await given.json()) as {
    problems: { message: string }[];
    typed: unknown;
  };
  expect(problems[0]?.message).toContain("20 reports");
  expect(typed).toEqual({ text: ["One more"] });
});

test("two clicks give one report", async () => {
  const clicks = await Promise.all([report("item-1", "Unclear."), report("item-1", "Unclear.")]);
  expect(clicks.map(locationOf)).toEqual(
    Array.from({ length: 2 }, () => `/attempts/${attempt.id}/pages/1?reported=1`),
  );
  expect(await listOwnReports(trainee.id)).toHaveLength(1);
});

test("a report that is sent after the time is up still arrives", async () => {
  await submitAttempt(attempt.id, trainee.id, new Date());
  expect(locationOf(await report("item-3", "Too long."))).toBe(
    `/attempts/${attempt.id}/result?reported=1#item-item-3`,
  );
  expect(await showInbox(author)).toMatchObject({ reports: [{ text: "Too long." }] });
});

test("a report that was posted after the sign-in expired is sent when the person is back", async () => {
  const body = new URLSearchParams({ text: "Unclear." }).toString();
  const path = problemPath("item-1");
  expect(await saveKeptPost(await aTrainee(), { path, body })).toBe("/");
  expect(await listOwnReports(trainee.id)).toEqual([]);
  const to = await saveKeptPost(trainee, { path, body });
  expect(to).toBe(`/attempts/${attempt.id}/pages/1?reported=1`);
  expect(await listOwnReports(trainee.id)).toMatchObject([{ text: "Unclear." }]);
});

test("the inbox counts on the navigation of authors and admins, and of nobody else", async () => {
  await report("item-1", "Unclear.");
  const countFor = async (person: TestPerson) =>
    (await load(frameRoute, await requestAs(person, "/account"))) as { openReports?: number };
  expect((await countFor(author)).openReports).toBe(1);
  expect((await countFor(await anAdmin())).openReports).toBe(1);
  expect((await countFor(trainee)).openReports).toBeUndefined();
});

test("an author learns where a report comes from, and not from whom", async () => {
  await report("item-1", "Unclear.");
  const [listed] = (await showInbox(author)).reports;
  expect(listed).toMatchObject({ from: "Nurse, Harbour", text: "Unclear." });
  const full = await showReport(author, listed?.id ?? 0);
  for (const shown of [JSON.stringify(listed), JSON.stringify(full)]) {
    expect(shown).not.toContain("Noor Haddad");
    expect(shown).not.toContain(trainee.email);
    expect(shown).not.toContain("personId");
  }
});

test("the report of an open attempt shows neither key nor response; once submitted, both", async () => {
  const quiz = await aQuiz({ sections: [{ items: [aSingle({ id: "one", harmful: "C" })] }] });
  attempt = await anAttempt(trainee, quiz, { answered: { one: choiceId("C") } });
  const reportId = await aProblemReport(attempt, "one");
  const open = JSON.stringify(await showReport(author, reportId));
  expect(open).not.toMatch(KEYS);
  expect(open).not.toContain("response");
  await submitAttempt(attempt.id, trainee.id, new Date());
  expect(await showReport(author, reportId)).toMatchObject({
    item: {
      state: "submitted",
      isBlank: false,
      reviewed: { choices: [{}, {}, { id: choiceId("C"), chosen: true }] },
    },
  });
});

test("a report says whether newer text is published since, and shows what was read", async () => {
  const sectionsOf = (stem: string) => [{ items: [aSingle({ id: "one", stem })] }];
  const id = "changing";
  attempt = await anAttempt(trainee, await aQuiz({ id, sections: sectionsOf("As it was.") }));
  const reportId = await aProblemReport(attempt, "one");
  expect(await showReport(author, reportId)).toMatchObject({ since: "This version is in use." });
  await aQuiz({ id, sections: sectionsOf("As it is.") });
  const shown = await showReport(author, reportId);
  expect(shown).toMatchObject({
    since: "A newer version is in use, and this item was changed in it.",
    todayHref: "/author/changing?keys=show#item-one",
    seesPreview: true,
  });
  expect(JSON.stringify(shown)).toContain("As it was.");
  expect(await showReport(await anAdmin(), reportId)).toMatchObject({ seesPreview: false });
});

test("an answer reaches the person: on their training until it is read, and at the item", async () => {
  await report("item-1", "Unclear.");
  const [sent] = (await showInbox(author)).reports;
  const answered = await answer(author, sent?.id ?? 0, "Thank you, it reads better now.");
  expect(locationOf(answered)).toBe("/problem-reports?answered=1");
  expect((await showInbox(author)).reports).toEqual([]);
  expect((await showInbox(author, "?show=answered")).reports).toHaveLength(1);

  expect((await showTraining()).reports).toEqual({ sent: 1, newAnswers: 0 });
  expect(JSON.stringify([await showOwn(), await showForm("item-1")])).not.toContain("Thank you");
  await submitAttempt(attempt.id, trainee.id, new Date());
  expect((await showTraining()).reports).toEqual({ sent: 1, newAnswers: 1 });
  expect(await showOwn()).toMatchObject([
    { text: "Unclear.", answer: { text: "Thank you, it reads better now.", by: "Maja Lind" } },
  ]);
  expect((await showTraining()).reports).toEqual({ sent: 1, newAnswers: 0 });
  expect((await showResult("?reported=1")).reporting).toMatchObject({
    hasReported: true,
    reports: [{ itemId: "item-1", answer: { isNew: false } }],
  });
});

test("an answer far down a review stays new until the list of reports is opened", async () => {
  const reportId = await aProblemReport(attempt, "item-1");
  await answer(author, reportId, "It reads better now.");
  await submitAttempt(attempt.id, trainee.id, new Date());
  expect((await showResult()).reporting.reports).toMatchObject([{ answer: { isNew: true } }]);
  expect((await showTraining()).reports).toEqual({ sent: 1, newAnswers: 1 });
  await showOwn();
  expect((await showTraining()).reports).toEqual({ sent: 1, newAnswers: 0 });
});

test("where the review is kept back, reports stand in the list and not at the items", async () => {
  attempt = await anAttempt(trainee, await aQuiz({ review: "never" }), { submitted: true });
  const reportId = await aProblemReport(attempt, "item-1");
  expect(await showReport(author, reportId)).toMatchObject({ keepsItemsBack: true });
  await answer(author, reportId, "It reads better now.");
  expect((await showResult()).reporting.reports).toEqual([]);
  expect((await showTraining()).reports).toEqual({ sent: 1, newAnswers: 1 });
  const own = await showOwn();
  expect(own).toMatchObject([{ answer: { text: "It reads better now." } }]);
  expect(JSON.stringify(own)).not.toMatch(KEYS);
});

test("what one trainee reports and reads, no other trainee does", async () => {
  const { quizId } = attempt;
  await answer(
    author,
    await aProblemReport(attempt, "item-1", { text: "Unclear." }),
    "B is right.",
  );
  await submitAttempt(attempt.id, trainee.id, new Date());
  const other = await aTrainee({ site: trainee.site });
  const theirs = await anAttempt(other, { quizId }, { submitted: true });
  trainee = other;
  attempt = theirs;
  const seen = [
    await showOwn(),
    await showResult(),
    await showForm("item-1"),
    await showTraining(),
  ];
  expect(JSON.stringify(seen)).not.toMatch(/Unclear|B is right/);
});

test("a second answer is refused with the first one shown, and an empty one is asked for words", async () => {
  const reportId = await aProblemReport(attempt, "item-1");
  expect((await answer(author, reportId, " ")).status).toBe(422);
  await answer(author, reportId, "The first.");
  const late = await answer(await anAdmin(), reportId, "The second.");
  expect(late.status).toBe(409);
  expect(await late.json()).toMatchObject({ typed: { text: ["The second."] } });
  expect(await showReport(author, reportId)).toMatchObject({ answer: { text: "The first." } });
});

test("who is author and trainee sees no key of their own open attempt on its report", async () => {
  const both = await aPerson({ roles: ["trainee", "author"] });
  attempt = await anAttempt(both, await aQuiz());
  const reportId = await aProblemReport(attempt, "item-1");
  expect(JSON.stringify(await showReport(both, reportId))).not.toMatch(KEYS);
});

test("a report of somebody who was deactivated since is still answered", async () => {
  const reportId = await aProblemReport(attempt, "item-1");
  await transaction(async (q) => {
    await q.update(tables.people).set({ deactivatedAt: new Date() });
  });
  const late = await anAuthor();
  expect(locationOf(await answer(late, reportId, "Done."))).toBe("/problem-reports?answered=1");
});
