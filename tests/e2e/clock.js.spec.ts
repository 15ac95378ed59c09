import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { joinAsTrainee, startQuiz } from "#tests/support/journey.ts";
import { testWithOwnClinic } from "#tests/support/own-clinic.ts";
import { aQuizOf, aSingle } from "#tests/support/quiz-files.ts";

/*
 * The clock of an attempt: a countdown that nobody has to see, warnings that nobody misses, and an
 * end that loses nothing.
 */

const MINUTE_IN_MS = 60_000;

/** When an attempt ends: a time of today, or, where that is after midnight, with its date. */
const ENDS_AT = /Ends at (\d{1,2} \w{3} \d{4}, )?\d\d:\d\d$/;

const TIMED = aQuizOf(
  [{ items: ["one", "two", "three"].map((id) => aSingle({ id, stem: `Item ${id}?` })) }],
  { title: "A quiz with a time limit", timeLimitMinutes: 30 },
);

const test = testWithOwnClinic({ quizFiles: { "timed.json": JSON.stringify(TIMED) } });

test.setTimeout(120_000);

test.beforeEach(async ({ page, browser }) => {
  await joinAsTrainee(page, browser, "Maximiliana Featherstonehaugh-Villanueva");
});

function timer(page: Page) {
  return page.getByRole("timer");
}

function warning(page: Page) {
  return page.locator("[aria-live=polite]");
}

/** The number of the attempt that is on the page. */
function attemptOn(page: Page): number {
  return Number(page.url().match(/attempts\/(\d+)/)?.[1]);
}

type Change = (statement: string, ...values: unknown[]) => void;

/** Lets the attempt on the page end so many milliseconds from now, and shows it afresh. */
async function endIn(page: Page, change: Change, ms: number): Promise<void> {
  const attemptId = attemptOn(page);
  change("update attempts set deadline_at = ? where id = ?", Date.now() + ms, attemptId);
  await page.reload();
}

test("the clock counts down in whole minutes, and in seconds at the end", async ({ page }) => {
  // Time stands still but for what the test lets pass, and the server, whose time goes on, is not asked.
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 1_000);
  await page.route("**/clock", (route) => route.abort());
  await startQuiz(page, "timed");
  await expect(timer(page)).toContainText("30 minutes left");
  await expect(timer(page)).toContainText(ENDS_AT);
  await page.clock.runFor(MINUTE_IN_MS + 2_000);
  await expect(timer(page)).toContainText("29 minutes left");
  await page.clock.runFor(10 * MINUTE_IN_MS);
  await expect(timer(page)).toContainText("19 minutes left");
  await expect(warning(page)).toBeEmpty();
  await page.clock.fastForward(18 * MINUTE_IN_MS + 20_000);
  await expect(timer(page)).toContainText(/(38|39) seconds left/);
});

test("a warning comes at five minutes, even while the clock is hidden", async ({ page }) => {
  await page.clock.install();
  await startQuiz(page, "timed");
  await page.getByRole("button", { name: "Hide the clock" }).click();
  await expect(timer(page)).toHaveCount(0);
  await page.clock.runFor(24 * MINUTE_IN_MS);
  await expect(warning(page)).toBeEmpty();
  await page.clock.runFor(MINUTE_IN_MS + 2_000);
  await expect(warning(page)).toContainText("5 minutes left");
  await expect(timer(page)).toHaveCount(0);
});

test("each warning is given once, on whichever page one is; the next comes at one minute", async ({
  page,
  clinic,
}) => {
  await startQuiz(page, "timed");
  await endIn(page, clinic.change, MINUTE_IN_MS + 12_000);
  await expect(warning(page)).toContainText("2 minutes left");
  await page.getByRole("button", { name: "Next", exact: true }).click();
  await expect(page.getByRole("heading", { name: /^Item 2 of 3,/ })).toBeVisible();
  await expect(timer(page)).toContainText("2 minutes left");
  await expect(warning(page)).toBeEmpty();
  await page.reload();
  await expect(page.getByRole("button", { name: "Hide the clock" })).toBeVisible();
  await expect(warning(page)).toBeEmpty();
  await expect(warning(page)).toContainText("1 minute left");
  await expect(timer(page)).toContainText(/\d\d seconds left/);
});

test("whether the clock is hidden is remembered on this device", async ({ page }) => {
  await startQuiz(page, "timed");
  await page.getByRole("button", { name: "Hide the clock" }).click();
  await page.getByRole("button", { name: "Next", exact: true }).click();
  await expect(page.getByRole("heading", { name: /^Item 2 of 3,/ })).toBeVisible();
  await expect(timer(page)).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole("button", { name: "Show the clock" })).toBeVisible();
  await expect(timer(page)).toHaveCount(0);
  await page.getByRole("button", { name: "Show the clock" }).click();
  await expect(timer(page)).toContainText("30 minutes left");
});

