import { beforeEach, expect, test } from "vitest";
import { baseOf } from "#app/core/response-base.ts";
import type { ShownResponse } from "#app/core/shown-response.ts";
import { saveKeptPost } from "#app/kept-post.server.ts";
import * as resultRoute from "#app/routes/_app.attempts.$attemptId.result.tsx";
import * as coverRoute from "#app/routes/_app.quizzes.$quizId.tsx";
import * as indexRoute from "#app/routes/attempts.$attemptId._index.tsx";
import * as checkRoute from "#app/routes/attempts.$attemptId.check.tsx";
import * as pageRoute from "#app/routes/attempts.$attemptId.pages.$page/route.tsx";
import { signIn } from "#app/session.server.ts";
import { tables, transaction } from "#db/client.server.ts";
import { type Attempt, findAttempt, submitAttempt } from "#db/queries/attempts.ts";
import { listCertificates } from "#db/queries/certificates.ts";
import type { PublishedQuiz } from "#db/queries/quizzes.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import {
  aCertification,
  aManager,
  anAdmin,
  anAttempt,
  anAuthor,
  aQuiz,
  aSite,
  aTrainee,
  type TestPerson,
} from "#tests/support/factories.ts";
import {
  aHotspot,
  aMultiple,
  aSingle,
  aTrueFalse,
  choiceId,
  choiceIds,
} from "#tests/support/quiz-files.ts";
import { act, cookieOf, load, requestAs, requestWith } from "#tests/support/request.ts";

useCleanDatabase();

const MINUTE_IN_MS = 60_000;

let trainee: TestPerson;
let quiz: PublishedQuiz;

beforeEach(async () => {
  trainee = await aTrainee();
  quiz = await aQuiz({ items: 3 });
});

type Form = Parameters<typeof requestAs>[2];

function pagePath(attempt: Attempt, page: number | string): string {
  return `/attempts/${attempt.id}/pages/${page}`;
}

async function showPage(person: TestPerson | undefined, attempt: Attempt, page: number | string) {
  const request = await requestAs(person, pagePath(attempt, page));
  return load(pageRoute, request, { attemptId: attempt.id, page });
}

async function postPage(
  person: TestPerson | undefined,
  attempt: Attempt,
  page: number | string,
  form: Form,
) {
  const request = await requestAs(person, pagePath(attempt, page), form);
  return act(pageRoute, request, { attemptId: attempt.id, page });
}

async function postCheck(person: TestPerson | undefined, attempt: Attempt, form: Form = {}) {
  const request = await requestAs(person, `/attempts/${attempt.id}/check`, form);
  return act(checkRoute, request, { attemptId: attempt.id });
}

async function showResult(person: TestPerson | undefined, attempt: Attempt) {
  const request = await requestAs(person, `/attempts/${attempt.id}/result`);
  return load(resultRoute, request, { attemptId: attempt.id });
}

async function start(person: TestPerson | undefined, quizId: string) {
  return act(coverRoute, await requestAs(person, `/quizzes/${quizId}`, {}), { quizId });
}

async function showCover(person: TestPerson, quizId: string) {
  return jsonOf(await load(coverRoute, await requestAs(person, `/quizzes/${quizId}`), { quizId }));
}

/** What a loader or an action sent as JSON. */
async function jsonOf(answer: unknown) {
  if (!(answer instanceof Response)) throw new Error("No response was given");
  return JSON.parse(await answer.text());
}

function locationOf(answer: unknown): string | null {
  return answer instanceof Response ? answer.headers.get("Location") : null;
}

function statusOf(answer: unknown): number | undefined {
  return answer instanceof Response ? answer.status : undefined;
}

/** What is saved for an attempt now, by item id. */
async function savedOf({ id, personId }: Attempt) {
  const attempt = await findAttempt(id, personId);
  return Object.fromEntries(
    [...(attempt?.responses ?? [])].map(([itemId, { response }]) => [itemId, response]),
  );
}

