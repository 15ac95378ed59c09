import { expect, test } from "vitest";
import * as resultPage from "#app/routes/_app.attempts.$attemptId.result.tsx";
import * as historyPage from "#app/routes/_app.author.$quizId.history.tsx";
import * as regradePage from "#app/routes/_app.author.$quizId.regrade.tsx";
import * as recordPage from "#app/routes/_app.author.$quizId.regrades.$regradeId.tsx";
import * as boardPage from "#app/routes/_app.board.tsx";
import * as certificatePage from "#app/routes/_app.certificates.$code.tsx";
import * as personPage from "#app/routes/_app.people.$personId._index.tsx";
import * as trainingPage from "#app/routes/_app.training.tsx";
import * as exportFile from "#app/routes/board[.]csv.tsx";
import * as verifyPage from "#app/routes/verify.$code.tsx";
import { listCertificates } from "#db/queries/certificates.ts";
import { listRegrades } from "#db/queries/regrades.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import {
  aCertification,
  aManager,
  anAttempt,
  anAuthor,
  aPerson,
  aQuiz,
  aSite,
  aTrainee,
} from "#tests/support/factories.ts";
import { aSingle } from "#tests/support/quiz-files.ts";
import { act, load, requestAs } from "#tests/support/request.ts";

useCleanDatabase();

const REASON = "B was the right choice.";

/** A pass that rests on a wrong key, which today's version has corrected. */
async function theScene() {
  const site = await aSite();
  const trainee = await aTrainee({ site, name: "Orla Nugent" });
  const version = (key: string) =>
    aQuiz({
      id: "safety",
      sections: [
        {
          items: [
            aSingle({ id: "re-keyed", key }),
            ...["b", "c", "d", "e"].map((id) => aSingle({ id })),
          ],
        },
      ],
    });
  const wrong = await version("A");
  await aCertification({ id: "operator", title: "Operator", quizzes: [wrong] });
  const responses = { "re-keyed": "choice-a", b: "choice-b", c: "choice-a", d: "choice-a" };
  const answered = { ...responses, e: "choice-a" };
  const attempt = await anAttempt(trainee, wrong, { answered, submitted: true });
  const right = await version("B");
  const [certificate] = await listCertificates(trainee.id);
  if (!certificate) throw new Error("The pass issued no certificate");
  const people = { author: await anAuthor({ site }), manager: await aManager({ sites: [site] }) };
  return { trainee, attempt, wrong, right, code: certificate.code, ...people };
}

type Scene = Awaited<ReturnType<typeof theScene>>;
const SAFETY = { quizId: "safety" };
const RECOMPUTE = "/author/safety/regrade?item=re-keyed&mode=recompute";

/** What a page is given, of a loader that returns it as it is. */
function data<Result>(result: Result | Response): Exclude<Result, Response> {
  if (result instanceof Response) throw new Error(`The page answered ${result.status}`);
  return result as Exclude<Result, Response>;
}

/** What a page is given, of a loader that returns a response. */
function body(result: Response | { json(): Promise<unknown> }) {
  return result.json();
}

async function preview(author: Scene["author"], url = RECOMPUTE) {
  return data(await load(regradePage, await requestAs(author, url), SAFETY));
}

async function confirm(author: Scene["author"], reason = REASON) {
  const { plan } = await preview(author);
  const form = { reason, _fingerprint: plan?.fingerprint ?? "" };
  return act(regradePage, await requestAs(author, RECOMPUTE, form), SAFETY);
}

test("the history leads from a re-keyed item to its regrade", async () => {
  const { author, wrong, right } = await theScene();
  const history = data(
    await load(historyPage, await requestAs(author, "/author/safety/history"), SAFETY),
  );
  expect(history).toMatchObject({
    from: wrong.hash,
    to: right.hash,
    versions: [
      { hash: right.hash, isCurrent: true, submitted: 0 },
      { hash: wrong.hash, isCurrent: false, submitted: 1 },
    ],
    diff: {
      changed: [
        {
          itemId: "re-keyed",
          differences: ["Re-keyed"],
          regradeHref: `/author/safety/regrade?item=re-keyed&key=${right.hash}`,
        },
      ],
    },
    regrades: [],
  });
});

test("an author previews without names, and whoever may see the person reads theirs", async () => {
  const { author, attempt, trainee } = await theScene();
  const { plan } = await preview(author);
  expect(plan).toMatchObject({
    summary: "1 of 1 result changes: 1 pass becomes a fail.",
    certificates: [{ label: "withdrawn", count: 1 }],
    rows: [
      {
        who: `Attempt ${attempt.id}`,
        before: "4 of 5, 80 %",
        after: "3 of 5, 60 %",
        verdict: "now-failed",
        certificates: [{ text: "“Operator” withdrawn" }],
      },
    ],
  });
  expect(JSON.stringify(plan)).not.toContain(trainee.name);
  const both = await aPerson({ roles: ["author", "manager"], manages: [trainee.site] });
  expect((await preview(both)).plan?.rows[0]?.who).toBe(trainee.name);
  const elsewhere = await aPerson({ roles: ["author", "manager"], manages: [await aSite()] });
  expect((await preview(elsewhere)).plan?.rows[0]?.who).toBe(`Attempt ${attempt.id}`);
  const admin = await aPerson({ roles: ["author", "admin"] });
  expect((await preview(admin)).plan?.rows[0]?.who).toBe(trainee.name);
});

