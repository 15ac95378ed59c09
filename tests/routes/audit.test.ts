import { spawnSync } from "node:child_process";
import { beforeEach, expect, test } from "vitest";
import { env } from "#app/env.server.ts";
import * as auditPage from "#app/routes/_app.admin.audit.tsx";
import { findAuditHead } from "#db/queries/audit-check.ts";
import { useCleanDatabase } from "#tests/support/database.ts";
import { anAdmin, anAttempt, aQuiz, aTrainee, type TestPerson } from "#tests/support/factories.ts";
import { load, requestAs } from "#tests/support/request.ts";
import { tamper } from "#tests/support/tampering.ts";

useCleanDatabase();

let admin: TestPerson;

beforeEach(async () => {
  admin = await anAdmin();
  await anAttempt(await aTrainee(), await aQuiz(), { answered: "all correctly", submitted: true });
});

async function chainOn(url: string) {
  const page = await load(auditPage, await requestAs(admin, url));
  if (page instanceof Response) throw new Error(`${page.status}`);
  return page.chain;
}

test("the page says that the log is whole, and what to note down", async () => {
  const head = await findAuditHead();
  const chain = await chainOn("/admin/audit?check=whole");
  expect(chain).toMatchObject({ head, check: { isWhole: true } });
  expect(chain?.check?.words).toMatch(/^All \d+ entries are as they were written\.$/);
  // It is still known on the next visit.
  expect((await chainOn("/admin/audit"))?.check).toEqual(chain?.check);
});

test("the page names the first entry that was changed", async () => {
  await tamper("update audit_log set action = 'test.undone' where id = 2");
  expect(await chainOn("/admin/audit?check=whole")).toMatchObject({
    check: { isWhole: false, words: "Entry 2 was changed after it was written." },
  });
});

test("the page looks for a hash that was noted down", async () => {
  const { id, hash } = (await findAuditHead()) ?? {};
  const url = `/admin/audit?check=whole&head=${hash}`;
  expect((await chainOn(url))?.check?.words).toContain(`that of entry ${id}.`);
  await tamper(`delete from audit_log where id = ${id}`);
  expect((await chainOn(url))?.check).toMatchObject({
    isWhole: false,
    words: expect.stringContaining("entries were removed from the end"),
  });
});

test("what is no hash is not looked for, and stays as it was typed", async () => {
  expect(await chainOn("/admin/audit?check=whole&head=abc")).toMatchObject({
    noted: "abc",
    problem: expect.stringContaining("64"),
  });
});

test("the list of one person has no check of the whole log beside it", async () => {
  expect(await chainOn(`/admin/audit?person=${admin.id}`)).toBeUndefined();
});

function verify(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", "tsx", "db/verify-audit.ts", ...args],
    { env: { NODE_ENV: "test", DATA_DIR: env.DATA_DIR, LOG_LEVEL: "silent" }, encoding: "utf8" },
  );
  return { status, stdout, stderr };
}

test("the command says whether the log is whole, and ends with 1 when it is not", async () => {
  const { id, hash } = (await findAuditHead()) ?? {};
  const whole = verify("--head", hash ?? "");
  expect(whole).toMatchObject({ status: 0, stderr: "" });
  expect(whole.stdout).toContain(`that of entry ${id}.`);
  expect(whole.stdout).toContain(`Head: entry ${id}, ${hash}`);

  await tamper("delete from audit_log where id = 2");
  expect(verify()).toEqual({ status: 1, stdout: "", stderr: "Entry 2 is missing.\n" });
});

test("the command says what it cannot understand", () => {
  const wrong = verify("--head", "abc");
  expect(wrong.status).toBe(1);
  expect(wrong.stderr).toContain('"abc" is not a hash of 64 digits.');
});