test("starting a quiz leads to its first page, and starting it again to the same attempt", async () => {
  const first = locationOf(await start(trainee, quiz.quizId));
  expect(first).toMatch(/^\/attempts\/\d+\/pages\/1$/);
  expect(locationOf(await start(trainee, quiz.quizId))).toBe(first);
  const { open } = await showCover(trainee, quiz.quizId);
  expect(`${open?.href}/pages/1`).toBe(first);
});

test("a double click on start gives one attempt", async () => {
  const starts = await Promise.all([start(trainee, quiz.quizId), start(trainee, quiz.quizId)]);
  expect(new Set(starts.map(locationOf)).size).toBe(1);
});

test("a quiz that does not exist is not found", async () => {
  expect(statusOf(await start(trainee, "no-such-quiz"))).toBe(404);
  const request = await requestAs(trainee, "/quizzes/no-such-quiz");
  expect(statusOf(await load(coverRoute, request, { quizId: "no-such-quiz" }))).toBe(404);
});

test("who must wait is told until when, and cannot start", async () => {
  const site = await aSite({ timeZone: "Pacific/Auckland" });
  const waiting = await aTrainee({ site });
  const limited = await aQuiz({ attempts: { limit: 3, waitHours: 24 } });
  const failedAt = new Date();
  await anAttempt(waiting, limited, { submitted: true, at: failedAt });
  const { refusal, facts } = await showCover(waiting, limited.quizId);
  const opensAt = new Date(failedAt.getTime() + 24 * 60 * MINUTE_IN_MS);
  const time = opensAt.toLocaleTimeString("en-GB", {
    timeZone: "Pacific/Auckland",
    hour: "2-digit",
    minute: "2-digit",
  });
  expect(refusal).toMatch(new RegExp(`^The next try opens on .*, ${time}\\.$`));
  expect(facts).toContainEqual({ label: "Attempts", value: "2 left" });
  expect(locationOf(await start(waiting, limited.quizId))).toBe(`/quizzes/${limited.quizId}`);
});

test("who has used every attempt is told so, and cannot start", async () => {
  const limited = await aQuiz({ attempts: { limit: 1, waitHours: 0 } });
  await anAttempt(trainee, limited, { submitted: true });
  const { refusal } = await showCover(trainee, limited.quizId);
  expect(refusal).toBe("You have used every attempt. Your manager can grant you another one.");
  expect(locationOf(await start(trainee, limited.quizId))).toBe(`/quizzes/${limited.quizId}`);
});

test("a page shows its items with what is saved for them", async () => {
  const attempt = await anAttempt(trainee, quiz, { answered: { "item-2": choiceId("B") } });
  const page = await jsonOf(await showPage(trainee, attempt, 2));
  expect(page).toMatchObject({
    title: quiz.quiz.title,
    number: 2,
    pageCount: 3,
    items: [
      { item: { id: "item-2", type: "single" }, number: 2, fields: { "item-2": [choiceId("B")] } },
    ],
    progress: { place: "Item 2 of 3", progress: "1 answered" },
  });
  expect(page.progress.pages.map(({ state }: { state: string }) => state)).toEqual([
    "open",
    "answered",
    "open",
  ]);
});

test("the time at which a page was saved is told in the site's zone", async () => {
  const site = await aSite({ timeZone: "Asia/Kolkata" });
  const abroad = await aTrainee({ site });
  const at = new Date("2026-03-01T05:12:30Z");
  const attempt = await anAttempt(abroad, quiz, { answered: { "item-1": choiceId("A") }, at });
  const page = await jsonOf(await showPage(abroad, attempt, 1));
  expect(page.progress.savedAt).toBe("10:42");
  expect((await jsonOf(await showPage(abroad, attempt, 2))).progress.savedAt).toBeUndefined();
});

