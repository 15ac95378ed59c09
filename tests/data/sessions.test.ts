import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { tables, transaction } from "#db/client.server.ts";
import {
  deleteExpiredSessions,
  deleteOtherSessions,
  deleteSession,
  deleteSessionByToken,
  extendSession,
  findSignedInPerson,
  keepPendingPost,
  listSessions,
  saveSession,
  takePendingPost,
} from "#db/queries/sessions.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import { aManager, anAdmin, aPerson, aSite, aTrainee } from "#tests/support/factories.ts";

useCleanDatabase();

const NOON = new Date("2026-03-10T12:00:00Z");
const POST = { path: "/attempts/7/pages/3", body: "item-1=choice-a" };

function minutesAfter(minutes: number): Date {
  return new Date(NOON.getTime() + minutes * 60_000);
}

/** A session that begins at noon and lasts an hour. */
async function aSession(person: { id: number }, tokenHash: string): Promise<void> {
  await saveSession(
    { tokenHash, personId: person.id, device: "Safari on iPad", expiresAt: minutesAfter(60) },
    NOON,
  );
}

test("a session finds its person, with roles, sites and home", async () => {
  const [home, managed] = [await aSite(), await aSite({ timeZone: "Pacific/Auckland" })];
  const manager = await aManager({ site: home, sites: [managed], name: "Ανθή Παπαδοπούλου" });
  await aSession(manager, "token");
  expect(await findSignedInPerson("token", NOON)).toEqual({
    id: manager.id,
    name: "Ανθή Παπαδοπούλου",
    email: manager.email,
    roles: ["manager"],
    managedSiteIds: [managed.id],
    homeSite: home,
    sessionId: expect.any(Number),
    sessionLastSeenAt: NOON,
  });
});

test("managed sites mean nothing without the role of a manager", async () => {
  const site = await aSite();
  const person = await aPerson({ roles: ["trainee", "author"], site, manages: [site] });
  await aSession(person, "token");
  const found = await findSignedInPerson("token", NOON);
  expect(found?.managedSiteIds).toEqual([]);
  expect(found?.roles.toSorted()).toEqual(["author", "trainee"]);
});

test.each([
  ["a millisecond before its end", -1, true],
  ["at its end", 0, false],
])("%s a session is valid: %s ms, %s", async (_when, milliseconds, isValid) => {
  await aSession(await aTrainee(), "token");
  const now = new Date(minutesAfter(60).getTime() + milliseconds);
  expect((await findSignedInPerson("token", now)) !== undefined).toBe(isValid);
});

test("an unknown token finds nobody", async () => {
  await aSession(await aTrainee(), "token");
  expect(await findSignedInPerson("tokem", NOON)).toBeUndefined();
  expect(await findSignedInPerson("", NOON)).toBeUndefined();
});

test("a person who was deactivated is signed out everywhere at once", async () => {
  const trainee = await aTrainee();
  await aSession(trainee, "token");
  await transaction((q) =>
    q.update(tables.people).set({ deactivatedAt: NOON }).where(eq(tables.people.id, trainee.id)),
  );
  expect(await findSignedInPerson("token", NOON)).toBeUndefined();
});

test("being seen moves the end of a session on", async () => {
  await aSession(await aTrainee(), "token");
  const found = await findSignedInPerson("token", NOON);
  await extendSession(found?.sessionId ?? 0, minutesAfter(50), minutesAfter(110));
  expect(await findSignedInPerson("token", minutesAfter(100))).toMatchObject({
    sessionLastSeenAt: minutesAfter(50),
  });
});

test("the list shows a person's own valid sessions, the one seen last first", async () => {
  const [one, other] = [await aTrainee(), await aTrainee()];
  await aSession(one, "first");
  await aSession(one, "second");
  await aSession(other, "theirs");
  const first = await findSignedInPerson("first", NOON);
  await extendSession(first?.sessionId ?? 0, minutesAfter(30), minutesAfter(120));
  expect(await listSessions(one.id, minutesAfter(30))).toMatchObject([
    { id: first?.sessionId, device: "Safari on iPad", lastSeenAt: minutesAfter(30) },
    { lastSeenAt: NOON },
  ]);
  expect(await listSessions(one.id, minutesAfter(60))).toHaveLength(1);
});

