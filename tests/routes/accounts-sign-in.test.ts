import { expect, test } from "vitest";
import * as account from "#app/routes/_app.account.tsx";
import * as attemptPage from "#app/routes/attempts.$attemptId.pages.$page/route.tsx";
import * as signInPage from "#app/routes/sign-in.tsx";
import * as signOutPage from "#app/routes/sign-out.tsx";
import { findUser } from "#app/session.server.ts";
import { tables, transaction } from "#db/client.server.ts";
import { findAttempt } from "#db/queries/attempts.ts";
import { listAuditEntries } from "#db/queries/audit.ts";
import { listSessions } from "#db/queries/sessions.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import { anAttempt, aPerson, aQuiz, aTrainee } from "#tests/support/factories.ts";
import { choiceId } from "#tests/support/quiz-files.ts";
import { act, cookieIn, cookieOf, load, requestAs, requestWith } from "#tests/support/request.ts";

useCleanDatabase();

const PASSWORD = "the tide is out today";
const SIGN_IN = "/sign-in";

type Answer = Awaited<ReturnType<typeof act<ReturnType<typeof signInPage.action>>>>;

/** Tries to sign in; `cookie` is what the browser still had. */
async function trySignIn(
  email: string,
  password: string,
  { url = SIGN_IN, cookie = "", address = "192.0.2.1" } = {},
): Promise<Response> {
  const headers = new Headers(cookie ? { Cookie: cookie } : undefined);
  const request = requestWith(headers, url, { email, password });
  const answer: Answer = await act(signInPage, request, {}, { address });
  return answer as Response;
}

async function bodyOf(response: Response) {
  return { status: response.status, body: await response.json() };
}

/** The Cookie header that the browser sends after this answer. */
function newCookieOf(response: Response): string {
  return cookieIn(response.headers.get("Set-Cookie") ?? "");
}

async function personOf(cookie: string) {
  return findUser(requestWith({ Cookie: cookie }, "/"));
}

test("the right password signs in, whatever the case of the address", async () => {
  const person = await aTrainee({ email: "aoife@clinic.test", password: PASSWORD });
  const answer = await trySignIn(" Aoife@Clinic.TEST ", PASSWORD);
  expect(answer.status).toBe(302);
  expect(answer.headers.get("Location")).toBe("/");
  expect((await personOf(newCookieOf(answer)))?.id).toBe(person.id);
});

test("the answer is the same for a wrong password, an unknown account and one that cannot sign in", async () => {
  const active = await aTrainee({ password: PASSWORD });
  const invited = await aTrainee();
  const former = await aTrainee({ password: PASSWORD, deactivatedAt: new Date() });
  const emails = [active.email, "nobody@clinic.test", invited.email, former.email];
  const answers = await Promise.all(
    emails.map(async (email) => {
      const password = email === former.email ? PASSWORD : "something else entirely";
      const { status, body } = await bodyOf(await trySignIn(email, password));
      return { status, problems: body.problems };
    }),
  );
  expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toHaveLength(1);
  expect(answers[0]?.status).toBe(422);
});

test("an unknown account takes as long to refuse as a wrong password", async () => {
  const { email } = await aTrainee();
  const signUps = ["nobody@clinic.test", email];
  for (const unknown of signUps) {
    const startedAt = performance.now();
    await trySignIn(unknown, "something else entirely");
    // An argon2 check of 19 MiB cannot be done faster; answering without one takes a millisecond.
    expect(performance.now() - startedAt).toBeGreaterThan(4);
  }
});

test.each([
  ["an account", true],
  ["an address that has none", false],
])("of 30 guesses at once for %s, ten are checked and the rest has to wait", async (_, exists) => {
  if (exists) await aTrainee({ email: "aoife@clinic.test", password: PASSWORD });
  const guesses = await Promise.all(
    Array.from({ length: 30 }, (_, index) =>
      trySignIn("aoife@clinic.test", `guess number ${index}`, { address: `192.0.2.${index}` }),
    ),
  );
  expect(guesses.filter(({ status }) => status === 422)).toHaveLength(10);
  const limited = guesses.filter(({ status }) => status === 429);
  expect(limited).toHaveLength(20);
  expect(Number(limited[0]?.headers.get("Retry-After"))).toBeGreaterThan(14 * 60);
  expect((await limited[0]?.json())?.problems).toEqual([
    { field: "email", message: "There were too many tries. Please try again in 15 minutes." },
  ]);
});

