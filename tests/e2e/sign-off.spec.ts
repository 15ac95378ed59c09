import { expect, type Page } from "@playwright/test";
import { signIn, visitor } from "#tests/support/journey.ts";
import { testWithOwnClinic } from "#tests/support/own-clinic.ts";

/*
 * A practical sign-off beside the client's chair, on a phone, with JavaScript and without: over two
 * visits and by two observers, until the last part issues the certificate.
 */

const test = testWithOwnClinic();
test.setTimeout(90_000);
test.use({ viewport: { width: 360, height: 740 } });

const MANAGER = "manager@demo.example";
const PART = /^Sign off Room, tray and clean-up/;

async function openPerson(page: Page, name: string): Promise<void> {
  await page.goto(`/board?${new URLSearchParams({ q: name })}`);
  await page.getByRole("main").getByRole("link", { name }).first().click();
  await page.waitForURL(/\/people\/\d+/);
}

async function tick(page: Page, text: RegExp, hasScript: boolean | undefined): Promise<void> {
  await page.getByText(text).click();
  await expect(page.getByLabel(text)).toBeChecked();
  if (hasScript) await expect(page.getByLabel(text)).toHaveAccessibleName(/Confirmed by you/);
}

test("two observers confirm step by step, and the last one signs off", async ({
  page,
  browser,
  baseURL,
  javaScriptEnabled,
}) => {
  const hasScript = javaScriptEnabled !== false;
  await signIn(page, MANAGER);
  await openPerson(page, "Ahmed Benali");
  await page.getByRole("link", { name: PART }).click();
  await tick(page, /Laid out the tray/, hasScript);
  await tick(page, /pack was sealed/, hasScript);
  if (!hasScript) {
    await page.getByRole("button", { name: "Save what I have seen so far" }).click();
  }
  await expect(page.getByText("2 of 5 steps confirmed.")).toBeVisible();

  // An admin goes on, and finds what was seen before.
  const admin = await visitor(browser, baseURL, "admin");
  await admin.goto(page.url());
  await expect(admin.getByText(/Confirmed by Marguerite/)).toHaveCount(2);
  for (const text of [/Cleaned their hands/, /sharps container/, /surfaces as the manufacturer/]) {
    await admin.getByText(text).click();
  }
  await admin.getByRole("button", { name: "Sign off", exact: true }).click();
  await expect(admin.getByRole("alert")).toContainText("Tick the sentence above the button");
  await admin.getByText(/^I, Niamh O’Sullivan, confirm that Ahmed Benali/).click();
  await admin.getByRole("button", { name: "Sign off", exact: true }).click();
  await admin.waitForURL(/\/sign-offs\/\d+\?made/);
  await expect(admin.getByRole("status")).toContainText("Signed off");
  await expect(admin.getByText(/Confirmed by Marguerite/)).toHaveCount(2);
  await expect(admin.getByText(/Confirmed by Niamh/)).toHaveCount(3);
  await admin.context().close();

  // The first observer's page is older than the sign-off.
  await page.getByRole("button", { name: "Sign off", exact: true }).click();
  await page.waitForURL(/\/sign-offs\/\d+\?meanwhile/);
  await expect(page.getByRole("status")).toContainText("signed off a moment ago");
});

test("a document is recorded, and withdrawn with a reason", async ({ page }) => {
  await signIn(page, MANAGER);
  await openPerson(page, "Ahmed Benali");
  await page.getByRole("link", { name: /^Record Professional licence/ }).click();
  await page.getByLabel("Valid until").fill("2090-06-30");
  await page.getByRole("button", { name: "Record it" }).click();
  await expect(page.getByRole("alert")).toContainText("is more than 50 years away");
  await page.getByLabel("Valid until").fill("2050-06-30");
  await page.getByLabel("Document number").fill("LC 9");
  await page.getByRole("button", { name: "Record it" }).click();
  await page.waitForURL(/\?saved/);
  await page.getByRole("link", { name: "Valid until 30 Jun 2050" }).click();
  await expect(page.getByText("LC 9")).toBeVisible();
  await page.getByLabel("Why").fill("It was read wrongly.");
  await page.getByRole("button", { name: "Withdraw the record" }).click();
  await page.waitForURL(/\/outside\/professional-licence$/);
  await expect(page.getByText("Withdrawn", { exact: true })).toBeVisible();
});

test("a certificate is withdrawn and counts again, each with its reason in the history", async ({
  page,
}) => {
  await signIn(page, MANAGER);
  await openPerson(page, "Jonas Bergström");
  await page.getByRole("link", { name: /^Withdraw/ }).click();
  await page.getByLabel("Why").fill("Somebody else sat the quiz.");
  await page.getByRole("button", { name: "Withdraw it" }).click();
  await page.waitForURL(/\/people\/\d+$/);
  await expect(page.getByText("“Somebody else sat the quiz.”")).toBeVisible();
  await page.getByRole("link", { name: /^Let it count again/ }).click();
  await page.getByLabel("Why").fill("It was a mistake.");
  await page.getByRole("button", { name: "Let it count again" }).click();
  await page.waitForURL(/\/people\/\d+$/);
  await expect(page.getByText("Certificate counts again: Micro-needling operator")).toBeVisible();
});

test("what a person manages themselves, somebody else signs off", async ({ page }) => {
  await signIn(page, "rajiv.venkataraman@demo.example");
  await openPerson(page, "Rajiv Venkataraman");
  await expect(page.getByRole("link", { name: PART })).toHaveCount(0);
  const own = new URL(page.url()).pathname.replace("#", "");
  await page.goto(`${own}/sign-offs/micro-needling-assistant/room-tray-and-clean-up`);
  await expect(page.getByText("Nobody signs off their own work")).toBeVisible();
  await expect(page.getByRole("button", { name: "Sign off" })).toHaveCount(0);
});
