import { expect, type Page } from "@playwright/test";
import { addDays } from "#app/core/calendar.ts";
import { signIn, visitor } from "#tests/support/journey.ts";
import { testWithOwnClinic } from "#tests/support/own-clinic.ts";

/*
 * Who must hold what, on a phone, with JavaScript and without: a manager asks, decides about one
 * person and ends it again, and that person sees it in their training.
 */

const test = testWithOwnClinic();
test.use({ viewport: { width: 360, height: 740 } });

const SOON = addDays(new Date().toISOString().slice(0, 10), 20);

async function fitsThePhone(page: Page): Promise<void> {
  const width = await page.evaluate("document.documentElement.scrollWidth");
  expect(width).toBeLessThanOrEqual(360);
}

test("a manager adds a requirement after seeing whom it concerns, and ends it", async ({
  page,
}) => {
  await signIn(page, "manager@demo.example");
  await page.goto("/requirements");
  await fitsThePhone(page);
  await page.getByLabel("Site").selectOption("Linden Old Town");
  await page.getByLabel("Job role").selectOption("Doctor");
  await page.getByRole("radio", { name: "By a day" }).check();
  await page.getByRole("button", { name: "See whom it concerns" }).click();
  await expect(page.getByRole("alert")).toContainText("Enter the day by which it is due.");
  await expect(page.getByLabel("Job role")).toHaveValue(/\d+/);
  await page.getByLabel("Day", { exact: true }).fill(SOON);
  await page.getByRole("button", { name: "See whom it concerns" }).click();

  await expect(page.getByRole("heading", { level: 1, name: /^It concerns \d/ })).toBeVisible();
  await expect(page.getByText("Nothing is saved yet.")).toBeVisible();
  await expect(page.getByText("Patrick Byrne")).toBeVisible();
  await fitsThePhone(page);
  await page.getByRole("button", { name: "Add the requirement" }).click();

  await expect(page.getByRole("status")).toContainText("The requirement is added.");
  await expect(page.getByText("Doctor, Linden Old Town", { exact: true })).toBeVisible();
  await page.getByRole("link", { name: /^End.*Doctor, Linden Old Town/ }).click();
  await expect(page.getByRole("heading", { name: "End this requirement?" })).toBeVisible();
  await page.getByRole("button", { name: "End it" }).click();
  await expect(page.getByRole("status")).toContainText("The requirement is ended.");
  await expect(page.getByText("Doctor, Linden Old Town", { exact: true })).toHaveCount(0);
});

test("a manager suspends somebody, who sees it, and ends it with a reason", async ({
  page,
  browser,
  baseURL,
}) => {
  await signIn(page, "manager@demo.example");
  await page.goto("/people?q=Liam");
  await page.getByRole("link", { name: "Liam Doherty" }).first().click();
  await page.getByRole("link", { name: "Change what is asked: Micro-needling operator" }).click();
  await expect(page.getByText("Was due by")).toBeVisible();
  await fitsThePhone(page);
  await page.getByRole("link", { name: "Suspend", exact: true }).click();
  await expect(page.getByText("may not treat, whatever certificates they hold")).toBeVisible();
  await page.getByRole("radio", { name: "Every certification" }).check();
  await page.getByLabel("Last day of the suspension").fill(SOON);
  await page.getByRole("button", { name: "Suspend" }).click();
  await expect(page.getByRole("alert")).toContainText("Say in a few words why.");
  await expect(page.getByLabel("Last day of the suspension")).toHaveValue(SOON);
  await page.getByLabel("Why", { exact: true }).fill("A complaint is being looked into.");
  await page.getByRole("button", { name: "Suspend" }).click();
  await expect(page.getByRole("status")).toContainText("It is decided");
  await expect(page.getByText(/^Suspended from every certification until/)).toBeVisible();
  await fitsThePhone(page);

  const liam = await visitor(browser, baseURL, "liam.doherty");
  await liam.goto("/training");
  // Of each certification, as the suspension is from every one.
  const suspended = liam.getByText(/^You are suspended until/);
  await expect(suspended.first()).toBeVisible();
  const cards = liam.getByRole("heading", { name: /icro-needling (operator|assistant)$/ });
  await expect(suspended).toHaveCount(await cards.count());
  await expect(liam.getByText(/which was due by/)).toBeVisible();
  await expect(liam.getByText("complaint")).toHaveCount(0);
  await liam.context().close();

  await page.getByRole("link", { name: /^End Suspended/ }).click();
  await page.getByLabel("Why it ends").fill("It came to nothing.");
  await page.getByRole("button", { name: "End it" }).click();
  await expect(page.getByRole("status")).toContainText("It is ended.");
  await expect(page.getByText(/^Suspended from every certification until/)).toHaveCount(0);
});
