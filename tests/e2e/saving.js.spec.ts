import { type Browser, type BrowserContext, expect, type Page } from "@playwright/test";
import { choose, demoEmail, signIn } from "#tests/support/journey.ts";
import { testWithOwnClinic } from "#tests/support/own-clinic.ts";
import { aQuizOf, aSingle, choiceId } from "#tests/support/quiz-files.ts";

/* Nothing is lost: several windows and devices, no connection, a server that is gone. */

const sections = [{ items: ["one", "two", "three"].map((id) => aSingle({ id })) }];
const quizFiles = {
  "whole.json": JSON.stringify(aQuizOf(sections, { title: "On one page", itemsPerPage: "all" })),
  "paged.json": JSON.stringify(aQuizOf(sections, { title: "Page by page" })),
};
const test = testWithOwnClinic({ quizFiles });

test.setTimeout(180_000);

async function start(page: Page, person: string, quizId: string): Promise<string> {
  await signIn(page, demoEmail(person));
  await page.goto(`/quizzes/${quizId}`);
  await page.getByRole("button", { name: "Start the quiz" }).click();
  await page.waitForURL("**/pages/1");
  return page.url();
}

/** The same person, somewhere else. */
async function otherDevice(browser: Browser, baseURL: string | undefined, person: string) {
  const context = await browser.newContext({ baseURL });
  const page = await context.newPage();
  await signIn(page, demoEmail(person));
  return page;
}

function chosen(page: Page, itemId: string) {
  return page.locator(`input[name="${itemId}"]:checked`);
}

const saved = (page: Page) => page.getByRole("status").filter({ hasText: /^Saved \d\d:\d\d$/ });
const alert = (page: Page) => page.getByRole("alert");

async function chooseAndSave(page: Page, itemId: string, letter: string): Promise<void> {
  await choose(page, itemId, choiceId(letter));
  await expect(saved(page)).toBeVisible();
  await expect.poll(() => kept(page)).toEqual([]);
}

/** The names under which this browser keeps responses that are not saved yet. */
function kept(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    Object.keys(localStorage).filter((name) => name.startsWith("needlepoint.kept.")),
  );
}

/** Chooses without a connection, and is told. */
async function chooseOffline(page: Page, context: BrowserContext): Promise<void> {
  await context.setOffline(true);
  await choose(page, "one", choiceId("B"));
  await expect(alert(page)).toContainText("kept on this device");
  expect(await kept(page)).toHaveLength(1);
}

test("a stale tab changes only what was touched on it, and then shows the truth", async ({
  page,
  context,
}) => {
  const address = await start(page, "noor.van.dijk", "whole");
  const stale = await context.newPage();
  await stale.goto(address);
  await chooseAndSave(page, "one", "A");
  await chooseAndSave(stale, "two", "B");
  await expect(chosen(stale, "one")).toHaveValue(choiceId("A"));
  await expect(stale.getByText(/^Item 1 was changed at \d\d:\d\d in another window/)).toBeVisible();
  for (const each of [page, stale]) {
    await each.reload();
    await expect(chosen(each, "one")).toHaveValue(choiceId("A"));
    await expect(chosen(each, "two")).toHaveValue(choiceId("B"));
  }
});

test("on two devices the later answer wins, and says what it replaced", async ({
  page,
  browser,
  baseURL,
}) => {
  const address = await start(page, "kwame.boateng", "paged");
  const tablet = await otherDevice(browser, baseURL, "kwame.boateng");
  await tablet.goto(address);
  await chooseAndSave(page, "one", "A");
  await choose(tablet, "one", choiceId("B"));
  await expect(tablet.getByText(/has replaced another one, given at \d\d:\d\d/)).toBeVisible();
  await tablet.getByRole("button", { name: "Next" }).click();
  await tablet.waitForURL("**/pages/2");
  await page.reload();
  await expect(chosen(page, "one")).toHaveValue(choiceId("B"));
  await tablet.context().close();
});

test("without a connection all is kept and the page stays; then it is saved and forgotten", async ({
  page,
  context,
}) => {
  const address = await start(page, "liam.doherty", "paged");
  await chooseOffline(page, context);
  await page.getByRole("button", { name: "Next" }).click();
  await expect(alert(page)).toContainText("Until then the page you asked for cannot be loaded.");
  expect(page.url()).toBe(address);
  await choose(page, "one", choiceId("C"));
  await context.setOffline(false);
  await expect(saved(page)).toBeVisible();
  await expect(alert(page)).toHaveCount(0);
  expect(await kept(page)).toEqual([]);
  await page.reload();
  await expect(chosen(page, "one")).toHaveValue(choiceId("C"));
});