test("once limited, even the right password has to wait, also for what a script asks", async () => {
  const { email } = await aTrainee({ password: PASSWORD });
  for (let guess = 0; guess < 10; guess += 1) await trySignIn(email, `guess number ${guess}`);
  expect((await trySignIn(email, PASSWORD)).status).toBe(429);
  const byScript = await trySignIn(email, PASSWORD, { url: `${SIGN_IN}?_data=routes%2Fsign-in` });
  expect(byScript.status).toBe(429);
});

test("the right password gives an account all of its tries again", async () => {
  const { email } = await aTrainee({ password: PASSWORD });
  for (let guess = 0; guess < 9; guess += 1) await trySignIn(email, `guess number ${guess}`);
  expect((await trySignIn(email, PASSWORD)).status).toBe(302);
  for (let guess = 0; guess < 10; guess += 1) {
    expect((await trySignIn(email, `guess number ${guess}`)).status).toBe(422);
  }
  expect((await trySignIn(email, PASSWORD)).status).toBe(429);
});

test("one address cannot try one password on many accounts, another address still can", async () => {
  const { email } = await aTrainee({ password: PASSWORD });
  await Promise.all(
    Array.from({ length: 100 }, (_, index) => trySignIn(`nobody-${index}@clinic.test`, PASSWORD)),
  );
  expect((await trySignIn(email, PASSWORD)).status).toBe(429);
  expect((await trySignIn(email, PASSWORD, { address: "192.0.2.2" })).status).toBe(302);
});

test("a whole clinic signs in from one address: what succeeds is not counted there", async () => {
  const { email } = await aTrainee({ password: PASSWORD });
  for (let time = 0; time < 101; time += 1) {
    expect((await trySignIn(email, PASSWORD)).status).toBe(302);
  }
}, 30_000);

test("signing in ends the session that the browser had, under a new token", async () => {
  const person = await aTrainee({ password: PASSWORD });
  const oldCookie = await cookieOf(person);
  const cookie = newCookieOf(await trySignIn(person.email, PASSWORD, { cookie: oldCookie }));
  expect(cookie).not.toBe(oldCookie);
  expect(await personOf(oldCookie)).toBeUndefined();
  expect((await personOf(cookie))?.id).toBe(person.id);
});

test.each(["//evil.example", "/\\evil.example", "https://evil.example", "/.//evil.example"])(
  "signing in never leads to another site: %s",
  async (next) => {
    const { email } = await aTrainee({ password: PASSWORD });
    const url = `${SIGN_IN}?${new URLSearchParams({ next })}`;
    expect((await trySignIn(email, PASSWORD, { url })).headers.get("Location")).toBe("/");
  },
);

test("after signing in a person goes on where they were", async () => {
  const person = await aTrainee({ password: PASSWORD });
  const sent = (await load(account, requestWith({}, "/account?done=session"))) as Response;
  const url = sent.headers.get("Location") ?? "";
  expect((await trySignIn(person.email, PASSWORD, { url })).headers.get("Location")).toBe(
    "/account?done=session",
  );
});

test("whoever is signed in already is led past the sign-in page", async () => {
  const person = await aTrainee();
  const url = `${SIGN_IN}?next=%2Ftraining`;
  const answer = (await load(signInPage, await requestAs(person, url))) as Response;
  expect(answer.headers.get("Location")).toBe("/training");
});

test("before anybody exists, signing in leads to setting up", async () => {
  const answer = (await load(signInPage, requestWith({}, SIGN_IN))) as Response;
  expect(answer.headers.get("Location")).toBe("/setup");
});

