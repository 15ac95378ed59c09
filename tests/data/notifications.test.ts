import { and, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { addDays } from "#app/core/calendar.ts";
import { db, tables, transaction } from "#db/client.server.ts";
import { submitAttempt } from "#db/queries/attempts.ts";
import { listCertificates } from "#db/queries/certificates.ts";
import { saveDueDigests } from "#db/queries/digests.ts";
import { saveDueNotifications } from "#db/queries/due-notifications.ts";
import { countGrants, saveGrant } from "#db/queries/grants.ts";
import { listMails } from "#db/queries/mails.ts";
import {
  countUnread,
  listNotifications,
  markAllRead,
  openNotification,
} from "#db/queries/notifications.ts";
import {
  findRegrade,
  previewRegrade,
  previewUndo,
  saveRegrade,
  undoRegrade,
} from "#db/queries/regrades.ts";
import { findStaffMember } from "#db/queries/staff.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import {
  aCertification,
  aManager,
  anAttempt,
  anAuthor,
  aQuiz,
  aSite,
  aTrainee,
  type TestPerson,
} from "#tests/support/factories.ts";

useCleanDatabase();

const PASSWORD = "a long pass phrase";

async function titlesOf({ id }: { id: number }): Promise<string[]> {
  return (await listNotifications(id, 100)).map(({ title }) => title);
}

/** Somebody who was certified on this day at noon. */
async function aCertifiedTrainee(day: string, site?: TestPerson["site"]) {
  const quiz = await aQuiz({ id: "mechanisms", title: "Mechanisms" });
  await aCertification({ id: "operator", title: "Operator", quizzes: [quiz] });
  const person = await aTrainee({ site, password: PASSWORD });
  const at = new Date(`${day}T12:00:00Z`);
  const attempt = await anAttempt(person, quiz, { answered: "all correctly", submitted: true, at });
  return { person, quiz, attempt };
}

/** What a requirement comes to for a person. */
async function aClearance(
  { id: personId }: { id: number },
  fields: { dueOn: string; waivedUntil?: string },
): Promise<void> {
  const { clearances } = tables;
  await transaction((q) =>
    q
      .insert(clearances)
      .values({ personId, certificationId: "operator", ...fields })
      .onConflictDoUpdate({
        target: [clearances.personId, clearances.certificationId],
        set: fields,
      }),
  );
}

const noonOn = (day: string) => new Date(`${day}T12:00:00Z`);

test("passing tells the person once, with the certificate, however often it is submitted", async () => {
  const { person, attempt } = await aCertifiedTrainee("2026-02-12");
  await Promise.all([1, 2].map(() => submitAttempt(attempt.id, person.id, noonOn("2026-02-12"))));
  const [told, ...others] = await listNotifications(person.id, 100);
  expect(others).toEqual([]);
  expect(told).toMatchObject({ title: "Passed: Mechanisms", isRead: false });
  expect(told?.body).toBe(
    "You needed 4 of 5 points, and had 5. You hold “Operator” until 11 Feb 2027.",
  );
});

test("failing tells the person what was missed", async () => {
  const person = await aTrainee();
  const quiz = await aQuiz({ title: "Mechanisms" });
  await anAttempt(person, quiz, { answered: "all wrong", submitted: true });
  expect(await titlesOf(person)).toEqual(["Not passed this time: Mechanisms"]);
});

test("a submission that does not come about tells nobody", async () => {
  const person = await aTrainee();
  const attempt = await anAttempt(person, await aQuiz(), { answered: "all correctly" });
  const failing = transaction(async () => {
    await submitAttempt(attempt.id, person.id, new Date());
    throw new Error("the power went");
  });
  await expect(failing).rejects.toThrow("the power went");
  expect(await countUnread(person.id)).toBe(0);
});

test("a regrade that takes a pass away tells of it and of the certificate, and undoing it of that", async () => {
  const { person, quiz } = await aCertifiedTrainee("2026-02-12");
  const author = await anAuthor();
  // The key was wrong: B is right everywhere, and the pass becomes a fail.
  const wrongKey = await aQuiz({
    id: "mechanisms",
    title: "Mechanisms",
    sections: quiz.quiz.sections.map((section) => ({
      ...section,
      items: section.items.map((item) =>
        item.type === "single"
          ? {
              ...item,
              choices: item.choices.map((choice, index) => ({ ...choice, correct: index === 1 })),
            }
          : item,
      ),
    })),
  });
  const itemIds = quiz.quiz.sections.flatMap(({ items }) => items.map(({ id }) => id));
  const request = {
    quizId: "mechanisms",
    mode: "recompute" as const,
    itemIds,
    keyVersionId: wrongKey.versionId,
  };
  const { fingerprint } = await previewRegrade(request);
  const confirmation = { authorId: author.id, reason: "B was right.", fingerprint };
  const outcome = await saveRegrade(request, confirmation, noonOn("2026-03-01"));
  if ("isStale" in outcome) throw new Error("Something changed meanwhile");
  expect((await titlesOf(person)).slice(0, 2).sort()).toEqual([
    "Certificate withdrawn: Operator",
    "Result corrected: Mechanisms",
  ]);

  const regrade = await findRegrade("mechanisms", outcome.regradeId);
  if (!regrade) throw new Error("The regrade is not there");
  const undo = await previewUndo(regrade);
  const again = { authorId: author.id, reason: "A was right.", fingerprint: undo.fingerprint };
  await undoRegrade(regrade, again, noonOn("2026-03-02"));
  expect((await titlesOf(person)).slice(0, 2).sort()).toEqual([
    "Certificate counts again: Operator",
    "Result corrected: Mechanisms",
  ]);
});