test("a session is ended by its owner and by nobody else", async () => {
  const owner = await aTrainee();
  const stranger = await anAdmin();
  await aSession(owner, "token");
  const { sessionId = 0 } = (await findSignedInPerson("token", NOON)) ?? {};
  expect(await deleteSession(sessionId, stranger.id)).toBe(false);
  expect(await findSignedInPerson("token", NOON)).toBeDefined();
  expect(await deleteSession(sessionId, owner.id)).toBe(true);
  expect(await findSignedInPerson("token", NOON)).toBeUndefined();
  expect(await deleteSession(sessionId, owner.id)).toBe(false);
});

test("ending the others keeps this session, and everybody else's", async () => {
  const [one, other] = [await aTrainee(), await aTrainee()];
  for (const token of ["here", "there"]) await aSession(one, token);
  await aSession(other, "theirs");
  const here = await findSignedInPerson("here", NOON);
  await transaction((q) => deleteOtherSessions(q, one.id, here?.sessionId));
  const valid = await Promise.all(
    ["here", "there", "theirs"].map((token) => findSignedInPerson(token, NOON)),
  );
  expect(valid.map((person) => person?.id)).toEqual([one.id, undefined, other.id]);
  await transaction((q) => deleteOtherSessions(q, one.id));
  expect(await findSignedInPerson("here", NOON)).toBeUndefined();
});

test("what was posted after expiry is given to the same person, once", async () => {
  const trainee = await aTrainee();
  await aSession(trainee, "old");
  await keepPendingPost("old", POST);
  expect(await takePendingPost("old", trainee.id)).toEqual(POST);
  expect(await takePendingPost("old", trainee.id)).toBeUndefined();
});

test("on a shared tablet the next person gets nothing of the last person's post", async () => {
  const [last, next] = [await aTrainee(), await aTrainee()];
  await aSession(last, "old");
  await keepPendingPost("old", POST);
  expect(await takePendingPost("old", next.id)).toBeUndefined();
  // Nor does it lie there for later: the old session is over.
  expect(await takePendingPost("old", last.id)).toBeUndefined();
});

test("a later post takes the place of an earlier one", async () => {
  const trainee = await aTrainee();
  await aSession(trainee, "old");
  await keepPendingPost("old", { ...POST, body: "item-1=choice-b" });
  await keepPendingPost("old", POST);
  expect(await takePendingPost("old", trainee.id)).toEqual(POST);
});

test("an old session without a post gives nothing and ends", async () => {
  const trainee = await aTrainee();
  await aSession(trainee, "old");
  expect(await takePendingPost("old", trainee.id)).toBeUndefined();
  expect(await findSignedInPerson("old", NOON)).toBeUndefined();
});

test("a token that nobody ever had, or that was signed out, keeps nothing", async () => {
  const trainee = await aTrainee();
  await keepPendingPost("made-up", POST);
  expect(await takePendingPost("made-up", trainee.id)).toBeUndefined();
  await aSession(trainee, "out");
  await deleteSessionByToken("out");
  await keepPendingPost("out", POST);
  expect(await takePendingPost("out", trainee.id)).toBeUndefined();
});

test("expired sessions are forgotten with what was kept in them, valid ones are not", async () => {
  const trainee = await aTrainee();
  await aSession(trainee, "old");
  await keepPendingPost("old", POST);
  await deleteExpiredSessions(minutesAfter(60));
  expect(await findSignedInPerson("old", NOON)).toBeDefined();
  await deleteExpiredSessions(minutesAfter(61));
  expect(await takePendingPost("old", trainee.id)).toBeUndefined();
});