test.each([
  ["next", 1, "pages/2"],
  ["next", 3, "check"],
  ["back", 2, "pages/1"],
  ["page:3", 1, "pages/3"],
  ["check", 1, "check"],
  ["leave", 1, "/training"],
  ["//evil.example", 2, "pages/2"],
])("posting _go=%s on page %i saves and leads to %s", async (go, page, to) => {
  const attempt = await anAttempt(trainee, quiz);
  const answer = await postPage(trainee, attempt, page, {
    [`item-${page}`]: choiceId("B"),
    _go: go,
  });
  expect(statusOf(answer)).toBe(302);
  expect(locationOf(answer)).toBe(to.startsWith("/") ? to : `/attempts/${attempt.id}/${to}`);
  expect(await savedOf(attempt)).toEqual({ [`item-${page}`]: choiceId("B") });
});

test("what a script sends as a response is given is saved, and told with the progress", async () => {
  const attempt = await anAttempt(trainee, quiz);
  const answer = await postPage(trainee, attempt, 1, { "item-1": choiceId("B"), _go: "stay" });
  expect(await jsonOf(answer)).toMatchObject({
    state: "saved",
    progress: { progress: "1 answered", savedAt: expect.stringMatching(/^\d\d:\d\d$/) },
  });
  expect(await savedOf(attempt)).toEqual({ "item-1": choiceId("B") });
});

test("the last change wins", async () => {
  const attempt = await anAttempt(trainee, quiz);
  for (const letter of ["A", "B", "C"]) {
    await postPage(trainee, attempt, 1, { "item-1": choiceId(letter), _go: "stay" });
  }
  expect(await savedOf(attempt)).toEqual({ "item-1": choiceId("C") });
});

/** What a page of the attempt would send that was loaded now, with nothing touched on it. */
async function untouchedForm(attempt: Attempt, page: number): Promise<Record<string, string>> {
  const { items } = await jsonOf(await showPage(trainee, attempt, page));
  const fields = (items as ShownResponse[]).flatMap(({ fields: held, bases }) => [
    ...Object.entries(bases).map(([field, base]) => [`_base.${field}`, base]),
    ...Object.entries(held).map(([field, values]) => [field, values[0]]),
  ]);
  return Object.fromEntries(fields);
}

test("a stale page never changes what was not touched on it, and is told the truth", async () => {
  const whole = await aQuiz({ items: 3, itemsPerPage: "all" });
  const attempt = await anAttempt(trainee, whole, { answered: { "item-1": choiceId("A") } });
  const stale = await untouchedForm(attempt, 1);
  await postPage(trainee, attempt, 1, { ...stale, "item-1": choiceId("B"), _go: "stay" });
  const answer = await postPage(trainee, attempt, 1, {
    ...stale,
    "item-2": choiceId("C"),
    _go: "stay",
  });
  expect(await savedOf(attempt)).toEqual({ "item-1": choiceId("B"), "item-2": choiceId("C") });
  expect(await jsonOf(answer)).toMatchObject({
    state: "saved",
    bases: { "item-2": baseOf({ "item-2": [choiceId("C")] }), "item-3": "" },
    fresh: {
      "item-1": {
        fields: { "item-1": [choiceId("B")] },
        bases: { "item-1": baseOf({ "item-1": [choiceId("B")] }), "_certainty.item-1": "" },
      },
    },
    notices: [expect.stringMatching(/^Item 1 was changed at \d\d:\d\d in another window/)],
  });
});

test("a stale page that touched nothing moves on without a word and without a change", async () => {
  const attempt = await anAttempt(trainee, quiz);
  const stale = await untouchedForm(attempt, 1);
  await postPage(trainee, attempt, 1, { ...stale, "item-1": choiceId("B"), _go: "stay" });
  const answer = await postPage(trainee, attempt, 1, { ...stale, _go: "next" });
  expect(locationOf(answer)).toBe(pagePath(attempt, 2));
  expect(await savedOf(attempt)).toEqual({ "item-1": choiceId("B") });
});