test("a device whose clock is wrong, or is set while the page is open, changes nothing", async ({
  page,
}) => {
  await page.clock.install({ time: new Date("2031-05-05T05:05:05Z") });
  await startQuiz(page, "timed");
  await expect(timer(page)).toContainText("30 minutes left");
  await page.clock.runFor(MINUTE_IN_MS + 2_000);
  await expect(timer(page)).toContainText("29 minutes left");
  await page.clock.setSystemTime(new Date("2031-05-05T04:06:07Z"));
  await page.clock.runFor(2_000);
  await expect(timer(page)).toContainText("29 minutes left");
  // Set forward it looks like sleep: the server is asked, and what it says holds.
  await page.clock.setSystemTime(new Date("2031-05-05T07:06:07Z"));
  await page.clock.runFor(2_000);
  await expect(timer(page)).toContainText("30 minutes left");
  expect(page.url()).toMatch(/\/pages\/1$/);
});

test("what was chosen last is sent before the end, and the result says that time was up", async ({
  page,
  clinic,
}) => {
  await startQuiz(page, "timed");
  await endIn(page, clinic.change, 12_000);
  await expect(timer(page)).toContainText(/seconds? left/);
  await expect(warning(page)).toContainText("1 minute left");
  // Chosen without the page's script noticing, as a save that failed would leave it.
  await page.locator('input[value="choice-a"]').evaluate((input) => {
    if (input instanceof HTMLInputElement) input.checked = true;
  });
  await page.waitForURL(/\/result$/, { timeout: 30_000 });
  await expect(page.getByText(/^Time was up at \d\d:\d\d$/)).toBeVisible();
  await expect(page.getByText("What was saved by then has been submitted.")).toBeVisible();
  await expect(page.getByRole("main")).toContainText("33.33 %");
});

test("on the check page the end leads to the result too", async ({ page, clinic }) => {
  await startQuiz(page, "timed");
  await page.goto(page.url().replace(/pages.*/, "check"));
  await endIn(page, clinic.change, 3_000);
  await page.waitForURL(/\/result$/, { timeout: 30_000 });
  await expect(page.getByText(/^Time was up at/)).toBeVisible();
});

test("extra time that is given meanwhile is on the page with the next save, and warns anew", async ({
  page,
  clinic,
}) => {
  await startQuiz(page, "timed");
  await endIn(page, clinic.change, 4 * MINUTE_IN_MS);
  await expect(warning(page)).toContainText("4 minutes left");
  const attemptId = attemptOn(page);
  clinic.change(
    "update attempts set deadline_at = started_at + ? where id = ?",
    45 * MINUTE_IN_MS,
    attemptId,
  );
  await page.getByRole("radio").first().check();
  await expect(timer(page)).toContainText("45 minutes left");
  await expect(timer(page)).toContainText("15 extra minutes");
  await expect(warning(page)).toBeEmpty();
});

test("without a connection at the end the page says so, and finds to the result", async ({
  page,
  context,
  clinic,
}) => {
  await startQuiz(page, "timed");
  await endIn(page, clinic.change, 6_000);
  await expect(timer(page)).toContainText(/seconds? left/);
  await context.setOffline(true);
  await expect(warning(page)).toContainText("Time is up", { timeout: 20_000 });
  expect(page.url()).toMatch(/\/pages\/1$/);
  await context.setOffline(false);
  await page.waitForURL(/\/result$/, { timeout: 30_000 });
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing on a page with a warning, 320 px wide, ${colorScheme}`, async ({
    page,
    clinic,
  }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width: 320, height: 640 });
    await startQuiz(page, "timed");
    await endIn(page, clinic.change, 4 * MINUTE_IN_MS);
    await expect(warning(page)).toContainText("4 minutes left");
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations).toEqual([]);
    const overflow = await page.evaluate(
      "document.documentElement.scrollWidth - document.documentElement.clientWidth",
    );
    expect(overflow).toBeLessThanOrEqual(0);
    const box = await page.getByRole("button", { name: "Hide the clock" }).boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(44);
  });
}

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the page says when it ends and what was left, and late answers lead to the result", async ({
    page,
    clinic,
  }) => {
    await startQuiz(page, "timed");
    await expect(timer(page)).toContainText(/^30 minutes left at \d\d:\d\dEnds at /);
    await expect(timer(page)).toContainText(ENDS_AT);
    await expect(page.getByRole("button", { name: "Hide the clock" })).toHaveCount(0);
    await page.getByRole("radio").first().check();
    await page.getByRole("button", { name: "Next", exact: true }).click();
    await expect(page.getByRole("heading", { name: /^Item 2 of 3, 1 answered$/ })).toBeVisible();
    const attemptId = attemptOn(page);
    clinic.change("update attempts set deadline_at = ? where id = ?", Date.now() - 1, attemptId);
    await page.getByRole("button", { name: "Next", exact: true }).click();
    await page.waitForURL(/\/result$/);
    await expect(page.getByText(/^Time was up at/)).toBeVisible();
  });
});