/** A page of an attempt that was posted after its sign-in had expired, and the cookie it came with. */
async function anExpiredPost() {
  const trainee = await aTrainee({ password: PASSWORD });
  const attempt = await anAttempt(trainee, await aQuiz({ items: 1 }));
  const cookie = await cookieOf(trainee);
  await transaction(async (q) => {
    await q.update(tables.sessions).set({ expiresAt: new Date(Date.now() - 1_000) });
  });
  const url = `/attempts/${attempt.id}/pages/1`;
  const params = { attemptId: attempt.id, page: 1 };
  const post = requestWith({ Cookie: cookie }, url, { "item-1": choiceId("A"), _go: "next" });
  const sent = (await act(attemptPage, post, params)) as Response;
  const sentTo = `/sign-in?next=${encodeURIComponent(url)}`;
  expect(sent.headers.get("Location")).toBe(sentTo);
  return { trainee, attempt, cookie, sentTo };
}

test("what was posted after a sign-in expired is saved when the same person signs in again", async () => {
  const { trainee, attempt, cookie } = await anExpiredPost();
  await trySignIn(trainee.email, PASSWORD, { cookie });
  expect((await findAttempt(attempt.id, trainee.id))?.responses.size).toBe(1);
});

test("what one person posted is never saved for the next, and is forgotten", async () => {
  const { trainee, attempt, cookie, sentTo } = await anExpiredPost();
  const next = await aTrainee({ password: PASSWORD });
  // Not even to where the other person was: it is no page of theirs.
  const answer = await trySignIn(next.email, PASSWORD, { cookie, url: sentTo });
  expect(answer.headers.get("Location")).toBe("/");
  await trySignIn(trainee.email, PASSWORD, { cookie });
  expect((await findAttempt(attempt.id, trainee.id))?.responses.size).toBe(0);
});

test("where one person posted is not where the next is led", async () => {
  const owner = await aTrainee({ password: PASSWORD });
  const next = await aTrainee({ password: PASSWORD });
  const postAfterExpiry = async () => {
    const cookie = await cookieOf(owner);
    await transaction(async (q) => {
      await q.update(tables.sessions).set({ expiresAt: new Date(Date.now() - 1_000) });
    });
    const form = { intent: "end-others" };
    const sent = await act(account, requestWith({ Cookie: cookie }, "/account", form));
    return { cookie, url: (sent as Response).headers.get("Location") ?? "" };
  };
  const placeOf = async ({ email }: { email: string }) =>
    (await trySignIn(email, PASSWORD, await postAfterExpiry())).headers.get("Location");
  expect(await placeOf(next)).toBe("/");
  expect(await placeOf(owner)).toBe("/account");
});

test("a post that may hold a password is not kept when the sign-in has expired", async () => {
  const cookie = await cookieOf(await aTrainee({ password: PASSWORD }));
  const stored = () =>
    transaction((q) =>
      q
        .update(tables.sessions)
        .set({ expiresAt: new Date(0) })
        .returning(),
    );
  await stored();
  const form = { intent: "password", current: PASSWORD, password: "a quite different phrase" };
  await act(account, requestWith({ Cookie: cookie }, "/account", form));
  expect(await stored()).toMatchObject([{ pendingPath: null, pendingBody: null }]);
});

test("signing out ends the session, forgets the cookie and clears what the browser stored", async () => {
  const cookie = await cookieOf(await aTrainee());
  const answer = (await act(
    signOutPage,
    requestWith({ Cookie: cookie }, "/sign-out", {}),
  )) as Response;
  expect(answer.headers.get("Set-Cookie")).toMatch(/^needlepoint_session=.*Max-Age=0/);
  expect(answer.headers.get("Clear-Site-Data")).toBe('"storage"');
  expect(await personOf(cookie)).toBeUndefined();
});

test("following a link to sign out signs nobody out", async () => {
  const cookie = await cookieOf(await aTrainee());
  await load(signOutPage, requestWith({ Cookie: cookie }, "/sign-out"));
  expect(await personOf(cookie)).toBeDefined();
});