test("where two windows answer, the later answer wins, and says what it replaced before moving on", async () => {
  const attempt = await anAttempt(trainee, quiz);
  const form = await untouchedForm(attempt, 1);
  await postPage(trainee, attempt, 1, { ...form, "item-1": choiceId("B"), _go: "next" });
  const answer = await postPage(trainee, attempt, 1, {
    ...form,
    "item-1": choiceId("C"),
    _go: "next",
  });
  expect(statusOf(answer)).toBe(200);
  expect((await jsonOf(answer)).notices).toEqual([
    expect.stringMatching(/^Item 1: your response here has replaced another one, given at/),
  ]);
  expect(await savedOf(attempt)).toEqual({ "item-1": choiceId("C") });
});

test("of two windows that answer at the same moment, one replaces the other, and says so", async () => {
  const attempt = await anAttempt(trainee, quiz);
  const form = await untouchedForm(attempt, 1);
  const letters = ["A", "B", "C"];
  const answers = await Promise.all(
    letters.map((letter) =>
      postPage(trainee, attempt, 1, { ...form, "item-1": choiceId(letter), _go: "stay" }),
    ),
  );
  const notices = await Promise.all(answers.map(async (answer) => (await jsonOf(answer)).notices));
  expect(notices.filter((told) => told.length === 0)).toHaveLength(1);
  expect(notices.flat()).toHaveLength(2);
});

test("the same post twice, as after a lost answer, meets nobody", async () => {
  const attempt = await anAttempt(trainee, quiz);
  const form = { ...(await untouchedForm(attempt, 1)), "item-1": choiceId("B"), _go: "stay" };
  await postPage(trainee, attempt, 1, form);
  expect(await jsonOf(await postPage(trainee, attempt, 1, form))).toMatchObject({
    state: "saved",
    notices: [],
  });
});

test("moving on without an answer leaves the item open and everything else as it was", async () => {
  const attempt = await anAttempt(trainee, quiz, { answered: { "item-2": choiceId("B") } });
  await postPage(trainee, attempt, 1, { _go: "next" });
  expect(await savedOf(attempt)).toEqual({ "item-2": choiceId("B") });
});

test("taking the last tick away opens the item again", async () => {
  const many = await aQuiz({ sections: [{ items: [aMultiple({ id: "many" })] }] });
  const attempt = await anAttempt(trainee, many, { answered: { many: choiceIds("AB") } });
  await postPage(trainee, attempt, 1, { _go: "next" });
  expect(await savedOf(attempt)).toEqual({});
});

test("what cannot be read is said at its item; what was typed stays, and the rest is saved", async () => {
  const mixed = await aQuiz({
    sections: [{ items: [aMultiple({ id: "many" }), aSingle({ id: "one" })] }],
    itemsPerPage: "all",
  });
  const attempt = await anAttempt(trainee, mixed, { answered: { many: choiceIds("BC") } });
  const answer = await postPage(trainee, attempt, 1, {
    many: [choiceId("A"), "choice-z"],
    one: choiceId("C"),
    _go: "next",
  });
  expect(statusOf(answer)).toBe(422);
  expect(await jsonOf(answer)).toMatchObject({
    state: "unreadable",
    unreadable: {
      many: {
        problem: "Choose from the choices shown.",
        typed: { many: [choiceId("A"), "choice-z"] },
      },
    },
  });
  expect(await savedOf(attempt)).toEqual({ many: choiceIds("BC"), one: choiceId("C") });
});

test("a hotspot is answered by its regions; two where one is asked for cannot be read", async () => {
  const places = await aQuiz({
    sections: [{ items: [aHotspot({ id: "one" }), aHotspot({ id: "many", select: "several" })] }],
    itemsPerPage: "all",
  });
  const attempt = await anAttempt(trainee, places);
  const answer = await postPage(trainee, attempt, 1, {
    one: choiceIds("AB"),
    many: choiceIds("CA"),
    _go: "next",
  });
  expect(statusOf(answer)).toBe(422);
  expect(await jsonOf(answer)).toMatchObject({
    unreadable: { one: { problem: "Choose one region only.", typed: { one: choiceIds("AB") } } },
  });
  await postPage(trainee, attempt, 1, { one: choiceId("B"), many: choiceIds("CA"), _go: "next" });
  expect(await savedOf(attempt)).toEqual({ one: choiceIds("B"), many: choiceIds("AC") });
});