test("a further attempt that a manager grants is told", async () => {
  const site = await aSite();
  const manager = await aManager({ sites: [site] });
  const person = await aTrainee({ site });
  const { quizId } = await aQuiz({ title: "Mechanisms", attempts: { limit: 1, waitHours: 0 } });
  const asker = { id: manager.id, roles: ["manager" as const], managedSiteIds: [site.id] };
  const member = await findStaffMember(asker, person.id);
  if (!member) throw new Error("The manager does not find their staff");
  const grant = { quizId, grantedById: manager.id, reason: "Power cut.", grantsSeen: 0 };
  await saveGrant(member, grant, new Date());
  await saveGrant(member, grant, new Date());
  expect(await countGrants(member, quizId)).toBe(1);
  expect(await titlesOf(person)).toEqual(["Another attempt: Mechanisms"]);
});

test("day by day, each reminder comes once, from seven in the morning, also from several processes", async () => {
  const { person } = await aCertifiedTrainee("2026-02-12");
  const told: Record<string, string[]> = {};
  for (let day = "2026-11-01"; day <= "2027-03-01"; day = addDays(day, 1)) {
    expect(await saveDueNotifications(new Date(`${day}T06:59:00Z`))).toBe(0);
    const saved = await Promise.all([1, 2].map(() => saveDueNotifications(noonOn(day))));
    if (saved.some((count) => count > 0)) {
      told[day] = (await titlesOf(person)).slice(0, 1);
      expect(saved.reduce((one, other) => one + other)).toBe(1);
    }
  }
  expect(told).toEqual({
    "2026-11-13": ["Operator: valid until 11 Feb 2027"],
    "2026-12-13": ["Operator: valid until 11 Feb 2027"],
    "2027-01-12": ["Operator: valid until 11 Feb 2027"],
    "2027-02-04": ["Operator: valid until 11 Feb 2027"],
    "2027-02-11": ["Operator: last valid today"],
  });
});

test("after a pause only the nearest reminder is sent", async () => {
  const { person } = await aCertifiedTrainee("2026-02-12");
  await saveDueNotifications(noonOn("2027-02-06"));
  expect((await titlesOf(person)).length).toBe(2);
  expect(await saveDueNotifications(noonOn("2027-02-07"))).toBe(0);
});

test("a renewal ends the reminders of what it renews", async () => {
  const { person, quiz } = await aCertifiedTrainee("2026-02-12");
  await anAttempt(person, quiz, {
    answered: "all correctly",
    submitted: true,
    at: noonOn("2027-01-01"),
  });
  expect(await listCertificates(person.id)).toHaveLength(2);
  expect(await saveDueNotifications(noonOn("2027-01-12"))).toBe(0);
});

test("an assignment is told with its date, a later date anew, and overdue once", async () => {
  const { person } = await aCertifiedTrainee("2024-02-12");
  await aClearance(person, { dueOn: "2026-03-01" });
  for (const day of ["2026-02-10", "2026-02-11"]) await saveDueNotifications(noonOn(day));
  await aClearance(person, { dueOn: "2026-04-01" });
  for (const day of ["2026-03-02", "2026-04-01", "2026-04-02", "2026-04-03", "2026-05-01"]) {
    await saveDueNotifications(noonOn(day));
  }
  expect(await titlesOf(person)).toEqual([
    "Overdue: Operator",
    "To do by 1 Apr 2026: Operator",
    "To do by 1 Mar 2026: Operator",
    "Passed: Mechanisms",
  ]);
});

test("nobody is told of what is waived, nor of what they hold", async () => {
  const { person } = await aCertifiedTrainee("2026-02-12");
  await aClearance(person, { dueOn: "2026-03-01" });
  const waived = await aTrainee({ password: PASSWORD });
  await aClearance(waived, { dueOn: "2026-03-01", waivedUntil: "2026-12-31" });
  expect(await saveDueNotifications(noonOn("2026-03-02"))).toBe(0);
});

