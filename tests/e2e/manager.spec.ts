import { expect, type Page, test } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { signIn } from "#tests/support/journey.ts";

/*
 * The manager's way in a real browser, with JavaScript and without, on the demo's people: the
 * manager of two sites, and a third site that is not theirs.
 */

const MANAGER = "manager@demo.example";

test.setTimeout(60_000);

/** The figure that stands beside a status at the top of the board. */
async function figureOf(page: Page, status: string): Promise<number> {
  const entry = page
    .getByRole("main")
    .getByRole("link", { name: new RegExp(`^\\d+\\s*${status}$`) });
  return Number.parseInt(await entry.innerText(), 10);
}

function personLinks(page: Page) {
  return page
    .getByRole("region", { name: "People and their certifications" })
    .getByRole("rowheader");
}

test("a manager finds who has lapsed, reads why, and takes the list away", async ({ page }) => {
  await signIn(page, MANAGER);
  await expect(page.getByRole("heading", { level: 1, name: "Board" })).toBeVisible();
  const expired = await figureOf(page, "Expired");
  expect(expired).toBeGreaterThan(0);

  await page.getByRole("link", { name: /Expired$/ }).click();
  await page.waitForURL("**/board?status=expired");
  await expect(personLinks(page)).toHaveCount(expired);
  await expect(page.getByText(`${expired} of`)).toBeVisible();

  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export as CSV" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^needlepoint-board-\d{4}-\d\d-\d\d\.csv$/);
  const chunks: Buffer[] = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer);
  const lines: string[][] = parse(Buffer.concat(chunks), { bom: true });
  expect(lines).toHaveLength(expired + 1);

  const name = (await personLinks(page).first().getByRole("link").innerText()).trim();
  expect(lines[1]?.[0]).toBe(name);
  await page.getByRole("link", { name, exact: true }).first().click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page.getByText(/^Lapsed, last valid/)).toBeVisible();
  await expect(page.getByRole("heading", { name: "Certificates" })).toBeVisible();
});

test("search, site and order stand in the address and survive a bookmark", async ({ page }) => {
  await signIn(page, MANAGER);
  await page.getByLabel("Name", { exact: true }).fill("zoe");
  await page.getByLabel("Sort by").selectOption("Name");
  await page.getByRole("button", { name: "Show" }).click();
  await page.waitForURL(/q=zoe.*sort=name/);
  await expect(personLinks(page)).toHaveCount(1);
  await expect(personLinks(page)).toContainText("Zoë");
  await page.goto(page.url());
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("zoe");
  await expect(page.getByLabel("Sort by")).toHaveValue("name");

  await page.getByLabel("Name", { exact: true }).fill("nobody is called this");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.getByRole("heading", { name: "Nobody matches" })).toBeVisible();
  await page.getByRole("link", { name: "Clear filters" }).click();
  await page.waitForURL("**/board?sort=name");
  expect(await personLinks(page).count()).toBeGreaterThan(10);
});

test("a manager reads what went wrong and grants another attempt", async ({ page }) => {
  await signIn(page, MANAGER);
  await page
    .getByRole("link", { name: /^failed \d+ %$/ })
    .first()
    .click();
  await page.waitForURL(/\/people\/\d+\/attempts\/\d+$/);
  await expect(page.getByText("Not passed", { exact: true })).toBeVisible();
  await expect(page.getByRole("article").first()).toBeVisible();

  await page.getByRole("link", { name: /^Back to / }).click();
  await page.waitForURL(/\/people\/\d+$/);
  await page
    .getByRole("link", { name: /^Grant another/ })
    .first()
    .click();
  const reason = `The fire alarm went off half-way, report ${crypto.randomUUID()}.`;
  await page.getByLabel("Why").fill(reason);
  await page.getByRole("button", { name: "Grant one attempt" }).click();
  await page.waitForURL(/\/people\/\d+\?granted=/);
  await expect(page.getByRole("status")).toContainText("is granted");
  await expect(page.getByText(`“${reason}”`)).toBeVisible();
});

test("on a phone the people who need action come first, each with the reason", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await signIn(page, MANAGER);
  const people = page.getByRole("list", { name: "People and their certifications" });
  await expect(people.getByRole("listitem").first()).toContainText("lapsed");
  await expect(page.getByLabel("Site", { exact: true })).toBeHidden();
  await page.getByLabel("More filters and order").check();
  await page.getByLabel("Site", { exact: true }).selectOption({ index: 1 });
  await page.getByRole("button", { name: "Show" }).click();
  await page.waitForURL(/site=\d+/);
  await expect(page.getByLabel("Site", { exact: true })).toBeVisible();
  await people.getByRole("link").first().click();
  await page.waitForURL(/\/people\/\d+$/);
});

test("another site's manager finds none of the same people, and a trainee no board", async ({
  page,
  browser,
}) => {
  await signIn(page, MANAGER);
  const person = personLinks(page).first().getByRole("link");
  const [href, name] = [await person.getAttribute("href"), await person.innerText()];
  if (!href) throw new Error("The board links to nobody");
  for (const email of ["rajiv.venkataraman@demo.example", "trainee@demo.example"]) {
    const elsewhere = await browser.newContext();
    const stranger = await elsewhere.newPage();
    await signIn(stranger, email);
    expect((await stranger.goto(href))?.status()).toBe(404);
    const isManager = email.startsWith("rajiv");
    expect((await stranger.goto("/board"))?.status()).toBe(isManager ? 200 : 403);
    await expect(stranger.getByText(name, { exact: true })).toHaveCount(0);
    await elsewhere.close();
  }
});