test.each(["0", "4", "abc", "1.5", "-1", "99999999999"])("page %s is not found", async (page) => {
  const attempt = await anAttempt(trainee, quiz);
  expect(statusOf(await showPage(trainee, attempt, page))).toBe(404);
  expect(statusOf(await postPage(trainee, attempt, page, { _go: "next" }))).toBe(404);
});

test("one goes on at the first open item", async () => {
  const attempt = await anAttempt(trainee, quiz, {
    answered: { "item-1": choiceId("A"), "item-3": choiceId("A") },
  });
  const request = await requestAs(trainee, `/attempts/${attempt.id}`);
  const answer = await load(indexRoute, request, { attemptId: attempt.id });
  expect(locationOf(answer)).toBe(pagePath(attempt, 2));
});

type Ask = (person: TestPerson | undefined, attempt: Attempt) => Promise<unknown>;

const everyWay: [string, Ask][] = [
  [
    "its address",
    async (person, { id }) => {
      return load(indexRoute, await requestAs(person, `/attempts/${id}`), { attemptId: id });
    },
  ],
  ["a page", (person, attempt) => showPage(person, attempt, 1)],
  [
    "a post",
    (person, attempt) => {
      return postPage(person, attempt, 1, { "item-1": choiceId("A"), _go: "next" });
    },
  ],
  [
    "the check page",
    async (person, { id }) => {
      return load(checkRoute, await requestAs(person, `/attempts/${id}/check`), { attemptId: id });
    },
  ],
  ["submitting", (person, attempt) => postCheck(person, attempt, { open: "3" })],
  ["the result", (person, attempt) => showResult(person, attempt)],
];

test.each(everyWay)("an attempt belongs to its trainee alone: %s", async (_way, ask) => {
  const attempt = await anAttempt(trainee, quiz);
  expect(statusOf(await ask(await aTrainee({ site: trainee.site }), attempt))).toBe(404);
  expect(statusOf(await ask(await aManager({ sites: [trainee.site] }), attempt))).toBe(403);
  expect(statusOf(await ask(await anAuthor(), attempt))).toBe(403);
  expect(statusOf(await ask(await anAdmin(), attempt))).toBe(403);
  expect(locationOf(await ask(undefined, attempt))).toMatch(/^\/sign-in\?next=/);
  expect(await savedOf(attempt)).toEqual({});
  expect((await findAttempt(attempt.id, trainee.id))?.outcome).toBeUndefined();
});

test.each(everyWay)("once submitted, everything leads to the result: %s", async (way, ask) => {
  const attempt = await anAttempt(trainee, quiz, { submitted: true });
  const answer = await ask(trainee, attempt);
  if (way === "the result") expect(statusOf(answer)).toBe(200);
  else expect(locationOf(answer)).toBe(`/attempts/${attempt.id}/result`);
  expect(await savedOf(attempt)).toEqual({});
});

test.each(everyWay)(
  "past its deadline an attempt is submitted as it was saved: %s",
  async (way, ask) => {
    const timed = await aQuiz({ items: 3, timeLimitMinutes: 10 });
    const at = new Date(Date.now() - 11 * MINUTE_IN_MS);
    const attempt = await anAttempt(trainee, timed, { answered: { "item-2": choiceId("A") }, at });
    const answer = await ask(trainee, attempt);
    if (way === "the result") expect(statusOf(answer)).toBe(200);
    else expect(locationOf(answer)).toBe(`/attempts/${attempt.id}/result`);
    const { outcome } = (await findAttempt(attempt.id, trainee.id)) ?? {};
    expect(outcome).toMatchObject({ submittedAt: attempt.deadlineAt, units: 10_000 });
    expect(await savedOf(attempt)).toEqual({ "item-2": choiceId("A") });
  },
);

