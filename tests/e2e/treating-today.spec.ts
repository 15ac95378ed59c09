import { expect, test } from "@playwright/test";
import { signIn } from "#tests/support/journey.ts";

/*
 * "Can this person treat today?" in a real browser, with JavaScript and without: the answer in the
 * cell, a past day, the sheet, what needs a manager, and coverage.
 */

const MANAGER = "manager@demo.example";

test.setTimeout(90_000);

test("a cell opens to what can be done, and the figures lead to the people behind them", async ({
  page,
}) => {
  await signIn(page, MANAGER);
  const may = page.getByRole("link", { name: /^\d+ may treat today$/ });
  const count = Number.parseInt(await may.innerText(), 10);
  await may.click();
  await page.waitForURL("**/board?status=may-treat");
  await expect(page.getByText(`${count} of`)).toBeVisible();
  await page.getByRole("link", { name: "Status: May treat" }).click();
  await page.waitForURL("**/board");
  await page.getByRole("main").locator("td summary").first().click();
  await expect(
    page.getByRole("link", { name: /^Assign, extend, waive or suspend/ }).first(),
  ).toBeVisible();
});

test("a past day says that it is one, keeps the filters, and leads to the same day of a person", async ({
  page,
}) => {
  await signIn(page, MANAGER);
  await page.goto("/board?sort=name&group=site");
  await page.getByLabel("As of").fill("2026-06-30");
  await page.getByRole("button", { name: "Show" }).click();
  await page.waitForURL(/on=2026-06-30/);
  expect(page.url()).toContain("group=site");
  await expect(page.getByText("This is a past day: the end of 30 Jun 2026")).toBeVisible();
  const names = page.getByRole("region", { name: "People and their certifications" });
  await names.getByRole("rowheader").getByRole("link").first().click();
  await page.waitForURL(/\/people\/\d+\?on=2026-06-30$/);
  await expect(page.getByText("This is a past day: the end of 30 Jun 2026")).toBeVisible();
  await expect(page.getByRole("link", { name: "Give extra time" })).toHaveCount(0);
  await page.getByRole("link", { name: "Back to today" }).click();
  await expect(page.getByRole("link", { name: "Give extra time" })).toBeVisible();
  await page.goto("/board?on=2999-01-01");
  await expect(page.getByText(/is still to come/)).toBeVisible();
});

for (const width of [360, 1440]) {
  test(`what needs me, the sheet and coverage are reached from the board at ${width} px`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 800 });
    await signIn(page, MANAGER);
    const tabs = page.getByRole("navigation", { name: "Board" });
    await tabs.getByRole("link", { name: "What needs me" }).click();
    await expect(page.getByRole("heading", { level: 2, name: /^Overdue or lapsed/ })).toBeVisible();
    await tabs.getByRole("link", { name: "Who may treat" }).click();
    await page.getByRole("link", { name: "Sheet for the front desk" }).click();
    await expect(page.getByRole("heading", { level: 2, name: /^Who may treat today/ })).toHaveCount(
      2,
    );
    await page.getByRole("link", { name: "Back to the board" }).click();
    await tabs.getByRole("link", { name: "Coverage" }).click();
    await expect(page.getByRole("img", { name: /hold it/ }).first()).toBeVisible();
    await page.getByText("The figures as a table").first().click();
    await expect(page.getByRole("columnheader", { name: "Site" }).first()).toBeVisible();
    const overflow = await page.evaluate(
      "document.documentElement.scrollWidth - document.documentElement.clientWidth",
    );
    expect(overflow).toBeLessThanOrEqual(0);
  });
}
