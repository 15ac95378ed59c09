import { afterEach, expect, test } from "vitest";
import { sendDueMails } from "#app/mail.server.ts";
import { transaction } from "#db/client.server.ts";
import {
  claimNextMail,
  listMails,
  sendAgain,
  settleMail,
  turnMailsOff,
} from "#db/queries/mails.ts";
import { saveNotifications } from "#db/queries/notifications.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import { anAdmin, aTrainee } from "#tests/support/factories.ts";
import { type MailServer, smtpError, startMailServer } from "#tests/support/mail-server.ts";

useCleanDatabase();

const servers: MailServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});

async function aMailServer(...options: Parameters<typeof startMailServer>): Promise<MailServer> {
  const server = await startMailServer(...options);
  servers.push(server);
  return server;
}

const NINE = new Date("2027-02-01T09:00:00Z");
const MINUTE_IN_MS = 60_000;

function after(minutes: number): Date {
  return new Date(NINE.getTime() + minutes * MINUTE_IN_MS);
}

const FROM = { name: "Linden Skin Clinics", address: "training@linden.test" };

function send({ url }: { url: string }, at = NINE, stopping?: AbortSignal) {
  const settings = { url, from: FROM, origin: "https://training.example" };
  return sendDueMails(settings, { now: () => at, stopping });
}

async function tell(person: { id: number }, ...titles: string[]): Promise<void> {
  const told = titles.map((title) => ({
    ...{ kind: "passed" as const, key: title, title, path: "/training", personId: person.id },
    body: "You needed 12 of 15 points, and had 14.\n\n- Ἑλένη <Π> → /people/7",
  }));
  await transaction((q) => saveNotifications(q, told, NINE));
}

async function states() {
  const { mails } = await listMails(undefined, 1, 500);
  return mails.map(({ title, state, tries }) => ({ title, state, tries })).reverse();
}

test("a mail has the words in plain text and in HTML, and can be traced to its notification", async () => {
  const server = await aMailServer();
  const person = await aTrainee({ name: "Ἑλένη Παπαδοπούλου", email: "eleni@clinic.test" });
  await tell(person, "Passed: Contraindications – “cautions”");
  expect(await send(server)).toBe(1);
  const [mail] = server.received;
  expect(mail?.subject).toBe("Passed: Contraindications – “cautions”");
  expect(mail?.from?.value).toEqual([FROM]);
  expect(mail?.to).toMatchObject({
    value: [{ name: "Ἑλένη Παπαδοπούλου", address: "eleni@clinic.test" }],
  });
  expect(mail?.text).toContain("- Ἑλένη <Π>\n  https://training.example/people/7");
  expect(mail?.html).toContain('<a href="https://training.example/people/7"');
  expect(mail?.html).toContain("Ἑλένη &lt;Π&gt;");
  expect(mail?.date).toEqual(NINE);
  expect(mail?.headers.get("auto-submitted")).toBe("auto-generated");
  const [sent] = (await listMails("sent", 1, 10)).mails;
  expect(mail?.messageId).toBe(`<notification-${sent?.id}-${NINE.getTime()}@training.example>`);
  expect(sent).toMatchObject({ email: "eleni@clinic.test", tries: 1, sentAt: NINE });
});

test("two senders at once send each mail once", async () => {
  const server = await aMailServer();
  const titles = Array.from({ length: 12 }, (_, index) => `Mail ${index + 10}`);
  await tell(await aTrainee(), ...titles);
  const sent = await Promise.all([send(server), send(server), send(server)]);
  expect(sent.reduce((one, other) => one + other)).toBe(12);
  expect(server.received.map(({ subject }) => subject).sort()).toEqual(titles);
});

test("a mail in the hands of a process that died is never sent again by itself", async () => {
  const server = await aMailServer();
  await tell(await aTrainee(), "First", "Second");
  await claimNextMail("a process that dies now", NINE);
  await send(server, after(1));
  await send(server, after(9));
  expect(await states()).toEqual([
    { title: "First", state: "sending", tries: 1 },
    { title: "Second", state: "sent", tries: 1 },
  ]);
  await send(server, after(11));
  await send(server, after(10_000));
  expect(server.received.map(({ subject }) => subject)).toEqual(["Second"]);
  const [unsure] = (await listMails("unsure", 1, 10)).mails;
  expect(unsure?.problem).toContain("It may have arrived");
});

test("a sender that was given up and comes back after all settles its mail", async () => {
  const server = await aMailServer();
  await tell(await aTrainee(), "First");
  const slow = await claimNextMail("slow", NINE);
  await send(server, after(11));
  if (slow) await settleMail(slow, { mail: "sent" }, after(12));
  expect(await states()).toEqual([{ title: "First", state: "sent", tries: 1 }]);
});