test("the check page says what is open, with a way to each item", async () => {
  const attempt = await anAttempt(trainee, quiz, { answered: { "item-2": choiceId("B") } });
  const request = await requestAs(trainee, `/attempts/${attempt.id}/check`);
  const { items, openCount } = await jsonOf(
    await load(checkRoute, request, { attemptId: attempt.id }),
  );
  expect(openCount).toBe(2);
  expect(
    items.map(({ number, state, href }: Record<string, unknown>) => [number, state, href]),
  ).toEqual(
    [1, 2, 3].map((number) => [
      number,
      number === 2 ? "answered" : "open",
      pagePath(attempt, number),
    ]),
  );
});

test("an attempt with open items is not submitted without the tick for that many", async () => {
  const attempt = await anAttempt(trainee, quiz, { answered: { "item-2": choiceId("B") } });
  const unconfirmed: Form[] = [{}, { open: "1" }, { open: "on" }];
  for (const form of unconfirmed) {
    const answer = await postCheck(trainee, attempt, form);
    expect(statusOf(answer)).toBe(422);
    expect((await jsonOf(answer)).problem).toContain("2 items are still open");
  }
  expect((await findAttempt(attempt.id, trainee.id))?.outcome).toBeUndefined();
  const confirmed = await postCheck(trainee, attempt, { open: "2" });
  expect(locationOf(confirmed)).toBe(`/attempts/${attempt.id}/result`);
  expect((await findAttempt(attempt.id, trainee.id))?.outcome).toMatchObject({ passed: false });
});

test("submitting many times at once gives one score and one certificate", async () => {
  await aCertification({ quizzes: [quiz] });
  const attempt = await anAttempt(trainee, quiz, { answered: "all correctly" });
  const answers = await Promise.all(Array.from({ length: 5 }, () => postCheck(trainee, attempt)));
  expect(answers.map(locationOf)).toEqual(answers.map(() => `/attempts/${attempt.id}/result`));
  expect(await listCertificates(trainee.id)).toHaveLength(1);
});

test("the result of an open attempt is its pages", async () => {
  const attempt = await anAttempt(trainee, quiz);
  expect(locationOf(await showResult(trainee, attempt))).toBe(`/attempts/${attempt.id}`);
});

test("the result says the score, the reasons and what follows, then each item", async () => {
  const critical = await aQuiz({
    title: "Safety",
    sections: [
      { items: [aSingle({ id: "first" }), aSingle({ id: "safety", critical: true })] },
      { items: [aTrueFalse({ id: "last" })] },
    ],
  });
  const attempt = await anAttempt(trainee, critical, {
    answered: { first: choiceId("A"), safety: choiceId("B"), last: "false" },
    submitted: true,
  });
  const result = await jsonOf(await showResult(trainee, attempt));
  expect(result).toMatchObject({
    title: "Safety",
    passed: false,
    percent: 3_333,
    sentence: "You need 2.4 of 3 points. You had 1, and missed one safety item.",
    reasons: [
      { text: "The score is 33.33 %; 80 % are needed." },
      { text: "Item 2 is a safety item and was not fully right.", itemId: "safety" },
    ],
    certificates: [],
    next: { nextTry: { text: "You can try again now.", href: `/quizzes/${critical.quizId}` } },
  });
  expect(
    result.items.map(({ item, verdict }: { item: { id: string }; verdict: string }) => [
      item.id,
      verdict,
    ]),
  ).toEqual([
    ["safety", "safety-miss"],
    ["last", "not-right"],
    ["first", "right"],
  ]);
  expect(result.items[0]).toMatchObject({
    number: 2,
    units: 0,
    sources: [{ id: "S1", title: "A source" }],
    item: { rationale: "What to take from it." },
  });
});

test("the pass that completes a certification leads to its certificate", async () => {
  await aCertification({ title: "Operator", quizzes: [quiz] });
  const attempt = await anAttempt(trainee, quiz, { answered: "all correctly", submitted: true });
  const [certificate] = await listCertificates(trainee.id);
  expect((await jsonOf(await showResult(trainee, attempt))).certificates).toEqual([
    { title: "Operator", href: `/certificates/${certificate?.code}` },
  ]);
});

