import { expect, type Page, test } from "@playwright/test";
import { joinAsTrainee, signIn } from "#tests/support/journey.ts";

/*
 * Many people at once, with JavaScript and without: from the board, by what is ticked or by the
 * filter, and by a staff list. Each test has people of its own on the shared demo.
 */

const MANAGER = "manager@demo.example";
const DUE = "2031-05-03";

test.setTimeout(120_000);

/** A name that nobody else on the demo has. */
function aName(first: string): string {
  const letters = crypto.randomUUID().replace(/[^a-f]/g, "");
  return `${first} ${letters.charAt(0).toUpperCase()}${letters.slice(1)}x`;
}

async function showWhatWouldHappen(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Show what would happen" }).click();
  await expect(page.getByRole("heading", { name: "What would happen" })).toBeVisible();
}

for (const viewport of [
  { width: 1440, height: 900 },
  { width: 360, height: 740 },
]) {
  test(`who is ticked is assigned a certification, given more time and reminded, ${viewport.width} px wide`, async ({
    page,
    browser,
  }) => {
    const name = aName("Ticked");
    const trainee = await (await browser.newContext()).newPage();
    await joinAsTrainee(trainee, browser, name);
    await page.setViewportSize(viewport);
    await signIn(page, MANAGER);
    const board = `/board?q=${encodeURIComponent(name)}`;

    await page.goto(board);
    await page.getByLabel(`Choose ${name}`).locator("visible=true").check();
    await page.getByRole("button", { name: "Assign", exact: true }).click();
    await expect(page.getByText("For 1 person: whoever you ticked.")).toBeVisible();
    await page.getByLabel("Due by").fill(DUE);
    await showWhatWouldHappen(page);
    const isTooWide = () => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth > clientWidth;
    };
    expect(await page.evaluate(isTooWide)).toBe(false);
    await page.getByRole("button", { name: "Assign it to 1 person" }).click();
    await page.waitForURL(/\/bulk\/\d+$/);
    await expect(page.getByRole("status")).toContainText("Done for 1 person.");
    await expect(page.getByText("due by 3 May 2031", { exact: true })).toBeVisible();

    await page.goto(board);
    await page.getByLabel(`Choose ${name}`).locator("visible=true").check();
    await page.getByRole("button", { name: "Give more time" }).click();
    await page.getByLabel("New due date").fill("2031-04-01");
    await page.getByLabel("Why").fill("Back from leave.");
    await showWhatWouldHappen(page);
    await expect(page.getByText("due by 3 May 2031 already")).toBeVisible();
    await page.getByLabel("New due date").fill("2031-06-01");
    await showWhatWouldHappen(page);
    await page.getByRole("button", { name: "Give 1 person more time" }).click();
    await expect(page.getByText("due by 1 Jun 2031, before 3 May 2031")).toBeVisible();

    await page.goto(board);
    await page.getByRole("radio", { name: "Everybody the filter shows (1)" }).check();
    await page.getByRole("button", { name: "Remind" }).click();
    await showWhatWouldHappen(page);
    await page.getByRole("button", { name: "Remind 1 person" }).click();
    await expect(page.getByText("reminded", { exact: true })).toBeVisible();
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "Download the result" }).click();
    expect((await download).suggestedFilename()).toMatch(/^needlepoint-result-\d+\.csv$/);
  });
}

test("with nobody ticked nothing is done, and the page says so", async ({ page }) => {
  await signIn(page, MANAGER);
  await page.getByRole("button", { name: "Remind" }).click();
  await expect(page.getByRole("heading", { name: "Nobody is chosen" })).toBeVisible();
  await page.getByRole("link", { name: "Choose", exact: true }).click();
  await page.getByRole("button", { name: "Export them" }).click();
  await expect(page.getByText("Nobody was ticked")).toBeVisible();
});

test("a staff list is looked at before it is brought in, and twice changes nothing", async ({
  page,
}) => {
  const name = aName("Listed");
  const email = `${crypto.randomUUID()}@clinic.example`;
  const choose = (...lines: string[]) =>
    page.getByLabel("Staff list").setInputFiles({
      name: "staff.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(["E-mail;Name;Site;Job role;Active", ...lines].join("\r\n")),
    });
  await page.setViewportSize({ width: 360, height: 740 });
  await signIn(page, MANAGER);
  await page.goto("/people");
  await page.getByRole("link", { name: "Staff list" }).click();
  await page.waitForURL("**/staff-list");
  await choose(`${email};${name};Linden Harbour;Nurse;yes`, `nobody;Eve;Linden Harbor;Nurs;yes`);
  await page.getByRole("button", { name: "Show what it would do" }).click();
  await page.waitForURL(/\/staff-list\/\d+$/);
  await expect(page.getByText("Line 3", { exact: true })).toBeVisible();
  await expect(page.getByText("Did you mean “Nurse”?")).toBeVisible();
  await expect(page.getByRole("list", { name: "Lines that change something" })).toContainText(name);
  await page
    .getByRole("button", { name: "Make this change, and leave out the faulty line" })
    .click();
  await expect(page.getByRole("heading", { name: "The list was brought in" })).toBeVisible();
  await page.getByRole("link", { name: `Make a link for ${name}` }).click();
  await page.waitForURL(/\/people\/\d+\/link$/);

  await page.goto("/staff-list");
  await choose(`${email};${name};Linden Harbour;Nurse;yes`);
  await page.getByRole("button", { name: "Show what it would do" }).click();
  await expect(page.getByText("There is nothing to do")).toBeVisible();

  await page.goto("/staff-list");
  await choose(`${email};${name};Linden Harbour;Nurse`);
  await page.getByRole("button", { name: "Show what it would do" }).click();
  await expect(page.getByText("It has 4 cells, where the first line has 5.")).toBeVisible();
});