test("while the server is down, a mail is tried again after growing pauses, then given up", async () => {
  const server = await aMailServer();
  await server.stop();
  servers.length = 0;
  await tell(await aTrainee(), "First");
  const tried: number[] = [];
  let tries = 0;
  for (const minute of [0, 0.9, 1, 5.9, 6, 35, 36, 155, 156, 875, 876, 5_000]) {
    await send(server, after(minute));
    const [mail] = await states();
    if (mail && mail.tries > tries) tried.push(minute);
    tries = mail?.tries ?? 0;
  }
  expect(tried).toEqual([0, 1, 6, 36, 156, 876]);
  const [failed] = (await listMails("failed", 1, 10)).mails;
  expect(failed).toMatchObject({ tries: 6, nextAt: null });
  expect(failed?.problem).toContain("ECONNREFUSED");
});

test("once the server is back, what waited arrives once", async () => {
  const { port, stop, url } = await startMailServer();
  await stop();
  await tell(await aTrainee(), "First", "Second");
  expect(await send({ url })).toBe(0);
  const server = await aMailServer({ port });
  expect(await send(server, after(1))).toBe(2);
  expect(server.received.map(({ subject }) => subject).sort()).toEqual(["First", "Second"]);
  expect(await send(server, after(60))).toBe(0);
});

test("a mail that the server will never take is given up, and holds nobody else up", async () => {
  const server = await aMailServer({
    accept(address) {
      if (address.startsWith("gone@")) throw smtpError(550, "No such mailbox");
    },
  });
  await tell(await aTrainee({ email: "gone@clinic.test" }), "First");
  await tell(await aTrainee(), "Second");
  expect(await send(server)).toBe(1);
  expect(await states()).toEqual([
    { title: "First", state: "failed", tries: 1 },
    { title: "Second", state: "sent", tries: 1 },
  ]);
  const [failed] = (await listMails("failed", 1, 10)).mails;
  expect(failed?.problem).toContain("No such mailbox");
});

test("a mail that the server does not take now is tried again, and holds nobody else up", async () => {
  let busy = true;
  const server = await aMailServer({
    receive({ subject }) {
      if (busy && subject === "First") throw smtpError(451, "Try again later");
    },
  });
  await tell(await aTrainee(), "First", "Second");
  expect(await send(server)).toBe(1);
  busy = false;
  expect(await send(server, after(1))).toBe(1);
  expect(server.received.map(({ subject }) => subject)).toEqual(["Second", "First"]);
});

test("when the server goes away after it has the whole mail, nobody gets it twice", async () => {
  const server = await aMailServer({
    receive({ subject }) {
      if (subject === "First") for (const connection of server.connections) connection.destroy();
    },
  });
  await tell(await aTrainee(), "First", "Second");
  await send(server);
  await send(server, after(1));
  await send(server, after(60));
  expect(server.received.map(({ subject }) => subject)).toEqual(["First", "Second"]);
  expect(await states()).toEqual([
    { title: "First", state: "unsure", tries: 1 },
    { title: "Second", state: "sent", tries: 1 },
  ]);
});

test("when the server goes away before it has the whole mail, it is tried again", async () => {
  let isFirst = true;
  const server = await aMailServer({
    accept() {
      if (isFirst) for (const connection of server.connections) connection.destroy();
      isFirst = false;
    },
  });
  await tell(await aTrainee(), "First");
  expect(await send(server)).toBe(0);
  expect(await states()).toEqual([{ title: "First", state: "waiting", tries: 1 }]);
  expect(await send(server, after(1))).toBe(1);
});

test("a sender that is to stop finishes the mail in hand, and takes no other", async () => {
  const stopping = new AbortController();
  const server = await aMailServer({ receive: () => stopping.abort() });
  await tell(await aTrainee(), "First", "Second");
  expect(await send(server, NINE, stopping.signal)).toBe(1);
  expect(await states()).toEqual([
    { title: "First", state: "sent", tries: 1 },
    { title: "Second", state: "waiting", tries: 0 },
  ]);
});

test("an admin can send again what failed or may not have arrived, and nothing else", async () => {
  const server = await aMailServer();
  const admin = await anAdmin();
  await tell(await aTrainee(), "First", "Second");
  await claimNextMail("a process that dies now", NINE);
  await send(server, after(11));
  const [second, first] = (await listMails(undefined, 1, 10)).mails;
  expect(await sendAgain(admin, second?.id ?? 0, after(12))).toBe(false);
  expect(await sendAgain(admin, first?.id ?? 0, after(12))).toBe(true);
  expect(await sendAgain(admin, first?.id ?? 0, after(12))).toBe(false);
  await send(server, after(12));
  expect(server.received.map(({ subject }) => subject)).toEqual(["Second", "First"]);
});

test("whoever was deactivated, and an address that belongs to nobody, gets no mail", async () => {
  const server = await aMailServer();
  await tell(await aTrainee({ deactivatedAt: NINE }), "First");
  await tell(await aTrainee({ email: "trainee@demo.example" }), "Second");
  await tell(await aTrainee(), "Third");
  expect(await send(server)).toBe(1);
  expect(await states()).toEqual([{ title: "Third", state: "sent", tries: 1 }]);
});

test("without a mail server what waits is let go of, counted by kind", async () => {
  await tell(await aTrainee(), "First", "Second");
  expect(await turnMailsOff()).toEqual({ passed: 2 });
  expect(await turnMailsOff()).toEqual({});
  const server = await aMailServer();
  expect(await send(server, after(60))).toBe(0);
});