test("a pass that leaves something missing says what", async () => {
  const other = await aQuiz({ title: "The other one" });
  await aCertification({ title: "Operator", quizzes: [quiz, other] });
  const attempt = await anAttempt(trainee, quiz, { answered: "all correctly", submitted: true });
  const { certificates, next } = await jsonOf(await showResult(trainee, attempt));
  expect(certificates).toEqual([]);
  expect(next.missing).toEqual([{ certification: "Operator", quizzes: ["The other one"] }]);
});

/** What gives a key away: rationales, sources, and every field in which one could travel. */
const SECRETS =
  /Why [A-E]\.|Why (true|false)\.|What to take from it|A source|rationale|evidence|"correct"|"harmful"|"answer"/;

const KEYS_QUIZ = {
  sections: [
    {
      items: [
        aSingle({ id: "one", harmful: "B", critical: true }),
        aMultiple({ id: "many", harmful: "E" }),
        aTrueFalse({ id: "fact" }),
      ],
    },
  ],
};

test("no answer key and no rationale leaves the server before the attempt is submitted", async () => {
  const secret = await aQuiz(KEYS_QUIZ);
  expect(JSON.stringify(secret.quiz)).toMatch(SECRETS);
  await aCertification({ quizzes: [secret] });
  const sent = [JSON.stringify(await showCover(trainee, secret.quizId))];
  const attempt = await anAttempt(trainee, secret);
  const answers: Form[] = [
    { one: choiceId("B"), _go: "stay" },
    { many: [choiceId("A"), "choice-z"], _go: "stay" },
    { fact: "true", _go: "stay" },
  ];
  for (const [index, form] of answers.entries()) {
    sent.push(JSON.stringify(await jsonOf(await postPage(trainee, attempt, index + 1, form))));
    sent.push(JSON.stringify(await jsonOf(await showPage(trainee, attempt, index + 1))));
  }
  const request = await requestAs(trainee, `/attempts/${attempt.id}/check`);
  const check = await load(checkRoute, request, { attemptId: attempt.id });
  sent.push(JSON.stringify(await jsonOf(check)));
  sent.push(JSON.stringify(await jsonOf(await postCheck(trainee, attempt))));
  sent.push(JSON.stringify(await showCover(trainee, secret.quizId)));
  for (const text of sent) expect(text).not.toMatch(SECRETS);
});

test.each([
  ["after-submit", "all wrong", true],
  ["after-submit", "all correctly", true],
  ["after-pass", "all wrong", false],
  ["after-pass", "all correctly", true],
  ["never", "all wrong", false],
  ["never", "all correctly", false],
] as const)(
  "with review %s, answered %s, the result shows keys: %s",
  async (review, answered, shows) => {
    const secret = await aQuiz({ ...KEYS_QUIZ, review });
    const attempt = await anAttempt(trainee, secret, { answered, submitted: true });
    const result = await jsonOf(await showResult(trainee, attempt));
    expect(SECRETS.test(JSON.stringify(result))).toBe(shows);
    expect(result.items).toHaveLength(shows ? 3 : 0);
    if (!shows) expect(JSON.stringify(result.reasons)).not.toMatch(/item \d|itemId/i);
  },
);

/** Ends every session of a person, as the clock does after a long break. */
async function expireSessions(): Promise<void> {
  await transaction(async (q) => {
    await q.update(tables.sessions).set({ expiresAt: new Date(0) });
  });
}

/** Posts a page with a sign-in that has expired. Returns the browser's cookie. */
async function postAfterExpiry(person: TestPerson, attempt: Attempt, form: Form) {
  const cookie = await cookieOf(person);
  await expireSessions();
  const request = requestWith({ Cookie: cookie }, pagePath(attempt, 1), form);
  const answer = await act(pageRoute, request, { attemptId: attempt.id, page: 1 });
  expect(locationOf(answer)).toBe(`/sign-in?next=${encodeURIComponent(pagePath(attempt, 1))}`);
  return requestWith({ Cookie: cookie }, "/sign-in", {});
}

