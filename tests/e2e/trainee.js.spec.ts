import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import {
  choose,
  expectPlace,
  itemOn,
  joinAsTrainee,
  quizOf,
  startQuiz,
  submitAttempt,
} from "#tests/support/journey.ts";

/* What JavaScript adds to an attempt: comfort, and nothing lost. */

test.setTimeout(120_000);

const PAGES = "**/attempts/*/pages/*";

/** An attempt at its first item with at least three choices that exclude each other. */
async function beginAtSingle(page: Page): Promise<{ itemId: string; choiceIds: string[] }> {
  const quiz = quizOf("contraindications");
  await startQuiz(page, "contraindications");
  for (let number = 1; number <= 20; number += 1) {
    await expectPlace(page, `Item ${number} of 20`);
    const item = await itemOn(page, quiz);
    if (item.type === "single" && item.choices.length >= 3) {
      return { itemId: item.id, choiceIds: item.choices.map(({ id }) => id) };
    }
    await page.getByRole("button", { name: "Next", exact: true }).click();
  }
  throw new Error("The quiz has no such item");
}

function note(page: Page) {
  return page.getByRole("status");
}

function chosen(page: Page, itemId: string) {
  return page.locator(`input[name="${itemId}"]:checked`);
}

test.beforeEach(async ({ page, browser }) => {
  await joinAsTrainee(page, browser, "Maximiliana Featherstonehaugh-Villanueva");
});

test("a response is saved as it is given, and says so", async ({ page }) => {
  const { itemId, choiceIds } = await beginAtSingle(page);
  await choose(page, itemId, choiceIds[1] ?? "");
  await expect(note(page)).toHaveText(/^Saved \d\d:\d\d$/);
  await expect(page.getByRole("heading", { name: /1 answered$/ })).toBeVisible();
  await page.reload();
  await expect(chosen(page, itemId)).toHaveValue(choiceIds[1] ?? "");
});

test("when choices change quickly, one request follows the other and the last change wins", async ({
  page,
}) => {
  const { itemId, choiceIds } = await beginAtSingle(page);
  let underWay = 0;
  let mostAtOnce = 0;
  await page.route(PAGES, async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    underWay += 1;
    mostAtOnce = Math.max(mostAtOnce, underWay);
    const answer = await route.fetch();
    await new Promise((resolve) => setTimeout(resolve, 300));
    underWay -= 1;
    await route.fulfill({ response: answer });
  });
  for (const choiceId of choiceIds.slice(0, 3)) await choose(page, itemId, choiceId);
  await expect(note(page)).toHaveText("Saving …");
  await expect(note(page)).toHaveText(/^Saved /);
  expect(mostAtOnce).toBe(1);
  await page.reload();
  await expect(chosen(page, itemId)).toHaveValue(choiceIds[2] ?? "");
});

test("moving on while a response is being saved waits for it, and keeps the last change", async ({
  page,
}) => {
  const { itemId, choiceIds } = await beginAtSingle(page);
  const here = page.url();
  let held = false;
  await page.route(PAGES, async (route) => {
    if (route.request().method() === "POST" && !held) {
      held = true;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    await route.continue();
  });
  await choose(page, itemId, choiceIds[0] ?? "");
  await choose(page, itemId, choiceIds[1] ?? "");
  await page.getByRole("button", { name: "Next", exact: true }).click();
  await page.waitForURL((url) => url.href !== here);
  await page.goto(here);
  await expect(chosen(page, itemId)).toHaveValue(choiceIds[1] ?? "");
});

test("without a connection the page stays with what was chosen, and saves it once there is one", async ({
  page,
  context,
}) => {
  const { itemId, choiceIds } = await beginAtSingle(page);
  const here = page.url();
  await context.setOffline(true);
  await choose(page, itemId, choiceIds[1] ?? "");
  await expect(note(page)).toHaveText("Not saved yet. Your response is still on this page.");
  await page.getByRole("button", { name: "Next", exact: true }).click();
  await expect(note(page)).toHaveText("Not saved yet. Your response is still on this page.");
  expect(page.url()).toBe(here);
  await expect(chosen(page, itemId)).toHaveValue(choiceIds[1] ?? "");

  await context.setOffline(false);
  await expect(note(page)).toHaveText(/^Saved /, { timeout: 10_000 });
  await page.reload();
  await expect(chosen(page, itemId)).toHaveValue(choiceIds[1] ?? "");
});

test("a server that fails keeps nobody from their answer", async ({ page }) => {
  const { itemId, choiceIds } = await beginAtSingle(page);
  let fails = true;
  await page.route(PAGES, (route) =>
    fails && route.request().method() === "POST"
      ? route.fulfill({ status: 503, contentType: "text/html", body: "<h1>Restarting</h1>" })
      : route.continue(),
  );
  await choose(page, itemId, choiceIds[2] ?? "");
  await expect(note(page)).toHaveText(/^Not saved yet/);
  fails = false;
  await expect(note(page)).toHaveText(/^Saved /, { timeout: 10_000 });
});

test("an attempt can be made with the keyboard alone", async ({ page }) => {
  const { itemId } = await beginAtSingle(page);
  await page.locator(`input[name="${itemId}"]`).first().focus();
  await page.keyboard.press("ArrowDown");
  await expect(note(page)).toHaveText(/^Saved /);
  const here = page.url();
  const next = page.getByRole("button", { name: "Next", exact: true });
  for (let tabs = 0; tabs < 10; tabs += 1) {
    if (await next.evaluate((button) => button === document.activeElement)) break;
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.href !== here);
  // The reader is brought along: focus is on the heading that says where one is.
  await expect(page.locator("h2").filter({ hasText: /^Item \d+ of 20/ })).toBeFocused();
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`every page is accessible and fits 320 pixels, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width: 320, height: 640 });
    await page.goto("/training");
    await look(page);
    await page.goto("/quizzes/mechanisms");
    await look(page);
    await startQuiz(page, "mechanisms");
    await look(page);
    await page.getByRole("button", { name: "Next", exact: true }).click();
    await expectPlace(page, "Item 2 of 20");
    await page.goto(page.url().replace(/pages\/\d+$/, "check"));
    await look(page);
    await page.getByRole("button", { name: "Submit", exact: true }).click();
    await expect(page.getByText(/Tick the box/)).toBeVisible();
    await look(page);
    await page.getByLabel("Submit with 20 items open").check();
    await submitAttempt(page);
    await look(page);
    await page.goto("/training");
    await look(page);
    for (const path of ["/verify", "/verify/AAAABBBBCCCCDDDD"]) {
      await page.goto(path);
      await look(page);
    }
  });
}

/** Nothing for axe to find, and no sideways scroll. */
async function look(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [page.url(), id, nodes[0]?.html])).toEqual([]);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width, page.url()).toBeLessThanOrEqual(320);
}
