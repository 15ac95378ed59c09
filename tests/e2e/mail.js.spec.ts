import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { type MailServer, startMailServer } from "#tests/support/mail-server.ts";
import { changeRows, readColumn } from "#tests/support/own-clinic.ts";
import { type OwnServer, startOwnServer } from "#tests/support/own-server.ts";
import { freePort } from "#tests/support/postgres.mjs";

/* Mails of a whole server, which is killed or asked to stop while it hands one over. */

let folder: string;
let mailServer: MailServer;
let server: OwnServer | undefined;
/** What the mail server waits for before it answers. */
let answers: Promise<void> | undefined;
const arrivals: ((subject: string) => void)[] = [];

test.beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "needlepoint-mail-"));
  answers = undefined;
  mailServer = await startMailServer({
    async receive({ subject = "" }) {
      for (const arrive of arrivals.splice(0)) arrive(subject);
      await answers;
    },
  });
});

test.afterEach(async () => {
  await server?.stop();
  await mailServer.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function start(): Promise<OwnServer> {
  const port = `${await freePort()}`;
  return startOwnServer({
    ...{ DATA_DIR: folder, DEMO: "on", PORT: port, PUBLIC_URL: `http://localhost:${port}` },
    ...{ SMTP_URL: mailServer.url, MAIL_FROM: "Linden Skin Clinics <training@linden.test>" },
  });
}

/** The subject of the next mail, once the mail server has all of it. */
function nextArrival(): Promise<string> {
  return new Promise((resolve) => arrivals.push(resolve));
}

/** Something new for the demo's trainee, who has a mailbox here. */
function tell(title: string): void {
  const whose = "(select id from people where email like 'trainee@%')";
  const address = "update people set email = 'trainee@clinic.test' where id = ";
  changeRows(folder, address + whose, []);
  changeRows(
    folder,
    `insert into notifications (person_id, kind, key, title, body, path, created_at, mail, mail_next_at)
     values (${whose}, 'passed', ?, ?, 'Well done.', '/training', ?, 'waiting', ?)`,
    [title, title, Date.now(), Date.now()],
  );
}

function stateOf(title: string): unknown {
  return readColumn(folder, "select mail from notifications where title = ?", title)[0];
}

/** A gate that holds the mail server's answer back. */
function holdAnswers(): () => void {
  let open = () => {};
  answers = new Promise((resolve) => {
    open = resolve;
  });
  return open;
}

test("a mail that was being handed over when the server was killed is not sent twice", async () => {
  server = await start();
  const letGo = holdAnswers();
  const arrived = nextArrival();
  tell("First");
  expect(await arrived).toBe("First");
  const ended = once(server.process, "exit");
  server.process.kill("SIGKILL");
  await ended;
  letGo();

  server = await start();
  const next = nextArrival();
  tell("Second");
  expect(await next).toBe("Second");
  await expect.poll(() => stateOf("Second")).toBe("sent");
  expect(mailServer.received.map(({ subject }) => subject)).toEqual(["First", "Second"]);
  expect(stateOf("First")).toBe("sending");
});

test("a server that is asked to stop finishes the mail in hand", async () => {
  server = await start();
  const letGo = holdAnswers();
  const arrived = nextArrival();
  tell("First");
  await arrived;
  const stopped = server.stop();
  await expect.poll(() => server?.printed()).toContain("stopping");
  letGo();
  expect(await stopped).toBe(0);
  server = undefined;
  expect(stateOf("First")).toBe("sent");
  expect(mailServer.received).toHaveLength(1);
});

test("the log of the server says what kind of mail went out, and names nobody", async () => {
  server = await start();
  const arrived = nextArrival();
  tell("First");
  await arrived;
  await expect.poll(() => server?.printed()).toContain('"outcome":"sent"');
  expect(server.printed()).not.toMatch(/trainee@clinic\.test/);
});
