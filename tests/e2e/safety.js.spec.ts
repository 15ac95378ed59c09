import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { startOwnServer } from "#tests/support/own-server.ts";
import { freePort } from "#tests/support/postgres.mjs";

test("every page has a content security policy that lets only its own scripts run", async ({
  page,
  request,
}) => {
  const [first, second] = [await request.get("/sign-in"), await request.get("/sign-in")];
  const policy = first.headers()["content-security-policy"] ?? "";
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain("unsafe-inline");
  expect(policy).not.toContain("unsafe-eval");
  const nonce = policy.match(/script-src 'self' 'nonce-([^']+)'/)?.[1];
  expect(nonce).toBeTruthy();
  expect(second.headers()["content-security-policy"]).not.toContain(nonce);

  const html = await first.text();
  for (const [script] of html.matchAll(/<script\b[^>]*>/g)) expect(script).toContain("nonce=");
  expect(html).not.toMatch(/\sstyle="/);
  expect(html).not.toMatch(/\son[a-z]+="/);

  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  await page.goto("/sign-in");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  expect(complaints).toEqual([]);
});

test("pages are kept out of every cache and every frame", async ({ request }) => {
  const headers = (await request.get("/sign-in")).headers();
  expect(headers["cache-control"]).toBe("no-store");
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(headers["x-frame-options"]).toBe("DENY");
  expect(headers["referrer-policy"]).toBe("same-origin");
});

test.describe("a form that comes from another origin", () => {
  const foreign: Record<string, string>[] = [
    { Origin: "http://evil.example" },
    { Origin: "null" },
    { Origin: "http://127.0.0.1.evil.example" },
    { Origin: "http://evil.example", "X-Forwarded-Host": "evil.example" },
    { "Sec-Fetch-Site": "cross-site" },
    { "Sec-Fetch-Site": "same-site" },
  ];
  for (const headers of foreign) {
    test(`is refused with 403: ${JSON.stringify(headers)}`, async ({ request }) => {
      const response = await request.post("/sign-in", { headers, form: { email: "a@b.example" } });
      expect(response.status()).toBe(403);
      expect(await response.text()).toContain("from another site");
    });
  }
});

test("a body over the limit is refused, whether or not its length is announced", async ({
  request,
  baseURL,
}) => {
  const tooMuch = "x".repeat(300 * 1024);
  const announced = await request.post("/sign-in", { form: { email: tooMuch } });
  expect(announced.status()).toBe(413);
  expect(await announced.text()).toContain("Nothing was changed");

  const chunked = httpRequest(`${baseURL}/sign-in`, {
    method: "POST",
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
  });
  chunked.on("error", () => {});
  chunked.end(`email=${tooMuch}`);
  const [response] = await once(chunked, "response");
  expect(response.statusCode).toBe(413);
  chunked.destroy();
});

test("what is no form is refused, and is no fault of ours", async ({ request }) => {
  const types = ["application/json", "text/plain", "multipart/form-data; boundary=x", ""];
  for (const type of types) {
    const response = await request.post("/sign-in", {
      headers: { "Content-Type": type },
      data: "{}",
    });
    expect(response.status()).toBe(415);
    expect(await response.text()).toContain("Nothing was changed");
  }
  // The one form with a file is sent in its own way, and in no other.
  const asFile = (type: string) =>
    request.post("/staff-list", { headers: { "Content-Type": type }, data: "{}", maxRedirects: 0 });
  expect((await asFile("application/x-www-form-urlencoded")).status()).toBe(415);
  expect((await asFile("multipart/form-data; boundary=x")).status()).toBe(302);
});

test("what is open in Remix 2 upstream cannot be reached", async ({ request }) => {
  // turbo-stream (CVE-2026-34077, CVE-2026-42211) is only decoded for single fetch.
  for (const path of ["/_root.data", "/sign-in.data", "/training.data"]) {
    const response = await request.get(path);
    expect(response.status()).toBe(404);
    expect(response.headers()["content-type"]).not.toContain("x-turbo");
    expect(response.headers()["x-remix-response"]).toBeUndefined();
  }
  // Lazy route discovery would list routes to anybody.
  const manifest = await request.get("/__manifest?p=/board&version=1");
  expect(manifest.status()).toBe(404);
  expect(manifest.headers()["content-type"]).toContain("text/html");
  expect(await manifest.text()).not.toContain("routes/_app.board");
});

test("methods that nothing uses are refused calmly", async ({ request }) => {
  for (const method of ["PUT", "DELETE", "PATCH", "TRACE"]) {
    const response = await request.fetch("/sign-in", { method });
    expect(response.status()).toBeGreaterThanOrEqual(400);
    expect(response.status()).toBeLessThan(500);
  }
});

test("an unknown address gets a calm page and no stack trace", async ({ request }) => {
  const response = await request.get("/no/such/page");
  expect(response.status()).toBe(404);
  const html = await response.text();
  expect(html).toContain("There is nothing at this address");
  expect(html).not.toMatch(/\bat \w+ \(|node_modules|Error:/);
});

test("an address with a character that no text can hold is not there", async ({ request }) => {
  for (const path of ["/verify/%00", "/images/%00", "/sign-in?to=%00"]) {
    expect((await request.get(path)).status()).toBe(404);
  }
});

test("the health page answers, and the log tells of requests without secrets", async () => {
  const server = await startOwnServer();
  try {
    const health = await fetch(`${server.url}/health`);
    expect(await health.json()).toEqual({ status: "ok" });
    await fetch(`${server.url}/join/a-secret-token?email=somebody@demo.example`);
    expect(await server.stop()).toBe(0);
    const lines = server
      .printed()
      .split("\n")
      .filter((line) => line.startsWith("{"))
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const join = lines.find(({ path }) => String(path).startsWith("/join"));
    expect(join).toMatchObject({ method: "GET", reference: expect.stringMatching(/^\w{8}$/) });
    expect(server.printed()).not.toContain("a-secret-token");
    expect(server.printed()).not.toContain("somebody@");
  } finally {
    server.remove();
  }
});

test("SIGTERM finishes what is in flight, takes nothing new, and ends with 0", async () => {
  const server = await startOwnServer();
  try {
    const body = "email=nobody%40demo.example&password=not-the-password";
    const slow = httpRequest(`${server.url}/sign-in`, {
      method: "POST",
      headers: {
        "Content-Type": "application/x-www-form-urlencoded",
        "Content-Length": body.length,
        Connection: "keep-alive",
      },
    });
    slow.write(body.slice(0, 5));
    // The server has the request once another one, sent later, was answered.
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
    const answered = once(slow, "response");
    const stopped = server.stop();
    await expect
      .poll(() =>
        fetch(`${server.url}/health`).then(
          () => "open",
          () => "closed",
        ),
      )
      .toBe("closed");
    slow.end(body.slice(5));
    const [response] = await answered;
    expect(response.statusCode).toBeLessThan(500);
    // What comes next over this connection would not be finished any more.
    expect(response.headers.connection).toBe("close");
    response.resume();
    expect(await stopped).toBe(0);
  } finally {
    server.remove();
  }
});

/** What somebody is told whose server does not start. */
async function refusalOf(settings: Record<string, string>): Promise<string> {
  const refused = await startOwnServer({ LOG_LEVEL: "silent", ...settings }).then(
    (server) => server.stop().then(() => "it started"),
    (reason: Error) => reason.message,
  );
  expect(refused).toContain("stopped with 1");
  expect(refused).toContain("Each setting is described in .env.example.");
  expect(refused).not.toContain("    at ");
  return refused;
}

test("a bad setting stops the start with its name, what was given and what is allowed", async () => {
  const refused = await refusalOf({ PORT: "eighty" });
  expect(refused).toContain('PORT is "eighty"');
  expect(refused).toContain("must be a whole number from 0 to 65535");
});

test("a setting that leads nowhere stops the start in the same words", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "needlepoint-settings-"));
  try {
    const file = path.join(folder, "file");
    writeFileSync(file, "");
    expect(await refusalOf({ DATA_DIR: file })).toContain(
      `DATA_DIR is "${file}"; it must be a folder to keep a database in (EEXIST: `,
    );
    const nobody = `127.0.0.1:${await freePort()}/clinic`;
    const url = `postgres://ana:s3cret@${nobody}`;
    const unreachable = await refusalOf({ DATABASE_URL: url });
    expect(unreachable).toContain(`DATABASE_URL is "postgres://…@${nobody}"`);
    expect(unreachable).toContain("it must be a database that can be opened (connect ECONNREFUSED");
    expect(unreachable).not.toContain("s3cret");
    // A new installation would be one without quizzes, and its demo without a history.
    const gone = path.join(folder, "gone");
    expect(await refusalOf({ DATA_DIR: folder, QUIZ_DIR: gone })).toContain(
      `QUIZ_DIR is "${gone}"; it must be a folder that can be read.`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("an installation that has been set up starts without its folder of quizzes", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "needlepoint-settings-"));
  try {
    await (await startOwnServer({ DATA_DIR: folder })).stop();
    const gone = path.join(folder, "gone");
    const server = await startOwnServer({ DATA_DIR: folder, QUIZ_DIR: gone });
    expect(server.printed()).toContain("the folder of quizzes cannot be read; nothing changes");
    expect(await server.stop()).toBe(0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