test("nobody is told by the clock who could not read it, or is no trainee", async () => {
  await aCertifiedTrainee("2020-02-12");
  const people = [
    await aTrainee(),
    await aTrainee({ password: PASSWORD, deactivatedAt: new Date() }),
    await anAuthor({ password: PASSWORD }),
  ];
  for (const person of people) await aClearance(person, { dueOn: "2026-03-01" });
  expect(await saveDueNotifications(noonOn("2026-03-02"))).toBe(0);
});

test("reading one, or all that were seen, leaves what came later new", async () => {
  const person = await aTrainee();
  const other = await aTrainee();
  const quiz = await aQuiz();
  for (const _ of [1, 2, 3])
    await anAttempt(person, quiz, { answered: "all wrong", submitted: true });
  const [third, second, first] = await listNotifications(person.id, 100);
  const ids = [first, second, third].map((each) => each?.id ?? 0);
  const now = new Date();
  expect(await openNotification(ids[0] ?? 0, other.id, now)).toBeUndefined();
  expect(await countUnread(person.id)).toBe(3);
  expect(await openNotification(ids[0] ?? 0, person.id, now)).toMatch(/^\/attempts\/\d+\/result$/);
  expect(await countUnread(person.id)).toBe(2);
  await markAllRead(other.id, ids[2] ?? 0, now);
  await markAllRead(person.id, ids[1] ?? 0, now);
  expect(await countUnread(person.id)).toBe(1);
});

test("what is new waits to be sent by mail", async () => {
  await aCertifiedTrainee("2026-02-12");
  const { mails } = await listMails("waiting", 1, 10);
  expect(mails.map(({ title }) => title)).toEqual(["Passed: Mechanisms"]);
});

async function digestsOf({ id }: { id: number }) {
  const q = await db();
  const { notifications } = tables;
  return q
    .select({ key: notifications.key, title: notifications.title, body: notifications.body })
    .from(notifications)
    .where(and(eq(notifications.personId, id), eq(notifications.kind, "digest")));
}

/** 1 February 2027 is a Monday. */
const MONDAY = "2027-02-01";

test("on Monday a manager is told of the staff of their own sites, and of nobody else", async () => {
  const [north, south] = [await aSite({ name: "North" }), await aSite({ name: "South" })];
  const { person } = await aCertifiedTrainee("2026-02-12", north);
  const { person: elsewhere, quiz } = await aCertifiedTrainee("2026-02-12", south);
  const failing = await aTrainee({ name: "Fay Ling", site: north });
  for (const _ of [1, 2])
    await anAttempt(failing, quiz, { answered: "all wrong", submitted: true });
  const ofNorth = await aManager({ sites: [north], password: PASSWORD });
  const ofBoth = await aManager({ sites: [north, south], password: PASSWORD });
  await Promise.all([1, 2].map(() => saveDueDigests(noonOn(MONDAY))));

  const [digest, ...others] = await digestsOf(ofNorth);
  expect(others).toEqual([]);
  expect(digest).toMatchObject({
    key: "digest:2027-02-01",
    title: "Your staff this week: 2 people to look at",
  });
  expect(digest?.body).toContain(
    `Lapsing within 30 days (1)\n\n- ${person.name}: Operator, valid until 11 Feb 2027 → /people/${person.id}`,
  );
  expect(digest?.body).toContain("Fay Ling: Mechanisms, failed 2 times");
  expect(digest?.body).not.toContain(elsewhere.name);
  const [both] = await digestsOf(ofBoth);
  expect(both?.body).toContain("Lapsing within 30 days (2)");
  expect(both?.body).toContain(elsewhere.name);
});

test("the digest comes on Monday where the manager is; on Tuesday only if Monday was missed", async () => {
  const dublin = await aSite();
  const auckland = await aSite({ timeZone: "Pacific/Auckland" });
  const near = await aManager({ sites: [dublin], password: PASSWORD });
  const far = await aManager({ sites: [auckland], password: PASSWORD });
  // 07:30 on Monday in Auckland, still Sunday in Dublin.
  expect(await saveDueDigests(new Date("2027-01-31T18:30:00Z"))).toBe(1);
  expect(await digestsOf(far)).toHaveLength(1);
  expect(await saveDueDigests(new Date("2027-02-01T06:30:00Z"))).toBe(0);
  expect(await saveDueDigests(noonOn("2027-02-02"))).toBe(1);
  expect((await digestsOf(near))[0]).toMatchObject({
    key: "digest:2027-02-01",
    title: "Your staff this week: all is well",
  });
  expect(await saveDueDigests(noonOn("2027-02-03"))).toBe(0);
});

test("who manages no site, or could not read it, gets no digest", async () => {
  const site = await aSite();
  await aManager({ sites: [], site, password: PASSWORD });
  await aManager({ sites: [site] });
  await aManager({ sites: [site], password: PASSWORD, deactivatedAt: new Date() });
  await aTrainee({ site, manages: [site], password: PASSWORD });
  expect(await saveDueDigests(noonOn(MONDAY))).toBe(0);
});