test("the account page lists one's own sessions and marks this one", async () => {
  const person = await aPerson({ roles: ["author", "trainee"] });
  await cookieOf(person);
  await cookieOf(await aTrainee());
  const answer = await load(account, await requestAs(person, "/account"));
  const page = await (answer as Response).json();
  expect(page.roles).toEqual(["Trainee", "Author"]);
  expect(page.sessions).toHaveLength(2);
  expect(page.sessions.filter(({ isHere }: { isHere: boolean }) => isHere)).toHaveLength(1);
});

test("a session that its owner revokes is out at once", async () => {
  const person = await aTrainee();
  const lost = await cookieOf(person);
  const [session] = await listSessions(person.id, new Date());
  const fields = { intent: "end-session", sessionId: String(session?.id) };
  await act(account, await requestAs(person, "/account", fields));
  expect(await personOf(lost)).toBeUndefined();
});

test("nobody can revoke the session of another person", async () => {
  const victim = await aTrainee();
  const cookie = await cookieOf(victim);
  const [session] = await listSessions(victim.id, new Date());
  const fields = { intent: "end-session", sessionId: String(session?.id) };
  await act(account, await requestAs(await aTrainee(), "/account", fields));
  expect(await personOf(cookie)).toBeDefined();
});

test("signing out everywhere else keeps this session and everybody else's", async () => {
  const person = await aTrainee();
  const elsewhere = await cookieOf(person);
  const neighbour = await cookieOf(await aTrainee());
  const request = await requestAs(person, "/account", { intent: "end-others" });
  await act(account, request);
  expect(await personOf(elsewhere)).toBeUndefined();
  expect(await personOf(neighbour)).toBeDefined();
  expect(await personOf(request.headers.get("Cookie") ?? "")).toBeDefined();
});

const NEW_PASSWORD = "and in again tomorrow";
const CHANGE = {
  intent: "password",
  current: PASSWORD,
  password: NEW_PASSWORD,
  again: NEW_PASSWORD,
};

test("a new password ends every other session, and replaces the old one", async () => {
  const person = await aTrainee({ password: PASSWORD });
  const elsewhere = await cookieOf(person);
  const request = await requestAs(person, "/account", CHANGE);
  const answer = (await act(account, request)) as Response;
  expect(answer.headers.get("Location")).toBe("/account?done=password");
  expect(await personOf(elsewhere)).toBeUndefined();
  expect(await personOf(request.headers.get("Cookie") ?? "")).toBeDefined();
  expect((await trySignIn(person.email, PASSWORD)).status).toBe(422);
  expect((await trySignIn(person.email, NEW_PASSWORD)).status).toBe(302);
  const { entries } = await listAuditEntries(person.id, 1, 10);
  expect(entries.map(({ action }) => action)).toEqual(["person.password-changed"]);
});

test.each([
  ["the present password is wrong", { current: "not the present one" }, "current"],
  ["the new one is too short", { password: "short", again: "short" }, "password"],
  ["the two are not the same", { again: "and in again today" }, "again"],
])("the password stays as it was when %s", async (_, fields, field) => {
  const person = await aTrainee({ password: PASSWORD });
  const request = await requestAs(person, "/account", { ...CHANGE, ...fields });
  const { status, body } = await bodyOf((await act(account, request)) as Response);
  expect(status).toBe(422);
  expect(body.problems.map((problem: { field: string }) => problem.field)).toEqual([field]);
  expect((await trySignIn(person.email, PASSWORD)).status).toBe(302);
});

test("guessing the present password at an unlocked tablet is limited like signing in", async () => {
  const person = await aTrainee({ password: PASSWORD });
  const guess = async (current: string) => {
    const request = await requestAs(person, "/account", { ...CHANGE, current });
    return ((await act(account, request)) as Response).status;
  };
  for (let number = 0; number < 10; number += 1) await guess(`guess number ${number}`);
  expect(await guess(PASSWORD)).toBe(429);
});
