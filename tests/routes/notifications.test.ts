import { expect, test } from "vitest";
import * as mailLog from "#app/routes/_app.admin.mail.tsx";
import * as notifications from "#app/routes/_app.notifications.tsx";
import * as frame from "#app/routes/_app.tsx";
import * as opened from "#app/routes/notifications.$notificationId.tsx";
import { claimNextMail, settleMail } from "#db/queries/mails.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import { anAdmin, anAttempt, aQuiz, aTrainee, type TestPerson } from "#tests/support/factories.ts";
import { act, load, requestAs } from "#tests/support/request.ts";

useCleanDatabase();

/** Somebody with two results that they have not looked at. */
async function aTraineeWithNews(): Promise<TestPerson> {
  const person = await aTrainee();
  for (const title of ["First", "Second"]) {
    await anAttempt(person, await aQuiz({ title }), { answered: "all wrong", submitted: true });
  }
  return person;
}

async function seen(person: TestPerson) {
  const page = await load(notifications, await requestAs(person, "/notifications"));
  if (page instanceof Response) throw new Error(`The page is a ${page.status}`);
  return page;
}

async function unreadOf(person: TestPerson | undefined) {
  const given = await load(frame, await requestAs(person, "/training"));
  if (given instanceof Response) throw new Error(`The frame is a ${given.status}`);
  return given.unread;
}

test("the bell counts what is new, and the page lists it", async () => {
  const person = await aTraineeWithNews();
  expect(await unreadOf(person)).toBe(2);
  expect(await unreadOf(await aTrainee())).toBe(0);
  expect(await unreadOf(undefined)).toBeUndefined();
  const { notifications: list, hasNew } = await seen(person);
  expect(hasNew).toBe(true);
  expect(list.map(({ title, isRead }) => [title, isRead])).toEqual([
    ["Not passed this time: Second", false],
    ["Not passed this time: First", false],
  ]);
});

test("opening one leads where it belongs and marks it as read", async () => {
  const person = await aTraineeWithNews();
  const [newest] = (await seen(person)).notifications;
  const notificationId = newest?.id ?? 0;
  const path = `/notifications/${notificationId}`;
  const answer = await load(opened, await requestAs(person, path), { notificationId });
  expect((answer as Response).headers.get("Location")).toMatch(/^\/attempts\/\d+\/result$/);
  expect(await unreadOf(person)).toBe(1);
  const other = await aTrainee();
  const notTheirs = await load(opened, await requestAs(other, path), { notificationId });
  expect((notTheirs as Response).status).toBe(404);
});

test("all can be marked as read with one button", async () => {
  const person = await aTraineeWithNews();
  const { newestId } = await seen(person);
  await act(notifications, await requestAs(person, "/notifications", { newestId: `${newestId}` }));
  expect(await unreadOf(person)).toBe(0);
  expect((await seen(person)).hasNew).toBe(false);
});

test("the mail log says to whom, what, in which state and why", async () => {
  const admin = await anAdmin();
  const person = await aTraineeWithNews();
  const now = new Date();
  const first = await claimNextMail("one", now);
  if (first) await settleMail(first, { mail: "failed", problem: "550 No such mailbox" }, now);
  const page = await load(mailLog, await requestAs(admin, "/admin/mail?state=failed"));
  if (page instanceof Response) throw new Error(`The page is a ${page.status}`);
  expect(page.mails).toMatchObject([
    {
      ...{ name: person.name, email: person.email, state: "failed", tries: 1 },
      problem: "550 No such mailbox",
    },
  ]);
  const again = { notificationId: `${first?.id}` };
  const answer = await act(mailLog, await requestAs(admin, "/admin/mail", again));
  expect((answer as Response).headers.get("Location")).toBe("/admin/mail?again");
  const waiting = await load(mailLog, await requestAs(admin, "/admin/mail?state=waiting"));
  if (waiting instanceof Response) throw new Error(`The page is a ${waiting.status}`);
  expect(waiting.mails.map(({ id }) => id)).toContain(first?.id);
});