test("what is missing is asked for before anything is previewed", async () => {
  const { author } = await theScene();
  const nothing = await preview(author, "/author/safety/regrade?_preview=yes");
  expect(nothing.problems.map(({ field }) => field)).toEqual(["items", "mode"]);
  expect(nothing.plan).toBeUndefined();
  const none = "/author/safety/regrade?item=re-keyed&mode=recompute&key=none";
  expect((await preview(author, none)).problems).toMatchObject([{ field: "key" }]);
});

test("a confirmation needs a reason, and fits what was shown", async () => {
  const { author } = await theScene();
  const withoutReason = await confirm(author, " ");
  expect(withoutReason).toMatchObject({ status: 422 });
  const form = { reason: REASON, _fingerprint: "of something else" };
  const stale = await act(regradePage, await requestAs(author, RECOMPUTE, form), SAFETY);
  expect(stale).toMatchObject({ status: 409 });
  expect(await listRegrades("safety")).toEqual([]);
});

test("once confirmed, everybody concerned is told, and undoing takes it back", async () => {
  const scene = await theScene();
  const { author, manager, trainee, attempt, code } = scene;
  const done = await confirm(author);
  const [regrade] = await listRegrades("safety");
  const address = `/author/safety/regrades/${regrade?.id}`;
  expect(done instanceof Response && done.headers.get("Location")).toBe(`${address}?done`);

  const at = "/";
  const result = await body(
    await load(resultPage, await requestAs(trainee, at), { attemptId: attempt.id }),
  );
  expect(result).toMatchObject({
    passed: false,
    certificates: [],
    corrections: [
      expect.stringMatching(/corrected on .* from 4 to 3 of 5 points.*B was the right choice/),
    ],
    items: expect.arrayContaining([
      expect.objectContaining({
        item: expect.objectContaining({ id: "re-keyed" }),
        isRegraded: true,
        today: expect.objectContaining({
          kind: "corrected",
          isScoredOtherwise: true,
          isRegraded: true,
        }),
      }),
    ]),
  });
  const training = await body(await load(trainingPage, await requestAs(trainee, at)));
  expect(training).toMatchObject({
    certifications: [{ withdrawal: `A result that it rests on was corrected: ${REASON}` }],
  });
  const sheet = await body(await load(certificatePage, await requestAs(trainee, at), { code }));
  expect(sheet).toMatchObject({ withdrawal: { reason: REASON } });
  const verified = await body(await load(verifyPage, await requestAs(undefined, at), { code }));
  expect(verified).toMatchObject({ certificate: { worth: "withdrawn" } });
  expect(JSON.stringify(verified)).not.toContain(REASON);

  const board = data(await load(boardPage, await requestAs(manager, "/board")));
  expect(board.people[0]?.cells[0]).toMatchObject({ status: "withdrawn" });
  expect(board.counts).toMatchObject({ withdrawn: 1 });
  const csv = await load(exportFile, await requestAs(manager, "/board.csv"));
  expect(await csv.text()).toContain(`: ${REASON}`);
  const person = data(
    await load(personPage, await requestAs(manager, at), { personId: trainee.id }),
  );
  expect(person.certificates[0]?.withdrawal).toContain(REASON);
  expect(person.history.map(({ title }) => title)).toContain("Certificate withdrawn: Operator");

  const params = { ...SAFETY, regradeId: regrade?.id ?? 0 };
  const record = data(await load(recordPage, await requestAs(author, address), params));
  expect(record.results.rows).toMatchObject([{ before: "4 of 5, 80 %", after: "3 of 5, 60 %" }]);
  const undo = { reason: "A was right.", _fingerprint: record.undo?.fingerprint ?? "" };
  const undone = await act(recordPage, await requestAs(author, address, undo), params);
  expect(undone).toMatchObject({ status: 302 });
  const back = data(await load(boardPage, await requestAs(manager, "/board")));
  expect(back.people[0]?.cells[0]).toMatchObject({ status: "valid" });
  const again = await body(await load(verifyPage, await requestAs(undefined, at), { code }));
  expect(again).toMatchObject({ certificate: { worth: "in-force" } });
  const twice = await act(recordPage, await requestAs(author, address, undo), params);
  expect(twice).toMatchObject({ status: 409 });
});

test("today's item is told only where the review shows its items", async () => {
  const trainee = await aTrainee();
  const version = (key: string) =>
    aQuiz({ id: "kept", review: "never", sections: [{ items: [aSingle({ id: "one", key })] }] });
  const attempt = await anAttempt(trainee, await version("A"), {
    answered: "all correctly",
    submitted: true,
  });
  await version("B");
  const result = await body(
    await load(resultPage, await requestAs(trainee, "/"), { attemptId: attempt.id }),
  );
  expect(result).toMatchObject({ items: [] });
});