test("an answer that was posted after the sign-in expired is saved when the same person is back", async () => {
  const attempt = await anAttempt(trainee, quiz);
  const browser = await postAfterExpiry(trainee, attempt, { "item-1": choiceId("C"), _go: "next" });
  expect(await savedOf(attempt)).toEqual({});
  const { pending } = await signIn(browser, trainee.id);
  expect(pending && (await saveKeptPost(trainee, pending))).toBe(pagePath(attempt, 2));
  expect(await savedOf(attempt)).toEqual({ "item-1": choiceId("C") });
});

test("nobody else who signs in there gets or saves it", async () => {
  const attempt = await anAttempt(trainee, quiz);
  const other = await aTrainee();
  const browser = await postAfterExpiry(trainee, attempt, { "item-1": choiceId("C"), _go: "next" });
  expect((await signIn(browser, other.id)).pending).toBeUndefined();
  expect(await savedOf(attempt)).toEqual({});
});

test.each([
  ["the same page when a script had sent it", { "item-1": choiceId("C"), _go: "stay" }, "pages/1"],
  ["the same page when it cannot be read", { "item-1": "choice-z", _go: "next" }, "pages/1"],
  ["the check page", { "item-1": choiceId("C"), _go: "check" }, "check"],
])("what was kept leads on to %s", async (_case, form: Record<string, string>, to) => {
  const attempt = await anAttempt(trainee, quiz);
  const body = new URLSearchParams(form).toString();
  const path = await saveKeptPost(trainee, { path: pagePath(attempt, 1), body });
  expect(path).toBe(`/attempts/${attempt.id}/${to}`);
});

test("what was kept says where it replaced what came from elsewhere meanwhile", async () => {
  const attempt = await anAttempt(trainee, quiz);
  const form = await untouchedForm(attempt, 1);
  await postPage(trainee, attempt, 1, { ...form, "item-1": choiceId("A"), _go: "stay" });
  const body = new URLSearchParams({ ...form, "item-1": choiceId("C"), _go: "next" }).toString();
  const path = await saveKeptPost(trainee, { path: pagePath(attempt, 1), body });
  expect(path).toMatch(/^\/attempts\/\d+\/pages\/1\?met=replace\.1\.\d+$/);
  const request = await requestAs(trainee, path);
  const page = await jsonOf(await load(pageRoute, request, { attemptId: attempt.id, page: 1 }));
  expect(page.notices).toEqual([expect.stringMatching(/has replaced another one, given at/)]);
  expect(await savedOf(attempt)).toEqual({ "item-1": choiceId("C") });
});

test("what was kept of an attempt that is locked by now changes nothing", async () => {
  const attempt = await anAttempt(trainee, quiz);
  await submitAttempt(attempt.id, trainee.id, new Date());
  const body = new URLSearchParams({ "item-1": choiceId("A"), _go: "next" }).toString();
  const path = await saveKeptPost(trainee, { path: pagePath(attempt, 1), body });
  expect(path).toBe(`/attempts/${attempt.id}/result`);
  expect(await savedOf(attempt)).toEqual({});
});

test("what was kept for somebody else's attempt is not saved", async () => {
  const attempt = await anAttempt(await aTrainee(), quiz);
  const body = new URLSearchParams({ "item-1": choiceId("A"), _go: "next" }).toString();
  expect(await saveKeptPost(trainee, { path: pagePath(attempt, 1), body })).toBe("/");
  expect(await savedOf(attempt)).toEqual({});
});

test.each([
  ["/account", "/account"],
  ["//evil.example/attempts/1/pages/1", "/"],
  ["/\\evil.example", "/"],
])("what was kept from %s leads to %s", async (path, to) => {
  expect(await saveKeptPost(trainee, { path, body: "_go=next" })).toBe(to);
});