test("what a browser kept when it ended is saved when it is opened again", async ({
  page,
  context,
}) => {
  const address = await start(page, "jonas.bergstrom", "paged");
  await chooseOffline(page, context);
  await page.close();
  await context.setOffline(false);
  const again = await context.newPage();
  // Another page of the attempt brings it too.
  await again.goto(address.replace("/pages/1", "/pages/2"));
  await expect.poll(() => kept(again)).toEqual([]);
  await again.goto(address);
  await expect(chosen(again, "one")).toHaveValue(choiceId("B"));
});

test("a server that is killed and comes back has every response", async ({ page, clinic }) => {
  await start(page, "bao.nguyen", "whole");
  await chooseAndSave(page, "one", "A");
  await clinic.crash();
  await choose(page, "two", choiceId("B"));
  await expect(alert(page)).toContainText("The server cannot be reached");
  await choose(page, "three", choiceId("C"));
  await clinic.restart();
  await expect(alert(page)).toHaveCount(0, { timeout: 90_000 });
  await expect.poll(() => kept(page)).toEqual([]);
  await page.reload();
  for (const [id, letter] of [
    ["one", "A"],
    ["two", "B"],
    ["three", "C"],
  ] as const) {
    await expect(chosen(page, id)).toHaveValue(choiceId(letter));
  }
});

test("a page that cannot be made while the database is held says why, and goes on saying it", async ({
  page,
  clinic,
}) => {
  const faults: string[] = [];
  page.on("pageerror", ({ message }) => faults.push(message));
  await signIn(page, demoEmail("priya.chandrasekaran"));
  await page.goto("/quizzes/paged");
  const letGo = clinic.hold();
  await page.getByRole("button", { name: "Start the quiz" }).click();
  const heading = page.getByRole("heading", { level: 1 });
  await expect(heading).toHaveText("The server cannot reach its data just now");
  await page.waitForLoadState("networkidle");
  await expect(heading).toHaveText("The server cannot reach its data just now");
  expect(faults).toEqual([]);
  letGo();
  await page.goto("/quizzes/paged");
  await page.getByRole("button", { name: "Start the quiz" }).click();
  await page.waitForURL("**/pages/1");
});

test("nobody submits while something is only on this device", async ({ page, context }) => {
  const address = await start(page, "noor.van.dijk", "paged");
  const check = await context.newPage();
  await check.goto(address.replace("/pages/1", "/check"));
  await chooseOffline(page, context);
  await page.close();
  // The check page of another window learns of it when it is opened anew.
  await context.setOffline(false);
  await context.route("**/attempts/*/pages/*", (route) =>
    route.request().method() === "POST" ? route.abort() : route.continue(),
  );
  await check.reload();
  await expect(alert(check)).toContainText("Not saved yet");
  await check.getByLabel("Submit with 3 items open").check();
  await check.getByRole("button", { name: "Submit", exact: true }).click();
  await expect(check).toHaveURL(/\/check$/);
  await context.unroute("**/attempts/*/pages/*");
  await expect(alert(check)).toHaveCount(0, { timeout: 60_000 });
  await check.getByLabel("Submit with 2 items open").check();
  await check.getByRole("button", { name: "Submit", exact: true }).click();
  await check.waitForURL("**/result");
});

test("signing out, or somebody else signing in, leaves nothing of the last person", async ({
  page,
  context,
}) => {
  await start(page, "kwame.boateng", "whole");
  await chooseOffline(page, context);
  await page.close();
  await context.setOffline(false);
  const next = await context.newPage();
  await next.goto("/training");
  expect(await kept(next)).toHaveLength(1);
  await next.goto("/sign-out");
  await next.getByRole("button", { name: "Sign out" }).click();
  await next.waitForURL("**/sign-in");
  await expect.poll(() => kept(next)).toEqual([]);

  const left = { name: "needlepoint.kept.1.1", value: "[]" };
  await next.evaluate(({ name, value }) => localStorage.setItem(name, value), left);
  await signIn(next, demoEmail("liam.doherty"));
  await expect(next.getByText("Hello, Liam Doherty")).toBeVisible();
  await expect.poll(() => kept(next)).toEqual([]);
});

test("an attempt that was submitted elsewhere leaves nothing on this device", async ({
  page,
  context,
  browser,
  baseURL,
}) => {
  const address = await start(page, "bao.nguyen", "paged");
  await chooseOffline(page, context);
  const tablet = await otherDevice(browser, baseURL, "bao.nguyen");
  await tablet.goto(address.replace("/pages/1", "/check"));
  await tablet.getByLabel("Submit with 3 items open").check();
  await tablet.getByRole("button", { name: "Submit", exact: true }).click();
  await tablet.waitForURL("**/result");
  await context.setOffline(false);
  await page.waitForURL("**/result");
  await expect.poll(() => kept(page)).toEqual([]);
  await tablet.context().close();
});
